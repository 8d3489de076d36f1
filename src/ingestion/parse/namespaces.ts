/** Prefixes that are named in a fault; the others are as wrong. */
const mostNamed = 5;
/** A prefix that is longer is nonsense, not a name. */
const longestPrefix = 40;

/**
 * The fault of a feed whose elements carry prefixes that it declares nowhere; null when there are none. Comments and
 * CDATA are no elements. One pass over the text.
 */
export function undeclaredNamespaces(xml: string): string | null {
  const used = new Set<string>();
  const declared = new Set(['xml']);
  const token = /<(?:(!--)|(!\[CDATA\[)|([a-z_][\w.-]{0,39}):[a-z_])|\sxmlns:([\w.-]{1,40})\s*=/gi;
  for (let found = token.exec(xml); found !== null; found = token.exec(xml)) {
    const [, comment, cdata, prefix, declares] = found;
    if (prefix !== undefined) used.add(prefix);
    else if (declares !== undefined) declared.add(declares);
    else if (comment || cdata) {
      const end = xml.indexOf(comment ? '-->' : ']]>', token.lastIndex);
      if (end === -1) break;
      token.lastIndex = end;
    }
  }
  const undeclared = [...used].filter((prefix) => !declared.has(prefix) && prefix.length < longestPrefix);
  if (undeclared.length === 0) return null;
  const names = undeclared.slice(0, mostNamed).map((prefix) => `'${prefix}:'`);
  const more = undeclared.length > mostNamed ? ' and others' : '';
  return `The document uses ${names.join(', ')}${more} without saying which namespace is meant.`;
}
