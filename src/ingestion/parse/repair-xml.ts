import { Parser } from 'htmlparser2';

/** Elements of feeds stand a few levels deep, XHTML inside them some dozens; the parser allows no more either. */
const maxDepth = 100;
/** Longer than any name. */
const maxPersonLength = 5000;

/**
 * A piece of XML made well-formed, by a parser that never gives up: elements closed where their parent ends, stray
 * '<' taken for text. Null when elements stand more than 100 deep, which no feed needs.
 */
export function repairXml(xml: string): string | null {
  const parts: string[] = [];
  let depth = 0;
  let deepest = 0;
  let inCdata = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        deepest = Math.max(deepest, ++depth);
        if (depth > maxDepth) parser.pause();
        const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
        parts.push(`<${name}${written.join('')}>`);
      },
      ontext: (text) => parts.push((inCdata ? text.replace(/&/g, '&amp;') : text).replace(/</g, '&lt;')),
      oncdatastart: () => {
        inCdata = true;
      },
      oncdataend: () => {
        inCdata = false;
      },
      onclosetag: (name) => {
        depth--;
        parts.push(`</${name}>`);
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.write(xml.replace(/<(?![a-z_:/!?])/gi, '&lt;'));
  if (deepest > maxDepth) return null;
  parser.end();
  return parts.join('');
}

/**
 * The XML without authors whose text is longer than any name: reading persons takes the parser time that grows with
 * the square of their length.
 */
export function withoutHugePersons(xml: string): string {
  if (xml.length <= maxPersonLength) return xml;
  const token = /<(\/?)(?:[\w.-]+:)?(?:author|managingeditor|webmaster)(?=[\s>])/gi;
  const parts: string[] = [];
  let from = 0;
  let opened: number | null = null;
  for (let found = token.exec(xml); found !== null; found = token.exec(xml)) {
    if (!found[1]) {
      opened ??= found.index;
      continue;
    }
    if (opened !== null && found.index - opened > maxPersonLength) {
      parts.push(xml.slice(from, opened));
      from = xml.indexOf('>', found.index) + 1 || xml.length;
    }
    opened = null;
  }
  return from === 0 ? xml : parts.join('') + xml.slice(from);
}

function escaped(value: string): string {
  return value.replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
