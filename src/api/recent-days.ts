const dayMs = 24 * 60 * 60 * 1000;
const days = 90;

/** The beginning of the 89th day before this one, in UTC: what is looked at of late is the same all day long. */
export function recentSince(now: Date): Date {
  return new Date((Math.floor(now.getTime() / dayMs) - days + 1) * dayMs);
}
