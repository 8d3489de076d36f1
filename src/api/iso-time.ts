const dayMs = 86_400_000;
const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const threeDigits = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'));

/** The day that was written last: a page's moments are mostly of one or two. */
let known = { day: Number.NaN, text: '' };

/**
 * What `toISOString` gives, in a tenth of its time where moments of one day follow each other, as the 100 of a page of
 * reports mostly do (docs/decisions/compiled-queries.md).
 *
 * @throws {RangeError} for a moment that is none
 */
export function isoTime(moment: Date): string {
  const ms = moment.getTime();
  const day = Math.floor(ms / dayMs);
  if (day !== known.day) known = { day, text: moment.toISOString().slice(0, -'09:30:00.000Z'.length) };
  const rest = ms - day * dayMs;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${known.text}${twoDigits[hours]}:${twoDigits[minutes - hours * 60]}:${twoDigits[seconds - minutes * 60]}.${threeDigits[rest - seconds * 1000]}Z`;
}
