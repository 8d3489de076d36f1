import { parseOpml } from 'feedsmith';
import { badInput, CodedError } from '../model/errors.ts';
import { providerOf, readFeedUrl } from '../model/feed-address.ts';
import type { Provider } from '../model/report.ts';

/** The feeds of an OPML file. */
export interface OpmlFeeds {
  /** Each address once, in the order of the file. */
  feeds: { url: string; title: string | null; provider: Provider }[];
  /** Addresses that no feed can have, as they stand there, with the reason in words. */
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
 * @param name what the message calls it
 * @throws {CodedError} BAD_USER_INPUT when the text is no OPML, or names no feed
 */
export function readOpml(text: string, name: string): OpmlFeeds {
  const feeds = new Map<string, OpmlFeeds['feeds'][number]>();
  const refused: OpmlFeeds['refused'] = [];
  for (const { xmlUrl, title, text: label } of flatten(outlinesOf(text, name))) {
    if (xmlUrl === undefined) continue;
    try {
      const url = readFeedUrl(xmlUrl);
      if (!feeds.has(url)) feeds.set(url, { url, title: title ?? label ?? null, provider: providerOf(url) });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      refused.push({ url: xmlUrl, reason: error.message });
    }
  }
  if (feeds.size === 0 && refused.length === 0) throw badInput(`${name} names no feed.`);
  return { feeds: [...feeds.values()], refused };
}

function outlinesOf(text: string, name: string): Outline[] {
  try {
    return parseOpml(text).body?.outlines ?? [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badInput(`${name} is no OPML file: ${reason}`);
  }
}

function flatten(outlines: Outline[]): Outline[] {
  return outlines.flatMap((outline) => [outline, ...flatten(outline.outlines ?? [])]);
}
