import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../src/ingestion/execution.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { freePort, killPrograms, startCommand, until } from '../support/programs.ts';

// Real feeds and articles lie beside the repository on some machines only; they are no part of it.
const shared = new URL('../../../shared/', import.meta.url);
const tool = fileURLToPath(new URL('tools/press.mjs', shared));
const linesOf = <Row>(path: string): Row[] =>
  readFileSync(new URL(path, shared), 'utf8')
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));

interface IndexedFeed {
  file: string;
  isFeed: boolean;
  /** On how many entries two other parsers agree; null where they do not. */
  agreedItemCount: number | null;
}
interface Article {
  id: number;
  topic: string;
  body: string;
}

describe.skipIf(!existsSync(tool))(
  'a tenant of the real press (skipped where ../shared/tools/press.mjs is absent)',
  () => {
    let database: TestDatabase;
    let test: TestPipeline;
    let origin: string;
    let feeds: IndexedFeed[];
    let articles: Article[];
    let first: RunOutcome | undefined;

    beforeAll(async () => {
      feeds = linesOf('data/feeds/index.jsonl');
      articles = linesOf('data/press/articles.jsonl');
      const port = await freePort();
      origin = `http://127.0.0.1:${port}`;
      const press = startCommand(process.execPath, [tool, '--port', String(port)]);
      await until('the press', () => press.stdout().includes('the press is on'));
      database = await createTestDatabase();
      test = createTestPipeline(database.url, { hosts: [`127.0.0.1:${port}`], feedsAtOnce: 4 });
      await test.follow('agency', [
        `${origin}/fashion/rss.xml`,
        `${origin}/sport/atom.xml`,
        ...feeds.map(({ file }) => addressOf(file)),
      ]);
      // Their articles are elsewhere in the world.
      await sql(database.url, "UPDATE feeds SET page_reading = 'NEVER' WHERE url LIKE '%/feeds/%'");
      [first] = await test.run();
    });
    afterAll(async () => {
      await test.close();
      killPrograms();
      await database.drop();
    });

    const addressOf = (file: string) =>
      `${origin}/feeds/${file.split('/').map(encodeURIComponent).join('/')}`;
    const visitTo = (outcome: RunOutcome | undefined, url: string) =>
      outcome?.feeds.find(({ feed }) => feed.url === url)?.visit;

    it('gets the entries of every feed that is one', () => {
      const real = feeds.filter(({ isFeed }) => isFeed);
      expect(real.length).toBeGreaterThan(40);
      for (const { file, agreedItemCount } of real) {
        const visit = visitTo(first, addressOf(file));
        expect(visit?.outcome, `${file}: ${visit?.error}`).toBe('READ');
        if (agreedItemCount !== null) expect(visit?.items.seen, file).toBe(agreedItemCount);
      }
    });

    it('is told in words what the others are, and none of them stops the run', () => {
      const others = feeds.filter(({ isFeed }) => !isFeed);
      expect(others).toHaveLength(7);
      for (const { file } of others) {
        expect(visitTo(first, addressOf(file)), file).toMatchObject({
          outcome: 'FAILED',
          errorCode: 'NOT_A_FEED',
          error: expect.stringMatching(/^http\S+ (sent|is) .+\.$/),
        });
      }
      expect(first?.execution).toMatchObject({
        status: 'PARTIAL',
        feedsDone: feeds.length + 2,
        feedsFailed: 7,
      });
    });

    it('has the real text of the articles', async () => {
      const stored = await sql<{ url: string; full_text: string | null }>(
        database.url,
        "SELECT url, full_text FROM reports WHERE url LIKE '%/articles/%'",
      );
      const textOf = new Map(
        stored.map(({ url, full_text }) => [/articles\/(\d+)/.exec(url)?.[1], full_text ?? '']),
      );
      const fashion = articles.filter(({ topic }) => topic === 'fashion');
      expect(fashion.length).toBeGreaterThanOrEqual(20);
      for (const { id, body } of fashion) {
        const text = new Set(wordsOf(textOf.get(String(id)) ?? ''));
        const words = wordsOf(body);
        const found = words.filter((word) => text.has(word)).length / words.length;
        expect(found, `article ${id}`).toBeGreaterThan(0.97);
      }
      for (const text of textOf.values()) expect(text).not.toMatch(/We use cookies|Newsletter\. Careers\./);
    });

    it('hears of nothing new the second time: 304s where there are validators, duplicates under force', async () => {
      await test.makeAllDue();
      const [again] = await test.run();
      for (const { feed, visit } of again?.feeds ?? []) {
        const before = visitTo(first, feed.url);
        const wanted = before?.outcome === 'READ' ? 'NOT_MODIFIED' : before?.outcome;
        expect(visit.outcome, feed.url).toBe(wanted);
      }
      expect(again?.execution).toMatchObject({ itemsNew: 0, feedsFailed: 7 });
      const [forced] = await test.run({ force: true });
      const { itemsSeen, itemsNew, itemsDuplicate, itemsFailed } = forced?.execution ?? {};
      expect({ itemsNew, itemsSeen }).toEqual({ itemsNew: 0, itemsSeen: first?.execution.itemsSeen });
      expect((itemsDuplicate ?? 0) + (itemsFailed ?? 0)).toBe(itemsSeen);
    });
  },
);

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
