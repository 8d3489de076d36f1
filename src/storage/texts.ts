import pg from 'pg';

/** The object id of PostgreSQL's type text[]; the driver names none of the array types. */
export const textsType = 1009;
// The types of the driver list no array types, and take numbers of an enumeration alone.
const readAnyTexts: (text: string) => (string | null)[] = pg.types.getTypeParser(textsType as number, 'text');

/**
 * The texts of an array as PostgreSQL writes it: `{Gucci,"Louis Vuitton"}`. What holds an escape, a NULL, a further
 * dimension or bounds of its own is left to the driver, whose own reading, a letter at a time, made a twentieth of all
 * that a page of reports allocated.
 */
export function readTexts(array: string): (string | null)[] {
  if (array === '{}') return [];
  if (array.charAt(0) !== '{' || array.charAt(1) === '{' || array.includes('\\') || array.includes('NULL')) {
    return readAnyTexts(array);
  }
  const texts: string[] = [];
  for (let at = 1; at < array.length; ) {
    const isQuoted = array.charAt(at) === '"';
    const from = isQuoted ? at + 1 : at;
    const end = array.indexOf(isQuoted ? '"' : ',', from);
    const to = end === -1 ? array.length - 1 : end;
    texts.push(array.slice(from, to));
    at = to + (isQuoted ? 2 : 1);
  }
  return texts;
}
