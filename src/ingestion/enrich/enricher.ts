import type { Entry, PageReading } from '../../model/feed.ts';
import type { Analysis, NewReport, Provider } from '../../model/report.ts';
import type { TenantSettings } from '../../model/tenant-catalogue.ts';
import { shorten } from '../../platform/html-text.ts';
import type { ArticleAnalyser, ArticleText } from './analyser.ts';
import { FULL_TEXT_CHARACTERS, textOfEntry } from './entry-text.ts';
import type { Look, SecondLook } from './language-model/second-look.ts';
import { outletOf } from './outlet.ts';
import type { ArticlePage } from './page/article-page.ts';
import {
  type ArticleOpenerDependencies,
  createArticleOpener,
  type OpenedArticle,
} from './page/open-article.ts';
import { publicationOf } from './published-at.ts';
import { firstSentencesOf } from './stored-article.ts';
import { signatureOf } from './story/signature.ts';
import { type AnalyserFor, usualSettings } from './tenant-analysers.ts';

/** What enriching works with. */
export interface EnricherDependencies extends ArticleOpenerDependencies {
  analyserFor: AnalyserFor;
  /** Looks at each article again; nothing does when absent. */
  secondLook?: SecondLook | undefined;
}

/** The feed that an entry came in: what is configured of it, and what its document says of itself. */
export interface EnrichableFeed {
  url: string;
  provider: Provider;
  pageReading: PageReading;
  title: string | null;
  siteUrl: string | null;
  /** As the document declares it. */
  language: string | null;
}

/** What enriching is told beside the entry. */
export interface EnrichContext {
  now: Date;
  /** The address by which the article is recognised (see ingestion/dedupe). */
  canonicalUrl: string | null;
  signal?: AbortSignal;
}

/** A report without the keys by which it is recognised, and what came of its page. */
export type EnrichedEntry = Omit<NewReport, 'keys'> & {
  /** Null when no page was read. */
  page: Pick<ArticlePage, 'address' | 'canonicalUrl'> | null;
  /** Why the page was not read, in words; null when that did not fail. */
  pageFailure: string | null;
};

/** Makes reports of entries. */
export interface Enricher {
  /** The same enricher, which finds brands as a tenant wants them found; by itself it goes by the catalogue. */
  for(settings: TenantSettings): Enricher;
  /**
   * Opens the article's page where the feed lacks its text, and analyses what there is. A page that fails costs the
   * entry nothing but its text. May be called for many entries at once.
   *
   * @throws the signal's reason once it has aborted
   */
  enrich(entry: Entry, feed: EnrichableFeed, context: EnrichContext): Promise<EnrichedEntry>;
}

const MAX_TEXT_CHARACTERS = 200_000;
const MAX_SUMMARY_CHARACTERS = 2_000;

/** Makes the stage. Pages are remembered and shared only within one enricher, unless a memory is given. */
export function createEnricher(dependencies: EnricherDependencies): Enricher {
  const opener = createArticleOpener(dependencies);
  const enricherWith = (analyser: ArticleAnalyser, look: Look | undefined): Enricher => ({
    for: (settings) => enricherWith(dependencies.analyserFor(settings), dependencies.secondLook?.forRun()),
    async enrich(entry, feed, context) {
      context.signal?.throwIfAborted();
      const ownText = textOfEntry(entry);
      const { page, failure } =
        entry.url !== null && wantsPage(entry, feed, ownText)
          ? await opener.open(entry.url, context.signal)
          : notOpened;
      context.signal?.throwIfAborted();
      const analyse = async (article: ArticleText) => {
        const local = analyser.analyse(article);
        return look ? look(article, local, context.signal) : local;
      };
      return {
        ...(await reportOf(entry, ownText, page, feed, context, analyse)),
        page,
        pageFailure: failure,
      };
    },
  });
  return enricherWith(dependencies.analyserFor(usualSettings), dependencies.secondLook?.forRun());
}

const notOpened: OpenedArticle | { page: null; failure: null } = { page: null, failure: null };

function wantsPage(entry: Entry, feed: EnrichableFeed, ownText: string | null): boolean {
  const lacksText = (ownText?.length ?? 0) < FULL_TEXT_CHARACTERS;
  return feed.pageReading === 'WHEN_NEEDED' && entry.urlResolution !== 'UNRESOLVED' && lacksText;
}

async function reportOf(
  entry: Entry,
  ownText: string | null,
  page: ArticlePage | null,
  feed: EnrichableFeed,
  { now, canonicalUrl }: EnrichContext,
  analyse: (article: ArticleText) => Promise<Analysis>,
): Promise<Omit<NewReport, 'keys'>> {
  const fullText = longer(page?.text ?? null, ownText)?.slice(0, MAX_TEXT_CHARACTERS) ?? null;
  const ownSummary = entry.summary ?? page?.description ?? null;
  const summary =
    ownSummary === null
      ? fullText && firstSentencesOf(fullText)
      : shorten(ownSummary, MAX_SUMMARY_CHARACTERS);
  const source = outletOf(entry, page, feed);
  const { categories } = entry;
  // First sentences of the text are no second place at which a brand is named.
  const own = { title: entry.title, summary: ownSummary === null ? null : summary, text: fullText };
  const analysis = await analyse({
    ...own,
    categories,
    declaredLanguages: [page?.language ?? null, feed.language],
  });
  return {
    title: entry.title,
    url: entry.url,
    urlResolution: entry.urlResolution,
    canonicalUrl,
    imageUrl: page?.imageUrl ?? null,
    source,
    provider: feed.provider,
    author: entry.author ?? page?.author ?? null,
    ...publicationOf(entry, page, now),
    summary: summary || null,
    fullText,
    categories,
    ...analysis,
    signature: signatureOf({ ...own, source, brands: analysis.mentions.map(({ brand }) => brand) }),
  };
}

function longer(pageText: string | null, ownText: string | null): string | null {
  return (pageText?.length ?? 0) >= (ownText?.length ?? 0) ? pageText : ownText;
}
