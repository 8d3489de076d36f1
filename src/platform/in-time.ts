/** Work was given up because it took too long; it may still be under way. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

/**
 * What `work` gives, waited for no longer than `limitMs` milliseconds. Late work is given up, not ended: what it comes
 * to in the end, also when it fails, is no longer of interest.
 *
 * @throws {LateError} when the time is over
 * @throws what `work` throws
 */
export async function inTime<Result>(work: Promise<Result>, limitMs: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
