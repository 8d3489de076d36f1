import { createHash } from 'node:crypto';
import { getDomain } from 'tldts';
import type { Entry } from '../../model/feed.ts';
import { canonicalUrl } from './canonical-url.ts';

/** What an entry's keys depend on besides itself; never the feed's address, which may change. */
export interface KeyContext {
  /** The site as the feed declares it. */
  siteUrl: string | null;
  /** Only to recognise a guid or link that is the feed itself. */
  feedUrl: string;
}

/** The keys of an entry by kind; null where the entry gives none that tells it from others. */
export interface KeysByKind {
  guid: string | null;
  url: string | null;
  /** Title, outlet and day: the last resort. */
  title: string;
  /** Title, outlet and exact time; null without address or date. For addresses that change with every reading. */
  moment: string | null;
  /** The guid is the entry's address, parameters and all, and lasts no longer than they do. */
  isGuidItsLink: boolean;
  /** The title's words alone, for comparing. */
  words: string;
}

const maxKeyLength = 512;

/**
 * The keys of an entry apart, for those who must judge whether each of them tells entries apart. Keys of more than 512
 * characters are hashed.
 */
export function keysByKind(entry: Entry, context: KeyContext): KeysByKind {
  const homes = [context.siteUrl, context.feedUrl].filter((url) => url !== null).map(canonicalUrl);
  const words = titleWords(entry.title);
  return {
    guid: guidKey(entry, context, homes),
    url: urlKey(entry, homes),
    title: titleKey(words, entry, context),
    moment: entry.url === null ? null : momentKey(words, entry, context),
    isGuidItsLink: isItsLink(entry),
    words,
  };
}

/**
 * A guid that is a URL or a URN is unique in the world; any other (a number, often) only on its site. http and https
 * are one, and so are guids that differ in a trailing '#0' (the BBC counts revisions there).
 */
function guidKey(entry: Entry, context: KeyContext, homes: readonly string[]): string | null {
  const guid = entry.guid?.trim() ?? '';
  if (guid === '') return null;
  if (/^https?:\/\//i.test(guid)) {
    if (homes.includes(canonicalUrl(guid))) return null;
    const folded = guid.replace(/^https?:\/\//i, '//').replace(/#\d{1,4}$/, '');
    return bounded(
      'guid:',
      folded.replace(/^\/\/[^/?#]+/, (host) => host.toLowerCase()),
    );
  }
  if (isGlobal(guid)) return bounded('guid:', guid);
  const site = siteDomain(entry.url) ?? siteDomain(context.siteUrl);
  return site === null ? null : bounded(`guid:${site}:`, guid);
}

function isGlobal(guid: string): boolean {
  return (
    /^(?:urn:|tag:|doi:|info:)/i.test(guid) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(guid)
  );
}

/** The front page of a site is no article's address, though some feeds link every entry to it. */
function urlKey(entry: Entry, homes: readonly string[]): string | null {
  if (entry.url === null) return null;
  const canonical = canonicalUrl(entry.url);
  if (homes.includes(canonical) || /^https:\/\/[^/?#]*$/.test(canonical)) return null;
  return bounded('url:', canonical);
}

function titleKey(words: string, entry: Entry, context: KeyContext): string {
  const day = entry.publishedAt?.toISOString().slice(0, 10) ?? '';
  return bounded('title:', `${outletKey(entry, context)}|${day}|${words}`);
}

/** Of an address that carries a token for each reading, title and time are what stays. */
function momentKey(words: string, entry: Entry, context: KeyContext): string | null {
  if (entry.publishedAt === null) return null;
  return bounded('moment:', `${outletKey(entry, context)}|${entry.publishedAt.toISOString()}|${words}`);
}

function isItsLink({ guid, url }: Entry): boolean {
  if (guid === null || url === null || !url.includes('?')) return false;
  return canonicalUrl(guid) === canonicalUrl(url);
}

function outletKey(entry: Entry, context: KeyContext): string {
  return entry.outlet?.name.toLowerCase() ?? siteDomain(context.siteUrl) ?? '';
}

function titleWords(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? title : words;
}

function siteDomain(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { host, hostname } = new URL(url);
  return getDomain(hostname) ?? host;
}

/** A key of at most 512 characters: the value, or its hash. */
export function bounded(prefix: string, value: string): string {
  const key = `${prefix}${value}`;
  if (key.length <= maxKeyLength) return key;
  return `${prefix.slice(0, 300)}sha256:${createHash('sha256').update(value).digest('hex')}`;
}
