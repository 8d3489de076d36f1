import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRollups } from '../../src/ingestion/keep-rollups.ts';
import type { NewReport, ReportFilter } from '../../src/model/report.ts';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { CorrectMentionDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { migrateUpTo } from '../support/older-database.ts';
import { sql } from '../support/pipeline.ts';
import { expectRightRollups } from '../support/rollups.ts';
import { addFeeds, brandsOfCatalogue, epoch, notRead, seededBrands, storeReports } from '../support/seed.ts';
import { newsOf } from '../support/story-reports.ts';

const log = createLog('silent', 'tests');
const hourMs = 3_600_000;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: () => new Date(epoch.getTime() + 48 * hourMs) });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
});
afterAll(async () => api.close());

/** One report on Gucci that is neutral and about nothing in particular. */
function neutral(title: string, hours: number): NewReport {
  return {
    ...newsOf({ title, source: 'Moda Nuova', hours }),
    analysis: 'FULL',
    topics: ['OTHER'],
    sentiment: 'NEUTRAL',
    sentimentScore: 0,
  };
}

const praise = (title: string, hours: number): NewReport => {
  const report = neutral(title, hours);
  const mentions = report.mentions.map((one) => ({ ...one, tone: 'POSITIVE' as const, score: 0.8 }));
  return { ...report, topics: ['RETAIL'], sentiment: 'POSITIVE', sentimentScore: 0.6, mentions };
};

let tenants = 0;
/** A tenant with one report that praises, a neutral one, and three that are not judged, one of them in the last half hour. */
async function pressOfFive(): Promise<{ tenant: TestTenant; ids: Map<string, string> }> {
  tenants += 1;
  const tenant = await api.addTenant(`unjudged-${tenants}`);
  const [feedId = ''] = await addFeeds(tenant, 1);
  const reports = [
    praise('Gucci delights Milan', 1),
    neutral('Gucci opens at nine', 2),
    notRead(neutral('Gucci apre a Roma', 3)),
    notRead(neutral('Gucci ouvre à Lyon', 4)),
    notRead(neutral('Gucci eröffnet in Köln', 23.75)),
  ];
  await storeReports(tenant, feedId, reports);
  const rows = await sql<{ id: string; title: string }>(
    api.database.url,
    'SELECT id, title FROM reports WHERE tenant_id = $1',
    [tenant.tenantId],
  );
  return { tenant, ids: new Map(rows.map(({ id, title }) => [title, id])) };
}

const figures = `query ($range: AnalyticsRange!) { analytics(range: $range) {
  overview { reports { value } sentiment { positive { value } neutral { value } unjudged { value } score { value } } }
  topics { topic reports { value } }
  brand(name: "Gucci") {
    mentions { value } tone { positive { value } neutral { value } unjudged { value } score { value } }
    topics { topic reports { value } }
    series(by: DAY) { reports positive neutral negative mixed unjudged score }
  }
} }`;

describe('what is not judged', () => {
  it('has neither topic, sentiment nor tone', async () => {
    const { tenant } = await pressOfFive();
    const { reports } = dataOf(
      await api.ask(
        '{ reports(first: 1) { nodes { analysis topic topics sentiment sentimentScore mentions { tone score } } } }',
        {},
        tenant.key,
      ),
    );
    expect(reports).toEqual({
      nodes: [
        {
          analysis: 'BRANDS_ONLY',
          topic: null,
          topics: [],
          sentiment: null,
          sentimentScore: null,
          mentions: [{ tone: null, score: null }],
        },
      ],
    });
  });

  it('counts in the whole, and in no tone, mean or topic, in sums and at their edges', async () => {
    const { tenant } = await pressOfFive();
    const value = (one: number) => ({ value: one });
    const tones = (score: number, of = 3) => ({
      positive: value(1),
      neutral: value(1),
      unjudged: value(of),
      score: value(score),
    });
    const topics = [
      { topic: 'OTHER', reports: value(1) },
      { topic: 'RETAIL', reports: value(1) },
    ];
    const ask = async (hours: number) => {
      const [from, to] = [0, hours].map((at) => new Date(epoch.getTime() + at * hourMs).toISOString());
      return dataOf(await api.ask(figures, { range: { from, to } }, tenant.key)).analytics;
    };
    const day = { reports: 5, positive: 1, neutral: 1, negative: 0, mixed: 0, unjudged: 3, score: 0.4 };
    expect(await ask(24)).toEqual({
      overview: { reports: value(5), sentiment: tones(0.3) },
      topics,
      brand: { mentions: value(5), tone: tones(0.4), topics, series: [day] },
    });
    // Without the quarter of an hour that the last one lies in, which no sum has by itself.
    expect(await ask(23.7)).toMatchObject({
      overview: { reports: value(4), sentiment: tones(0.3, 2) },
      topics,
      brand: { mentions: value(4), tone: tones(0.4, 2), topics },
    });
    await expectRightRollups(tenant);
  });

  it('is found by no filter by topic or sentiment, in lists as in counts', async () => {
    const { tenant } = await pressOfFive();
    const filters: [ReportFilter, string[]][] = [
      [{ sentiments: ['NEUTRAL'] }, ['Gucci opens at nine']],
      [{ topics: ['OTHER'] }, ['Gucci opens at nine']],
      [{ topics: ['OTHER'], brandsAll: ['Gucci'] }, ['Gucci opens at nine']],
      [
        { sentiments: ['POSITIVE', 'NEUTRAL', 'NEGATIVE', 'MIXED'], topics: ['RETAIL'] },
        ['Gucci delights Milan'],
      ],
    ];
    for (const [filter, titles] of filters) {
      const found: string[] = [];
      for await (const page of tenant.reports.pages(filter, { field: 'INGESTED_AT', direction: 'ASC' }, 10))
        found.push(...page.map(({ title }) => title));
      expect(found).toEqual(titles);
      expect(await tenant.reports.count(filter)).toEqual({ count: titles.length, isEstimate: false });
    }
    const { topics } = dataOf(await api.ask('{ topics { topic reportCount } }', {}, tenant.key));
    expect(topics).toEqual([
      { topic: 'RETAIL', reportCount: 1 },
      { topic: 'OTHER', reportCount: 1 },
    ]);
  });

  it('is the tone toward a brand that an analyst counts and the finder did not', async () => {
    const { tenant, ids } = await pressOfFive();
    const correct = async (verdict: 'IS_MENTION' | 'IS_NOT_MENTION') => {
      const reportId = ids.get('Gucci delights Milan') ?? '';
      dataOf(
        await api.query(CorrectMentionDocument, { input: { reportId, brand: 'Prada', verdict } }, tenant.key),
      );
      await expectRightRollups(tenant);
      const [sums] = await tenant.brandRollups.byValue(['Prada'], 'ALL', [
        { from: epoch, to: new Date(epoch.getTime() + 24 * hourMs) },
      ]);
      return sums;
    };
    expect(await correct('IS_MENTION')).toMatchObject({
      count: 1,
      positive: 0,
      neutral: 0,
      negative: 0,
      scoreSum: 0,
    });
    expect(await correct('IS_NOT_MENTION')).toBeUndefined();
  });
});

it('a database in which it was neutral and OTHER is put right, and its sums with it', async () => {
  const database = await createEmptyDatabase();
  await migrateUpTo(database.url, '20261126090000_what_was_not_judged');
  const [row] = await sql<{ id: string }>(
    database.url,
    "INSERT INTO tenants (name, slug) VALUES ('Maison X', 'maison-x') RETURNING id",
  );
  await sql(
    database.url,
    `WITH made AS (
       INSERT INTO reports (tenant_id, title, source, provider, language, analysis, published_at, published_at_source,
         brands, topic, further_topics, sentiment, sentiment_score)
       SELECT $1, 'Gucci ' || n, 'Moda Nuova', 'RSS', 'it',
         (ARRAY['FULL', 'BRANDS_ONLY', 'BRANDS_ONLY'])[1 + n % 3]::analysis_extent, $2::timestamptz, 'ENTRY', '{Gucci}',
         'OTHER', '{}', 'NEUTRAL', 0 FROM generate_series(1, 30) AS n RETURNING *)
     INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
     SELECT tenant_id, 'Gucci', published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, title FROM made`,
    [row?.id, epoch],
  );
  const storage = new Storage({ url: database.url, replicaUrl: null, log });
  try {
    const tenant = storage.forTenant(row?.id ?? '');
    const span = { from: epoch, to: new Date(epoch.getTime() + 24 * hourMs) };
    const sums = async () => [
      ...(await tenant.reportRollups.byFirstValues([{ facet: 'TOPIC', first: 100 }], [span])),
      ...(await tenant.brandRollups.byValue(['Gucci'], 'ALL', [span])),
    ];
    // As they were counted then.
    await sql(
      database.url,
      `INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral, negative, mixed, score_sum)
       VALUES ($1, 'TOPIC', 'DAY', $2, 'OTHER', 0, 30, 30, 0, 30, 0, 0, 0)`,
      [tenant.tenantId, epoch],
    );
    await sql(
      database.url,
      `INSERT INTO brand_rollups (tenant_id, brand, facet, grain, start, value, part, mentions, stories, positive, neutral, negative, score_sum)
       VALUES ($1, 'Gucci', 'ALL', 'DAY', $2, '', 0, 30, 30, 0, 30, 0, 0)`,
      [tenant.tenantId, epoch],
    );
    await sql(database.url, 'DELETE FROM uncounted_tenants');
    expect(await sums()).toMatchObject([
      { value: 'OTHER', count: 30 },
      { count: 30, neutral: 30 },
    ]);

    await migrate(database.url, log);
    expect(await tenant.rollupUpkeep.isCounted()).toBe(false);
    await keepRollups({ storage, log }, [{ id: tenant.tenantId }], new AbortController().signal);
    await expectRightRollups(tenant);
    expect(await sums()).toMatchObject([
      { value: 'OTHER', count: 10 },
      { count: 30, neutral: 10 },
    ]);
  } finally {
    await storage.close();
    await database.drop();
  }
});
