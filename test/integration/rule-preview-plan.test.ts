import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf } from '../../src/storage/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { indexesOf, kindsOf, readPlan } from '../support/plan.ts';
import { brandsOfCatalogue, epoch, fillWithReports, seededBrands } from '../support/seed.ts';

const count = 30_000;
/** Reports are a minute apart; those of the last day are looked at. */
const since = new Date(epoch.getTime() + (count - 24 * 60) * 60_000);

let api: TestApi;
let connection: pg.Client;

beforeAll(async () => {
  api = await startApi({ clock: () => new Date(epoch.getTime() + count * 60_000) });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  await fillWithReports(api.database.url, api.tenant.tenantId, count);
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await sql(
    api.database.url,
    `INSERT INTO report_rejected_mentions (tenant_id, report_id, brand, name, reason, published_at, position, confidence, quote)
      SELECT tenant_id, id, 'Gucci', 'Gucci', 'LOWER_CASE', published_at, 'BODY', 0, title FROM reports
      WHERE title LIKE '%7'`,
  );
  await connection.query('VACUUM ANALYZE');
});

afterAll(async () => {
  await connection.end();
  await api.close();
});

describe('a preview among many reports', () => {
  it('finds those that hold an alias nobody had before, and no brand, by their words', async () => {
    const { tenant } = api;
    const concerned = { brands: ['Gucci'], names: ['Gucci', 'Lining of brocade'] };
    const words = await tenant.articles.wordsOf(concerned.names);
    const { text, values } = tenant.articles.newestConcernedStatement(concerned, words, since, 2_000);
    const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    });
    const plan = readPlan(rows[0]?.['QUERY PLAN']);
    expect(indexesOf(plan)).toEqual([
      'report_brands_pkey',
      'report_rejected_mentions_brand_idx',
      'reports_search_idx',
    ]);
    expect(kindsOf(plan)).not.toContain('Seq Scan');
    // The last day has 144 reports with the brand, as many with a refused name, and 1 in a thousand holds the alias.
    expect(plan.rows).toBeLessThan(400);
    expect(plan.buffers).toBeLessThan(500);
    const { total, ids } = await tenant.articles.newestConcerned(concerned, since, 10);
    expect([total, ids.length]).toEqual([plan.rows, 10]);
  });

  it('costs three statements a hundred reports, and a number of others that does not grow', async () => {
    const ask = async (name: string) => {
      const draft = { rules: [{ name, needsContext: false }] };
      const answer = await api.ask(
        `query ($draft: BrandRulesDraft!) {
          previewBrandRules(brand: "Gucci", draft: $draft) { reportsRead added { count } }
        }`,
        { draft },
      );
      expect(answer.errors).toEqual([]);
      return { answer, names: answer.statements.map(nameOf).filter((each) => !each.startsWith('tenants.')) };
    };
    const { names, answer } = await ask('Lining of brocade');
    expect(answer.data).toMatchObject({ previewBrandRules: { reportsRead: 2000 } });
    const some = (name: string, times = 1) => Array.from({ length: times }, () => name);
    expect(names.toSorted()).toEqual(
      [
        ...some('brands.byFoldedNames', 2),
        'articles.wordsOf',
        'articles.newestConcerned',
        'brands.readCatalogue',
        'brands.settings',
        'corrections.byReportIds',
        ...['articles.byIds', 'reports.mentions', 'reports.rejectedMentions'].flatMap((name) =>
          some(name, 20),
        ),
      ].toSorted(),
    );
  });
});
