/** Percentiles, of times in milliseconds. */
export interface Percentiles {
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
 * The turns of a round: each tenant is asked in both ways, by the API and by hand in turn. Who opens the round, in which way, and
 * which tenant follows whom differ from round to round, so that over {@link fairRounds} all find the processors, their caches and
 * the database as often as the others left them, whoever these are: the same question takes half as long again after a
 * statement of a tenth of a second, and who comes second finds pages in memory.
 */
export function turnsOfRound(round: number, tenants: number): Turn[] {
  const shift = round % tenants;
  const [first, second] =
    Math.floor(round / tenants) % 2 === 0 ? (['API', 'BY_HAND'] as const) : (['BY_HAND', 'API'] as const);
  const opening = Math.floor(round / (2 * tenants));
  return Array.from({ length: tenants }, (_, at): Turn[] => [
    { tenant: (opening + at) % tenants, way: first },
    { tenant: (opening + at + shift) % tenants, way: second },
  ]).flat();
}

/** After so many rounds, each tenant has had each kind of turn as often as each other. */
export function fairRounds(tenants: number): number {
  return 2 * tenants * tenants;
}

/** So many rounds, from one on. */
export function roundsFrom(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}

/** The percentiles of some numbers by the nearest rank. */
export function percentilesOf(numbers: readonly number[]): Percentiles {
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}
