import { daysLookedAt } from '../analytics/alerts/judge.ts';
import { type Firing, replay } from '../analytics/alerts/replay.ts';
import type { AlertCondition } from '../model/alert.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import { DayCounts, daysSince, endOfHour } from './series.ts';
import { understand } from './subjects.ts';

/** How far back a rule is tried. */
export const backtestDays = 90;

/** An alert that a rule would have raised. */
export interface BacktestFiring extends Omit<Firing, 'daysAgo'> {
  /** Null for a search. */
  brand: string | null;
  /** The end of the 24 hours at which it would have been opened; now, where their last hour is under way. */
  at: Date;
}

/** What a rule would have done. */
export interface Backtest {
  days: number;
  /** Days of them that could be judged: the press was read, and for long enough before. */
  daysKnown: number;
  firings: BacktestFiring[];
}

/**
 * Tries a rule on the last 90 days, one evaluation a day at this hour, by the statistic that raises alerts. Changes of
 * feeds are not told apart. The newest first.
 */
export async function backtest(
  condition: AlertCondition,
  repositories: TenantRepositories,
  now: Date,
): Promise<Backtest> {
  const { alertFigures } = repositories;
  const end = endOfHour(now);
  const length = backtestDays + daysLookedAt;
  const understood = await understand([condition], repositories);
  const knownDays = daysSince(await alertFigures.knownSince(), end);
  const rows =
    condition.kind === 'SEARCH_MATCH'
      ? (await alertFigures.searches(understood.filters, end, backtestDays)).reduce(bySum, [])
      : await alertFigures.days(understood.brands, end, length);
  const counts = new DayCounts(rows, length);
  const [subjects] = understood.rules;
  const brands = condition.kind === 'SEARCH_MATCH' ? [''] : (subjects?.brands ?? []);
  const firings = brands.flatMap((brand) =>
    replay(condition, counts.series(brand, subjects?.rivals ?? []), backtestDays, knownDays).map(
      ({ daysAgo, ...firing }) => ({
        ...firing,
        brand: brand === '' ? null : brand,
        at: new Date(Math.min(end.getTime() - daysAgo * 86_400_000, now.getTime())),
      }),
    ),
  );
  return {
    days: backtestDays,
    daysKnown: Math.min(backtestDays, knownDays),
    firings: firings.sort(
      (a, b) => b.at.getTime() - a.at.getTime() || ((a.brand ?? '') < (b.brand ?? '') ? -1 : 1),
    ),
  };
}

interface SearchDay {
  brand: string;
  day: number;
  mentions: number;
  judged: number;
  negative: number;
}

/** A search's reports by the day, whatever their outlets, under the name ''. */
function bySum(days: SearchDay[], { day, count }: { day: number; count: number }): SearchDay[] {
  const known = days.find((one) => one.day === day);
  if (known) known.mentions += count;
  else days.push({ brand: '', day, mentions: count, judged: 0, negative: 0 });
  return days;
}
