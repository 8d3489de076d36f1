/** The middle of some numbers, in any order, or the mean of the middle two; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = new Float64Array(numbers).sort();
  const low = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (low + (sorted[Math.floor(sorted.length / 2)] ?? low)) / 2;
}
