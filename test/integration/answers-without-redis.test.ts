import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { storeMentions } from '../support/mentions.ts';
import { sql } from '../support/pipeline.ts';
import { killPrograms, until } from '../support/programs.ts';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.ts';

interface MadeReport {
  id: string;
  topic: string;
  source: string;
  at: Date;
}
type Facet = 'topic' | 'source';

const now = new Date('2026-03-20T12:00:00Z');
/** Questions are asked of so many ranges, which begin on as many days. */
const ranges = 8;
const clientsOfEach = 5;

let database: TestDatabase;
let storage: Storage;
let redis: TestRedis;
let key = '';
/** All reports, in the order in which they are deleted. */
let made: MadeReport[] = [];
let apis: ApiProcess[] = [];

const fromOf = (at: number) => new Date(Date.UTC(2026, 2, 1 + (at % ranges)));
const rangeOf = (at: number, to = '2026-04-01T00:00:00Z') =>
  `range: { from: "${fromOf(at).toISOString()}", to: "${to}" }`;
const fieldOf = { topic: 'topics', source: 'sources(first: 20)' };
const documentOf = (facet: Facet, at: number) =>
  `{ analytics(${rangeOf(at)}) { overview { reports { value } } rows: ${fieldOf[facet]} { value: ${facet} reports { value } } } }`;

/** The right answers to the two questions of a document when so many reports are deleted, counted from the reports themselves. */
function rightAnswer(facet: Facet, at: number, deleted: number): [count: string, rows: string] {
  const left = made.slice(deleted).filter((report) => report.at >= fromOf(at));
  const counts = new Map<string, number>();
  for (const report of left) counts.set(report[facet], (counts.get(report[facet]) ?? 0) + 1);
  return [String(left.length), JSON.stringify([...counts].sort())];
}

interface Counted {
  analytics: {
    overview: { reports: { value: number } };
    rows: { value: string; reports: { value: number } }[];
  };
}

function inShort({ analytics: { overview, rows } }: Counted): [count: string, rows: string] {
  const counts = rows.map(({ value, reports }): [string, number] => [value, reports.value]);
  return [String(overview.reports.value), JSON.stringify(counts.filter(([, count]) => count > 0).sort())];
}

beforeAll(async () => {
  if (!hasRedis()) return;
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  const created = await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null });
  key = created.key;
  const mentions = Array.from({ length: 300 }, (_, at) => ({
    brand: ['Gucci', 'Prada', 'Dior'][at % 3] ?? '',
    source: `Outlet ${at % 5}`,
    topic: ['OTHER', 'COLLECTIONS', 'BUSINESS'][at % 3] ?? '',
    hoursAgo: 24 * (at % 18) + (at % 7),
    count: 1,
  }));
  await storeMentions(database.url, storage.forTenant(created.tenant.id), now, mentions);
  made = await sql<MadeReport>(
    database.url,
    'SELECT id, topic::text AS topic, source, published_at AS at FROM reports ORDER BY md5(published_at::text || source), id',
  );
  redis = await startRedis();
  const env = {
    REDIS_URL: redis.url,
    ANSWER_REPORT: 'on',
    RATE_LIMIT_BURST: '1000000000',
    RATE_LIMIT_PER_MINUTE: '1000000000',
  };
  const start = () => startApiProcess(database.url, { env });
  apis = await Promise.all([start(), start()]);
}, 120_000);

afterAll(async () => {
  if (!hasRedis()) return;
  killPrograms();
  await redis.kill();
  await storage.close();
  await database.drop();
});

/** The sum of a metric's series; 0 where there is none. */
async function sumOf(api: ApiProcess, name: string): Promise<number> {
  const families = [...(await api.metrics()).values()];
  const samples = families.flatMap((family) => family.samples).filter((one) => one.name.endsWith(name));
  return samples.reduce((sum, { value }) => sum + value, 0);
}

it.skipIf(hasRedis())('is skipped for answers without Redis: no Redis is installed here', () => {});

describe.skipIf(!hasRedis())('answers of two processes whose Redis fails under load', () => {
  it('are right all the while, wait for it once, and are shared again when it is back', async () => {
    let [isOver, isChanging] = [false, true];
    /** Changes that were sent, and those that a process has acknowledged, which it must not forget. */
    let sent = 0;
    const acknowledged = [0, 0];
    let answers = 0;
    const wrong: string[] = [];
    const load = apis.flatMap((api, process) =>
      Array.from({ length: clientsOfEach }, async (_, client) => {
        for (let at = client; !isOver; at += 1) {
          // Two busy cores would be late for each other, as Redis is when it hangs.
          await sleep(20);
          const facet = at % 2 === 0 ? 'topic' : 'source';
          const atLeast = acknowledged[process] ?? 0;
          const { status, data, errors, text } = await api.ask(key, documentOf(facet, at));
          answers += 1;
          if (status !== 200 || errors.length > 0 || !data) {
            wrong.push(text);
            continue;
          }
          // The document asks for this shape.
          const answer = inShort(data as unknown as Counted);
          const possible = Array.from({ length: sent - atLeast + 1 }, (_, more) =>
            rightAnswer(facet, at, atLeast + more),
          );
          // Each question is answered by itself: a change may come between the two.
          for (const question of [0, 1] as const) {
            const right = possible.map((one) => one[question]);
            if (!right.includes(answer[question])) wrong.push(`${answer[question]}: ${right.join(' or ')}`);
          }
        }
      }),
    );
    const changes = (async () => {
      for (; !isOver; await sleep(400)) {
        if (!isChanging) continue;
        const process = sent % apis.length;
        const id = made[sent]?.id;
        sent += 1;
        const change = 'mutation ($ids: [ID!]!) { deleteReports(input: { ids: $ids }) { deletedCount } }';
        const answer = await apis[process]?.ask(key, change, { ids: [id] });
        expect(answer?.data).toEqual({ deleteReports: { deletedCount: 1 } });
        acknowledged[process] = sent;
      }
    })();
    const failures = () => Promise.all(apis.map((api) => sumOf(api, 'cache_failures_total')));
    /** Goes on until so many more were answered, however fast that is here. */
    const moreAnswers = async (count: number) => {
      const before = answers;
      await until(`${count} more answers`, () => answers >= before + count, 60_000);
    };
    /** What is computed is good for the other only while nothing changes. */
    const backInBoth = async () => {
      isChanging = false;
      for (const [one, other] of [apis, apis.toReversed()]) await untilShared(one, other);
      isChanging = true;
    };
    try {
      await moreAnswers(150);
      await redis.kill();
      await moreAnswers(150);
      await redis.restart();
      await backInBoth();

      const before = await failures();
      redis.pause();
      await moreAnswers(300);
      // Who was under way when it hung: what each client asks, and what it then wanted to share. All others pass it by.
      for (const [at, count] of (await failures()).entries()) {
        expect(count - (before[at] ?? 0)).toBeLessThanOrEqual(10 * clientsOfEach);
      }
      redis.resume();
      await backInBoth();

      redis.pause();
      await moreAnswers(100);
      await redis.kill();
      await moreAnswers(100);
      await redis.restart();
      await backInBoth();
    } finally {
      isOver = true;
      await Promise.all([...load, changes]);
    }
    expect(wrong).toEqual([]);
    expect(acknowledged.every((count) => count > 3)).toBe(true);
    process.stderr.write(`${answers} answers while ${sent} reports were deleted\n`);
  }, 120_000);
});

let asked = 0;

/** Waits until one process is given what another has computed a moment before: it can have it from Redis alone. */
async function untilShared(one?: ApiProcess, other?: ApiProcess): Promise<void> {
  if (!one || !other) throw new Error('there are two processes');
  await until('an answer to be shared', async () => {
    asked += 1;
    // Nobody else asks for this range.
    const to = new Date(Date.UTC(2027, 0, 1, 0, 0, asked)).toISOString();
    const document = `{ analytics(${rangeOf(0, to)}) { overview { reports { value } } } }`;
    const outcomeOf = async (api: ApiProcess) => {
      const { text, errors } = await api.ask(key, document);
      expect(errors).toEqual([]);
      const { extensions }: { extensions: { cache: { outcome: string }[] } } = JSON.parse(text);
      return extensions.cache[0]?.outcome;
    };
    await outcomeOf(one);
    // It is handed over behind its answer.
    await sleep(30);
    return (await outcomeOf(other)) === 'hit';
  });
}
