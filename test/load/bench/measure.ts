/** How long something took, in milliseconds. */
export interface Times {
  p50: number;
  p95: number;
  p99: number;
}

/** Does something again and again, and says how long it took; `warmUp` rounds before `onStart` do not count. */
export async function measure(
  rounds: number,
  work: (round: number) => Promise<unknown>,
  { warmUp = 3, onStart }: { warmUp?: number; onStart?: () => Promise<void> } = {},
): Promise<Times> {
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    if (round === 0) await onStart?.();
    const start = performance.now();
    await work(round + warmUp);
    if (round >= 0) times.push(performance.now() - start);
  }
  return timesOf(times);
}

/** The percentiles of some times, by the nearest rank. */
export function timesOf(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}
