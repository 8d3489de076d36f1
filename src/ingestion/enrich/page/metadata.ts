import type { PageDocument } from './dom.ts';
import type { LinkedArticle } from './json-ld.ts';
import { readPageDate } from './page-date.ts';

/** What the head of a page says of its article. */
export interface PageMetadata {
  title: string | null;
  description: string | null;
  author: string | null;
  publishedAt: Date | null;
  publishedAtRaw: string | null;
  language: string | null;
  siteName: string | null;
  canonicalUrl: string | null;
  imageUrl: string | null;
}

/** No name, title or description of an article is longer. */
const MAX_VALUE_CHARACTERS = 2_000;

/** Reads OpenGraph, meta and link elements beside the page's JSON-LD; what is nowhere is null. */
export function readMetadata(document: PageDocument, linked: LinkedArticle, url: string): PageMetadata {
  const meta = metaContents(document);
  const siteName = first(meta.get('og:site_name'), linked.publisher, meta.get('application-name'));
  const raw = first(
    linked.publishedAt,
    meta.get('article:published_time'),
    meta.get('og:published_time'),
    meta.get('datepublished'),
    meta.get('parsely-pub-date'),
    meta.get('sailthru.date'),
    meta.get('dc.date.issued'),
    meta.get('dcterms.created'),
    meta.get('date'),
    meta.get('pubdate'),
    document
      .querySelector('time[itemprop="datePublished"], time[pubdate], article time[datetime]')
      ?.getAttribute('datetime'),
  );
  return {
    title: withoutSiteName(
      first(
        linked.headline,
        meta.get('og:title'),
        meta.get('twitter:title'),
        document.querySelector('title')?.textContent,
      ),
      siteName,
    ),
    description: first(meta.get('og:description'), meta.get('description'), linked.description),
    author: authorName(
      linked.author,
      meta.get('author'),
      meta.get('article:author'),
      meta.get('parsely-author'),
      meta.get('dc.creator'),
      document.querySelector('[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"]')
        ?.textContent,
    ),
    publishedAt: raw === null ? null : readPageDate(raw),
    publishedAtRaw: raw,
    language: first(
      document.documentElement?.getAttribute('lang'),
      document.documentElement?.getAttribute('xml:lang'),
      meta.get('og:locale')?.replace('_', '-'),
      meta.get('content-language'),
      linked.language,
    ),
    siteName,
    canonicalUrl: canonicalUrl(
      [document.querySelector('link[rel="canonical"]')?.getAttribute('href'), meta.get('og:url'), linked.url],
      url,
    ),
    imageUrl: firstWebAddress(
      [
        meta.get('og:image:secure_url'),
        meta.get('og:image'),
        meta.get('og:image:url'),
        linked.image,
        meta.get('twitter:image'),
        meta.get('twitter:image:src'),
        document.querySelector('link[rel="image_src"]')?.getAttribute('href'),
      ],
      url,
    ),
  };
}

/** The first content of each meta element by its lower-case property, name or itemprop. */
function metaContents(document: PageDocument): Map<string, string> {
  const contents = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const key = ['property', 'name', 'itemprop', 'http-equiv']
      .map((name) => element.getAttribute(name))
      .find(Boolean);
    const content = element.getAttribute('content');
    if (key && content && !contents.has(key.toLowerCase())) contents.set(key.toLowerCase(), content);
  }
  return contents;
}

function first(...values: (string | null | undefined)[]): string | null {
  for (const value of values) {
    const tidy = value?.slice(0, MAX_VALUE_CHARACTERS).replace(/\s+/g, ' ').trim();
    if (tidy) return tidy;
  }
  return null;
}

/** 'The coat is back | The Press' without '| The Press', when that is what the outlet calls itself. */
function withoutSiteName(title: string | null, siteName: string | null): string | null {
  if (title === null || siteName === null) return title;
  const parts = /^(.+?)\s+[|–—·«»:-]+\s+([^|–—·«»]+)$/u.exec(title);
  return parts?.[1] && parts[2]?.toLowerCase() === siteName.toLowerCase() ? parts[1] : title;
}

/** The first that is a name of people: no address of a profile, no 'By', nothing as long as a sentence. */
function authorName(...values: (string | null | undefined)[]): string | null {
  for (const value of values) {
    const name = first(value)?.replace(/^(?:written\s+)?by:?\s+/i, '');
    if (name && name.length <= 150 && !/^(?:https?:)?\/\//i.test(name) && !/^@|^\d+$/.test(name)) return name;
  }
  return null;
}

/** The first address on the web, made absolute; data: and javascript: are none. */
function firstWebAddress(candidates: (string | null | undefined)[], pageUrl: string): string | null {
  for (const candidate of candidates) {
    const written = candidate?.trim();
    if (!written || !URL.canParse(written, pageUrl)) continue;
    const { protocol, href } = new URL(written, pageUrl);
    if (/^https?:$/.test(protocol) && href.length <= MAX_VALUE_CHARACTERS) return href;
  }
  return null;
}

/** The first address that can be one of this article: absolute, on the web, and no site's front page. */
function canonicalUrl(candidates: (string | null | undefined)[], pageUrl: string): string | null {
  for (const candidate of candidates) {
    if (!candidate || !URL.canParse(candidate.trim(), pageUrl)) continue;
    const address = new URL(candidate.trim(), pageUrl);
    const isFrontPage = address.pathname === '/' && address.search === '';
    if (/^https?:$/.test(address.protocol) && (!isFrontPage || new URL(pageUrl).pathname === '/'))
      return address.href;
  }
  return null;
}
