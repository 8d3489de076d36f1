import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../src/ingestion/execution.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFaults, type Fault, faults, furtherFaults } from '../support/faulty-press.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { startPress, type TestPress } from '../support/press.ts';
import { freePort, killPrograms, startCommand, until } from '../support/programs.ts';

const now = new Date('2026-11-23T09:30:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const tool = fileURLToPath(new URL('../../../shared/tools/press.mjs', import.meta.url));

interface StoredFeed {
  url: string;
  state: string;
  failures: number;
  soft_failures: number;
  last_error: string | null;
  last_error_code: string | null;
  next_fetch_at: Date;
  http_status: number | null;
}

/** One run over a feed for each fault of a press, all of one site. */
function describeFaults(origin: () => string, expected: readonly Fault[]): void {
  let database: TestDatabase;
  let test: TestPipeline;
  let outcome: RunOutcome | undefined;
  let stored: Map<string, StoredFeed>;

  beforeAll(async () => {
    database = await createTestDatabase();
    let left = expected.length - 1;
    let othersAreDone = () => {};
    const othersDone = new Promise<void>((resolve) => {
      othersAreDone = resolve;
    });
    test = createTestPipeline(database.url, {
      hosts: ['127.0.0.1'],
      feedsAtOnce: 6,
      // The service's own is 20 s, as another test has it.
      patienceMs: (url) => (/\/(hang|drip)$/.test(url) ? 2_000 : 20_000),
      // The one that hangs does so until all others are done: they would wait for ever if they waited for it.
      change: ({ http, startProgress }) => ({
        http: {
          get: async (url, request) => {
            if (url.endsWith('/hang')) await othersDone;
            return http.get(url, request);
          },
        },
        startProgress: (how) => ({
          ...startProgress(how),
          feedDone: () => {
            left -= 1;
            if (left === 0) othersAreDone();
          },
        }),
      }),
    });
    test.setTime(now);
    await test.follow(
      'one',
      expected.map(({ path }) => `${origin()}${path}`),
    );
    [outcome] = await test.run();
    const rows = await sql<StoredFeed>(
      database.url,
      'SELECT feeds.*, http_status FROM feeds JOIN feed_fetches ON feed_id = feeds.id',
    );
    stored = new Map(rows.map((row) => [row.url, row]));
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  it.each(expected)('at $path is told by state, code and words: $code', ({ path, ...fault }) => {
    const feed = stored.get(`${origin()}${path}`);
    expect(feed).toMatchObject({
      state: fault.state,
      last_error_code: fault.code,
      http_status: fault.status,
      failures: fault.weight === null ? 0 : 1,
      soft_failures: fault.weight === 'SOFT' ? 1 : 0,
      last_error: fault.words === null ? null : expect.stringMatching(fault.words),
      next_fetch_at: minutesLater(60),
    });
  });

  it('keeps no other feed waiting: the one that hangs is the last to be done', () => {
    expect(outcome?.feeds.at(-1)?.feed.url).toBe(`${origin()}/faults/hang`);
    expect(outcome?.execution).toMatchObject({
      status: 'PARTIAL',
      feedsDone: expected.length,
      feedsFailed: expected.filter(({ code }) => code !== null).length,
    });
  });
}

describe('a fault of a press', () => {
  let press: TestPress;
  beforeAll(async () => {
    press = await startPress();
    addFaults(press);
  });
  afterAll(async () => press.close());
  describeFaults(() => press.url, [...furtherFaults, ...faults]);
});

describe.skipIf(!existsSync(tool))(
  'a fault of the real press (skipped where ../shared/tools/press.mjs is absent)',
  () => {
    let origin: string;
    beforeAll(async () => {
      const port = await freePort();
      origin = `http://127.0.0.1:${port}`;
      const press = startCommand(process.execPath, [tool, '--port', String(port)]);
      await until('the press', () => press.stdout().includes('the press is on'));
    });
    afterAll(() => killPrograms());
    const good = (path: string) => path.replace('/good.xml', '/fashion/rss.xml');
    describeFaults(
      () => origin,
      faults.map((fault) => ({ ...fault, path: good(fault.path) })),
    );
  },
);
