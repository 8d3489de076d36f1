import type { Feed, FeedLabel } from '../model/feed.ts';
import type { Session } from './context.ts';

/** What of a feed can be answered from its {@link FeedLabel}. */
const labelFields = new Set(['__typename', 'id', 'url', 'title', 'siteUrl', 'provider', 'reports']);

/** Whether the request asks of feeds no more than what they are called. */
export function asksForFeedLabels({ asked }: Session): boolean {
  return asked.hasOnly('Feed', labelFields);
}

/** The feed that something came in by, with no more of it than the request asks for; null when it has been deleted. */
export function feedOf(session: Session, feedId: string | null): Promise<Feed | FeedLabel | null> {
  if (feedId === null) return Promise.resolve(null);
  const { feedById, feedLabelById } = session.loaders;
  return asksForFeedLabels(session) ? feedLabelById.load(feedId) : feedById.load(feedId);
}
