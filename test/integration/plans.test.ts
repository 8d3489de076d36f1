import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageRequest } from '../../src/model/page.ts';
import type { ReportFilter } from '../../src/model/report.ts';
import { candidatesStatement } from '../../src/storage/story-writer.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { indexesOf, kindsOf, nodesOf, type PlanNode, readIndexesOf, readPlan } from '../support/plan.ts';
import { recountReports } from '../support/rollups.ts';
import { addFeeds, brandsOfCatalogue, epoch, fillWithReports, seededBrands } from '../support/seed.ts';
import { sourceFiles } from '../support/source.ts';

const count = 50_000;
const newestFirst = { field: 'PUBLISHED_AT', direction: 'DESC' } as const;
const firstPage: PageRequest = { take: 'first', size: 20, after: null, before: null };

let api: TestApi;
let connection: pg.Client;

beforeAll(async () => {
  api = await startApi();
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  await addFeeds(api.tenant, 2);
  await fillWithReports(api.database.url, api.tenant.tenantId, count);
  await recountReports(api.database.url);
  await connection.query('VACUUM ANALYZE report_rollups, brand_rollups');
});

afterAll(async () => {
  await connection.end();
  await api.close();
});

async function explain(statement: { text: string; values: unknown[] }): Promise<PlanNode> {
  const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
    text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`,
    values: statement.values,
  });
  return readPlan(rows[0]?.['QUERY PLAN']);
}

/** The plan of the statement that the API sends for a page of reports. */
async function planOf(filter: ReportFilter, page = firstPage): Promise<PlanNode> {
  return explain(api.tenant.reports.pageStatement(filter, newestFirst, page));
}
/** The plan of the statement that tells whether anything stands before a page. */
async function planOfBehind(filter: ReportFilter, page: PageRequest): Promise<PlanNode> {
  const statement = api.tenant.reports.behindStatement(filter, newestFirst, page);
  if (!statement) throw new Error('the page has no cursor');
  const { text, values } = statement;
  return explain({ text, values });
}

function minute(at: number): Date {
  return new Date(epoch.getTime() + at * 60_000);
}

/** A page that begins after the report of a minute. */
async function pageAfter(at: number): Promise<PageRequest> {
  const publishedAt = minute(at);
  const { rows } = await connection.query<{ id: string }>('SELECT id FROM reports WHERE published_at = $1', [
    publishedAt,
  ]);
  return { ...firstPage, after: { value: publishedAt.toISOString(), id: rows[0]?.id ?? '' } };
}

describe('a page of reports by brand', () => {
  it('finds reports with all of some brands by the GIN index', async () => {
    expect(indexesOf(await planOf({ brandsAll: ['Gucci', 'Prada'] }))).toContain('reports_brands_idx');
  });

  it('finds reports with any of some brands by the GIN index', async () => {
    expect(indexesOf(await planOf({ brandsAny: ['Gucci', 'Prada'] }))).toContain('reports_brands_idx');
  });

  it('finds one brand among other conditions by the GIN index', async () => {
    const plan = await planOf({ brandsAny: ['Chloé'], topics: ['OTHER'] });
    expect(indexesOf(plan)).toEqual(['report_brands_pkey', 'reports_brands_idx', 'reports_pkey']);
    expect(kindsOf(plan)).not.toContain('Seq Scan');
  });

  const frequent: [string, ReportFilter][] = [
    ['all of some', { brandsAll: ['Dior', 'Gucci'] }],
    ['any of some', { brandsAny: ['Dior', 'Gucci', 'Prada'] }],
    ['one that is not beside another', { brandsAny: ['Dior'], brandsNone: ['Gucci'] }],
    ['one, on a topic', { brandsAny: ['Dior'], topics: ['OTHER'] }],
    ['some in a saved search, on a topic', { and: [{ brandsAny: ['Dior', 'Prada'] }], topics: ['OTHER'] }],
  ];
  it.each(frequent)('is found among the next mentions of frequent brands: %s', async (_, filter) => {
    for (const direction of ['ASC', 'DESC'] as const) {
      for (const page of [firstPage, await pageAfter(20_000), { ...firstPage, take: 'last' } as const]) {
        const order = { field: 'PUBLISHED_AT', direction } as const;
        const plan = await explain(api.tenant.reports.pageStatement(filter, order, page));
        expect(readIndexesOf(plan)).toEqual(['report_brands_pkey', 'reports_pkey']);
        expect(kindsOf(plan)).not.toContain('Seq Scan');
        expect(plan.buffers).toBeLessThan(1_000);
      }
    }
  });

  it('is found by the GIN index where the next mentions do not suffice, and no further is read', async () => {
    const plan = await planOf({ brandsAll: ['Dior', 'Chloé'] });
    expect(readIndexesOf(plan)).toContain('reports_brands_idx');
    expect(indexesOf(plan)).not.toContain('reports_published_idx');
    expect(plan.buffers).toBeLessThan(10_000);
  });

  it('asks for any row before a page of several brands, not for the nearest', async () => {
    const plan = await planOfBehind({ brandsAny: ['Dior', 'Gucci'] }, await pageAfter(20_000));
    expect(indexesOf(plan)).toEqual(['reports_brands_idx']);
    expect(kindsOf(plan)).not.toContain('Sort');
    expect(plan.buffers).toBeLessThan(200);
  });

  it('collects what mentions a brand before it is ordered by when it was read', async () => {
    const ingested = { field: 'INGESTED_AT', direction: 'DESC' } as const;
    const plan = await explain(
      api.tenant.reports.pageStatement({ brandsAny: ['Chloé'] }, ingested, firstPage),
    );
    expect(indexesOf(plan)).toEqual(['reports_brands_idx', 'reports_pkey']);
  });

  // Dior is in every second report; Chloé and Saint Laurent in 20 and 2,500 old ones of 50,000: a walk down the date
  // index would meet all others first.
  describe.each(['Chloé', 'Saint Laurent', 'Dior'])('that asks for %s alone', (brand) => {
    const filters: [string, ReportFilter][] = [
      ['all of them', { brandsAll: [brand] }],
      ['any of one', { brandsAny: [brand] }],
      ['in a saved search', { and: [{ brandsAny: [brand] }] }],
      ['in a range', { brandsAny: [brand], publishedBefore: minute(15), publishedAfter: minute(3) }],
    ];
    const pages: [string, () => Promise<PageRequest>][] = [
      ['the first', async () => firstPage],
      ['a deep', async () => pageAfter(10)],
      ['the last', async () => ({ ...firstPage, take: 'last' })],
    ];

    it.each(filters)('comes in order from the primary key of report_brands: %s', async (_, filter) => {
      for (const direction of ['ASC', 'DESC'] as const) {
        for (const [, page] of pages) {
          const order = { field: 'PUBLISHED_AT', direction } as const;
          const plan = await explain(api.tenant.reports.pageStatement(filter, order, await page()));
          expect(indexesOf(plan)).toEqual(['report_brands_pkey', 'reports_pkey']);
          expect(kindsOf(plan)).not.toContain('Seq Scan');
          expect(kindsOf(plan)).not.toContain('Sort');
          expect(plan.buffers).toBeLessThan(120);
        }
      }
    });

    it.each(filters)(
      'and so does what tells whether anything stands before a page: %s',
      async (_, filter) => {
        const plan = await planOfBehind(filter, await pageAfter(10));
        expect(indexesOf(plan)).toEqual(['report_brands_pkey', 'reports_pkey']);
        expect(kindsOf(plan)).not.toContain('Seq Scan');
        expect(plan.buffers).toBeLessThan(20);
      },
    );

    it('is counted from sums', async () => {
      const plan = await explain(api.tenant.reports.countStatement({ brandsAll: [brand] }));
      expect(indexesOf(plan)).toEqual(['brand_rollups_pkey']);
      expect(plan.buffers).toBeLessThan(10);
    });
  });
});

describe('a page of reports by words', () => {
  it('finds rare words by the GIN index', async () => {
    expect(indexesOf(await planOf({ search: 'brocade' }))).toContain('reports_search_idx');
  });
});

describe('a page of all reports', () => {
  it.each([
    ['the first', async () => firstPage],
    ['a deep', async () => pageAfter(20_000)],
    ['the last', async () => ({ ...firstPage, take: 'last' as const })],
  ])('reads %s one in order from the date index', async (_, page) => {
    const plan = await planOf({}, await page());
    expect(indexesOf(plan)).toEqual(['reports_published_idx']);
    expect(kindsOf(plan)).toEqual(['Limit', 'Index Scan']);
    expect(plan.buffers).toBeLessThan(60);
  });

  it('reads what their feeds are called with it, and no other feeds', async () => {
    const { text, values } = api.tenant.reports.listStatement({}, newestFirst, await pageAfter(20_000), {
      withFeeds: true,
    });
    const plan = await explain({ text, values });
    expect(indexesOf(plan)).toContain('reports_published_idx');
    const [limit] = nodesOf(plan).filter((node) => node['Relation Name'] === 'reports');
    expect(limit?.rows).toBe(21);
    expect(plan.buffers).toBeLessThan(130);
  });

  it('starts at its cursor instead of skipping what stands before it', async () => {
    const scan = nodesOf(await planOf({}, await pageAfter(20_000))).find((node) => node['Index Cond']);
    expect(scan?.['Index Cond']).toMatch(/ROW\(published_at, id\) </);
    expect(scan?.rows).toBe(21);
  });

  it('asks the date index whether anything stands before it', async () => {
    const plan = await planOfBehind({}, await pageAfter(20_000));
    expect(indexesOf(plan)).toEqual(['reports_published_idx']);
    expect(plan.buffers).toBeLessThan(20);
  });
});

describe('the reports of brands', () => {
  it('come in order from the primary key of report_brands, as many as are wanted of each', async () => {
    const { reports } = api.tenant;
    const names = ['Gucci', 'Prada', 'Chloé', 'Dior'];
    const { text, values } = reports.pagesByParentStatement('brand', names, {}, newestFirst, firstPage);
    const plan = await explain({ text, values });
    expect(indexesOf(plan)).toEqual(['report_brands_pkey', 'reports_pkey']);
    expect(kindsOf(plan)).not.toContain('Sort');
    expect(plan.buffers).toBeLessThan(1_000);
  });
});

describe('stories', () => {
  const first: PageRequest = { ...firstPage, size: 5 };
  let reportIds: string[];

  // Five minutes make a story, and each report has thirty keys, which it shares with its story.
  beforeAll(async () => {
    await connection.query(`INSERT INTO report_stories (tenant_id, report_id, story_id, published_at)
      SELECT tenant_id, id, first_value(id) OVER (PARTITION BY date_bin('5 minutes', published_at, '2026-03-01Z')
        ORDER BY published_at), published_at FROM reports`);
    await connection.query(`INSERT INTO story_signatures (tenant_id, bucket, report_id, keys, title_words,
        common_title_words, names, text_hashes, text_runs)
      SELECT tenant_id, extract(epoch FROM published_at) / 259200 - 0.5, id,
        ARRAY(SELECT (extract(epoch FROM published_at)::bigint / 300 * 30 + n)::integer FROM generate_series(0, 29) AS n),
        '{1,2,3}', '{}', '{}', NULL, 0 FROM reports`);
    await connection.query(`INSERT INTO story_keys (tenant_id, key, bucket, report_id)
      SELECT tenant_id, key, bucket, report_id FROM story_signatures CROSS JOIN unnest(keys) AS key`);
    await connection.query('ANALYZE');
    const { rows } = await connection.query<{ id: string }>(
      'SELECT id FROM reports ORDER BY published_at DESC LIMIT 100',
    );
    reportIds = rows.map(({ id }) => id);
  }, 120_000);

  it('of a hundred reports are read by index, each story once', async () => {
    const { text, values } = api.tenant.stories.byReportIdsStatement(reportIds);
    const plan = await explain({ text, values });
    expect(kindsOf(plan)).not.toContain('Seq Scan');
    expect(indexesOf(plan)).toEqual(
      expect.arrayContaining(['report_stories_pkey', 'report_stories_story_idx', 'reports_pkey']),
    );
    expect(plan.buffers).toBeLessThan(2_500);
  });

  it('give their reports by index', async () => {
    const { rows } = await connection.query<{ id: string }>(
      'SELECT DISTINCT story_id AS id FROM report_stories LIMIT 20',
    );
    const { text, values } = api.tenant.reports.pagesByParentStatement(
      'story',
      rows.map(({ id }) => id),
      {},
      newestFirst,
      first,
    );
    const plan = await explain({ text, values });
    expect(indexesOf(plan)).toEqual(['report_stories_story_idx', 'reports_pkey']);
    expect(plan.buffers).toBeLessThan(1_500);
  });

  it('are looked for among the reports of the same days alone, by index', async () => {
    const publishedAt = new Date(epoch.getTime() + 20_000 * 60_000);
    const keys = Array.from({ length: 30 }, (_, n) => (publishedAt.getTime() / 300_000) * 30 + n);
    const signature = {
      ...{ keys, titleWords: [1, 2, 3], commonTitleWords: [], names: [], leadWords: [] },
      ...{ textHashes: null, textRuns: 0 },
    };
    const asked = { id: '01900000-0000-7000-8000-0000000000ff', publishedAt, signature };
    const { text, values } = candidatesStatement(api.tenant.tenantId, [asked]);
    const plan = await explain({ text, values });
    expect(kindsOf(plan)).not.toContain('Seq Scan');
    expect(indexesOf(plan)).toEqual(
      expect.arrayContaining(['reports_pkey', 'story_keys_pkey', 'story_signatures_pkey']),
    );
    expect(plan.rows).toBe(5);
    expect(plan.buffers).toBeLessThan(500);
  });

  it('are counted a day from two indexes alone, for what counts them', async () => {
    const plan = await explain({
      text: `SELECT count(DISTINCT coalesce(s.story_id, b.report_id)) FROM report_brands AS b
        LEFT JOIN report_stories AS s ON s.tenant_id = b.tenant_id AND s.report_id = b.report_id
        WHERE b.tenant_id = $1 AND b.brand = 'Chloé' AND b.published_at >= $2 AND b.published_at < $3`,
      values: [api.tenant.tenantId, epoch, new Date(epoch.getTime() + 86_400_000)],
    });
    expect(indexesOf(plan)).toEqual(['report_brands_pkey', 'report_stories_pkey']);
  });
});

describe('statements', () => {
  it('never skip rows with OFFSET', async () => {
    const files = await sourceFiles('storage/');
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter(({ text }) => /\bOFFSET (?!0\b)/i.test(text)).map(({ path }) => path)).toEqual([]);
    expect(files.filter(({ text }) => /\bskip:/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the spelling of an outlet', () => {
  it('is looked up in the index of outlets, one step for each, and never among the reports', async () => {
    const plan = await explain(api.tenant.outletTiers.spellingInReportsStatement('moda nuova'));
    expect(readIndexesOf(plan)).toEqual(['reports_source_idx']);
    expect(kindsOf(plan)).not.toContain('Seq Scan');
    expect(plan.buffers).toBeLessThan(40);
  });
});
