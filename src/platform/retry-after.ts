/** The longest wait that a server is granted, so that a wrong header cannot keep anything waiting for ever. */
const longestMs = 24 * 60 * 60 * 1000;

/**
 * When a server wants to be asked again: Retry-After as seconds or as an HTTP date (RFC 9110, 10.2.3), at most a day
 * from now; null when it does not say, or says a time gone by.
 */
export function retryAfter(header: string | undefined, now: Date): Date | null {
  const value = header?.trim() ?? '';
  const at = /^\d{1,9}$/.test(value) ? now.getTime() + Number(value) * 1000 : httpDate(value);
  if (Number.isNaN(at) || at <= now.getTime()) return null;
  return new Date(Math.min(at, now.getTime() + longestMs));
}

/** An HTTP date in ms; only one that names its zone, because others would be read in the machine's own. */
function httpDate(value: string): number {
  return /(?:GMT|UTC|Z|[+-]\d{4})$/i.test(value) ? Date.parse(value) : Number.NaN;
}
