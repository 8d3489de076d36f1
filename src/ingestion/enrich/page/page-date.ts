/**
 * Reads a date of a page: ISO 8601 or what Date.parse knows. A date without a zone is taken as UTC, so that the
 * answer does not depend on the machine; null when it cannot be read or lies before the web (1990).
 */
export function readPageDate(raw: string): Date | null {
  const written = raw.trim();
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(written);
  const zone = iso?.[3]?.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') ?? 'Z';
  const hasZone = /(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2})\)?$/.test(written);
  const date = new Date(iso ? `${iso[1]}T${iso[2] ?? '00:00'}${zone}` : hasZone ? written : `${written} UTC`);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1990 ? null : date;
}
