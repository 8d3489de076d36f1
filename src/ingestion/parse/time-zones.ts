/** Hours east of Greenwich of the zone names that feeds use; an ambiguous one has the meaning usual in English. */
const hoursByName: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  mez: 1,
  cest: 2,
  mesz: 2,
  eet: 2,
  eest: 3,
  sast: 2,
  msk: 3,
  gst: 4,
  pkt: 5,
  ist: 5.5,
  wib: 7,
  hkt: 8,
  sgt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  acst: 9.5,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  brt: -3,
  art: -3,
  adt: -3,
  nst: -3.5,
  ast: -4,
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
  akdt: -8,
  akst: -9,
  hst: -10,
};

/** Minutes east of Greenwich of a zone's short name, lower-case; null when it is none that is known. */
export function offsetOfName(name: string): number | null {
  const hours = Object.hasOwn(hoursByName, name) ? hoursByName[name] : undefined;
  return hours === undefined ? null : hours * 60;
}

/**
 * Minutes east of Greenwich of a place ('Europe/Brussels') at a time; null when there is no such place.
 *
 * @param localMs the local time there, as if it were UTC, in ms
 */
export function offsetOfPlace(place: string, localMs: number): number | null {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: place, timeZoneName: 'longOffset' });
    const name = format.formatToParts(localMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return null;
  }
}
