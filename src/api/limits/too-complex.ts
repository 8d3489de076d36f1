import { CodedError } from '../../model/errors.ts';

/** Characters of a path in a message. */
const mostShown = 200;

/** The refusal of what asks for too much. The message says what was counted, where, and what to ask instead. */
export function tooComplex(message: string, limit: number): CodedError {
  return new CodedError('QUERY_TOO_COMPLEX', message, { limit });
}

/** 'reports.nodes', cut off when it is long. */
export function pathInWords(fields: readonly string[]): string {
  const path = fields.join('.');
  return path.length > mostShown ? `${path.slice(0, mostShown)}…` : path;
}
