import type { RunOutcome } from './execution.ts';

/** What came of a run, for a person: the counts of each tenant, and every feed that failed with its reason. */
export function summary(outcomes: readonly RunOutcome[]): string {
  if (outcomes.length === 0) return 'No feed is due.\n';
  return outcomes.map(ofTenant).join('');
}

function ofTenant({ tenant, execution, feeds }: RunOutcome): string {
  const { status, feedsDone, feedsTotal, itemsSeen, itemsNew, itemsDuplicate, itemsFailed } = execution;
  const failed = feeds.filter(({ visit }) => visit.outcome === 'FAILED');
  const unchanged = feeds.filter(({ visit }) => visit.outcome === 'NOT_MODIFIED').length;
  return [
    `${tenant.name}: ${status}. ${feedsDone} of ${feedsTotal} feeds (${unchanged} unchanged, ${failed.length} failed); ` +
      `${itemsSeen} entries: ${itemsNew} new, ${itemsDuplicate} duplicates, ${itemsFailed} failed.`,
    ...failed.map(({ visit }) => `  ${visit.error ?? ''}`),
    '',
  ].join('\n');
}
