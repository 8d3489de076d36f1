/** One part of what `npm run evaluate` prints. */
export interface Section {
  title: string;
  /** Prints its tables; what it needs and does not find it names in plain words. */
  print(): void | Promise<void>;
}

/** Right, wrong and missed answers. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

/** Adds what is found to a tally, held against what is wanted; both count how often each stands there. */
export function count(
  tally: Tally,
  found: ReadonlyMap<string, number>,
  wanted: ReadonlyMap<string, number>,
): void {
  for (const name of new Set([...found.keys(), ...wanted.keys()])) {
    const times = found.get(name) ?? 0;
    const asked = wanted.get(name) ?? 0;
    tally.right += Math.min(times, asked);
    tally.wrong += Math.max(0, times - asked);
    tally.missed += Math.max(0, asked - times);
  }
}

/** A tally as a row of a table: precision, recall and F1 with three places. */
export function figures({ right, wrong, missed }: Tally): Record<string, number | string> {
  const precision = right / (right + wrong);
  const recall = right / (right + missed);
  return {
    precision: precision.toFixed(3),
    recall: recall.toFixed(3),
    F1: ((2 * precision * recall) / (precision + recall)).toFixed(3),
    right,
    wrong,
    missed,
  };
}
