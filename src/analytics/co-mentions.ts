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

/** The pairs in at least {@link leastPairReports} reports, the highest lift first. Three statements, two of them at the same time. */
export const coMentions: Question<CoMentionArgs, CoMention[]> = {
  name: 'coMentions',
  async compute({ sheets }, { brands, range, first }) {
    const span = spanOf(range);
    const [beside, all] = await Promise.all([sheets.beside(brands, [span]), sheets.ofReports([span])]);
    // Those of thousands are needed. Read afterwards: by then every number on these sheets has its name.
    const nameOf = await sheets.allNames();
    // A brand in fewer reports is in no pair.
    const reportsOf = new Map<string, number>();
    for (const { brand, mentions } of all.brands.where(isFrequent)) {
      reportsOf.set(nameOf(brand), mentions[0] ?? 0);
    }
    // Thousands of pairs, of which a few are told: what is told of them is made at the end.
    const pairs: Pair[] = [];
    for (const [brand, others] of beside) {
      const ofBrand = reportsOf.get(brand);
      for (const { brand: number, mentions, stories } of others.where(isFrequent)) {
        const other = nameOf(number);
        const ofOther = reportsOf.get(other);
        // Counted a moment apart, a brand can have come to so many reports in between.
        if (ofBrand === undefined || ofOther === undefined) continue;
        // A pair of two that were asked for is in the sheets of both.
        if (other < brand && beside.has(other)) continue;
        const reports = mentions[0] ?? 0;
        const times = lift(reports, ofBrand, ofOther, all.reports[0] ?? 0);
        pairs.push({ brand, other, reports, stories: stories[0] ?? 0, ofBrand, ofOther, lift: times });
      }
    }
    return pairs.sort(byLift).slice(0, first).map(toldOf);
  },
};

/** A brand that was asked for and one beside it, with the reports that mention both and each of them. */
interface Pair extends Pick<CoMention, 'reports' | 'stories' | 'lift'> {
  brand: string;
  other: string;
  ofBrand: number;
  ofOther: number;
}

function byLift(a: Pair, b: Pair): number {
  return b.lift - a.lift || b.reports - a.reports || (namesOf(a).join() < namesOf(b).join() ? -1 : 1);
}

function namesOf({ brand, other }: Pick<Pair, 'brand' | 'other'>): CoMention['brands'] {
  return brand < other ? [brand, other] : [other, brand];
}

function toldOf({ brand, other, ofBrand, ofOther, reports, stories, lift: times }: Pair): CoMention {
  return {
    brands: namesOf({ brand, other }),
    reports,
    stories,
    reportsOfEach: brand < other ? [ofBrand, ofOther] : [ofOther, ofBrand],
    expectedReports: reports / times,
    lift: times,
  };
}

function isFrequent({ mentions: [reports = 0] }: { mentions: readonly number[] }): boolean {
  return reports >= leastPairReports;
}
