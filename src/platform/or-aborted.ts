import { setMaxListeners } from 'node:events';

/**
 * What work gives, or the reason of a signal as soon as that comes; what becomes of the work is then of no interest.
 *
 * @throws the signal's reason, or what the work throws
 */
export async function orAborted<Result>(work: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (!signal) return work;
  // One request may wait for many things.
  setMaxListeners(0, signal);
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
