import { badInput } from '../../model/errors.ts';
import type { Entry, FeedDocument } from '../../model/feed.ts';
import { type DecodedText, decodeText, withoutIllegalCharacters } from '../../platform/charset.ts';
import { plainText } from '../../platform/html-text.ts';
import { entryOf } from './entry.ts';
import { openJson, readJson } from './json-feed.ts';
import { followableUrl } from './links.ts';
import { openXml } from './open-xml.ts';
import { withinLimit } from './raw-feed.ts';
import { readInBatches } from './read-in-batches.ts';
import { type ReadDocument, readXml } from './read-xml.ts';
import { binaryInWords } from './refusals.ts';

/** Where a document came from. */
export interface DocumentContext {
  /** The address that answered. */
  url: string;
  contentType: string | null;
}

/** More is refused unread; whoever fetches allows less. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Reads a feed of any dialect (RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1), as far as it can be
 * read: what is wrong with the document is in `faults`, and entries that are beyond repair are in `unreadable`.
 *
 * @throws {CodedError} BAD_USER_INPUT when it is no feed; the message says what it is instead
 */
export function parseFeed(bytes: Buffer, context: DocumentContext): FeedDocument {
  const address = context.url.length > 300 ? `${context.url.slice(0, 300)}…` : context.url;
  if (bytes.length > maxBytes) throw badInput(`${address} sent ${bytes.length} bytes, more than are read.`);
  const binary = binaryInWords(bytes);
  if (binary !== null) throw badInput(`${address} sent ${binary}, not a feed.`);
  const decoded = decodeText(bytes, { contentType: context.contentType, kind: 'xml' });
  const text = decoded.text.trimStart();
  if (text === '') throw badInput(`${address} sent an empty answer.`);
  if (text.startsWith('{') || text.startsWith('[')) {
    return documentOf('JSON', flagged(readJsonDocument(text, address), decoded), context.url);
  }
  const opened = openXml(text, address, context.url);
  return documentOf(opened.format, flagged(readXml(opened), decoded), context.url);
}

function flagged(read: ReadDocument, { illegalCharacters }: DecodedText): ReadDocument {
  if (illegalCharacters === 0) return read;
  const fault =
    illegalCharacters === 1
      ? 'The document held a character that no text may hold; it was left out.'
      : `The document held ${illegalCharacters} characters that no text may hold; they were left out.`;
  return { ...read, faults: [...read.faults, fault] };
}

function readJsonDocument(text: string, address: string): ReadDocument {
  const { frame, items, cut } = openJson(text, address);
  const { taken, faults } = withinLimit(items);
  if (cut) faults.push('The document is cut off before its end; its last entry was left out.');
  return {
    feed: readJson(frame, []).feed,
    bases: [],
    entries: readInBatches(taken, { readMany: (some) => readJson(frame, [...some]).entries }).entries,
    faults,
    isCut: cut,
  };
}

function documentOf(format: FeedDocument['format'], read: ReadDocument, feedUrl: string): FeedDocument {
  const title = plainText(read.feed.title ?? '', { maxChars: 300 }) || null;
  const siteUrl = read.feed.siteUrl === null ? null : followableUrl(read.feed.siteUrl, feedUrl);
  const context = { feedTitle: title, siteUrl, feedUrl, bases: read.bases, author: read.feed.author };
  const entries: Entry[] = [];
  const unreadable: FeedDocument['unreadable'] = [];
  for (const [position, raw] of read.entries.entries()) {
    const entry = typeof raw === 'string' ? raw : entryOf(raw, context);
    if (typeof entry === 'string') unreadable.push({ position, reason: entry });
    else entries.push(withoutIllegal(entry));
  }
  return {
    format,
    title,
    siteUrl,
    language: languageOf(read.feed.language),
    ttlMinutes: ttlOf(read.feed.ttlMinutes),
    entries,
    unreadable,
    faults: read.faults,
    isCut: read.isCut,
  };
}

/** References in XML and escapes in JSON may bring back characters that were taken out of the text. */
function withoutIllegal(entry: Entry): Entry {
  const clean = <T extends string | null>(text: T) => text && withoutIllegalCharacters(text);
  return {
    ...entry,
    guid: clean(entry.guid),
    contentHtml: clean(entry.contentHtml),
    publishedAtRaw: clean(entry.publishedAtRaw),
  };
}

/** A number of minutes as it may be stored: at most a year. */
function ttlOf(minutes: number | null | undefined): number | null {
  return minutes && minutes > 0 ? Math.min(Math.ceil(minutes), 365 * 24 * 60) : null;
}

function languageOf(written: string | null): string | null {
  const tag = written?.trim().replace(/_/g, '-') ?? '';
  return /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag) ? tag : null;
}
