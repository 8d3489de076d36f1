import { parseRdfFeed, parseRssFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import { isPresent, present, type RawDocument, type RawEntry } from './raw-feed.ts';

/**
 * Reads RSS 0.9x and 2.0.
 *
 * @throws {Error} of the parser, when the document is not well-formed or no RSS
 */
export function readRss(xml: string): RawDocument {
  const feed = parseRssFeed<string>(xml);
  return {
    feed: {
      title: feed.title ?? feed.dc?.titles?.[0] ?? null,
      siteUrl: feed.link ?? alternateLink(feed.atom?.links),
      language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
      author: null,
      ttlMinutes: feed.ttl ?? updatePeriod(feed.sy),
    },
    entries: (feed.items ?? []).map(rssEntry),
  };
}

/**
 * Reads RSS 0.90 and 1.0, which are written in RDF.
 *
 * @throws {Error} of the parser, when the document is not well-formed or no RSS
 */
export function readRdf(xml: string): RawDocument {
  const feed = parseRdfFeed<string>(xml);
  return {
    feed: {
      title: feed.title ?? feed.dc?.titles?.[0] ?? null,
      siteUrl: feed.link ?? null,
      language: feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
      author: null,
      ttlMinutes: updatePeriod(feed.sy),
    },
    entries: (feed.items ?? []).map(rdfEntry),
  };
}

const hour = 60;
const periods = new Map([
  ['hourly', hour],
  ['daily', 24 * hour],
  ['weekly', 7 * 24 * hour],
  ['monthly', 30 * 24 * hour],
  ['yearly', 365 * 24 * hour],
]);

/** How often a feed says that it changes, in minutes (RSS 1.0, module Syndication); null when it does not say. */
function updatePeriod(sy: { updatePeriod?: string; updateFrequency?: number } | undefined): number | null {
  const period = periods.get(sy?.updatePeriod?.trim().toLowerCase() ?? '');
  const frequency = sy?.updateFrequency ?? 1;
  return period === undefined || !(frequency >= 1) ? null : Math.ceil(period / frequency);
}

function rssEntry(item: RssFeed.Item<string>): RawEntry {
  const { guid, dc, dcterms, atom, itunes, media } = item;
  const guidIsLink = guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '');
  return {
    guid: guid?.value ?? atom?.id ?? null,
    // The element <link> before <atom:link>, which often is the feed's own address or an image.
    links: present(
      item.link,
      alternateLink(atom?.links),
      guidIsLink ? guid?.value : null,
      item.enclosures?.find(({ url }) => url)?.url,
    ),
    base: item.xml?.base ?? null,
    title: item.title ?? dc?.titles?.[0] ?? itunes?.title ?? media?.title?.value ?? null,
    summary:
      item.description ??
      dc?.descriptions?.[0] ??
      itunes?.summary ??
      itunes?.subtitle ??
      media?.description?.value ??
      atom?.summary?.value ??
      null,
    content: item.content?.encoded ?? atom?.content?.value ?? null,
    author:
      joined(dc?.creators) ??
      joined(item.authors?.map(({ name }) => name)) ??
      itunes?.author ??
      joined(atom?.authors?.map(({ name }) => name)),
    categories: [...(item.categories ?? []).map(({ name }) => name), ...(dc?.subjects ?? [])].filter(
      isPresent,
    ),
    published: present(
      item.pubDate,
      atom?.published,
      dc?.dates?.[0],
      dcterms?.issued?.[0],
      dcterms?.created?.[0],
    ),
    updated: present(atom?.updated, dcterms?.modified?.[0]),
    outlet: item.source?.title ? { name: item.source.title, url: item.source.url ?? null } : null,
  };
}

function rdfEntry(item: RdfFeed.Item<string>): RawEntry {
  const { dc, dcterms } = item;
  return {
    guid: item.rdf?.about ?? dc?.identifiers?.[0] ?? null,
    links: present(item.link, item.rdf?.about),
    base: item.xml?.base ?? null,
    title: item.title ?? dc?.titles?.[0] ?? null,
    summary: item.description ?? dc?.descriptions?.[0] ?? null,
    content: item.content?.encoded ?? null,
    author: joined(dc?.creators),
    categories: dc?.subjects ?? [],
    published: present(dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0]),
    updated: present(dcterms?.modified?.[0]),
    outlet: null,
  };
}

function alternateLink(links: { href?: string; rel?: string }[] | undefined): string | null {
  return links?.find(({ rel, href }) => href && (!rel || rel === 'alternate'))?.href ?? null;
}

function joined(names: (string | undefined)[] | undefined): string | null {
  const known = [...new Set((names ?? []).filter(isPresent))];
  return known.length > 0 ? known.join(', ') : null;
}
