import type { AlertFigures, AlertPart } from '../../model/alert.ts';

/** Counts by outlet, topic or tone. */
export type Counts = ReadonlyMap<string, number>;

/** Parts that are named; all others are one. */
const mostParts = 10;

/**
 * Divides a whole among values in proportion to their weights, in whole hundredths that add up to it exactly: each gets
 * what it is due rounded down, and what is left over goes to those that lost most by it (largest remainders, the method
 * of Hamilton). Without weights it goes to the value ''.
 *
 * @param whole at most two decimals, not negative
 */
export function apportion(whole: number, weights: Counts): Map<string, number> {
  const hundredths = Math.round(whole * 100);
  const positive = [...weights].filter(([, weight]) => weight > 0);
  const sum = positive.reduce((total, [, weight]) => total + weight, 0);
  if (hundredths === 0) return new Map();
  if (sum === 0) return new Map([['', hundredths]]);
  const shares = positive.map(([value, weight]) => {
    const due = (hundredths * weight) / sum;
    return { value, share: Math.floor(due), lost: due - Math.floor(due) };
  });
  let left = hundredths - shares.reduce((total, { share }) => total + share, 0);
  // Equal losses in the order of the values, so that the same counts are always divided the same.
  const byLoss = [...shares].sort((a, b) => b.lost - a.lost || (a.value < b.value ? -1 : 1));
  for (const one of byLoss) {
    if (left <= 0) break;
    one.share += 1;
    left -= 1;
  }
  return new Map(shares.map(({ value, share }) => [value, share]));
}

/**
 * A change in parts: what was observed, by what was counted now; and what was to be expected, by the values' proportions
 * in the past, since a median has no parts of its own. In hundredths the parts add up to the change exactly. The ten
 * largest are named, and the rest is one part.
 */
export function decompose({ observed, expected }: AlertFigures, now: Counts, past: Counts): AlertPart[] {
  const [observedParts, expectedParts] = [apportion(observed, now), apportion(expected, past)];
  const values = [...new Set([...observedParts.keys(), ...expectedParts.keys()])];
  const parts = values
    .map((value) => ({
      value,
      observed: observedParts.get(value) ?? 0,
      expected: expectedParts.get(value) ?? 0,
    }))
    .sort((a, b) => changeOf(b) - changeOf(a) || (a.value < b.value ? -1 : 1));
  const named = parts.filter(({ value }) => value !== '').slice(0, mostParts);
  const others = parts.filter((part) => !named.includes(part));
  const rest = {
    value: null,
    observed: others.reduce((sum, part) => sum + part.observed, 0),
    expected: others.reduce((sum, part) => sum + part.expected, 0),
  };
  return [...named, ...(others.length > 0 ? [rest] : [])].map((part) => ({
    value: part.value,
    observed: part.observed / 100,
    expected: part.expected / 100,
    change: (part.observed - part.expected) / 100,
  }));
}

function changeOf(part: { observed: number; expected: number }): number {
  return Math.abs(part.observed - part.expected);
}
