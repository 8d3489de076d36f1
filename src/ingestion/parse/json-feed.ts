import { type JsonFeed, parseJsonFeed } from 'feedsmith';
import { badInput } from '../../model/errors.ts';
import { htmlOfText, isPresent, present, type RawDocument, type RawEntry } from './raw-feed.ts';

/** The parts of a JSON Feed before its items are read. */
export interface OpenedJson {
  /** The feed without items. */
  frame: Record<string, unknown>;
  items: unknown[];
  /** Whether the text ended before the document did. */
  cut: boolean;
}

/**
 * Opens a JSON Feed 1.0 or 1.1; one that was cut off is closed after its last whole item.
 *
 * @param address what was read, as it may be shown
 * @throws {CodedError} BAD_USER_INPUT for what is no JSON or no JSON Feed
 */
export function openJson(text: string, address: string): OpenedJson {
  const whole = parsedObject(text);
  const root = whole ?? parsedObject(closedAfterLastItem(text));
  if (root === null) throw badInput(`${address} sent JSON that cannot be read.`);
  const { items, ...frame } = root;
  const version = typeof root.version === 'string' ? root.version : null;
  if (version !== null && !version.includes('jsonfeed.org/version/')) {
    const known = 'a JSON Feed names https://jsonfeed.org/version/1.1';
    throw badInput(
      `${address} sent JSON that is no feed: its version is '${version.slice(0, 60)}', and ${known}.`,
    );
  }
  if (!Array.isArray(items) || (version === null && typeof root.title !== 'string')) {
    throw badInput(
      `${address} sent JSON that is no feed: it lacks what a JSON Feed has (version, title, items).`,
    );
  }
  return { frame, items, cut: whole === null };
}

/** Reads a feed with some of its items; what is no item is left out. */
export function readJson(frame: Record<string, unknown>, items: unknown[]): RawDocument {
  const feed = parseJsonFeed<string>({ ...frame, items });
  return {
    feed: {
      title: feed.title ?? null,
      siteUrl: feed.home_page_url ?? null,
      language: feed.language ?? null,
      author: namesOf(feed.authors),
    },
    entries: (feed.items ?? []).map(jsonEntry),
  };
}

function jsonEntry(item: JsonFeed.Item<string>): RawEntry {
  const guidIsLink = /^https?:\/\//i.test(item.id ?? '');
  return {
    guid: item.id ?? null,
    links: present(item.url, item.external_url, guidIsLink ? item.id : null, item.attachments?.[0]?.url),
    base: null,
    title: item.title ?? null,
    summary: item.summary ?? null,
    content: item.content_html ?? (item.content_text ? htmlOfText(item.content_text) : null),
    author: namesOf(item.authors),
    categories: item.tags ?? [],
    published: present(item.date_published),
    updated: present(item.date_modified),
    outlet: null,
  };
}

function namesOf(authors: readonly JsonFeed.Author[] | undefined): string | null {
  const names = (authors ?? []).map(({ name }) => name).filter(isPresent);
  return names.length > 0 ? names.join(', ') : null;
}

function parsedObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Cuts after the last object that stands whole in a list of the outermost object, and closes both. */
function closedAfterLastItem(text: string): string {
  let depth = 0;
  let end = 0;
  for (const token of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token[0] === '{' || token[0] === '[') depth++;
    else if (token[0] === '}' || token[0] === ']') depth--;
    if (token[0] === '}' && depth === 2) end = token.index + 1;
  }
  return end === 0 ? '' : `${text.slice(0, end)}]}`;
}
