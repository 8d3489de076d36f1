import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  OutletTierPageDocument,
  RemoveOutletTierDocument,
  SetOutletTierDocument,
  type SetOutletTierInput,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  other = await api.addTenant('maison-y');
});
beforeEach(() => sql(api.database.url, 'DELETE FROM outlet_tiers'));
afterAll(async () => api.close());

const set = (input: SetOutletTierInput, key?: string) => api.query(SetOutletTierDocument, { input }, key);
const remove = (source: string, key?: string) =>
  api.query(RemoveOutletTierDocument, { input: { source } }, key);
const list = async (paging: { first?: number; after?: string | null } = {}, key?: string) =>
  dataOf(await api.query(OutletTierPageDocument, paging, key)).outletTiers;
const codeOf = ({ errors }: Answer<unknown>) => errors[0]?.extensions.code ?? 'OK';
const ledger: SetOutletTierInput = { source: 'Runway Ledger', tier: 'TIER_1', reachPerReport: 250_000 };

describe('the tier of an outlet', () => {
  it('is set, replaced with all that was said, and removed once', async () => {
    expect(dataOf(await set(ledger)).setOutletTier.outletTier).toEqual(ledger);
    const outletTier = { source: ledger.source, tier: 'TIER_2', reachPerReport: null };
    expect(dataOf(await set({ source: ' Runway Ledger ', tier: 'TIER_2' })).setOutletTier).toEqual({
      outletTier,
    });
    expect((await list()).edges.map(({ node }) => node)).toEqual([outletTier]);
    expect(dataOf(await remove(ledger.source)).removeOutletTier.removedSource).toBe(ledger.source);
    expect(codeOf(await remove(ledger.source))).toBe('NOT_FOUND');
  });

  it('is refused with every faulty field', async () => {
    for (const reachPerReport of [-1, 1_000_000_001]) {
      const input = { source: ' ', tier: 'TIER_1' as const, reachPerReport, idempotencyKey: 'short' };
      const { errors } = await set(input);
      expect(errors[0]?.extensions.fields?.map(({ field }) => field).sort()).toEqual([
        'input.idempotencyKey',
        'input.reachPerReport',
        'input.source',
      ]);
    }
  });

  it('is one of 10,000 at most, and those there are can still be changed', async () => {
    await sql(
      api.database.url,
      `INSERT INTO outlet_tiers SELECT $1, 'outlet ' || n, 'TIER_3', NULL FROM generate_series(1, 9999) AS n`,
      [api.tenant.tenantId],
    );
    const answers = await Promise.all(['a', 'b', 'c'].map((source) => set({ ...ledger, source })));
    expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', 'CONFLICT', 'OK']);
    expect(codeOf(await set({ source: 'outlet 1', tier: 'TIER_1' }))).toBe('OK');
    expect(codeOf(await set(ledger, other.key))).toBe('OK');
  });

  it('is the tenant’s own, read by a VIEWER and set by an ANALYST', async () => {
    const [viewer, analyst] = [
      await api.addKey(api.tenant, 'VIEWER'),
      await api.addKey(api.tenant, 'ANALYST'),
    ];
    expect(codeOf(await set(ledger, viewer))).toBe('FORBIDDEN');
    expect(codeOf(await set(ledger, analyst))).toBe('OK');
    expect(codeOf(await remove(ledger.source, viewer))).toBe('FORBIDDEN');
    expect((await list({}, viewer)).totalCount).toBe(1);
    expect((await list({}, other.key)).totalCount).toBe(0);
    expect(codeOf(await remove(ledger.source, other.key))).toBe('NOT_FOUND');
    expect(await other.outletTiers.forSources([ledger.source])).toEqual([]);
    expect(await api.tenant.outletTiers.forSources([ledger.source, 'Nobody'])).toEqual([ledger]);
  });
});

describe('outlets with a tier', () => {
  it('are listed in the order of their names, page by page', async () => {
    for (const source of ['Zeta', 'alpha', 'Élan', 'Beta']) await set({ ...ledger, source });
    const first = await list({ first: 3 });
    expect([first.totalCount, first.edges.map(({ node }) => node.source)]).toEqual([
      4,
      ['Beta', 'Zeta', 'alpha'],
    ]);
    const second = await list({ first: 3, after: first.pageInfo.endCursor ?? null });
    expect(second.edges.map(({ node }) => node.source)).toEqual(['Élan']);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});
