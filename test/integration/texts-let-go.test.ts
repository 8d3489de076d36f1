import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aliveMb } from '../support/heap.ts';
import { createTestPipeline, type TestPipeline } from '../support/pipeline.ts';

let database: TestDatabase;
let test: TestPipeline;
beforeAll(async () => {
  database = await createTestDatabase();
  test = createTestPipeline(database.url, { hosts: [] });
});
afterAll(async () => {
  await test.close();
  await database.drop();
});

const now = new Date('2026-11-23T09:30:00Z');
/** Four million bytes on the heap, since one of its characters takes two. */
const text = `${'Felted wool in Milan. '.repeat(91_000).slice(0, 2_000_000)}’`;

const report = (at: number): NewReport => ({
  title: `Coat ${at}`,
  url: null,
  urlResolution: null,
  canonicalUrl: null,
  imageUrl: null,
  source: 'The Test Press',
  provider: 'RSS',
  author: null,
  language: 'en',
  languageConfidence: 1,
  analysis: 'FULL',
  publishedAt: now,
  publishedAtSource: 'FIRST_SEEN',
  publishedAtRaw: null,
  summary: null,
  fullText: `${at} ${text}`,
  topics: ['OTHER'],
  sentiment: 'NEUTRAL',
  sentimentScore: 0,
  mentions: [],
  rejectedMentions: [],
  categories: [],
  signature: {
    keys: [],
    titleWords: [],
    commonTitleWords: [],
    names: [],
    leadWords: [],
    textHashes: null,
    textRuns: 0,
  },
  keys: [`coat-${at}`],
});

it('lets go of the texts of reports once they are stored, however many there were', async () => {
  const tenantId = await test.follow('one', ['http://127.0.0.1:1/feed.xml']);
  const { visits, feeds, executions } = test.storage.forTenant(tenantId);
  const [feed] = await feeds.due(now);
  const executionId = await executions.begin(1, now);
  const store = (at: number) =>
    visits.storePart({
      feedId: feed?.id ?? '',
      executionId,
      reports: [report(at)],
      items: { seen: 1, new: 1, duplicate: 0, failed: 0 },
      at: now,
    });
  await store(0);
  const before = aliveMb();
  for (let at = 1; at <= 15; at += 1) await store(at);
  // It is 60 where they go through Prisma, which keeps the parameters of its last statements.
  expect(aliveMb() - before).toBeLessThan(25);
});
