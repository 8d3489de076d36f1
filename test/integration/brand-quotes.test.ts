import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import type { Span } from '../../src/model/rollup-sums.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  epoch,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

const dayMs = 86_400_000;

let api: TestApi;
let mentions: Mention[];

/** A mention as it is stored, with its story, or its report where that is a story of its own. */
interface Mention {
  brand: string;
  reportId: string;
  publishedAt: Date;
  quote: string;
  tone: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE';
  score: number;
  story: string;
}

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  const [feedId = ''] = await addFeeds(api.tenant, 1);
  // Every two reports of three are one story, hours apart, and many have a minute in common.
  const reports: NewReport[] = [];
  for (const [at, made] of makeReports(31, 240).entries()) {
    const publishedAt = new Date(epoch.getTime() + ((at * 7) % 40) * (dayMs / 4));
    const { title, summary, signature } = (at % 3 === 2 ? reports.at(-1) : undefined) ?? made;
    reports.push({ ...made, title, summary, signature, publishedAt });
  }
  await storeReports(api.tenant, feedId, reports);
  // Few scores, so that many are even, and copies of a story that speak of a brand in another tone.
  const tenantId = api.tenant.tenantId;
  await sql(
    api.database.url,
    `UPDATE report_brands SET tone = (ARRAY['POSITIVE', 'NEUTRAL', 'NEGATIVE'])[1 + place % 3]::tone,
       score = (CASE place % 3 WHEN 0 THEN 0.25 WHEN 1 THEN 0 ELSE -0.25 END) * (1 + place / 3 % 3), quote = 'Said ' || place
     FROM (SELECT report_id AS id, brand AS mentioned, abs(hashtext(report_id::text || brand)) AS place FROM report_brands) AS placed
     WHERE tenant_id = $1 AND report_id = id AND brand = mentioned`,
    [tenantId],
  );
  mentions = await sql<Mention>(
    api.database.url,
    `SELECT b.brand, b.report_id AS "reportId", b.published_at AS "publishedAt", b.quote, b.tone, b.score,
       coalesce(s.story_id, b.report_id) AS story
     FROM report_brands AS b LEFT JOIN report_stories AS s ON s.tenant_id = b.tenant_id AND s.report_id = b.report_id
     WHERE b.tenant_id = $1`,
    [tenantId],
  );
});
afterAll(async () => api.close());

/** What quotes have to be, counted from the mentions themselves. */
function recounted(brand: string, { from, to }: Span, which: 'BEST' | 'WORST', first: number) {
  const newestFirst = (one: Mention, other: Mention) =>
    other.publishedAt.getTime() - one.publishedAt.getTime() || (one.reportId < other.reportId ? 1 : -1);
  const inSpan = mentions
    .filter((one) => one.brand === brand && one.publishedAt >= from && one.publishedAt < to)
    .sort(newestFirst);
  const sign = which === 'BEST' ? -1 : 1;
  return [...new Map(inSpan.toReversed().map((one) => [one.story, one])).values()]
    .filter(({ tone }) => tone === (which === 'BEST' ? 'POSITIVE' : 'NEGATIVE'))
    .sort((one, other) => sign * (one.score - other.score) || newestFirst(one, other))
    .slice(0, first)
    .map(({ brand, reportId, quote, tone, score }) => ({ brand, reportId, quote, tone, score }));
}

describe('quotes', () => {
  const span = (from: number, to: number): Span => ({
    from: new Date(epoch.getTime() + from * dayMs),
    to: new Date(epoch.getTime() + to * dayMs),
  });
  const spans = [span(0, 10), span(2, 7.25), span(4.5, 5), span(9, 30), span(200, 201)];
  const brands = [...seededBrands].sort();

  it.each(['BEST', 'WORST'] as const)(
    'are the %s of each story once, told by its newest report of a span',
    async (which) => {
      let told = 0;
      for (const its of spans) {
        for (const first of [1, 3, 20]) {
          const quotes = await api.tenant.brandFacts.quotes(brands, its, which, first);
          expect(quotes).toEqual(brands.flatMap((brand) => recounted(brand, its, which, first)));
          told += quotes.length;
        }
      }
      expect(told).toBeGreaterThan(100);
    },
  );

  it('leave out what a later report of the same story tells otherwise, of which there is enough here', () => {
    const all = span(0, 400);
    const copies = mentions.filter((one) =>
      mentions.some((other) => other.story === one.story && other.brand === one.brand && other !== one),
    );
    const left = copies.filter(
      (one) =>
        one.tone === 'NEGATIVE' &&
        !recounted(one.brand, all, 'WORST', 1_000).some(({ reportId }) => reportId === one.reportId),
    );
    expect(left.length).toBeGreaterThan(10);
  });
});
