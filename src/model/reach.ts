/** How much an outlet matters to a tenant. */
export const tiers = ['TIER_1', 'TIER_2', 'TIER_3'] as const;
/** One of {@link tiers}. */
export type Tier = (typeof tiers)[number];

/** What a tenant says of an outlet. */
export interface OutletTier {
  /** As reports name it. */
  source: string;
  tier: Tier;
  /** People; null when the tenant has not said so. */
  reachPerReport: number | null;
}

/** Outlets to which one tenant may give a tier. */
export const mostOutletTiers = 10_000;
/** What the reach of one report may be at most. */
export const mostReach = 1_000_000_000;

/** Reports of one outlet. */
interface OutletCount {
  source: string;
  reports: number;
}

/** How many people reports reach, by a tenant's own figures alone: never guessed. */
export interface Reach {
  /** The sum over the reports whose outlet has a reach, exact up to 2^53; null when none has. */
  value: number | null;
  basis: 'TIERS' | 'NONE';
  /** The share of the reports whose outlet has a reach; 0 when there are no reports. */
  knownShare: number;
  /** Why there is no value, and what would give one, in words; null when there is one. */
  reason: string | null;
}

/**
 * The reach of reports: each counts with what the tenant says its outlet reaches. It adds up people who read several
 * reports, as reach does in press clippings, and it is no advertising value (Barcelona Principles).
 *
 * @param counts the reports by outlet; an outlet may come more than once
 * @param outlets the tenant's word on outlets, in any order, of others too
 */
export function reachOf(counts: readonly OutletCount[], outlets: Iterable<OutletTier>): Reach {
  const reaches = new Map<string, number>();
  const withTierAlone = new Set<string>();
  for (const { source, reachPerReport } of outlets) {
    if (reachPerReport !== null) reaches.set(source, reachPerReport);
    else withTierAlone.add(source);
  }
  let [all, known, value] = [0, 0, 0];
  for (const { source, reports } of counts) {
    all += reports;
    const reach = reaches.get(source);
    if (reach === undefined) continue;
    known += reports;
    value += reports * reach;
  }
  if (known > 0) return { value, basis: 'TIERS', knownShare: known / all, reason: null };
  const sources = new Set(counts.flatMap(({ source, reports }) => (reports > 0 ? [source] : [])));
  const tiered = [...sources].filter((source) => withTierAlone.has(source)).length;
  return { value: null, basis: 'NONE', knownShare: 0, reason: whyNone(sources.size, tiered) };
}

function whyNone(outlets: number, tiered: number): string {
  if (outlets === 0) return 'There are no reports.';
  const though = tiered === 0 ? '' : `, though ${tiered === 1 ? '1 has a tier' : `${tiered} have a tier`}`;
  return `None of the reports’ outlets (${outlets}) has a reachPerReport${though}: give it with setOutletTier.`;
}
