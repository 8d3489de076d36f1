import type { Entry } from '../../model/feed.ts';
import { plainText, shorten } from '../../platform/html-text.ts';
import { articleLink, baseOf, followableUrl } from './links.ts';
import { parseDate } from './parse-date.ts';
import type { RawEntry } from './raw-feed.ts';

/** What entries are read against. */
export interface EntryContext {
  /** Of the feed, as plain text. */
  feedTitle: string | null;
  siteUrl: string | null;
  feedUrl: string;
  /** xml:base around the entries, from the outside in. */
  bases: readonly string[];
  /** Of entries that name none. */
  author: string | null;
}

const maxTitle = 500;
const maxSummary = 2000;
/** Of a content that is no article. */
const maxExcerpt = 500;
const maxCategories = 50;
/** Visible characters below which a content element is a teaser, and the article stands on its page. */
const leastContent = 300;
/** HTML that is looked at to make a summary of at most 2,000 characters. */
const summaryWindow = 50_000;

/** Turns what a document says of an entry into an entry; gives the reason in words when it says nothing. */
export function entryOf(raw: RawEntry, context: EntryContext): Entry | string {
  const base = baseOf([...context.bases, raw.base], context.siteUrl, context.feedUrl);
  const link = articleLink(raw.links, base);
  const guid = raw.guid?.trim() || null;
  const outlet = outletOf(raw, base, context.feedTitle);
  const contentHtml = contentOf(raw);
  const summary = summaryOf(raw, contentHtml);
  const isDated = raw.published.length + raw.updated.length > 0;
  const title =
    titleOf(raw.title, outlet) ||
    shorten(
      summary ?? plainText((contentHtml ?? '').slice(0, summaryWindow), { maxChars: maxExcerpt }),
      120,
    ) ||
    link?.url ||
    guid ||
    (isDated ? '(untitled)' : '');
  if (title === '') return 'It holds neither a title nor a text nor a link.';
  return {
    guid,
    url: link?.url ?? null,
    urlResolution: link?.resolution ?? null,
    title,
    summary,
    contentHtml,
    author: authorOf(raw.author) ?? authorOf(context.author),
    categories: categoriesOf(raw.categories),
    ...publicationOf(raw),
    outlet,
  };
}

function titleOf(html: string | null, outlet: Entry['outlet']): string {
  const title = plainText((html ?? '').slice(0, summaryWindow), { maxChars: maxTitle });
  // Google News ends its titles with the outlet, which it names in <source> too.
  const ending = outlet === null ? '' : ` - ${outlet.name}`;
  return ending !== '' && title.endsWith(ending) && title.length > ending.length
    ? title.slice(0, -ending.length).trimEnd()
    : title;
}

/** What the document calls the summary, or else its content if that is not the article itself. */
function summaryOf(raw: RawEntry, contentHtml: string | null): string | null {
  const summary = plainText((raw.summary ?? '').slice(0, summaryWindow), { maxChars: maxSummary });
  if (summary !== '' || contentHtml !== null) return summary || null;
  return plainText((raw.content ?? '').slice(0, summaryWindow), { maxChars: maxExcerpt }) || null;
}

/** The article's text where the feed carries it: content that is no teaser, or a description too long to be one. */
function contentOf(raw: RawEntry): string | null {
  if (raw.content !== null) return isArticle(raw.content, leastContent) ? raw.content : null;
  return raw.summary !== null && isArticle(raw.summary, maxSummary) ? raw.summary : null;
}

function isArticle(html: string, leastLength: number): boolean {
  const text = plainText(html.slice(0, summaryWindow));
  // A Chinese or Japanese character says about as much as three letters.
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0;
  if (text.length + 2 * dense < leastLength) return false;
  if (text.length > 3 * maxSummary) return true;
  return !/(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.|\b(?:read more|continue reading|keep reading)\W*)$/i.test(text);
}

/** 'jane@x.example (Jane Doe)', 'Jane Doe <jane@x.example>' and 'By Jane Doe' are Jane Doe; a mere address is nobody. */
function authorOf(written: string | null): string | null {
  const name = plainText(written?.replace(/<[^<>\s]+@[^<>\s]+>/g, ' ').slice(0, 2000) ?? '')
    .replace(/^[^\s@]+@[^\s@]+\s*\((.+)\)$/, '$1')
    .replace(/\s*\(?[^\s@()]+@[^\s@()]+\.[^\s@()]+\)?/g, '')
    .replace(/^by\s+/i, '')
    .trim();
  return name === '' ? null : shorten(name, 300);
}

function categoriesOf(written: readonly string[]): string[] {
  const names = written
    .slice(0, 4 * maxCategories)
    .map((name) => plainText(name.slice(0, 1000), { maxChars: 100 }));
  return [...new Set(names.filter((name) => name !== ''))].slice(0, maxCategories);
}

function outletOf(raw: RawEntry, base: string, feedTitle: string | null): Entry['outlet'] {
  const name = plainText(raw.outlet?.name.slice(0, 1000) ?? '', { maxChars: 200 });
  if (raw.outlet === null || name === '' || name === feedTitle) return null;
  return { name, url: raw.outlet.url === null ? null : followableUrl(raw.outlet.url, base) };
}

function publicationOf(raw: RawEntry): Pick<Entry, 'publishedAt' | 'publishedAtSource' | 'publishedAtRaw'> {
  for (const [source, dates] of [
    ['ENTRY', raw.published],
    ['ENTRY_UPDATED', raw.updated],
  ] as const) {
    for (const written of dates) {
      const publishedAt = parseDate(written);
      if (publishedAt)
        return { publishedAt, publishedAtSource: source, publishedAtRaw: written.slice(0, 200) };
    }
  }
  const written = raw.published[0] ?? raw.updated[0] ?? null;
  return { publishedAt: null, publishedAtSource: null, publishedAtRaw: written?.slice(0, 200) ?? null };
}
