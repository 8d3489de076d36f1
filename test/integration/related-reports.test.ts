import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';
import { relatedStatement } from '../../src/storage/related-reports.ts';
import { RelatedReportsDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { indexesOf, kindsOf, nodesOf, type PlanNode, readPlan } from '../support/plan.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  epoch,
  fillWithReports,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

const day = 24 * 60 * 60_000;
/** Days after {@link epoch}: many within two weeks of each other, some exactly two weeks apart, some a moment more. */
const days = [0, 0, 3, 7, 13, 14, 14 + 1 / day, 20, 27, 28, 29, 60];

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  other = await api.addTenant('omega');
  for (const tenant of [api.tenant, other]) {
    const [feedId = ''] = await addFeeds(tenant, 1);
    const reports = makeReports(4, 90).map((report, at) => ({
      ...report,
      publishedAt: new Date(epoch.getTime() + (days[at % days.length] ?? 0) * day),
    }));
    await storeReports(tenant, feedId, reports);
  }
});

afterAll(async () => api.close());

async function related(first: number): Promise<Map<string, string[]>> {
  const { reports } = dataOf(await api.query(RelatedReportsDocument, { first }));
  return new Map(reports.nodes.map((report) => [report.id, report.related.map(({ id }) => id)]));
}

/** The same by comparing every report with every other. */
async function truth(first: number): Promise<Map<string, string[]>> {
  return withConnection(api.database.url, async (connection) => {
    const { rows } = await connection.query<{ id: string; related: string[] }>(
      `SELECT o.id, coalesce((SELECT array_agg(id ORDER BY at) FROM (
         SELECT r.id, row_number() OVER (ORDER BY cardinality(shared) DESC, similarity(r.title, o.title) DESC,
           abs(extract(epoch FROM r.published_at) - extract(epoch FROM o.published_at)), r.id) AS at
         FROM reports r
         CROSS JOIN LATERAL (SELECT array(SELECT unnest(r.brands) INTERSECT SELECT unnest(o.brands)) AS shared) AS both_name
         WHERE r.tenant_id = o.tenant_id AND r.id <> o.id AND cardinality(shared) > 0
           AND abs(extract(epoch FROM r.published_at) - extract(epoch FROM o.published_at)) <= 14 * 24 * 60 * 60
       ) AS ranked WHERE at <= $2), '{}') AS related
       FROM reports o WHERE o.tenant_id = $1`,
      [api.tenant.tenantId, first],
    );
    return new Map(rows.map((row) => [row.id, row.related]));
  });
}

describe('the reports related to one', () => {
  it.each([1, 5, 20])(
    'share brands with it, within two weeks, those that share most and are most alike first: %i of them',
    async (first) => {
      const expected = await truth(first);
      expect(new Set([...expected.values()].map(({ length }) => length)).size).toBeGreaterThan(1);
      expect(await related(first)).toEqual(expected);
    },
  );

  it('are five unless said otherwise', async () => {
    const { reports } = dataOf(await api.ask('{ reports { nodes { related { id } } } }')) as {
      reports: { nodes: { related: unknown[] }[] };
    };
    expect(Math.max(...reports.nodes.map((report) => report.related.length))).toBe(5);
  });

  it('are found by one statement, however many reports ask, and one for each size', async () => {
    const cost = async (fields: string) => {
      const { statements } = await api.ask(`{ reports(first: 100) { nodes { ${fields} } } }`);
      return statements.filter((statement) => statement.includes('reports.related')).length;
    };
    expect(await cost('related { id title brands }')).toBe(1);
    expect(await cost('related(first: 2) { id } again: related(first: 2) { title }')).toBe(1);
    expect(await cost('related(first: 2) { id } more: related(first: 3) { id }')).toBe(2);
  });

  it.each([0, -1, 21])('cannot be %i', async (first) => {
    const { errors } = await api.query(RelatedReportsDocument, { first });
    expect(errors[0]?.message).toBe(`first: ${first} is out of range. Ask for 1 to 20.`);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the reports related to some of 100,000', () => {
  let big: TestTenant;

  beforeAll(async () => {
    big = await api.addTenant('big');
    await fillWithReports(api.database.url, big.tenantId, 100_000);
  }, 120_000);

  /** The plan for reports of which every one mentions Gucci, Prada and Dior. */
  async function planFor(count: number): Promise<PlanNode> {
    return withConnection(api.database.url, async (connection) => {
      const asked = await connection.query<{ id: string }>(
        `SELECT id FROM reports WHERE tenant_id = $1 AND brands @> '{Gucci,Prada,Dior}' ORDER BY published_at DESC LIMIT $2`,
        [big.tenantId, count],
      );
      const { text, values } = relatedStatement(
        big.tenantId,
        asked.rows.map(({ id }) => id),
        5,
      );
      const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
        text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
        values,
      });
      return readPlan(rows[0]?.['QUERY PLAN']);
    });
  }

  it('come from the primary keys, at most 200 of a brand', async () => {
    const plan = await planFor(10);
    expect(indexesOf(plan)).toEqual(['report_brands_pkey', 'reports_pkey']);
    expect(kindsOf(plan)).not.toContain('Seq Scan');
    const candidates = nodesOf(plan).filter((node) => node['Index Name'] === 'report_brands_pkey');
    const looked = candidates.reduce((sum, { rows }) => sum + rows, 0);
    expect(looked).toBeGreaterThan(1_000);
    expect(looked).toBeLessThanOrEqual(10 * 3 * 202);
  });

  it('cost work that grows with the reports that ask, not with those there are', async () => {
    const [one, many] = [await planFor(1), await planFor(50)];
    expect(one.buffers).toBeLessThan(4_000);
    expect(many.buffers).toBeLessThan(50 * 4_000);
  });

  it('are found among the nearest of a common brand', async () => {
    const [report] = await big.reports
      .page(
        { brandsAll: ['Gucci', 'Prada', 'Dior'] },
        { field: 'PUBLISHED_AT', direction: 'DESC' },
        { take: 'first', size: 1, after: null, before: null },
      )
      .then(({ rows }) => rows);
    const found = (await big.reports.related([report?.id ?? ''], 20)).get(report?.id ?? '') ?? [];
    expect(found).toHaveLength(20);
    for (const { id, brands, publishedAt } of found) {
      expect(id).not.toBe(report?.id);
      expect(brands).toEqual(['Gucci', 'Prada', 'Dior']);
      expect(Math.abs(publishedAt.getTime() - (report?.publishedAt.getTime() ?? 0))).toBeLessThan(14 * day);
    }
  });
});
