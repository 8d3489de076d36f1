/** How long something took, in milliseconds. */
export interface Times {
  mean: number;
  p50: number;
  p95: number;
  p99: number;
}

/** Does something in each of some rounds, and says how long it took each time, in milliseconds. */
export async function times(
  rounds: readonly number[],
  work: (round: number) => Promise<unknown>,
): Promise<number[]> {
  const taken: number[] = [];
  for (const round of rounds) taken.push(await timeOf(() => work(round)));
  return taken;
}

/**
 * Does two things in turn, and says how long each took: round by round, so that each of them finds the machine as the other one
 * does. What is done again and again on its own runs in caches that nobody else has used in between. Every other round the
 * other one comes first, as who comes second finds pages of the database in memory.
 */
export async function timesInTurn(
  rounds: readonly number[],
  one: (round: number) => Promise<unknown>,
  other: (round: number) => Promise<unknown>,
): Promise<[number[], number[]]> {
  const [ones, others]: [number[], number[]] = [[], []];
  for (const round of rounds) {
    const inTurn = [
      async () => ones.push(await timeOf(() => one(round))),
      async () => others.push(await timeOf(() => other(round))),
    ];
    for (const work of round % 2 === 0 ? inTurn : inTurn.reverse()) await work();
  }
  return [ones, others];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** So many rounds, from one on. */
export function roundsFrom(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}

/** The mean of some times, and their percentiles by the nearest rank. */
export function timesOf(taken: readonly number[]): Times {
  const sorted = [...taken].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
  return { mean, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}
