/**
 * For how long an answer says that it need not be asked for again, in minutes: by Cache-Control's max-age less Age, else
 * by Expires against Date (RFC 9111, 4.2.1); null when it does not say, or says that it is stale already.
 *
 * @param headers of the answer, lower-case
 * @param now stands in for a missing Date
 */
export function freshMinutes(headers: Record<string, string>, now: Date): number | null {
  const control = headers['cache-control'] ?? '';
  if (/\bno-(?:cache|store)\b/i.test(control)) return null;
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1];
  const seconds = maxAge === undefined ? untilExpiry(headers, now) : Number(maxAge) - ageOf(headers);
  return seconds > 0 ? Math.ceil(seconds / 60) : null;
}

function ageOf({ age = '' }: Record<string, string>): number {
  return /^\d{1,10}$/.test(age) ? Number(age) : 0;
}

/** In seconds; not a number when there is no date that can be read, which is no time to come either. */
function untilExpiry({ expires = '', date = '' }: Record<string, string>, now: Date): number {
  const answered = Date.parse(date);
  return (Date.parse(expires) - (Number.isNaN(answered) ? now.getTime() : answered)) / 1000;
}
