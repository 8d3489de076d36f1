import { decodeText } from '../../../platform/charset.ts';
import {
  type HttpAnswer,
  type HttpClient,
  HttpFailure,
  type HttpFailureKind,
} from '../../../platform/http.ts';
import { type Outcome, type RetryPolicy, retry } from '../../../platform/retry.ts';
import type { ArticlePage } from './article-page.ts';
import { type PageReader, PageReadingFailure } from './page-reader.ts';

/** What became of opening an article: its page, or why there is none, in words. */
export type OpenedArticle = { page: ArticlePage; failure: null } | { page: null; failure: string };

/** Remembers pages that were read, by the address they were asked at, so that two tenants open a page once. */
export interface PageMemory {
  get(url: string): Promise<ArticlePage | undefined>;
  set(url: string, page: ArticlePage): Promise<void>;
}

/** The part of a limiter that opening pages needs (see platform/site-limiter). */
export interface TaskLimiter {
  run<T>(url: string, task: () => Promise<T>): Promise<T>;
}

/** What opening articles works with. */
export interface ArticleOpenerDependencies {
  http: HttpClient;
  limiter: TaskLimiter;
  pageReader: PageReader;
  pageMemory?: PageMemory | undefined;
  /** For what is worth another try at once; two retries within seconds when absent. */
  retryPolicy?: RetryPolicy | undefined;
}

/** Opens the pages of articles. */
export interface ArticleOpener {
  /** Never throws for what a page or its server does; callers asking for the same address at once share one reading. */
  open(url: string, signal?: AbortSignal): Promise<OpenedArticle>;
}

const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const twoQuickRetries: RetryPolicy = { retries: 2, baseMs: 500, maxMs: 4000, random: Math.random };
const transientFailures: ReadonlySet<HttpFailureKind> = new Set(['CUT_OFF', 'NETWORK']);
const transientStatuses: ReadonlySet<number> = new Set([502, 503, 504]);
const headers = { accept: 'text/html,application/xhtml+xml;q=0.9' };

/** Makes the opener: one page at a time is fetched within the limits of its site, and read in a thread. */
export function createArticleOpener(dependencies: ArticleOpenerDependencies): ArticleOpener {
  const underWay = new Map<string, { opened: Promise<OpenedArticle>; signal: AbortSignal | undefined }>();

  const open = async (url: string, signal?: AbortSignal): Promise<OpenedArticle> => {
    const other = underWay.get(url);
    if (other !== undefined) {
      const opened = await other.opened;
      // Whoever began may have been stopped; that is no reason to go without the page.
      const onlyTheyStopped = other.signal !== signal && other.signal?.aborted && !signal?.aborted;
      return onlyTheyStopped && opened.page === null ? open(url, signal) : opened;
    }
    const opened = openNow(url, dependencies, signal).finally(() => underWay.delete(url));
    underWay.set(url, { opened, signal });
    return opened;
  };
  return { open };
}

async function openNow(
  url: string,
  { http, limiter, pageReader, pageMemory, retryPolicy }: ArticleOpenerDependencies,
  signal: AbortSignal | undefined,
): Promise<OpenedArticle> {
  const remembered = await pageMemory?.get(url);
  if (remembered !== undefined) return { page: remembered, failure: null };
  const request = { headers, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, ...(signal ? { signal } : {}) };
  try {
    const opened = await retry(
      async () => {
        const answer = await limiter.run(url, async () => {
          const got = await http.get(url, request);
          // The place is held until there is room, so that pages cannot pile up before the threads.
          await pageReader.hasRoom();
          return got;
        });
        return readAnswer(answer, url, pageReader);
      },
      isTransient,
      retryPolicy ?? twoQuickRetries,
      signal,
    );
    if (opened.page !== null) await pageMemory?.set(url, opened.page);
    return opened;
  } catch (error) {
    if (error instanceof HttpFailure) return { page: null, failure: error.message };
    if (error instanceof PageReadingFailure) return { page: null, failure: `${url}: ${error.message}` };
    throw error;
  }
}

/** A page that a server could not give just now, and did not ask to be spared, is asked for again. */
function isTransient(outcome: Outcome<OpenedArticle & { status?: number }>): boolean {
  if ('error' in outcome) {
    return outcome.error instanceof HttpFailure && transientFailures.has(outcome.error.kind);
  }
  return transientStatuses.has(outcome.value.status ?? 200);
}

async function readAnswer(
  answer: HttpAnswer,
  url: string,
  pageReader: PageReader,
): Promise<OpenedArticle & { status?: number }> {
  const refusal = refusalOf(answer, url);
  if (refusal !== null) {
    const asksToWait = answer.headers['retry-after'] !== undefined;
    return { page: null, failure: refusal, ...(asksToWait ? {} : { status: answer.status }) };
  }
  const { text } = decodeText(answer.body, { contentType: contentTypeOf(answer), kind: 'html' });
  const page = await pageReader.read(text, answer.url);
  return page === null
    ? { page, failure: `${url} answers with something that is no page.` }
    : { page, failure: null };
}

function refusalOf(answer: HttpAnswer, url: string): string | null {
  if (answer.status !== 200) return `${url} answers with status ${answer.status}.`;
  const type = contentTypeOf(answer)?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined || type === '') {
    return answer.body.subarray(0, 200).toString('latin1').trimStart().startsWith('<')
      ? null
      : `${url} answers without a content type and with no HTML.`;
  }
  return type === 'text/html' || type === 'application/xhtml+xml'
    ? null
    : `${url} answers with ${type}, not with a page.`;
}

function contentTypeOf(answer: HttpAnswer): string | null {
  return answer.headers['content-type'] ?? null;
}
