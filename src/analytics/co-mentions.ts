import type { SheetBrand } from '../storage/rollups/sheet-sums.ts';
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

/**
 * The pairs in at least {@link leastPairReports} reports, the highest lift first. Four statements, three of them at the same time,
 * and one more where a brand in them, or another that is frequent, has no number yet.
 */
export const coMentions: Question<CoMentionArgs, CoMention[]> = {
  name: 'coMentions',
  async compute({ sheets }, { brands, range, first }) {
    const span = spanOf(range);
    const [beside, all, ofAsked] = await Promise.all([
      sheets.beside(brands, [span], (others) => others.atLeast(leastPairReports, 'mentions')),
      sheets.ofReports([span]),
      sheets.numbersOf(brands),
    ]);
    const frequent = all.brands.atLeast(leastPairReports, 'mentions');
    const found = [frequent, ...beside.values()].flat().map(({ brand }) => brand);
    // One with nothing beside it is in no pair, and one that is never mentioned never gets a number.
    const paired = brands.filter((brand) => beside.get(brand)?.length);
    // A brand that got its number meanwhile may be there by its name and by its number.
    const sinceThen = await sheets.numbersOf(
      [...paired, ...found].filter((brand) => typeof brand === 'string' && !ofAsked.has(brand)),
    );
    const numbers = new Map([...ofAsked, ...sinceThen]);
    const known = (brand: SheetBrand) => (typeof brand === 'string' ? (numbers.get(brand) ?? brand) : brand);
    // A brand in fewer reports is in no pair.
    const reportsOf = new Map(frequent.map(({ brand, mentions }) => [known(brand), mentions[0] ?? 0]));
    const askedFor = new Map(brands.map((brand) => [known(brand), brand]));
    // Thousands of pairs, of which a few are told: names are read of these, and what is told of them is made at the end.
    const pairs: Pair[] = [];
    for (const [brand, others] of beside) {
      const ofBrand = reportsOf.get(known(brand));
      for (const { brand: counted, mentions, stories } of others) {
        const other = known(counted);
        const ofOther = reportsOf.get(other);
        // Counted a moment apart, a brand can have come to so many reports in between.
        if (ofBrand === undefined || ofOther === undefined) continue;
        // A pair of two that were asked for is in the sheets of both.
        if ((askedFor.get(other) ?? brand) < brand) continue;
        const reports = mentions[0] ?? 0;
        const times = lift(reports, ofBrand, ofOther, all.reports[0] ?? 0);
        pairs.push({ brand, other, reports, stories: stories[0] ?? 0, ofBrand, ofOther, lift: times });
      }
    }
    const highest = firstPairs(pairs, first);
    const nameOf = await sheets.namesOf(highest.map(({ other }) => other));
    return highest
      .map((pair) => toldOf(pair, nameOf(pair.other)))
      .sort((one, other) => byLift(one, other) || (one.brands.join() < other.brands.join() ? -1 : 1))
      .slice(0, first);
  },
};

/** A brand that was asked for and one beside it, with the reports that mention both and each of them. */
interface Pair extends Pick<CoMention, 'reports' | 'stories' | 'lift'> {
  brand: string;
  other: SheetBrand;
  ofBrand: number;
  ofOther: number;
}

/** The first pairs in their order, and all that are even with the last of them: which of these are told, names decide. */
function firstPairs(pairs: readonly Pair[], first: number): Pair[] {
  // Thousands are put in order as bare numbers.
  const least =
    Float64Array.from(pairs, (pair) => pair.lift)
      .sort()
      .at(-first) ?? 0;
  const highest = pairs.filter((pair) => pair.lift >= least).sort(byLift);
  const last = highest[first - 1];
  return last ? highest.filter((pair) => byLift(pair, last) <= 0) : highest;
}

function byLift(one: Pick<Pair, 'lift' | 'reports'>, other: Pick<Pair, 'lift' | 'reports'>): number {
  return other.lift - one.lift || other.reports - one.reports;
}

function toldOf({ brand, ofBrand, ofOther, reports, stories, lift: times }: Pair, other: string): CoMention {
  const isFirst = brand < other;
  return {
    brands: isFirst ? [brand, other] : [other, brand],
    reports,
    stories,
    reportsOfEach: isFirst ? [ofBrand, ofOther] : [ofOther, ofBrand],
    expectedReports: reports / times,
    lift: times,
  };
}
