import type { PressArticle, PressOutlet } from './article.ts';

/** Where and when the press is published: all that its documents need beside the articles. */
export interface Edition {
  /** Scheme, host and port, without a slash at the end. */
  origin: string;
  /** The moment to which the articles' ages are counted back. */
  now: Date;
}

/** When an article was published: at its time of day, its number of days before the day of `now`, all in UTC. */
export function publishedAt(article: PressArticle, { now }: Edition): Date {
  const [hours = 0, minutes = 0] = article.time.split(':').map(Number);
  return new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - article.daysAgo, hours, minutes),
  );
}

/** When the newest of some articles was published. */
export function newestOf(articles: readonly PressArticle[], edition: Edition): Date {
  return new Date(Math.max(...articles.map((article) => publishedAt(article, edition).getTime())));
}

/** The path of an article's page; the same in every edition. */
export function articlePath(outlet: PressOutlet, article: PressArticle): string {
  return `/${outlet.path}/articles/${article.slug}`;
}

/** The id of an article: independent of port and day, so that the article is never taken for a new one. */
export function articleGuid(outlet: PressOutlet, article: PressArticle): string {
  return `tag:${outlet.path}.example,2026:${article.slug}`;
}
