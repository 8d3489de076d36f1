import { decodeText } from '../../../platform/charset.ts';
import { type HttpAnswer, type HttpClient, HttpFailure } from '../../../platform/http.ts';
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
}

/** Opens the pages of articles. */
export interface ArticleOpener {
  /** Never throws for what a page or its server does; callers asking for the same address at once share one reading. */
  open(url: string, signal?: AbortSignal): Promise<OpenedArticle>;
}

const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
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
  { http, limiter, pageReader, pageMemory }: ArticleOpenerDependencies,
  signal: AbortSignal | undefined,
): Promise<OpenedArticle> {
  const remembered = await pageMemory?.get(url);
  if (remembered !== undefined) return { page: remembered, failure: null };
  const request = { headers, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, ...(signal ? { signal } : {}) };
  try {
    const answer = await limiter.run(url, () => http.get(url, request));
    const refusal = refusalOf(answer, url);
    if (refusal !== null) return { page: null, failure: refusal };
    const { text } = decodeText(answer.body, { contentType: contentTypeOf(answer), kind: 'html' });
    const page = await pageReader.read(text, answer.url);
    if (page === null) return { page: null, failure: `${url} answers with something that is no page.` };
    await pageMemory?.set(url, page);
    return { page, failure: null };
  } catch (error) {
    if (error instanceof HttpFailure) return { page: null, failure: error.message };
    if (error instanceof PageReadingFailure) return { page: null, failure: `${url}: ${error.message}` };
    throw error;
  }
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
