import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import type { ArticlePage } from './article-page.ts';
import type { PageTask } from './page-worker.ts';

/** How pages are read beside the main thread. */
export interface PageReaderOptions {
  /** Threads, and so pages read at once. */
  threads: number;
  /** Time for one page, from when a thread has begun with it; its thread is ended when it takes longer. Default 5,000. */
  timeoutMs?: number;
  /** A thread without work ends after this time; to start one again costs more than it holds. Default 20,000. */
  idleMs?: number;
}

/** Reads pages in worker threads, so that a hostile page can neither block nor exhaust the process. */
export interface PageReader {
  /**
   * @returns null when the source is no page
   * @throws {PageReadingFailure} when the page took too long or its thread broke
   */
  read(html: string, url: string): Promise<ArticlePage | null>;
  /** Waits until those that wait for a thread are so short, taken together, that another page may be brought. */
  hasRoom(): Promise<void>;
  /** Ends all threads; readings under way are abandoned. */
  close(): Promise<void>;
}

/** A page could not be read; the message says why in words. */
export class PageReadingFailure extends Error {
  override readonly name = 'PageReadingFailure';
}

/** A thread that cannot be started in this time counts as broken. */
const START_MS = 30_000;
/** Heap of one thread, enough for the largest page that is read; a small nursery does for one page after another. */
const HEAP = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 6 };

/** Pages that wait for a thread while more may be brought, as many as are fetched while a thread starts; their characters. */
const MOST_WAITING = 48;
const MOST_CHARACTERS_WAITING = 8_000_000;

/** Makes a reader; its threads are started with the first page. */
export function createPageReader({
  threads,
  timeoutMs = 5_000,
  idleMs = 20_000,
}: PageReaderOptions): PageReader {
  const queue = new PQueue({ concurrency: threads });
  let pool: Piscina<PageTask, ArticlePage | null> | null = null;
  let closed = false;
  let charactersWaiting = 0;
  let waitForRoom: (() => void)[] = [];
  const leaveTheQueue = (characters: number) => {
    charactersWaiting -= characters;
    const awakened = waitForRoom;
    waitForRoom = [];
    for (const resume of awakened) resume();
  };

  const readNow = async (html: string, url: string): Promise<ArticlePage | null> => {
    if (closed) throw new PageReadingFailure('The reader of pages was closed.');
    pool ??= startPool(threads, idleMs);
    const { port1, port2 } = new MessageChannel();
    const limit = new AbortController();
    // The limit runs from the first message of the thread, so that starting it costs the page nothing.
    let timer = setTimeout(() => limit.abort(), START_MS);
    port1.once('message', () => {
      clearTimeout(timer);
      timer = setTimeout(() => limit.abort(), timeoutMs);
    });
    try {
      return await pool.run({ html, url, started: port2 }, { signal: limit.signal, transferList: [port2] });
    } catch (cause) {
      const reason = limit.signal.aborted
        ? `The page could not be read within ${timeoutMs / 1000} seconds.`
        : `The page could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`;
      throw new PageReadingFailure(closed ? 'The reader of pages was closed.' : reason, { cause });
    } finally {
      clearTimeout(timer);
      port1.close();
    }
  };

  return {
    read: (html, url) => {
      charactersWaiting += html.length;
      return queue.add(() => {
        leaveTheQueue(html.length);
        return readNow(html, url);
      });
    },
    async hasRoom() {
      while (queue.size >= MOST_WAITING || charactersWaiting > MOST_CHARACTERS_WAITING)
        await new Promise<void>((resolve) => waitForRoom.push(resolve));
    },
    async close() {
      closed = true;
      await pool?.destroy();
    },
  };
}

function startPool(threads: number, idleMs: number): Piscina<PageTask, ArticlePage | null> {
  // The same file is TypeScript beside tsx and vitest, and JavaScript in dist; a thread does not inherit a loader.
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return new Piscina({
    filename: fileURLToPath(new URL(`./page-worker${extension}`, import.meta.url)),
    execArgv: extension === '.ts' ? ['--import', tsx()] : [],
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    resourceLimits: HEAP,
  });
}
