import type { AlertCondition, AlertFigures } from '../../model/alert.ts';
import { judge, type Series } from './judge.ts';

/** An alert that a rule would have opened. */
export interface Firing extends AlertFigures {
  /** How many days ago it would have been opened: 0 is now. */
  daysAgo: number;
  /** And how many days it would have lasted; null when it would be open still. */
  days: number | null;
}

/**
 * Plays a rule on the past, one evaluation a day, by the statistic by which it is evaluated now.
 *
 * @param days how far back
 * @returns the alerts it would have opened, the newest first
 */
export function replay(condition: AlertCondition, series: Series, days: number, knownDays: number): Firing[] {
  const firings: Firing[] = [];
  let open: Firing | null = null;
  for (let at = days - 1; at >= 0; at--) {
    const judgement = judge(condition, series, at, knownDays);
    if (!judgement) continue;
    const { observed, expected, score, isAlarming, isOver } = judgement;
    if (open && isOver) {
      open.days = open.daysAgo - at;
      open = null;
    } else if (!open && isAlarming) {
      open = { daysAgo: at, days: null, observed, expected, score };
      firings.unshift(open);
    }
  }
  return firings;
}
