import { createHash } from 'node:crypto';
import { articlePath, type Edition, newestOf, publishedAt } from './edition.ts';
import { pressFeeds } from './feeds.ts';
import { outlets } from './outlets.ts';
import { articlePage, indexPage } from './pages.ts';

/** A document as it is served. */
export interface PressDocument {
  contentType: string;
  body: Buffer;
  /** Weak: equal for documents that differ in nothing but their dates. */
  etag: string;
  lastModified: Date;
}

/** Dates move with `now` though nothing else is new, so validators are made from the documents of this one day. */
const dayOfValidators = new Date('2026-01-01T00:00:00Z');

/** Every document of an edition by its path. */
export function pressDocuments(edition: Edition): Map<string, PressDocument> {
  const feeds = pressFeeds();
  const all = outlets.flatMap(({ articles }) => articles);
  const html = 'text/html; charset=utf-8';
  return new Map([
    ['/', documentOf((of) => indexPage(feeds, of), html, newestOf(all, edition), edition)],
    ...feeds.map(
      ({ path, write, contentType, articles }) =>
        [path, documentOf(write, contentType, newestOf(articles, edition), edition)] as const,
    ),
    ...outlets.flatMap((outlet) =>
      outlet.articles.map((article) => {
        const write = (of: Edition) => articlePage(outlet, article, of);
        return [
          articlePath(outlet, article),
          documentOf(write, html, publishedAt(article, edition), edition),
        ] as const;
      }),
    ),
  ]);
}

function documentOf(
  write: (edition: Edition) => string,
  contentType: string,
  lastModified: Date,
  edition: Edition,
): PressDocument {
  const undated = write({ ...edition, now: dayOfValidators });
  const etag = `W/"${createHash('sha256').update(undated).digest('base64url').slice(0, 22)}"`;
  return { contentType, body: Buffer.from(write(edition)), etag, lastModified };
}
