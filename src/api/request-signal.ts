import type { ServerResponse } from 'node:http';
import { CodedError } from '../model/errors.ts';

/**
 * A signal that comes when a request's reads are to end: the client has hung up, or the time is over. It never comes
 * once the answer is sent.
 */
export function signalOf(response: ServerResponse, ms: number): AbortSignal {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(tooSlow(ms)), ms);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) ending.abort(new CodedError('UNAVAILABLE', 'The client has hung up.'));
  });
  return ending.signal;
}

function tooSlow(ms: number): CodedError {
  return new CodedError(
    'UNAVAILABLE',
    `The answer took more than ${ms / 1000} s and was given up. Ask for less, or try again later.`,
  );
}
