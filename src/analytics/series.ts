import { noSums, type RollupSums } from '../model/rollup-sums.ts';
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

/** One point for each of `length` periods, in their order; nothing happened in those that no row tells of. */
export function pointsOf(rows: readonly (RollupSums & { span: number })[], length: number): Point[] {
  const bySpan = new Map(rows.map((row) => [row.span, row]));
  return Array.from({ length }, (_, span) => pointOf(bySpan.get(span) ?? noSums));
}

function pointOf(sums: RollupSums): Point {
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
