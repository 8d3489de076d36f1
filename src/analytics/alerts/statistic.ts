import { median } from '../median.ts';

/** Makes the median absolute deviation that of a normal distribution: 1 / Φ⁻¹(3/4). */
const normalFactor = 1.4826;

/** What is to be expected of a count, and how far counts stray from it. */
export interface Expectation {
  expected: number;
  /** A standard deviation, at least 1. */
  deviation: number;
}

/**
 * What past counts lead to expect: their median, and as deviation the largest of 1.4826 times their median absolute
 * deviation (Rousseeuw and Croux, 'Alternatives to the Median Absolute Deviation', 1993), the square root of the median,
 * below which no count of independent events stays (Poisson), and 1. Both are robust: less than half of the past may
 * have been out of the ordinary without a trace. Small samples: where most counts are equal, the median absolute
 * deviation is 0 and the others take its place; the floor of 1 keeps a brand that is hardly ever mentioned from being
 * alarming with its second mention.
 *
 * @param past at least one count
 */
export function expectationOf(past: readonly number[]): Expectation {
  const expected = median(past);
  const strayed = normalFactor * median(past.map((count) => Math.abs(count - expected)));
  return { expected, deviation: Math.max(strayed, Math.sqrt(expected), 1) };
}

/** How far a count is above what was to be expected, in deviations: the z score of {@link expectationOf}. */
export function excessOf(count: number, { expected, deviation }: Expectation): number {
  return (count - expected) / deviation;
}

/** So many of so many. */
export interface Proportion {
  hits: number;
  of: number;
}

/**
 * How far the hits of a sample are above what the past leads to expect: z = (hits − ½ − n·p) / √(n·p·(1 − p)), the
 * normal approximation of the binomial distribution with its correction for continuity, which is never above what is
 * observed. p = (hits + ½) / (n + 1) of the past, Jeffreys's prior (Brown, Cai and DasGupta, 'Interval Estimation for a
 * Binomial Proportion', 2001), so that a past without a hit does not make the first one infinitely surprising. Small
 * samples: below some five expected hits the approximation finds too much surprising, so a rule has a least number.
 *
 * @returns the expected hits, and the score; 0 for an empty sample
 */
export function surplusOf(now: Proportion, past: Proportion): { expected: number; score: number } {
  const p = (past.hits + 0.5) / (past.of + 1);
  const expected = now.of * p;
  if (now.of === 0) return { expected: 0, score: 0 };
  const distance = Math.max(Math.abs(now.hits - expected) - 0.5, 0) * Math.sign(now.hits - expected);
  return { expected, score: distance / Math.sqrt(now.of * p * (1 - p)) };
}

/**
 * How far a share is above a line, in standard errors of a share of that size: (share − line) / √(line·(1 − line) / n).
 * Small samples: the fewer mentions, the larger the error, so that a line is not crossed back by one of them.
 *
 * @param line between 0 and 1, neither included
 */
export function distanceFrom(line: number, { hits, of }: Proportion): number {
  return of === 0 ? 0 : (hits / of - line) / Math.sqrt((line * (1 - line)) / of);
}

/** A figure as it is kept: in whole hundredths. */
export function rounded(figure: number): number {
  return Math.round(figure * 100) / 100;
}
