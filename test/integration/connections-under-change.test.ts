import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { type ListUnderTest, reportList } from '../support/lists.ts';
import { brandsOfCatalogue } from '../support/seed.ts';

let api: TestApi;
let connection: pg.Client;
let tenants = 0;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(['Gucci']));
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
});

afterAll(async () => {
  await connection.end();
  await api.close();
});

/** What happens between two pages: reports come, at some of few moments, and one goes. */
interface Change {
  come: number[];
  /** Which of those there are, counted from the start. */
  goes: number | null;
}

const change: fc.Arbitrary<Change> = fc.record({
  come: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
  goes: fc.option(fc.nat(100)),
});

/** The reports of one tenant, while they change. */
class ChangingReports {
  readonly gone = new Set<string>();
  constructor(readonly tenant: TestTenant) {}

  /** Adds one report for each moment, and gives their ids. */
  async add(moments: number[]): Promise<string[]> {
    const { rows } = await connection.query<{ id: string }>(
      `WITH added AS (
         INSERT INTO reports (tenant_id, title, source, provider, published_at, published_at_source, ingested_at, brands,
           topic, sentiment, sentiment_score)
         SELECT $1, 'silk', 'Moda Nuova', 'RSS', moment, 'ENTRY', moment, '{Gucci}', 'OTHER', 'NEUTRAL', 0
         FROM unnest($2::integer[]) AS n, LATERAL (SELECT '2026-03-01'::timestamptz + n * interval '1 ms' AS moment) AS m
         RETURNING tenant_id, id, published_at)
       , mentioned AS (
         INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
         SELECT tenant_id, 'Gucci', published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, '' FROM added)
       SELECT id FROM added`,
      [this.tenant.tenantId, moments],
    );
    return rows.map(({ id }) => id);
  }

  async ids(list: ListUnderTest): Promise<string[]> {
    const { rows } = await connection.query<{ id: string }>(list.truth, [this.tenant.tenantId, null]);
    return rows.map(({ id }) => id);
  }

  async apply(list: ListUnderTest, { come, goes }: Change): Promise<void> {
    await this.add(come);
    const ids = await this.ids(list);
    const going = goes === null ? undefined : ids[goes % Math.max(1, ids.length)];
    if (going === undefined) return;
    await connection.query('DELETE FROM reports WHERE tenant_id = $1 AND id = $2', [
      this.tenant.tenantId,
      going,
    ]);
    this.gone.add(going);
  }
}

/** All ids that a walk through all pages meets, in the order in which it meets them, while changes happen. */
async function walk(
  list: ListUnderTest,
  way: 'forwards' | 'backwards',
  size: number,
  reports: ChangingReports,
  changes: Change[],
): Promise<string[]> {
  const met: string[] = [];
  let cursor: string | null = null;
  for (let more = true; more; ) {
    const { edges, pageInfo } = await list.page(
      api,
      way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor },
      reports.tenant.key,
    );
    const ids = edges.map(({ node }) => node.id);
    met.push(...(way === 'forwards' ? ids : ids.reverse()));
    [more, cursor] =
      way === 'forwards'
        ? [pageInfo.hasNextPage, pageInfo.endCursor]
        : [pageInfo.hasPreviousPage, pageInfo.startCursor];
    const next = changes.shift();
    if (next) await reports.apply(list, next);
  }
  return met;
}

const newestFirst = { field: 'PUBLISHED_AT', direction: 'DESC' } as const;
const oldestFirst = { field: 'INGESTED_AT', direction: 'ASC' } as const;

describe.each([
  reportList('tenant', null, newestFirst),
  reportList('tenant', null, oldestFirst),
  reportList('tenant', { brands: { any: ['Gucci'] } }, newestFirst),
  reportList('brand', null, newestFirst),
  reportList('brand', null, oldestFirst),
])('a walk through the $name, while rows come and go', (list) => {
  it('meets every row that stays exactly once, forwards as backwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(change, { maxLength: 12 }),
        fc.array(change, { maxLength: 12 }),
        async (size, duringFirst, duringSecond) => {
          tenants += 1;
          const reports = new ChangingReports(await api.addTenant(`walk-${tenants}`));
          const atFirst = await reports.add(Array.from({ length: 15 }, (_, at) => at % 5));
          const forwards = await walk(list, 'forwards', size, reports, [...duringFirst]);
          const backwards = await walk(list, 'backwards', size, reports, [...duringSecond]);

          const stayed = (await reports.ids(list)).filter((id) => atFirst.includes(id));
          expect(stayed.length).toBe(atFirst.filter((id) => !reports.gone.has(id)).length);
          expect(forwards.filter((id) => stayed.includes(id))).toEqual(stayed);
          expect(backwards.filter((id) => stayed.includes(id))).toEqual([...stayed].reverse());
          for (const met of [forwards, backwards]) expect(new Set(met).size).toBe(met.length);
        },
      ),
      { numRuns: 12, seed: 11 },
    );
  });
});
