import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf } from '../../src/storage/database.ts';
import { Storage } from '../../src/storage/storage.ts';
import { DashboardDocument } from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { until } from '../support/programs.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

const range = 'range: { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" }';
/** Of which no single day is asked about: it would be answered by what is kept of the overview. */
const days = 'range: { from: "2026-02-28T00:00:00Z", to: "2026-03-03T00:00:00Z" }';
/** Questions that name no brand, or one; the names of brands are kept too (kept-brands.test.ts). */
const overview = `{ analytics(${range}) { overview { reports { value } sentiment { positive { value } } } } }`;
const questions = [
  overview,
  `{ analytics(${days}) { series(by: DAY) { date reports stories score } } }`,
  `{ analytics(${range}) { busiestDays { date reports } topics { topic reports { value } } } }`,
  `{ analytics(${range}) { sources(first: 5) { source } languages(first: 5) { language } } }`,
  `{ analytics(${range}) { shareOfVoice { brand { name group } mentionShare { value } } } }`,
  `{ analytics(${range}) { coMentions { brands { name group } lift } trends { brand { name } } } }`,
  `{ analytics(${range}, compareTo: SAME_EVENT_LAST_SEASON) { comparedTo { explanation } shareOfVoice { mentionShare { value } } brand(name: "Chloe") { mentions { value } } } }`,
  `{ analytics(${days}) { shareOfVoice { mentionShare { value } } brand(name: "Dior") { series { reports } shareOfVoice { mentionShare { value } } } } }`,
  `{ analytics(${days}, compareTo: PREVIOUS_YEAR) { overview { reports { value } } compare(brands: ["prada", "Dior"]) { mentions { value } } } same: analytics(${days}, compareTo: SAME_EVENT_LAST_SEASON) { overview { reports { value } } compare(brands: ["prada", "Dior"]) { mentions { value } } } }`,
  `{ analytics(${range}) { brand(name: "Gucci") { mentions { value } reach { value } shareOfVoice { mentionShare { value } } } } }`,
];

let api: TestApi;
let feedId = '';
let made = 0;

beforeAll(async () => {
  api = await startApi({ settings: { reportsCache: true, brandsKept: 100 } });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  for (const brand of ['Gucci', 'Prada']) await api.tenant.tenantBrands.save(brand, { relation: 'CLIENT' });
  [feedId = ''] = await addFeeds(api.tenant, 1);
  await storeMore(20);
});

afterAll(async () => api.close());

async function storeMore(count: number): Promise<void> {
  made += 1;
  await storeReports(api.tenant, feedId, makeReports(200 + made, count));
}

/** The names of the statements that an answer cost, but for finding out whose key it is. */
function costOf({ statements }: Answer<unknown>): string[] {
  return statements.map(nameOf).filter((name) => name !== 'tenants.principalByKeyHash');
}

function outcomesOf({ text }: Answer<unknown>): string[] {
  const { extensions }: { extensions?: { cache: { outcome: string }[] } } = JSON.parse(text);
  return (extensions?.cache ?? []).map(({ outcome }) => outcome);
}

async function reportsOf(of: TestApi = api, tenant: TestTenant = of.tenant): Promise<number> {
  const answer = await of.ask(overview, {}, tenant.key);
  const { analytics } = dataOf(answer) as { analytics: { overview: { reports: { value: number } } } };
  return analytics.overview.reports.value;
}

describe('an analytics answer that is kept', () => {
  it.each(questions)('costs no statement: %s', async (document) => {
    const first = await api.ask(document);
    expect(costOf(first).length).toBeGreaterThan(0);
    const second = await api.ask(document);
    expect(dataOf(second)).toEqual(dataOf(first));
    expect(costOf(second)).toEqual([]);
    expect(new Set(outcomesOf(second))).toEqual(new Set(['hit']));
  });

  it('costs the whole dashboard no statement but that of its list of reports, within a minute', async () => {
    const clocked = await startApi({ clock: () => new Date('2026-03-02T10:00:10Z') });
    try {
      const ask = async () =>
        costOf(await clocked.query(DashboardDocument, { range: { lastDays: 30 }, zone: 'Europe/Paris' }));
      expect((await ask()).length).toBeGreaterThan(6);
      expect(await ask()).toEqual(['reports.page']);
    } finally {
      await clocked.close();
    }
  });

  it('follows the brands that are followed, and what outlets reach', async () => {
    const shares = `{ analytics(${range}) { shareOfVoice { brand { name } } brand(name: "Gucci") { reach { value } sources(first: 1) { source reports { value } } } } }`;
    const asked = async () => {
      const { analytics } = dataOf(await api.ask(shares)) as {
        analytics: {
          shareOfVoice: { brand: { name: string } }[];
          brand: {
            reach: { value: number | null };
            sources: { source: string; reports: { value: number } }[];
          };
        };
      };
      return analytics;
    };
    const before = await asked();
    expect(before.shareOfVoice.map(({ brand }) => brand.name).sort()).toEqual(['Gucci', 'Prada']);
    expect(before.brand.reach.value).toBeNull();
    dataOf(
      await api.ask(
        'mutation { followBrand(input: { brand: "Dior", relation: COMPETITOR }) { brand { name } } }',
      ),
    );
    const [outlet] = before.brand.sources;
    dataOf(
      await api.ask(
        `mutation { setOutletTier(input: { source: ${JSON.stringify(outlet?.source)}, tier: TIER_1, reachPerReport: 7 }) { outletTier { source } } }`,
      ),
    );
    const after = await asked();
    expect(after.shareOfVoice.map(({ brand }) => brand.name).sort()).toEqual(['Dior', 'Gucci', 'Prada']);
    expect(after.brand.reach.value).toBe(7 * (outlet?.reports.value ?? 0));
  });

  it('follows the calendar', async () => {
    const document = `{ analytics(${range}, compareTo: SAME_EVENT_LAST_SEASON, eventSeries: "private-sale") { comparedTo { explanation } } }`;
    const add = async (year: number) => {
      const days = `startsOn: "${year}-03-01", endsOn: "${year}-03-02"`;
      const event = `{ name: "Private sale", kind: OTHER, series: "private-sale", ${days} }`;
      dataOf(await api.ask(`mutation { createCalendarEvent(input: ${event}) { calendarEvent { id } } }`));
    };
    await add(2026);
    const alone = await api.ask(document);
    expect(alone.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    await add(2025);
    expect(JSON.stringify(dataOf(await api.ask(document)))).toContain('2025');
    expect(costOf(await api.ask(document))).toEqual([]);
  });

  it('says where it came from, by question, where that is wanted', async () => {
    await storeMore(1);
    const [first, second] = [await api.ask(overview), await api.ask(overview)];
    const cache = (outcome: string) => ({ cache: [{ question: expect.any(String), outcome }] });
    expect(JSON.parse(first.text).extensions).toEqual(cache('miss'));
    expect(JSON.parse(second.text).extensions).toEqual(cache('hit'));
    // What asks no such question says nothing of it.
    expect(JSON.parse((await api.ask('{ viewer { role } }')).text).extensions).toBeUndefined();
  });

  it('is another one as soon as reports were stored, changed or deleted', async () => {
    const before = await reportsOf();
    await storeMore(3);
    expect(await reportsOf()).toBe(before + 3);
    const { reports } = dataOf(await api.ask('{ reports(first: 2) { nodes { id } } }')) as {
      reports: { nodes: { id: string }[] };
    };
    const ids = reports.nodes.map(({ id }) => id);
    const change = 'mutation ($ids: [ID!]!) { deleteReports(input: { ids: $ids }) { deletedCount } }';
    dataOf(await api.ask(change, { ids }));
    expect(await reportsOf()).toBe(before + 1);
  });

  it('lives as long as its minute where it tells how well feeds were read', async () => {
    let at = Date.parse('2026-03-02T10:00:10Z');
    const clocked = await startApi({ clock: () => new Date(at) });
    try {
      const cost = async () =>
        costOf(await clocked.ask(`{ analytics(${range}) { coverage { confidence } } }`));
      expect(await cost()).toContain('coverage.facts');
      at += 40_000;
      expect(await cost()).toEqual([]);
      at += 10_000;
      expect(await cost()).toContain('coverage.facts');
    } finally {
      await clocked.close();
    }
  });

  it('is each tenant’s own', async () => {
    const neighbour = await api.addTenant('maison-y');
    expect(await reportsOf()).toBeGreaterThan(0);
    expect(await reportsOf(api, neighbour)).toBe(0);
    expect(await reportsOf()).toBeGreaterThan(0);
  });

  it('is computed once for 200 who ask at the same time', async () => {
    await storeMore(1);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${api.tenant.key}` };
    const body = JSON.stringify({ query: overview });
    const ask = () => fetch(new URL('/graphql', api.url), { method: 'POST', headers, body });
    const before = await computedOf();
    const texts = await Promise.all(Array.from({ length: 200 }, async () => (await ask()).text()));
    expect(new Set(texts.map((text) => JSON.stringify(JSON.parse(text).data))).size).toBe(1);
    expect((await computedOf()) - before).toBe(1);
  });

  it('follows what another process stores', async () => {
    const before = await reportsOf();
    const elsewhere = new Storage({
      url: api.database.url,
      replicaUrl: null,
      log: pino({ level: 'silent' }),
    });
    made += 1;
    await storeReports(elsewhere.forTenant(api.tenant.tenantId), feedId, makeReports(200 + made, 2));
    await elsewhere.close();
    await until('the change to be heard', async () => (await reportsOf()) === before + 2);
  });

  it('is counted', async () => {
    await api.ask(overview);
    const text = await api.metrics.text();
    for (const name of ['answers_total', 'answer_duration_seconds', 'answers_kept']) {
      expect(text).toMatch(new RegExp(`^fashion_hunting_${name}.* [1-9]`, 'm'));
    }
  });
});

/** How often an overview was computed. */
async function computedOf(): Promise<number> {
  const counts = (await api.metrics.text()).matchAll(
    /^fashion_hunting_answer_duration_seconds_count\{question="reportSums[^"]*"\} (\d+)$/gm,
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
