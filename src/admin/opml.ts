import { parseOpml } from 'feedsmith';
import { badInput, CodedError } from '../model/errors.ts';
import { providerOf, readFeedUrl } from '../model/feed-address.ts';
import type { NewFeed } from '../storage/feed-repository.ts';

/** The feeds of an OPML file. */
export interface OpmlFeeds {
  /** Each address once. */
  feeds: NewFeed[];
  refused: { url: string; reason: string }[];
}

interface Outline {
  text?: string;
  title?: string;
  xmlUrl?: string;
  outlines?: Outline[];
}

/**
 * Reads the feeds of an OPML file, folders and all.
 *
 * @param path for the message
 * @throws {CodedError} BAD_USER_INPUT when the text is no OPML, or names no feed
 */
export function readOpml(text: string, path: string): OpmlFeeds {
  const feeds = new Map<string, NewFeed>();
  const refused: OpmlFeeds['refused'] = [];
  for (const { xmlUrl, title, text: label } of flatten(outlinesOf(text, path))) {
    if (xmlUrl === undefined) continue;
    try {
      const url = readFeedUrl(xmlUrl);
      if (!feeds.has(url)) feeds.set(url, { url, title: title ?? label ?? null, provider: providerOf(url) });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      refused.push({ url: xmlUrl, reason: error.message });
    }
  }
  if (feeds.size === 0 && refused.length === 0) throw badInput(`${path} names no feed.`);
  return { feeds: [...feeds.values()], refused };
}

function outlinesOf(text: string, path: string): Outline[] {
  try {
    return parseOpml(text).body?.outlines ?? [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badInput(`${path} is no OPML file: ${reason}`);
  }
}

function flatten(outlines: Outline[]): Outline[] {
  return outlines.flatMap((outline) => [outline, ...flatten(outline.outlines ?? [])]);
}
