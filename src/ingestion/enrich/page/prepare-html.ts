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

const names = (list: string): Set<string> => new Set(list.split(' '));

/** Everything up to their end tag is no markup; without an end tag they reach to the end of the page. */
const raw = names('script style textarea iframe');
/** They hold no text of the article either, but without an end tag only the start tag is left out. */
const withoutText = names('noscript template svg object select canvas math');
const empty = names('area base br col embed hr img input link meta source track wbr');
/** Their end tag may be left out, so counting their start tags as nesting would mistake a long list for a deep one. */
const selfClosing = names('p li dt dd option tr td th thead tbody tfoot html head body');

/**
 * Takes out of a page what holds no text and measures what is left, in one pass whose time is linear in the length
 * whatever the page holds: parsers are not linear in the depth of a page, so it must be known before they run.
 */
export function prepareHtml(source: string): PreparedHtml {
  const kept: string[] = [];
  const jsonLd: string[] = [];
  const findEnd = endFinder(source);
  const tag = /<(?:!--|(\/?)([a-zA-Z][a-zA-Z0-9:-]*))/g;
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  let keptUpTo = 0;
  const leaveOut = (from: number, to: number) => {
    kept.push(source.slice(keptUpTo, from));
    keptUpTo = to;
    tag.lastIndex = to;
  };
  for (let found = tag.exec(source); found !== null; found = tag.exec(source)) {
    const name = found[2]?.toLowerCase();
    if (name === undefined) {
      const end = source.indexOf('-->', found.index + 4);
      leaveOut(found.index, end < 0 ? source.length : end + 3);
    } else if (found[1] === '/') {
      if (!selfClosing.has(name) && depth > 0) depth -= 1;
    } else if (raw.has(name) || withoutText.has(name)) {
      const element = findEnd(found.index, name);
      leaveOut(found.index, element.end);
      if (name === 'script' && /^[^>]*ld\+json/i.test(element.startTag)) jsonLd.push(element.content);
    } else {
      elements += 1;
      if (!empty.has(name) && !selfClosing.has(name)) depth += 1;
      deepest = Math.max(deepest, depth);
    }
  }
  kept.push(source.slice(keptUpTo));
  return { html: kept.join(''), jsonLd, elements, depth: deepest };
}

interface WholeElement {
  startTag: string;
  content: string;
  /** Where the source goes on after it. */
  end: number;
}

/** Finds where an element ends; a name whose end tag was looked for in vain is not looked for again. */
function endFinder(source: string): (start: number, name: string) => WholeElement {
  const neverClosed = new Set<string>();
  return (start, name) => {
    const startTagEnd = source.indexOf('>', start);
    if (startTagEnd < 0) return { startTag: '', content: '', end: source.length };
    const contentStart = startTagEnd + 1;
    const startTag = source.slice(start, contentStart);
    const closing = new RegExp(`</${name}\\b[^>]*>?`, 'gi');
    closing.lastIndex = contentStart;
    const isClosedItself = withoutText.has(name) && startTag.endsWith('/>');
    const close = isClosedItself || neverClosed.has(name) ? null : closing.exec(source);
    if (close !== null) {
      return {
        startTag,
        content: source.slice(contentStart, close.index),
        end: close.index + close[0].length,
      };
    }
    if (!isClosedItself) neverClosed.add(name);
    return raw.has(name)
      ? { startTag, content: source.slice(contentStart), end: source.length }
      : { startTag, content: '', end: contentStart };
  };
}
