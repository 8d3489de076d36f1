import type { CachePart, CacheStore } from './cache-store.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Several hundred articles of the usual length; a character takes two bytes where a text has typographic marks. */
const charactersInMemory = 3_000_000;

/** What is kept of a page; its dates are kept as text. */
type Kept<Page> = Omit<Page, 'publishedAt'> & { publishedAt: string | null };

/**
 * Articles read from pages, by address, for a day: several tenants follow the same outlets, and each page is asked
 * for once. Pages are public; nothing of a tenant is kept here.
 */
export class ArticlePageCache<Page extends { publishedAt: Date | null }> {
  private readonly part: CachePart<Kept<Page>>;

  constructor(store: CacheStore) {
    this.part = store.part('article-page', charactersInMemory);
  }

  /** The article at an address; undefined when it is not here. */
  async get(url: string): Promise<Page | undefined> {
    const kept = await this.part.get(url);
    if (kept === undefined) return undefined;
    const publishedAt = kept.publishedAt === null ? null : new Date(kept.publishedAt);
    // What was kept is a Page but for its date, which is put back here.
    return { ...kept, publishedAt } as unknown as Page;
  }

  async set(url: string, page: Page): Promise<void> {
    await this.part.set(url, { ...page, publishedAt: page.publishedAt?.toISOString() ?? null }, dayMs);
  }

  async purge(url: string): Promise<void> {
    await this.part.purge(url);
  }
}
