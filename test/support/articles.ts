import { createTenantAnalysers } from '../../src/ingestion/enrich/tenant-analysers.ts';
import type { NewReport } from '../../src/model/report.ts';
import type { TenantStorage } from '../../src/storage/storage.ts';
import { addFeeds, brandsOfCatalogue, epoch, makeReports, storeReports } from './seed.ts';

/** An article as a test writes it: a title, and perhaps a text and the feed's categories. */
export type WrittenArticle = Partial<
  Pick<NewReport, 'title' | 'summary' | 'fullText' | 'categories' | 'publishedAt'>
>;

const analyserFor = createTenantAnalysers(brandsOfCatalogue());
let nextSeed = 9_000;

/** What the pipeline makes of articles for a tenant as its settings are now; all are in English. */
export async function readArticles(
  tenant: TenantStorage,
  articles: readonly WrittenArticle[],
): Promise<NewReport[]> {
  const analyser = analyserFor(await tenant.brands.settings());
  const seed = nextSeed++;
  return makeReports(seed, articles.length).map((made, at) => {
    const article = {
      ...made,
      title: 'A note from the market',
      summary: null,
      fullText: null,
      publishedAt: new Date(epoch.getTime() + at * 60_000),
      ...articles[at],
    };
    const { title, summary, fullText, categories } = article;
    const declaredLanguages = ['en'];
    return {
      ...article,
      ...analyser.analyse({ title, summary, text: fullText, categories, declaredLanguages }),
      language: 'en',
    };
  });
}

/** Reads and stores articles as one visit to a feed, and gives the reports' ids in their order. */
export async function storeArticles(
  tenant: TenantStorage,
  articles: readonly WrittenArticle[],
): Promise<string[]> {
  const reports = await readArticles(tenant, articles);
  const [feedId = ''] = await addFeeds(tenant, 1, nextSeed++);
  await storeReports(tenant, feedId, reports);
  const known = await tenant.visits.knownKeys(reports.flatMap(({ keys }) => keys));
  return reports.map(({ keys }) => known.get(keys[0] ?? '') ?? '');
}
