import { describe, expect, it } from 'vitest';
import { type OutletTier, reachOf } from '../../../src/model/reach.ts';

const outlets: OutletTier[] = [
  { source: 'Runway Ledger', tier: 'TIER_1', reachPerReport: 250_000 },
  { source: 'The Atelier Post', tier: 'TIER_3', reachPerReport: 0 },
  { source: 'Vestiaire', tier: 'TIER_2', reachPerReport: null },
];

describe('the reach of reports', () => {
  it('adds up what their outlets reach, as the tenant says', () => {
    const counts = [
      { source: 'Runway Ledger', reports: 3 },
      { source: 'The Atelier Post', reports: 1 },
      { source: 'Runway Ledger', reports: 1 },
    ];
    expect(reachOf(counts, outlets)).toEqual({
      value: 1_000_000,
      basis: 'TIERS',
      knownShare: 1,
      reason: null,
    });
  });

  it('leaves out outlets whose reach is not known, and says how many reports remain', () => {
    const counts = ['Runway Ledger', 'Vestiaire', 'Nobody', 'runway ledger'].map((source) => ({
      source,
      reports: 5,
    }));
    expect(reachOf(counts, outlets)).toEqual({
      value: 1_250_000,
      basis: 'TIERS',
      knownShare: 0.25,
      reason: null,
    });
  });

  it('is not guessed where no outlet has one, and the reason is said', () => {
    const none = (reason: string) => ({ value: null, basis: 'NONE', knownShare: 0, reason });
    expect(reachOf([{ source: 'Vestiaire', reports: 9 }], outlets)).toEqual(
      none(
        'None of the reports’ outlets (1) has a reachPerReport, though 1 has a tier: give it with setOutletTier.',
      ),
    );
    const two = ['Runway Ledger', 'Nobody'].map((source) => ({ source, reports: 1 }));
    expect(reachOf(two, [])).toEqual(
      none('None of the reports’ outlets (2) has a reachPerReport: give it with setOutletTier.'),
    );
    expect(reachOf([{ source: 'Runway Ledger', reports: 0 }], outlets)).toEqual(
      none('There are no reports.'),
    );
    expect(reachOf([], outlets)).toEqual(none('There are no reports.'));
  });

  it('is exact beyond 32 bits', () => {
    const world = [{ source: 'World', tier: 'TIER_1', reachPerReport: 1_000_000_000 } as const];
    expect(reachOf([{ source: 'World', reports: 9_000_001 }], world).value).toBe(9_000_001_000_000_000);
  });
});
