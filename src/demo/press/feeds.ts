import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import type { PressArticle, PressOutlet } from './article.ts';
import { articleGuid, articlePath, type Edition, newestOf, publishedAt } from './edition.ts';
import { bodyHtml } from './markup.ts';
import { outlets, picks } from './outlets.ts';

/** A feed of the press, before it is written. */
export interface PressFeed {
  /** Its path on the server. */
  path: string;
  title: string;
  contentType: string;
  articles: readonly PressArticle[];
  /** The document, as of an edition. */
  write(edition: Edition): string;
}

/** All feeds: one an outlet, then the picks, whose articles are all in one of the others too. */
export function pressFeeds(): PressFeed[] {
  return [...outlets.map(outletFeed), picksFeed()];
}

function outletFeed(outlet: PressOutlet): PressFeed {
  const { name: title, articles } = outlet;
  const isAtom = outlet.feedStyle === 'ATOM_RELATIVE_LINKS';
  return {
    path: isAtom ? `/${outlet.path}/atom.xml` : `/${outlet.path}/rss.xml`,
    title,
    contentType: isAtom ? 'application/atom+xml; charset=utf-8' : 'application/rss+xml; charset=utf-8',
    articles,
    write: (edition) => (isAtom ? writeAtom(outlet, edition) : writeRss(outlet, edition)),
  };
}

function writeRss(outlet: PressOutlet, edition: Edition): string {
  const isFullText = outlet.feedStyle === 'RSS_FULL_TEXT';
  // Publishers mark the visits that come from their feeds, so the link is not the page's canonical address.
  const mark = isFullText ? '' : '?utm_source=feed&utm_medium=rss';
  return generateRssFeed({
    title: outlet.name,
    link: `${edition.origin}/#${outlet.path}`,
    description: outlet.tagline,
    language: outlet.language,
    lastBuildDate: newestOf(outlet.articles, edition),
    items: outlet.articles.map((article) => ({
      title: article.title,
      link: `${edition.origin}${articlePath(outlet, article)}${mark}`,
      description: article.standfirst,
      guid: { value: articleGuid(outlet, article), isPermaLink: false },
      pubDate: publishedAt(article, edition),
      categories: [{ name: article.section }],
      dc: { creators: [article.author] },
      ...(isFullText ? { content: { encoded: bodyHtml(article.body) } } : {}),
    })),
  });
}

function writeAtom(outlet: PressOutlet, edition: Edition): string {
  return generateAtomFeed({
    id: `tag:${outlet.path}.example,2026:feed`,
    title: { value: outlet.name },
    subtitle: { value: outlet.tagline },
    updated: newestOf(outlet.articles, edition),
    links: [
      { href: 'atom.xml', rel: 'self', type: 'application/atom+xml' },
      { href: `../#${outlet.path}`, rel: 'alternate', type: 'text/html' },
    ],
    entries: outlet.articles.map((article) => ({
      id: articleGuid(outlet, article),
      title: { value: article.title },
      // Readers differ on what a path without a slash is relative to; this one is the same for all.
      links: [{ href: articlePath(outlet, article), rel: 'alternate', type: 'text/html' }],
      summary: { value: article.standfirst },
      published: publishedAt(article, edition),
      updated: publishedAt(article, edition),
      authors: [{ name: article.author }],
      categories: [{ term: article.section }],
    })),
  });
}

function picksFeed(): PressFeed {
  const chosen = outlets.flatMap((outlet) =>
    outlet.articles.filter(({ slug }) => picks.slugs.includes(slug)).map((article) => ({ outlet, article })),
  );
  return {
    path: `/${picks.path}/feed.json`,
    title: picks.name,
    contentType: 'application/feed+json; charset=utf-8',
    articles: chosen.map(({ article }) => article),
    write: (edition) =>
      JSON.stringify(
        generateJsonFeed({
          title: picks.name,
          home_page_url: `${edition.origin}/`,
          feed_url: `${edition.origin}/${picks.path}/feed.json`,
          language: 'en',
          items: chosen.map(({ outlet, article }) => ({
            id: `${edition.origin}${articlePath(outlet, article)}`,
            url: `${edition.origin}${articlePath(outlet, article)}`,
            title: article.title,
            summary: article.standfirst,
            content_html: bodyHtml(article.body),
            date_published: publishedAt(article, edition),
            tags: [article.section],
            authors: [{ name: article.author }],
          })),
        }),
        null,
        2,
      ),
  };
}
