import fc from 'fast-check';
import { signatureOf } from '../../src/ingestion/enrich/story/signature.ts';
import type { Mention, NewReport } from '../../src/model/report.ts';
import {
  mentionPositions,
  providers,
  publishedAtSources,
  sentiments,
  tones,
  topics,
  urlResolutions,
} from '../../src/model/report.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { withConnection } from '../../src/storage/connection.ts';
import type { TenantStorage } from '../../src/storage/storage.ts';

/** The first moment at which anything here was published. */
export const epoch = new Date('2026-03-01T00:00:00.000Z');

/** Brands that made-up reports mention: some with accents, some with aliases. */
export const seededBrands = ['Gucci', 'Prada', 'Hermès', 'Saint Laurent', 'Chloé', 'Dior'];

/** Words that made-up reports consist of; none is a stop word, and none shares its stem with another. */
export const words = ['silk', 'runway', 'milan', 'paris', 'couture', 'leather', 'décolleté', 'atelier'];

const textOf = (least: number, most: number) =>
  fc.array(fc.constantFrom(...words), { minLength: least, maxLength: most }).map((some) => some.join(' '));

const mentionOf = (brand: string): fc.Arbitrary<Mention> =>
  fc.record({
    brand: fc.constant(brand),
    position: fc.constantFrom(...mentionPositions),
    count: fc.integer({ min: 1, max: 9 }),
    tone: fc.constantFrom(...tones),
    score: fc.constantFrom(-1, -0.5, 0, 0.5, 1),
    confidence: fc.constantFrom(0.5, 1),
    quote: textOf(3, 8),
    reason: fc.constant('NAME' as const),
    name: fc.constant(brand),
  });

/** A report as the pipeline hands it over: Italian is not read. Many share a moment of publication. */
const reportOf = (brands: readonly string[]): fc.Arbitrary<Omit<NewReport, 'keys' | 'signature'>> =>
  fc
    .record({
      title: textOf(1, 5),
      url: fc.webUrl({ withQueryParameters: false }),
      urlResolution: fc.constantFrom(...urlResolutions),
      canonicalUrl: fc.constant(null),
      imageUrl: fc.constantFrom(null, 'https://press.example/coat.jpg'),
      source: fc.constantFrom('The Atelier Post', 'Moda Nuova', 'Élan'),
      provider: fc.constantFrom(...providers),
      author: fc.constantFrom(null, 'Ada Vane'),
      language: fc.constantFrom(null, 'en', 'fr', 'it'),
      languageConfidence: fc.constant(null),
      analysis: fc.constant('FULL' as const),
      publishedAt: fc
        .integer({ min: 0, max: 9 })
        .map((hours) => new Date(epoch.getTime() + hours * 3_600_000)),
      publishedAtSource: fc.constantFrom(...publishedAtSources),
      publishedAtRaw: fc.constant(null),
      summary: fc.option(textOf(0, 6)),
      fullText: fc.option(textOf(0, 20)),
      categories: fc.constant<string[]>([]),
      topics: fc
        .constantFrom(...topics)
        .map((topic): NewReport['topics'] => (topic === 'LEGAL' ? [topic, 'SPORT'] : [topic])),
      sentiment: fc.constantFrom(...sentiments),
      sentimentScore: fc.constantFrom(-1, -0.5, 0, 0.5, 1),
      mentions: fc.subarray([...brands]).chain((some) => fc.tuple(...some.map(mentionOf))),
      rejectedMentions: fc.constant<NewReport['rejectedMentions']>([]),
    })
    .map((report) => (report.language === 'it' ? notRead(report) : report));

/** A report, as it is when its language is not read. */
export function notRead<Report extends Pick<NewReport, 'mentions'>>(report: Report) {
  return {
    ...report,
    analysis: 'BRANDS_ONLY' as const,
    topics: [],
    sentiment: null,
    sentimentScore: null,
    mentions: report.mentions.map((mention) => ({ ...mention, tone: null, score: null })),
  };
}

/** Makes `count` reports, the same ones for the same `seed`. */
export function makeReports(seed: number, count: number, brands = seededBrands): NewReport[] {
  return fc.sample(reportOf(brands), { seed, numRuns: count }).map((report, at) => ({
    ...report,
    keys: [`url:https://press.example/${seed}/${at}`],
    signature: signatureOf({
      ...report,
      text: report.fullText,
      brands: report.mentions.map(({ brand }) => brand),
    }),
  }));
}

/** Adds feeds, the same ones for the same `seed`, and gives their ids in the order of their numbers. */
export async function addFeeds(tenant: TenantStorage, count: number, seed = 1): Promise<string[]> {
  const added = await tenant.feeds.add(
    Array.from({ length: count }, (_, at) => ({
      url: `https://press.example/${seed}/${String(at).padStart(4, '0')}.xml`,
      title: `Feed ${at}`,
      provider: 'RSS' as const,
    })),
  );
  return added.sort((a, b) => (a.url < b.url ? -1 : 1)).map(({ id }) => id);
}

/** Stores reports by the service's own writer, as one visit to a feed, and gives the execution's id. */
export async function storeReports(
  tenant: TenantStorage,
  feedId: string,
  reports: readonly NewReport[],
): Promise<string> {
  const executionId = await tenant.executions.begin(1, epoch);
  await tenant.visits.store({
    feedId,
    executionId,
    visit: {
      fetchedAt: epoch,
      outcome: 'READ',
      httpStatus: 200,
      durationMs: 5,
      items: { seen: reports.length, new: reports.length, duplicate: 0, failed: 0 },
      error: null,
      errorCode: null,
    },
    feed: {
      state: 'ACTIVE',
      nextFetchAt: new Date(epoch.getTime() + 3_600_000),
      failures: 0,
      etag: null,
      lastModified: null,
      title: null,
      siteUrl: null,
    },
    reports,
    newKeysOfKnown: [],
  });
  await tenant.executions.finish(executionId, null, epoch);
  return executionId;
}

/** The real catalogue's brands of these names, or all of it. */
export function brandsOfCatalogue(names?: readonly string[]) {
  return names === undefined ? catalogue : catalogue.filter(({ name }) => names.includes(name));
}

/**
 * Fills a tenant with many reports in two statements, and has the planner look at them; whoever needs their sums has them
 * counted ({@link recountReports}). Report `n` of `count` was
 * published `n` minutes after {@link epoch}; it mentions Gucci when `n` is divisible by 10, Prada when by 15, Dior when
 * by 2, Chloé when it is one of the first 20, and Saint Laurent when it is in the first twentieth. The oldest lie last
 * in the table, so that whoever looks for them from its start or from the newest meets all others before.
 */
export async function fillWithReports(url: string, tenantId: string, count: number): Promise<void> {
  await withConnection(url, async (connection) => {
    await connection.query(
      `INSERT INTO reports (tenant_id, title, source, provider, language, published_at, published_at_source, ingested_at,
         summary, brands, topic, sentiment, sentiment_score)
       SELECT $1, 'silk ' || n, 'Moda Nuova', 'RSS', 'en', $3::timestamptz + n * interval '1 minute', 'ENTRY',
         $3::timestamptz + n * interval '1 minute',
         CASE WHEN n % 1000 = 0 THEN 'a lining of brocade' ELSE 'runway in milan' END,
         array_remove(ARRAY[CASE WHEN n % 10 = 0 THEN 'Gucci' END, CASE WHEN n % 15 = 0 THEN 'Prada' END,
           CASE WHEN n % 2 = 0 THEN 'Dior' END, CASE WHEN n < 20 THEN 'Chloé' END,
           CASE WHEN n < $2 / 20 THEN 'Saint Laurent' END], NULL),
         'OTHER', 'NEUTRAL', 0
       FROM generate_series($2 - 1, 0, -1) AS n`,
      [tenantId, count, epoch],
    );
    await connection.query(
      `INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
       SELECT tenant_id, brand, published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, title
       FROM reports CROSS JOIN unnest(brands) AS brand WHERE tenant_id = $1`,
      [tenantId],
    );
  });
  await withConnection(url, (connection) => connection.query('VACUUM ANALYZE'));
}
