import type { FetchOutcome } from '../model/feed.ts';
import { table } from '../platform/table.ts';
import type { FeedOutcome, RunOutcome } from './execution.ts';

/** How a summary is written. */
export interface SummaryOptions {
  /** With a table of all feeds, for a person at a terminal; without, only those that failed are named. */
  listsFeeds?: boolean;
}

/** What came of a run, for a person: the counts of each tenant, and every feed that failed with its reason. */
export function summary(outcomes: readonly RunOutcome[], options: SummaryOptions = {}): string {
  if (outcomes.length === 0) return 'No feed is due.\n';
  return outcomes.map((outcome) => ofTenant(outcome, options)).join('');
}

function ofTenant({ tenant, execution, feeds }: RunOutcome, { listsFeeds = false }: SummaryOptions): string {
  const { status, feedsDone, feedsTotal, itemsSeen, itemsNew, itemsDuplicate, itemsFailed } = execution;
  const failed = feeds.filter(({ visit }) => visit.outcome === 'FAILED');
  const unchanged = feeds.filter(({ visit }) => visit.outcome === 'NOT_MODIFIED').length;
  return [
    ...(listsFeeds ? [tableOf(feeds), ''] : []),
    `${tenant.name}: ${status}. ${feedsDone} of ${feedsTotal} feeds (${unchanged} unchanged, ${failed.length} failed); ` +
      `${itemsSeen} entries: ${itemsNew} new, ${itemsDuplicate} duplicates, ${itemsFailed} failed.`,
    ...failed.map(({ visit }) => `  ${visit.error ?? ''}`),
    '',
  ].join('\n');
}

const outcomesInWords: Record<FetchOutcome, string> = {
  READ: 'read',
  NOT_MODIFIED: 'unchanged',
  FAILED: 'failed',
};
/** Characters of an address; so that a row fits on a line of 100. */
const widestAddress = 56;

function tableOf(feeds: readonly FeedOutcome[]): string {
  const rows = feeds.map(({ feed: { url }, visit: { outcome, items, durationMs } }) => [
    shortened(url),
    outcomesInWords[outcome],
    ...[items.new, items.duplicate, items.failed].map(String),
    `${(durationMs / 1000).toFixed(1)} s`,
  ]);
  rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return table(['FEED', '', 'NEW', 'KNOWN', 'FAILED', 'TIME'], rows);
}

function shortened(url: string): string {
  const address = url.replace(/^https?:\/\//, '');
  return address.length <= widestAddress ? address : `${address.slice(0, widestAddress - 1)}…`;
}
