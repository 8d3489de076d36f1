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
  /** Brands of which each pair has at least one, by canonical name, each once. */
  brands: readonly string[];
  range: JsonSpan;
  /** How many pairs at most. */
  first: number;
}

/** The pairs in at least {@link leastPairReports} reports, the highest lift first. Two statements. */
export const coMentions: Question<CoMentionArgs, CoMention[]> = {
  name: 'coMentions',
  async compute({ sheets }, { brands, range, first }) {
    const span = spanOf(range);
    const [beside, all] = await Promise.all([sheets.beside(brands, [span]), sheets.ofReports([span])]);
    // A brand in fewer reports is in no pair.
    const frequent = all.brands.where(isFrequent);
    const reportsOf = new Map(frequent.map(({ brand, mentions }) => [all.nameOf(brand), mentions[0] ?? 0]));
    const pairs = [...beside].flatMap(([brand, others]) =>
      others.where(isFrequent).flatMap(({ brand: number, mentions, stories }): CoMention[] => {
        const other = all.nameOf(number);
        // A pair of two that were asked for is in the sheets of both.
        if (other === undefined || (other < brand && beside.has(other))) return [];
        const named: CoMention['brands'] = brand < other ? [brand, other] : [other, brand];
        const [one, another] = named.map((name) => reportsOf.get(name));
        // Counted a moment apart, a brand can have come to so many reports in between.
        if (one === undefined || another === undefined) return [];
        const reportsOfEach: CoMention['reportsOfEach'] = [one, another];
        const [reports = 0] = mentions;
        const times = lift(reports, ...reportsOfEach, all.reports[0] ?? 0);
        const expectedReports = reports / times;
        return [
          { brands: named, reports, stories: stories[0] ?? 0, reportsOfEach, expectedReports, lift: times },
        ];
      }),
    );
    return pairs.sort(byLift).slice(0, first);
  },
};

function byLift(a: CoMention, b: CoMention): number {
  return b.lift - a.lift || b.reports - a.reports || (a.brands.join() < b.brands.join() ? -1 : 1);
}

function isFrequent({ mentions: [reports = 0] }: { mentions: readonly number[] }): boolean {
  return reports >= leastPairReports;
}
