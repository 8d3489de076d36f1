import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReportFilter, topics } from '../../src/model/report.ts';
import { mostCountedExactly } from '../../src/model/report-count.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { recountReports } from '../support/rollups.ts';
import { brandsOfCatalogue, seededBrands } from '../support/seed.ts';

const reports = 60_000;
const start = new Date('2025-12-20T05:30:00.000Z');
const minutes = 130 * 24 * 60;

let api: TestApi;
let feedIds: string[];

// 130 days, of which the first has fewest reports; another tenant has as many.
beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  const other = await api.addTenant('other');
  for (const { tenantId } of [api.tenant, other]) await fill(tenantId);
  await recountReports(api.database.url);
  const feeds = await sql<{ id: string }>(api.database.url, 'SELECT id FROM feeds WHERE tenant_id = $1', [
    api.tenant.tenantId,
  ]);
  feedIds = feeds.map(({ id }) => id);
}, 180_000);

afterAll(async () => api.close());

async function fill(tenantId: string): Promise<void> {
  await withConnection(api.database.url, async (connection) => {
    await connection.query(
      `INSERT INTO feeds (tenant_id, url, provider) SELECT $1, 'https://press.example/' || n, 'RSS' FROM generate_series(1, 3) AS n`,
      [tenantId],
    );
    await connection.query(
      `WITH f AS (SELECT array_agg(id ORDER BY url) AS ids FROM feeds WHERE tenant_id = $1)
       INSERT INTO reports (tenant_id, feed_id, title, source, provider, language, published_at, published_at_source,
         brands, topic, sentiment, sentiment_score, status)
       SELECT $1, f.ids[1 + n % 2], 'silk ' || n % 7, (ARRAY['Moda Nuova', 'moda nuova', 'Élan', 'Post'])[1 + n % 4],
         (ARRAY['RSS', 'RSS', 'GOOGLE_NEWS'])[1 + n % 3]::provider, (ARRAY['en', 'fr', NULL])[1 + n % 3],
         $3::timestamptz + sqrt(n::float8 / $2) * $4 * interval '1 minute', 'ENTRY',
         array_remove(ARRAY[CASE WHEN n % 3 = 0 THEN 'Gucci' END, CASE WHEN n % 100 = 0 THEN 'Prada' END,
           CASE WHEN n < 20 THEN 'Chloé' END], NULL),
         ($5::topic[])[1 + n % 13], (ARRAY['POSITIVE', 'NEUTRAL', 'NEGATIVE', 'MIXED'])[1 + n % 4]::sentiment, 0,
         (ARRAY['NEW', 'REVIEWED', 'ARCHIVED'])[1 + n % 3]::report_status
       FROM generate_series(0, $2 - 1) AS n, f`,
      [tenantId, reports, start, minutes, topics],
    );
    await connection.query(
      `INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
       SELECT tenant_id, brand, published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, '' FROM reports CROSS JOIN unnest(brands) AS brand
       WHERE tenant_id = $1`,
      [tenantId],
    );
    await connection.query('ANALYZE');
  });
}

const some = <const Value>(...values: Value[]) => fc.subarray(values, { minLength: 1, maxLength: 2 });
const condition: fc.Arbitrary<ReportFilter> = fc.oneof(
  fc.record({ brandsAll: some('Gucci', 'Prada', 'Chloé') }),
  fc.record({ brandsAny: some('Gucci', 'Prada', 'Chloé', 'Dior') }),
  fc.record({ brandsNone: some('Gucci', 'Prada') }),
  fc.record({ topics: some(...topics) }),
  fc.record({ sentiments: some('POSITIVE', 'NEUTRAL', 'NEGATIVE', 'MIXED') }),
  fc.record({ statuses: some('NEW', 'REVIEWED', 'ARCHIVED') }),
  fc.record({ providers: some('RSS', 'GOOGLE_NEWS', 'GOOGLE_ALERTS') }),
  fc.record({ sources: some('MODA NUOVA', 'élan', 'post', 'no outlet') }),
  fc.record({ languages: some('en', 'fr', 'it') }),
  fc.record({ search: fc.constantFrom('silk', '"silk 3"', 'wool') }),
);
// Most fall on a minute, some on a midnight or the first of a month.
const moment = fc.oneof(
  fc.integer({ min: -2_000, max: minutes + 2_000 }).map((at) => new Date(start.getTime() + at * 60_000)),
  fc.integer({ min: -1, max: 131 }).map((day) => new Date(Date.UTC(2025, 11, 20 + day))),
  fc.integer({ min: 0, max: 5 }).map((month) => new Date(Date.UTC(2025, 11 + month))),
);
const range: fc.Arbitrary<ReportFilter> = fc
  .tuple(fc.option(moment, { nil: undefined }), fc.option(moment, { nil: undefined }))
  .filter(([after, before]) => after === undefined || before === undefined || after < before)
  .map(([after, before]) => ({
    ...(after ? { publishedAfter: after } : {}),
    ...(before ? { publishedBefore: before } : {}),
  }));
const filter = fc
  .tuple(range, fc.array(condition, { maxLength: 2 }), range)
  .map(([within, conditions, further]): ReportFilter => ({ ...within, and: [...conditions, further] }));

/** What is there, counted by walking all of it. */
async function walked(one: ReportFilter): Promise<number> {
  let count = 0;
  const order = { field: 'INGESTED_AT', direction: 'ASC' } as const;
  for await (const rows of api.tenant.reports.pages(one, order, 20_000)) count += rows.length;
  return count;
}

describe('the count of reports', () => {
  it('is what a walk through all of them counts, or an estimate of more than 10,000', async () => {
    const seen = { exact: 0, large: 0, estimates: 0 };
    await fc.assert(
      fc.asyncProperty(filter, async (one) => {
        const { count, isEstimate } = await api.tenant.reports.count(one);
        const truth = await walked(one);
        if (!isEstimate) {
          expect(count).toBe(truth);
          seen[truth > mostCountedExactly ? 'large' : 'exact'] += 1;
          return;
        }
        seen.estimates += 1;
        expect(truth).toBeGreaterThan(mostCountedExactly);
        expect(count).toBeGreaterThan(mostCountedExactly);
        expect(Math.abs(count - truth) / truth).toBeLessThan(0.15);
      }),
      { numRuns: 200, seed: 11 },
    );
    expect(seen.exact).toBeGreaterThan(30);
    expect(seen.large).toBeGreaterThan(15);
    expect(seen.estimates).toBeGreaterThan(5);
  }, 240_000);

  it('is exact for one question about one facet, however many there are', async () => {
    const exact: ReportFilter[] = [
      {},
      { topics: ['BUSINESS', 'LEGAL'] },
      { sentiments: ['POSITIVE', 'MIXED', 'NEUTRAL'] },
      { statuses: ['NEW'] },
      { providers: ['RSS'] },
      { sources: ['moda NUOVA'] },
      { languages: ['en'] },
      { brandsAny: ['Gucci'] },
      { brandsAll: ['Gucci'], languages: ['en', 'fr'] },
    ];
    for (const one of exact) {
      expect(await api.tenant.reports.count(one)).toEqual({ count: await walked(one), isEstimate: false });
    }
  });

  it('of a brand, a feed, a story or an author is what is there', async () => {
    const { reports: own } = api.tenant;
    const publishedAfter = new Date('2026-02-03T04:05:06.007Z');
    const brands = await own.countsByParent('brand', ['Gucci', 'Chloé', 'Dior'], { publishedAfter });
    const gucci = await walked({ brandsAll: ['Gucci'], publishedAfter });
    expect(brands.get('Gucci')).toEqual({ count: gucci, isEstimate: false });
    expect(brands.get('Chloé')).toEqual({ count: 0, isEstimate: false });
    expect(brands.get('Dior')).toEqual({ count: 0, isEstimate: false });
    expect(await own.countsByBrand(['Chloé', 'Dior'])).toEqual(new Map([['Chloé', 20]]));

    const feeds = await own.countsByParent('feed', feedIds, { sentiments: ['NEUTRAL'] });
    for (const id of feedIds) {
      const truth = await walked({ feedIds: [id], sentiments: ['NEUTRAL'] });
      const { count = 0, isEstimate } = feeds.get(id) ?? {};
      expect(isEstimate).toBe(truth > mostCountedExactly);
      expect(Math.abs(count - truth)).toBeLessThanOrEqual(isEstimate ? truth * 0.15 : 0);
    }
  });

  it('says whether it is an estimate, by one statement for both', async () => {
    const answer = await api.ask(
      '{ reports(first: 1, filter: { search: "silk" }) { totalCountIsEstimate totalCount } }',
    );
    const { reports: found } = dataOf(answer) as {
      reports: { totalCount: number; totalCountIsEstimate: boolean };
    };
    expect(found.totalCountIsEstimate).toBe(true);
    expect(Math.abs(found.totalCount - reports)).toBeLessThan(reports * 0.01);
    expect(answer.statements.filter((one) => one.includes('reports.count'))).toHaveLength(1);
  });
});
