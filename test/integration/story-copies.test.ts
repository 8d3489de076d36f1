import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import { firstsStatement } from '../../src/storage/rollups/count-additions.ts';
import { startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { nodesOf, readPlan } from '../support/plan.ts';
import { expectRightRollups } from '../support/rollups.ts';
import { addFeeds, brandsOfCatalogue, epoch, seededBrands, storeReports } from '../support/seed.ts';
import { newsOf } from '../support/story-reports.ts';

let api: TestApi;
let connection: pg.Client;
let tenants = 0;
const title = 'Gucci reopens its flagship on Via Montenapoleone in Milan after two years of works';
const others = seededBrands.filter((brand) => brand !== 'Gucci').slice(0, 4);

beforeAll(async () => {
  api = await startApi();
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
});
afterAll(async () => {
  await connection.end();
  await api.close();
});

async function newTenant(): Promise<{ tenant: TestTenant; feedId: string }> {
  tenants += 1;
  const tenant = await api.addTenant(`copies-${tenants}`);
  const [feedId = ''] = await addFeeds(tenant, 1);
  return { tenant, feedId };
}

/** A copy of one story, by one of five outlets, over two and a half days at the end of a month; `at` chooses the rest. */
function copyOf(at: number, brands = others.filter((_, place) => (at >> place) % 2 === 1)): NewReport {
  const report = newsOf({ title, source: `Outlet ${at % 5}`, hours: -40 + (at % 60) });
  const [mention] = report.mentions;
  if (!mention) throw new Error('no mention was made');
  return { ...report, mentions: [mention, ...brands.map((brand) => ({ ...mention, brand, name: brand }))] };
}

const idsOf = async ({ tenantId }: TestTenant) =>
  (
    await connection.query<{ id: string }>('SELECT id FROM reports WHERE tenant_id = $1 ORDER BY id', [
      tenantId,
    ])
  ).rows.map(({ id }) => id);

describe('the rollups of a story of many copies', () => {
  it('are right after each of its copies, early or late, some of which are archived or deleted', async () => {
    const batch = fc.array(fc.nat(959), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 5, maxLength: 8 }), async (batches) => {
        const { tenant, feedId } = await newTenant();
        for (const [turn, copies] of batches.entries()) {
          await storeReports(
            tenant,
            feedId,
            copies.map((at) => copyOf(at)),
          );
          await expectRightRollups(tenant);
          const ids = (await idsOf(tenant)).filter((_, place) => place % 4 === turn % 4);
          await tenant.change(null, epoch, ({ reportEditor }) =>
            turn % 2 === 0 ? reportEditor.setStatus(ids, 'ARCHIVED') : reportEditor.delete(ids),
          );
        }
        await expectRightRollups(tenant);
      }),
      { numRuns: 5 },
    );
  }, 120_000);

  it('are counted for one more copy by looking each of the others up once', async () => {
    const { tenant, feedId } = await newTenant();
    for (let at = 0; at < 200; at += 20) {
      await storeReports(
        tenant,
        feedId,
        Array.from({ length: 20 }, (_, one) => copyOf(at + one, others)),
      );
    }
    const last = (await idsOf(tenant)).at(-1) ?? '';
    const { text, values } = firstsStatement(tenant.tenantId, [last]);
    const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    });
    const plan = readPlan(rows[0]?.['QUERY PLAN']);
    const read = nodesOf(plan).filter((node) => node['Relation Name'] !== undefined);
    // Memberships, reports and five mentions of each: the new one, and 199 others.
    expect(read.reduce((sum, node) => sum + node.rows, 0)).toBeLessThanOrEqual(200 * 7 + 10);
    // Of all others only the first ones in its cells are counted with it.
    expect(plan.rows).toBeGreaterThan(0);
    expect(plan.rows).toBeLessThanOrEqual(2);
  }, 60_000);
});
