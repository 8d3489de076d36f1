import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  OutletTierPageDocument,
  RemoveOutletTierDocument,
  SetOutletTierDocument,
  type SetOutletTierInput,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { reportAbout } from '../support/report-about.ts';
import { addFeeds, brandsOfCatalogue, epoch, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(['Gucci']));
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
    expect(dataOf(await set({ source: ' Runway Ledger ', tier: 'TIER_2' })).setOutletTier).toMatchObject({
      outletTier,
    });
    expect((await list()).edges.map(({ node }) => node)).toEqual([outletTier]);
    expect(dataOf(await remove(ledger.source)).removeOutletTier.removedSource).toBe(ledger.source);
    expect(codeOf(await remove(ledger.source))).toBe('NOT_FOUND');
  });

  it('is that of the outlet as reports write it, whatever its case and spaces, and says so', async () => {
    const [feedId = ''] = await addFeeds(api.tenant, 1);
    const reports = ['Moda Nuova', 'MODA  NUOVA', 'Élan'].map((source, at) => ({
      ...reportAbout(`outlet ${at}`, epoch, ['Gucci']),
      source,
    }));
    await storeReports(api.tenant, feedId, reports);
    const answered = async (source: string, reachPerReport?: number) => {
      const answer = await set({
        source,
        tier: 'TIER_1',
        ...(reachPerReport === undefined ? {} : { reachPerReport }),
      });
      const { outletTier, warnings } = dataOf(answer).setOutletTier;
      return [outletTier.source, ...warnings];
    };
    expect(await answered('Moda Nuova', 10)).toEqual(['Moda Nuova']);
    expect(await answered('MODA  NUOVA', 10)).toEqual(['MODA  NUOVA']);
    // Of two that it may be, the first by name.
    expect((await answered('moda   nuova', 10))[0]).toBe('MODA  NUOVA');
    expect(await answered('élan', 10)).toEqual(['Élan', '"élan" was taken for "Élan", as reports write it.']);
    expect(await answered('ÉLAN')).toEqual([
      'Élan',
      '"ÉLAN" was taken for "Élan", as reports write it.',
      'A tier alone changes no figure: without reachPerReport, no reach is counted of the outlet.',
    ]);
    expect(await answered('Elan', 10)).toEqual([
      'Elan',
      'No report is of "Elan" yet: it counts once one is, if written like this. See sources.',
    ]);
    expect(dataOf(await remove(' élan')).removeOutletTier.removedSource).toBe('Élan');
    expect(await other.outletTiers.spellingInReports('Élan')).toBeNull();
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
