import type { OpenedXml } from './open-xml.ts';
import { withinLimit } from './raw-feed.ts';

/** An XML feed cut into its entries, so that each can be read for itself. */
export interface SlicedFeed {
  /** Start tags that entries stand in. */
  opening: string;
  /** The end tags to them. */
  closing: string;
  /** The document without its entries, well enough closed to be read. */
  frame: string;
  /** The entries, tags included. */
  entries: string[];
  faults: string[];
  isCut: boolean;
}

/**
 * Finds the entries in one pass over the text, minding comments and CDATA. An entry that the document's end cuts is left out;
 * one whose end tag is missing in the middle ends where the next begins.
 */
export function sliceEntries({ format, xml, rootName }: OpenedXml): SlicedFeed {
  const name = format === 'ATOM' ? 'entry' : 'item';
  const found = findEntries(xml, name);
  const start = found.ranges[0]?.start ?? xml.length;
  const root = startTag(xml, 0);
  const channel = format === 'RSS' ? channelTag(xml.slice(0, start)) : null;
  const channelName = channel === null ? 'channel' : (/^<([^\s>]+)/.exec(channel)?.[1] ?? 'channel');
  const closing = format === 'RSS' ? `</${channelName}></${rootName}>` : `</${rootName}>`;
  const { taken, faults } = withinLimit(found.ranges);
  const isCut = found.cutAt !== null || xml.lastIndexOf(`</${rootName}`) === -1;
  if (isCut) {
    faults.push(
      found.cutAt === null
        ? 'The document is cut off before its end.'
        : 'The document is cut off before its end; its last entry is incomplete and was left out.',
    );
  }
  return {
    opening: format === 'RSS' ? `${root}${channel ?? '<channel>'}` : root,
    closing,
    frame: `${withoutContents(frameOf(xml, found))}${isCut ? closing : ''}`,
    entries: taken.map((range) => textOf(xml, range, name)),
    faults,
    isCut,
  };
}

interface EntryRange {
  start: number;
  end: number;
  /** The end tag is missing. */
  open: boolean;
}

interface FoundEntries {
  ranges: EntryRange[];
  /** Where the entry begins that the document's end cuts. */
  cutAt: number | null;
}

function findEntries(xml: string, name: string): FoundEntries {
  const token = new RegExp(`<(?:(!--)|(!\\[CDATA\\[)|(/?)((?:[\\w.-]+:)?${name})(?=[\\s/>]))`, 'gi');
  const ranges: EntryRange[] = [];
  let start: number | null = null;
  // Other elements may be called so in their own namespace (<podcast:item>): the first spelling is the feed's.
  let spelling: string | null = null;
  for (let found = token.exec(xml); found !== null; found = token.exec(xml)) {
    const [, comment, cdata, slash, tagName = ''] = found;
    if (comment || cdata) {
      const end = xml.indexOf(comment ? '-->' : ']]>', token.lastIndex);
      if (end === -1) break;
      if (comment || !isUnclosedCdata(xml.slice(token.lastIndex, end))) token.lastIndex = end + 3;
      continue;
    }
    spelling ??= tagName.toLowerCase();
    if (tagName.toLowerCase() !== spelling) continue;
    const end = xml.indexOf('>', token.lastIndex);
    if (end === -1) {
      start ??= found.index;
      break;
    }
    if (slash) {
      if (start !== null) ranges.push({ start, end: end + 1, open: false });
      start = null;
      continue;
    }
    if (start !== null) ranges.push({ start, end: found.index, open: true });
    const isEmpty = xml[end - 1] === '/';
    if (isEmpty) ranges.push({ start: found.index, end: end + 1, open: false });
    start = isEmpty ? null : found.index;
  }
  return { ranges, cutAt: start };
}

/** CDATA that reaches into another one was not closed: its end is the other's. */
function isUnclosedCdata(contents: string): boolean {
  return contents.includes('<![CDATA[');
}

function textOf(xml: string, { start, end, open }: EntryRange, name: string): string {
  const text = xml.slice(start, end);
  return open ? `${text}</${/^<([^\s/>]+)/.exec(text)?.[1] ?? name}>` : text;
}

function frameOf(xml: string, { ranges, cutAt }: FoundEntries): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    parts.push(xml.slice(from, start));
    from = end;
  }
  parts.push(xml.slice(from, cutAt ?? xml.length));
  return parts.join('');
}

/** RDF lists its items once more in the channel; whoever minds that list loses the items that are not on it. */
function withoutContents(frame: string): string {
  const start = frame.search(/<items[\s>]/i);
  const end = start === -1 ? -1 : frame.toLowerCase().indexOf('</items>', start);
  return end === -1 ? frame : frame.slice(0, start) + frame.slice(end + '</items>'.length);
}

function channelTag(head: string): string | null {
  const index = head.search(/<(?:[\w.-]+:)?channel(?=[\s>])/i);
  return index === -1 ? null : startTag(head, index);
}

/** The start tag at a place, quoted '>' included; a tag without end, or of more than 20,000 characters, is closed. */
function startTag(xml: string, from: number): string {
  const tag = xml.slice(from, from + 20_000);
  const token = /["'>]/g;
  for (let found = token.exec(tag); found !== null; found = token.exec(tag)) {
    if (found[0] === '>') return tag.slice(0, found.index + 1).replace(/\s*\/>$/, '>');
    const quoteEnd = tag.indexOf(found[0], token.lastIndex);
    if (quoteEnd === -1) break;
    token.lastIndex = quoteEnd + 1;
  }
  const end = tag.indexOf('>');
  return end === -1 ? `${/^<[^\s<>]+/.exec(tag)?.[0] ?? '<x'}>` : tag.slice(0, end + 1);
}
