import { badInput } from '../../model/errors.ts';
import { otherXmlRefused, webPageRefused } from './refusals.ts';

/** An XML feed, found and stripped of what stands before it. */
export interface OpenedXml {
  format: 'RSS' | 'ATOM' | 'RDF';
  /** From the outermost element on: no prolog, no document type, hence no entities of its own. */
  xml: string;
  /** The outermost element's name as written ('rdf:RDF'). */
  rootName: string;
  faults: string[];
}

const formats: Record<string, OpenedXml['format']> = { rss: 'RSS', feed: 'ATOM', rdf: 'RDF' };
const elementsOfPages =
  /^(?:html|head|body|title|meta|script|style|div|p|br|b|h[1-6]|center|table|a|span|pre|noscript)$/i;

/**
 * Finds the feed in a text by its outermost element, whatever its Content-Type says; junk before it (warnings of PHP)
 * is left out. The document type goes too, and with it every entity bomb.
 *
 * @param address what was read, as it may be shown
 * @param url the same as it is, to resolve what a web page advertises
 * @throws {CodedError} BAD_USER_INPUT for a web page, other XML, and what is neither
 */
export function openXml(text: string, address: string, url: string): OpenedXml {
  const first = firstElement(text);
  if (first === null) throw badInput(`${address} sent plain text, not a feed: '${excerpt(text)}'.`);
  const isPage = elementsOfPages.test(first.name);
  const root = formatOf(first.name)
    ? first
    : isPage && /^html$/i.test(first.name)
      ? null
      : laterRoot(text, first.index);
  if (root === null) throw isPage ? webPageRefused(text, address, url) : otherXmlRefused(first.name, address);
  const format = formatOf(root.name);
  if (!format) throw otherXmlRefused(root.name, address);
  const faults: string[] = [];
  if (root !== first || first.hasTextBefore) faults.push('There is text before the beginning of the feed.');
  if (/<!ENTITY/i.test(text.slice(0, Math.min(root.index, 1_000_000)))) {
    faults.push('The document defines entities of its own, which are not read.');
  }
  return { format, xml: text.slice(root.index), rootName: root.name, faults };
}

interface Found {
  name: string;
  index: number;
  hasTextBefore: boolean;
}

function formatOf(name: string): OpenedXml['format'] | undefined {
  const local = name.replace(/^.*:/, '').toLowerCase();
  return Object.hasOwn(formats, local) ? formats[local] : undefined;
}

/** The first element after prolog, comments and document type. */
function firstElement(text: string): Found | null {
  const token = /<(?:(!--)|(\?)|(!doctype)|(!\[CDATA\[)|([a-z_][\w.:-]*))/gi;
  let end = 0;
  let hasTextBefore = false;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    hasTextBefore ||= text.slice(end, found.index).trim() !== '';
    const [, comment, instruction, doctype, cdata, name] = found;
    if (name !== undefined) return { name, index: found.index, hasTextBefore };
    if (comment) end = after(text, '-->', token.lastIndex);
    else if (instruction) end = after(text, '?>', token.lastIndex);
    else if (cdata) end = after(text, ']]>', token.lastIndex);
    else if (doctype) end = afterDoctype(text, token.lastIndex);
    token.lastIndex = end;
  }
  return null;
}

function laterRoot(text: string, from: number): Found | null {
  const root = /<((?:[\w.-]+:)?(?:rss|feed|rdf))(?=[\s>])/gi;
  root.lastIndex = from;
  const found = root.exec(text);
  return found?.[1] === undefined ? null : { name: found[1], index: found.index, hasTextBefore: true };
}

function after(text: string, end: string, from: number): number {
  const index = text.indexOf(end, from);
  return index === -1 ? text.length : index + end.length;
}

/** Where a document type ends, its own declarations in brackets included. */
function afterDoctype(text: string, from: number): number {
  const token = /<!--|["'[\]>]/g;
  token.lastIndex = from;
  let inBrackets = false;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [mark] = found;
    if (mark === '>' && !inBrackets) return token.lastIndex;
    if (mark === '[') inBrackets = true;
    else if (mark === ']') inBrackets = false;
    else if (mark === '<!--') token.lastIndex = after(text, '-->', token.lastIndex);
    else if (mark !== '>') token.lastIndex = after(text, mark, token.lastIndex);
  }
  return text.length;
}

function excerpt(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
