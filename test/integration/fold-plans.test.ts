import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldStatements } from '../../src/storage/rollups/fold.ts';
import { unfoldedTenants } from '../../src/storage/tenant-directory.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { indexesOf, kindsOf, nodesOf, type PlanNode, readPlan } from '../support/plan.ts';
import { recountReports } from '../support/rollups.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  fillWithReports,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

let api: TestApi;
let connection: pg.Client;
let feedId: string;

beforeAll(async () => {
  api = await startApi();
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  [feedId = ''] = await addFeeds(api.tenant, 1);
  await fillWithReports(api.database.url, api.tenant.tenantId, 50_000);
  await recountReports(api.database.url);
  await api.tenant.rollupUpkeep.fold();
  await connection.query('VACUUM ANALYZE report_rollups, brand_rollups');
});

afterAll(async () => {
  await connection.end();
  await api.close();
});

/** The plans of the two statements that fold; what they do is undone. */
async function foldPlans(): Promise<PlanNode[]> {
  const plans: PlanNode[] = [];
  for (const { text, values } of foldStatements(api.tenant.tenantId)) {
    await connection.query('BEGIN');
    const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    });
    await connection.query('ROLLBACK');
    plans.push(readPlan(rows[0]?.['QUERY PLAN']));
  }
  return plans;
}

describe('looking for tenants with parts that are not folded', () => {
  it('looks each tenant up in the indexes of those parts', async () => {
    expect(await api.storage.tenants.unfolded(null)).toEqual([]);
    const { text, values } = unfoldedTenants(null);
    const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    });
    const plan = readPlan(rows[0]?.['QUERY PLAN']);
    expect(indexesOf(plan)).toEqual(['brand_rollups_unfolded_idx', 'report_rollups_unfolded_idx']);
    expect(plan.buffers).toBeLessThan(10);
  });
});

describe('looking for tenants with parts among many of them', () => {
  it('reads one of these parts', async () => {
    await storeReports(api.tenant, feedId, makeReports(7, 60));
    const { text, values } = unfoldedTenants(null);
    const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    });
    const read = nodesOf(readPlan(rows[0]?.['QUERY PLAN'])).filter((node) =>
      node['Relation Name']?.endsWith('_rollups'),
    );
    expect(read.reduce((sum, node) => sum + node.rows, 0)).toBe(1);
    await api.tenant.rollupUpkeep.fold();
    // As autovacuum does: the index still has what was folded last.
    await connection.query('VACUUM report_rollups, brand_rollups');
  });
});

describe('folding among many sums that are folded', () => {
  it('finds out by an index that there is nothing to fold', async () => {
    const [ofReports, ofBrands] = await foldPlans();
    expect(ofReports && indexesOf(ofReports)).toContain('report_rollups_unfolded_idx');
    expect(ofBrands && indexesOf(ofBrands)).toContain('brand_rollups_unfolded_idx');
    for (const plan of [ofReports, ofBrands]) expect(plan?.buffers).toBeLessThan(10);
  });

  it('finds the parts, and the sums of their keys, by indexes', async () => {
    await storeReports(api.tenant, feedId, makeReports(1, 3));
    const [ofReports, ofBrands] = await foldPlans();
    expect(ofReports && indexesOf(ofReports)).toEqual(['report_rollups_pkey', 'report_rollups_unfolded_idx']);
    expect(ofBrands && indexesOf(ofBrands)).toEqual(['brand_rollups_pkey', 'brand_rollups_unfolded_idx']);
    for (const plan of [ofReports, ofBrands]) expect(plan && kindsOf(plan)).not.toContain('Seq Scan');
  });
});
