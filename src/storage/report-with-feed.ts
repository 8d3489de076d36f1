import type { FeedLabel } from '../model/feed.ts';
import type { ListedReport, Provider } from '../model/report.ts';

/** A report with what its feed is called; null in a report whose feed has been deleted. */
export interface ReportWithFeed extends ListedReport {
  feedUrl: string | null;
  feedTitle: string | null;
  feedSiteUrl: string | null;
  feedProvider: Provider | null;
}

/** What the feeds of some reports are called, each once. */
export function feedLabelsOf(rows: readonly ReportWithFeed[], tenantId: string): FeedLabel[] {
  const labels = new Map<string, FeedLabel>();
  for (const { feedId, feedUrl, feedTitle, feedSiteUrl, feedProvider } of rows) {
    if (feedId === null || feedUrl === null || feedProvider === null || labels.has(feedId)) continue;
    labels.set(feedId, {
      id: feedId,
      tenantId,
      url: feedUrl,
      title: feedTitle,
      siteUrl: feedSiteUrl,
      provider: feedProvider,
    });
  }
  return [...labels.values()];
}
