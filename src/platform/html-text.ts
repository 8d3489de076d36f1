import { Tokenizer } from 'htmlparser2';
import { withoutIllegalCharacters } from './charset.ts';

/** Characters of HTML that are looked at; what follows is left out. */
const maxInput = 1_000_000;

const hiddenElements = new Set(['script', 'style', 'noscript', 'template', 'svg', 'title']);
const inlineElements = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const escapedMarkup =
  /<\/?(?:a|b|blockquote|br|div|em|figure|figcaption|h[1-6]|i|img|li|ol|p|script|span|strong|style|sub|sup|table|td|tr|u|ul)(?:\s[^<>]*)?\/?>/i;
const escapedReference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;
const invisible = /[\u00AD\u200B\u2060\uFEFF]/g;

/**
 * The text that a reader sees in a piece of HTML, on one line: no tags, no scripts and styles, references decoded,
 * a space where a block or a line ends. Text that was escaped twice, as in many feeds, is read twice. Takes time linear in
 * the input, of which the first million characters count.
 *
 * @param options maxChars: a longer text is cut between words and ends with '…'; not cut when absent
 */
export function plainText(html: string, options: { maxChars?: number } = {}): string {
  let text = html.slice(0, maxInput);
  for (let pass = 0; pass < 3; pass++) {
    text = visibleText(text);
    if (!escapedMarkup.test(text) && !escapedReference.test(text)) break;
  }
  return options.maxChars === undefined ? text : shorten(text, options.maxChars);
}

/** The text with at most that many characters, cut between words where it can be, '…' included. */
export function shorten(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(0, Math.max(0, maxChars - 1));
  const space = cut.lastIndexOf(' ');
  const whole = space > maxChars * 0.6 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '');
  return `${whole.trimEnd()}…`;
}

function visibleText(html: string): string {
  return withoutIllegalCharacters(/[<&]/.test(html) ? textOfMarkup(readyForReading(html)) : html)
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A '<' that no '>' follows opens no tag; it is a sign of the text, unless a tag was cut in its attributes. */
function readyForReading(html: string): string {
  const lastEnd = html.lastIndexOf('>');
  const rest = html.slice(lastEnd + 1);
  if (!rest.includes('<') || /<[a-z][\w:-]*\s+[\w:-]+\s*=/i.test(rest)) return html;
  return html.slice(0, lastEnd + 1) + rest.replaceAll('<', '&lt;');
}

function textOfMarkup(html: string): string {
  const parts: string[] = [];
  let hiddenIn: string | null = null;
  let opened = '';
  const nameAt = (start: number, end: number) => html.slice(start, end).toLowerCase();
  const separateUnlessInline = (name: string) => {
    if (!inlineElements.has(name)) parts.push(' ');
  };
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => {
        if (hiddenIn === null) parts.push(html.slice(start, end));
      },
      ontextentity: (codePoint) => {
        if (hiddenIn === null) parts.push(String.fromCodePoint(codePoint));
      },
      onopentagname: (start, end) => {
        opened = nameAt(start, end);
        if (hiddenIn === null && hiddenElements.has(opened)) hiddenIn = opened;
        separateUnlessInline(opened);
      },
      onselfclosingtag: () => {
        if (hiddenIn === opened) hiddenIn = null;
      },
      onclosetag: (start, end) => {
        const name = nameAt(start, end);
        if (hiddenIn === name) hiddenIn = null;
        separateUnlessInline(name);
      },
      oncdata: (start, end, endOffset) => {
        if (hiddenIn === null) parts.push(html.slice(start, end - endOffset));
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return parts.join('');
}
