import type { RollupSums } from '../model/rollup-sums.ts';
import { meanScore, type ToneFigures, unjudged } from './figures.ts';

/** The figures of one period of a series. */
export interface Point {
  reports: number;
  stories: number;
  positive: number;
  neutral: number;
  negative: number;
  mixed: number;
  /** See {@link ToneFigures}. */
  unjudged: number;
  /** The mean score of those that were judged, -1 to 1; null of nothing. */
  score: number | null;
}

/** The figures of a period whose reports, or mentions, add up to some sums. */
export function pointOf(sums: RollupSums): Point {
  const { count, stories, positive, neutral, negative, mixed } = sums;
  return {
    reports: count,
    stories,
    positive,
    neutral,
    negative,
    mixed,
    unjudged: unjudged(sums),
    score: meanScore(sums),
  };
}
