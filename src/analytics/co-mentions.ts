import type { JsonSpan, Question } from './question.ts';
import { spanOf } from './question.ts';

/** Two brands in the same reports. */
export interface CoMention {
  /** In the order of their names. */
  brands: [string, string];
  /** Reports that mention both, copies each for itself, and stories among them. */
  reports: number;
  stories: number;
  /** Reports that mention each of them. */
  reportsOfEach: [number, number];
  /** Reports that would mention both if neither cared for the other. */
  expectedReports: number;
  /** How many times as many do: {@link lift}. */
  lift: number;
}

/** Pairs in fewer reports are left out: of a pair in one report the lift is large and means nothing. */
export const leastPairReports = 5;

/**
 * How many times as often two things come together as they would if they had nothing to do with each other:
 * `P(A, B) / (P(A) P(B))` (Brin et al. 1997, SIGMOD 26, 255, there called interest). 1: no more than by chance.
 */
export function lift(both: number, one: number, other: number, all: number): number {
  return (both * all) / (one * other);
}

/** Which pairs are looked at. */
export interface CoMentionArgs {
  /** Brands of which each pair has at least one, by canonical name. */
  brands: readonly string[];
  range: JsonSpan;
}

/** The pairs in at least {@link leastPairReports} reports, the highest lift first. Three statements. */
export const coMentions: Question<CoMentionArgs, CoMention[]> = {
  name: 'coMentions',
  async compute({ reportRollups, brandRollups }, { brands, range }) {
    const span = spanOf(range);
    const [pairs, [all]] = await Promise.all([
      brandRollups.pairs(brands, span, leastPairReports),
      reportRollups.byValue('ALL', [span]),
    ]);
    const names = [...new Set(pairs.flatMap(({ brand, other }) => [brand, other]))];
    const each = names.length === 0 ? [] : await reportRollups.byValue('BRAND', [span], names.sort());
    const reportsOf = new Map(each.map(({ value, count }) => [value, count]));
    const found = new Map(
      pairs.map(({ brand, other, reports, stories }) => {
        const named: [string, string] = brand < other ? [brand, other] : [other, brand];
        const ofEach: [number, number] = [reportsOf.get(named[0]) ?? 0, reportsOf.get(named[1]) ?? 0];
        const times = lift(reports, ...ofEach, all?.count ?? 0);
        const pair = { reports, stories, reportsOfEach: ofEach, expectedReports: reports / times };
        return [JSON.stringify(named), { brands: named, ...pair, lift: times }] as const;
      }),
    );
    return [...found.values()].sort(
      (a, b) => b.lift - a.lift || b.reports - a.reports || (a.brands.join() < b.brands.join() ? -1 : 1),
    );
  },
};
