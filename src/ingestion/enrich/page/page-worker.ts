import type { MessagePort } from 'node:worker_threads';
import type { ArticlePage } from './article-page.ts';
import { extractArticle } from './extract-article.ts';

/** One page to read, and where to say that its reading has begun (see page-reader). */
export interface PageTask {
  html: string;
  url: string;
  started: MessagePort;
}

/** Reads one page; runs in a worker thread. */
export default function readPage({ html, url, started }: PageTask): ArticlePage | null {
  started.postMessage(null);
  return extractArticle(html, url);
}
