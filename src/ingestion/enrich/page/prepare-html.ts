/** HTML on its way to the parser. */
export interface PreparedHtml {
  /** Without comments, scripts, styles and whatever else holds no text of the page. */
  html: string;
  /** The source of each JSON-LD script, in order. */
  jsonLd: string[];
  /** How many elements the parser would build, about. */
  elements: number;
  /** How deeply they are nested, about. */
  depth: number;
}

const withoutText = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'object', 'select', 'textarea', 'canvas', 'math']);
const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
/** Their end tag may be left out, so counting their start tags as nesting would mistake a long list for a deep one. */
const selfClosing = new Set(['p', 'li', 'dt', 'dd', 'option', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'html', 'head', 'body']);

/**
 * Takes out of a page what holds no text and measures what is left, in one pass whose time is linear in the length
 * whatever the page holds: parsers are not linear in the depth of a page, so it must be known before they run.
 */
export function prepareHtml(source: string): PreparedHtml {
  const kept: string[] = [];
  const jsonLd: string[] = [];
  const tag = /<(?:!--|(\/?)([a-zA-Z][a-zA-Z0-9:-]*))/g;
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  let keptUpTo = 0;
  for (let found = tag.exec(source); found !== null; found = tag.exec(source)) {
    const name = found[2]?.toLowerCase();
    if (name === undefined) {
      kept.push(source.slice(keptUpTo, found.index));
      const end = source.indexOf('-->', found.index + 4);
      keptUpTo = end < 0 ? source.length : end + 3;
      tag.lastIndex = keptUpTo;
    } else if (found[1] === '/') {
      if (!selfClosing.has(name) && depth > 0) depth -= 1;
    } else if (withoutText.has(name)) {
      kept.push(source.slice(keptUpTo, found.index));
      const element = wholeElement(source, found.index, name);
      if (name === 'script' && /^[^>]*ld\+json/i.test(element.startTag)) jsonLd.push(element.content);
      keptUpTo = element.end;
      tag.lastIndex = keptUpTo;
    } else {
      elements += 1;
      if (!empty.has(name) && !selfClosing.has(name)) {
        depth += 1;
        if (depth > deepest) deepest = depth;
      }
    }
    if (tag.lastIndex >= source.length) break;
  }
  kept.push(source.slice(keptUpTo));
  return { html: kept.join(''), jsonLd, elements, depth: deepest };
}

function wholeElement(source: string, start: number, name: string) {
  const startTagEnd = source.indexOf('>', start);
  if (startTagEnd < 0) return { startTag: '', content: '', end: source.length };
  const startTag = source.slice(start, startTagEnd + 1);
  if (startTag.endsWith('/>') && name === 'svg') return { startTag, content: '', end: startTagEnd + 1 };
  const closing = new RegExp(`</${name}\\b[^>]*>?`, 'gi');
  closing.lastIndex = startTagEnd + 1;
  const close = closing.exec(source);
  return close === null
    ? { startTag, content: source.slice(startTagEnd + 1), end: source.length }
    : { startTag, content: source.slice(startTagEnd + 1, close.index), end: close.index + close[0].length };
}
