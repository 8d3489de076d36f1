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
import { type OpenedDocument, readXml } from './read-xml.ts';
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
    return documentOf('JSON', readJsonDocument(text, address), decoded, context.url);
  }
  const opened = openXml(text, address, context.url);
  return documentOf(opened.format, readXml(opened), decoded, context.url);
}

function readJsonDocument(text: string, address: string): OpenedDocument {
  const { frame, items, cut } = openJson(text, address);
  const { taken, faults } = withinLimit(items);
  if (cut) faults.push('The document is cut off before its end; its last entry was left out.');
  return {
    feed: readJson(frame, []).feed,
    bases: [],
    readEntries: (keep) =>
      readInBatches(taken, { readMany: (some) => readJson(frame, [...some]).entries }, keep),
    faults,
    isCut: cut,
  };
}

function documentOf(
  format: FeedDocument['format'],
  opened: OpenedDocument,
  { illegalCharacters }: DecodedText,
  feedUrl: string,
): FeedDocument {
  const { feed, bases, isCut } = opened;
  const title = plainText(feed.title ?? '', { maxChars: 300 }) || null;
  const siteUrl = feed.siteUrl === null ? null : followableUrl(feed.siteUrl, feedUrl);
  const context = { feedTitle: title, siteUrl, feedUrl, bases, author: feed.author };
  const read = opened.readEntries((raw) => {
    const entry = entryOf(raw, context);
    return typeof entry === 'string' ? entry : keptOf(entry);
  });
  const faults = [
    ...opened.faults,
    ...(read.areRepaired ? ['Entries are not well-formed; they were repaired as far as it goes.'] : []),
    ...(illegalCharacters > 0
      ? [`The document held characters that no text may hold (${illegalCharacters}); they were left out.`]
      : []),
  ];
  return {
    format,
    title,
    siteUrl,
    language: languageOf(feed.language),
    ttlMinutes: ttlOf(feed.ttlMinutes),
    entries: read.entries.filter((entry) => typeof entry !== 'string'),
    unreadable: read.entries.flatMap((reason, position) =>
      typeof reason === 'string' ? [{ position, reason }] : [],
    ),
    faults,
    isCut,
  };
}

/**
 * The entry as it is kept: without characters that references in XML and escapes in JSON brought back after they were
 * taken out of the document, and with texts of its own, since a part of a string keeps the whole of it in memory.
 */
function keptOf(entry: Entry): Entry {
  const own = <T extends string | null>(text: T) =>
    text && Buffer.from(withoutIllegalCharacters(text)).toString();
  return {
    ...entry,
    guid: own(entry.guid),
    title: own(entry.title),
    summary: own(entry.summary),
    contentHtml: own(entry.contentHtml),
    author: own(entry.author),
    categories: entry.categories.map((name) => own(name)),
    publishedAtRaw: own(entry.publishedAtRaw),
    outlet: entry.outlet && { ...entry.outlet, name: own(entry.outlet.name) },
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
