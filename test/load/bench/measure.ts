/** How long something took, in milliseconds. */
export interface Times {
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

/** How long something took, in milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Whose turn it is to be asked, and in which way. */
export interface Turn {
  /** The place of a tenant. */
  tenant: number;
  way: 'API' | 'BY_HAND';
}

/**
 * The turns of a round: each tenant is asked in both ways, by the API and by hand in turn. Over twice as many rounds as there are
 * tenants, a tenant is asked in one way after each of them was asked in the other equally often, the first turn of a round aside,
 * and in each way first as often as second. So all find the processors, their caches and the database as the others left them:
 * the same question takes half as long again after a statement of a tenth of a second, and who comes second finds pages in memory.
 */
export function turnsOfRound(round: number, tenants: number): Turn[] {
  const shift = round % tenants;
  const [first, second] =
    Math.floor(round / tenants) % 2 === 0 ? (['API', 'BY_HAND'] as const) : (['BY_HAND', 'API'] as const);
  return Array.from({ length: tenants }, (_, tenant): Turn[] => [
    { tenant, way: first },
    { tenant: (tenant + shift) % tenants, way: second },
  ]).flat();
}

/** So many rounds, from one on. */
export function roundsFrom(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}

/** The percentiles of some numbers by the nearest rank. */
export function timesOf(taken: readonly number[]): Times {
  const sorted = [...taken].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}
