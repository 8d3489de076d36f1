import { median } from './median.ts';
import type { JsonSpan } from './question.ts';

/** Which way a brand goes. */
export type TrendDirection = 'RISING' | 'FALLING';

/** What a brand did in one of the windows that it is measured against. */
export interface Baseline extends JsonSpan {
  stories: number;
  mentions: number;
}

/** A brand of which more, or less, is written than its past lets expect. */
export interface Trend<Brand = string> {
  brand: Brand;
  direction: TrendDirection;
  /** How far off, in standard deviations of its past; see {@link trendScore}. */
  score: number;
  stories: number;
  mentions: number;
  /** The median of stories in the windows before. */
  expectedStories: number;
  baseline: Baseline[];
}

/** Stories and mentions of one brand in the window that is judged, the first, and in those it is measured against. */
export interface BrandWindows<Brand = string> {
  brand: Brand;
  stories: readonly number[];
  mentions: readonly number[];
}

/** How trends are told. */
export const trendRules = {
  /** Windows before, of the same length and the same days of the week. */
  windows: 8,
  /** With fewer that can be compared nothing is told. */
  leastWindows: 4,
  /** Stories now or in the median before: of less nothing is told. */
  leastStories: 5,
  /** Standard deviations: chance alone takes 1 of 370 brands so far. */
  leastScore: 3,
  /** A window with less than a third, or more than thrice, of the stories of now says nothing of one brand. */
  mostDifference: 3,
} as const;

/** 1.4826 MAD is the standard deviation of what is distributed normally (Rousseeuw & Croux 1993, JASA 88, 1273). */
const madScale = 1.4826;

/** Anscombe's t: a Poisson count of any size with a deviation of 1; a count below 0, of wrong sums, is 0. */
const steady = (stories: number) => 2 * Math.sqrt(Math.max(0, stories) + 3 / 8);

/**
 * How far a count lies from earlier ones, in standard deviations: `(t(x) - median t(b)) / (s √(1 + π / 2n))` with
 * `t(x) = 2 √(x + 3/8)`, which makes the deviation of a Poisson count 1 whatever its size (Anscombe 1948, Biometrika 35,
 * 246), `s = max(1, 1.4826 MAD t(b))`, and the root for the error of a median of n. So a brand whose past is restless is
 * given its own spread, and none is taken for steadier than chance allows: eight equal counts are no certainty. One
 * outlier among the earlier counts moves neither median nor MAD by much.
 */
export function trendScore(count: number, before: readonly number[]): number {
  const past = before.map(steady);
  const middle = median(past);
  const spread = Math.max(1, madScale * median(past.map((one) => Math.abs(one - middle))));
  return calmScore(count, before) / spread;
}

/** {@link trendScore} with a spread of 1, the least there is: so never nearer to 0 than that. */
function calmScore(count: number, before: readonly number[]): number {
  return (steady(count) - median(before.map(steady))) / Math.sqrt(1 + Math.PI / (2 * before.length));
}

/**
 * The brands that rise or fall by {@link trendRules}, in no order. Windows are compared only
 * where there are between a third and thrice as many stories as now: else feeds were added, or broke, and what one brand
 * did is not to be told from that.
 *
 * @param brands all, or those of which {@link mayBeTold}
 * @param stories of all reports, in the windows of the brands
 * @param before the spans of the windows but for the first
 */
export function trendsOf<Brand>(
  brands: readonly BrandWindows<Brand>[],
  [all = 0, ...allBefore]: readonly number[],
  before: readonly JsonSpan[],
): Trend<Brand>[] {
  const comparable = before.flatMap((span, at) => {
    const ratio = (allBefore[at] ?? 0) / all;
    const isComparable = ratio >= 1 / trendRules.mostDifference && ratio <= trendRules.mostDifference;
    return isComparable ? [{ span, window: at + 1 }] : [];
  });
  if (comparable.length < trendRules.leastWindows) return [];
  return brands.flatMap(({ brand, stories, mentions }): Trend<Brand>[] => {
    const of = (window: number) => ({ stories: stories[window] ?? 0, mentions: mentions[window] ?? 0 });
    const now = of(0);
    const past = comparable.map(({ window }) => stories[window] ?? 0);
    // Most brands are done with here, by one median instead of three.
    if (Math.abs(calmScore(now.stories, past)) < trendRules.leastScore) return [];
    const expectedStories = median(past);
    if (Math.max(now.stories, expectedStories) < trendRules.leastStories) return [];
    const score = trendScore(now.stories, past);
    if (Math.abs(score) < trendRules.leastScore) return [];
    const baseline = comparable.map(({ span, window }) => ({ ...span, ...of(window) }));
    return [{ brand, direction: score > 0 ? 'RISING' : 'FALLING', score, ...now, expectedStories, baseline }];
  });
}

/** Trends in the order in which they are told: the farthest off first, then by name. */
export function inOrder(trends: readonly Trend[]): Trend[] {
  return trends.toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score) || (a.brand < b.brand ? -1 : 1));
}

/**
 * Whether a trend may be told of a brand at all, whichever of the windows before are compared: not with fewer than
 * {@link trendRules}.leastStories stories now and in all windows before but one, whose median is lower, and not where all
 * windows are near to now. Of thousands of brands it leaves the few that are worth {@link trendScore}.
 *
 * @param stories in the window that is judged, the first, and in those before
 */
export function mayBeTold(stories: readonly number[]): boolean {
  const now = stories[0] ?? 0;
  let enough = 0;
  let fewest = now;
  let most = now;
  for (let window = 1; window < stories.length; window += 1) {
    const before = stories[window] ?? 0;
    if (before >= trendRules.leastStories) enough += 1;
    if (before < fewest) fewest = before;
    else if (before > most) most = before;
  }
  if (enough <= 1 && now < trendRules.leastStories) return false;
  // Now is among the fewest and the most, and far from neither. The median of those before lies between them, and what the
  // distance from it is divided by is 1 at least.
  const isFar = (count: number) => Math.abs(steady(now) - steady(count)) >= trendRules.leastScore;
  return isFar(fewest) || isFar(most);
}
