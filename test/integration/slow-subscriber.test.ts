import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { killPrograms, until } from '../support/programs.ts';
import { openRawSocket, openRawStream, type RawSubscription } from '../support/raw-subscription.ts';
import { addFeeds, makeReports, storeReports } from '../support/seed.ts';
import { overEventStream, overWebSocket, type Subscription } from '../support/streams.ts';

const query = 'subscription { reportAdded { title fullText } }';
/** So long that a few dozen reports fill the system's buffers. */
const fullText = 'silk '.repeat(12_000);
/** Reports stored before the quick subscribers are waited for. */
const atOnce = 100;
/** Far more than a subscriber may have waiting for it. */
const mostReports = 2_000;

let database: TestDatabase;
let storage: Storage;
let tenant: TenantStorage;
let api: ApiProcess;
let feed: string;
let key: string;
let stored: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  const made = await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null });
  key = made.key;
  tenant = storage.forTenant(made.tenant.id);
  [feed = ''] = await addFeeds(tenant, 1);
  api = await startApiProcess(database.url);
}, 120_000);

afterAll(async () => {
  killPrograms();
  await storage.close();
  await database.drop();
});

/** Stores reports, each by a visit of its own, so that each is an event. */
async function store(count: number, seed: number): Promise<void> {
  const reports = makeReports(seed, count, []).map((report, at) => ({
    ...report,
    title: `news ${seed} ${at}`,
    fullText,
  }));
  stored = [...stored, ...reports.map(({ title }) => title)];
  for (const report of reports) await storeReports(tenant, feed, [report]);
}

const titlesOf = ({ results }: Subscription) =>
  results.map(({ data }) => (data?.reportAdded as { title: string } | undefined)?.title ?? '');
const areOpen = (count: number) =>
  until(`${count} subscriptions`, async () => (await api.metric('subscriptions_open')) === count);
const memory = () => api.metric('process_resident_memory_bytes');

describe('a subscriber that does not read', { timeout: 300_000 }, () => {
  it('is cut off, whichever way it came, while the others hear everything and the memory is kept', async () => {
    const request = { url: api.url, key, query };
    const quick = [overWebSocket(request), overEventStream(request)];
    const slow: RawSubscription[] = [await openRawSocket(request), await openRawStream(request)];
    await areOpen(4);
    await store(20, 1);
    for (const subscriber of quick) await subscriber.count(20);
    const before = await memory();
    for (const subscriber of slow) subscriber.pause();

    for (
      let round = 2;
      stored.length < mostReports && (await api.metric('subscriptions_open')) > 2;
      round += 1
    ) {
      await store(atOnce, round);
      await Promise.all(quick.map(({ count }) => count(stored.length)));
    }
    // A socket that reads nothing answers no ping either: where storing takes long, it is cut for that before.
    const [slowOnes = 0, others = 0] = await Promise.all(
      ['slow', 'closed'].map((reason) => api.metric('subscriptions_closed_total', { reason })),
    );
    expect([1, 2]).toContain(slowOnes);
    expect(slowOnes + others).toBe(2);
    expect(await api.metric('subscriptions_open')).toBe(2);
    for (const subscriber of slow) subscriber.resume();
    expect(await Promise.all(slow.map(({ gone }) => gone))).toEqual([1006, 'cut']);
    for (const subscriber of quick) expect(titlesOf(subscriber)).toEqual(stored);
    expect(await memory()).toBeLessThan(2 * before);
  });
});
