import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { isAlive, killPrograms, until } from '../support/programs.ts';
import { addFeeds, makeReports, storeReports } from '../support/seed.ts';
import { overEventStream, overWebSocket, type Subscription } from '../support/streams.ts';

const log = createLog('silent', 'tests');
const reportAdded = 'subscription { reportAdded { title } }';
const saveSearch =
  'mutation ($name: String!) { saveSearch(input: { name: $name, filter: { search: "silk" } }) { savedSearch { id } } }';
const questions = ['{ reports { totalCount nodes { title } } }', '{ viewer { role } }'];
/** Clients that ask again as soon as they have an answer. */
const clients = 8;
/** Several times as long as between two tries to listen, in milliseconds. */
const downMs = 2_000;

let postgres: OwnPostgres;
let storage: Storage;
let api: ApiProcess;
let tenantId: string;
let key: string;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  await migrate(postgres.url, log);
  storage = new Storage({ url: postgres.url, replicaUrl: null, log });
  const made = await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null });
  [tenantId, key] = [made.tenant.id, made.key];
  api = await startApiProcess(postgres.url);
}, 120_000);

afterAll(async () => {
  killPrograms();
  await storage.close();
  await postgres.close();
});

/** Stores new reports as the ingestion does, and gives their titles. */
async function store(seed: number): Promise<string[]> {
  const tenant = storage.forTenant(tenantId);
  const [feed = ''] = await addFeeds(tenant, 1, seed);
  const reports = makeReports(seed, 2).map((report, at) => ({ ...report, title: `news ${seed} ${at}` }));
  await storeReports(tenant, feed, reports);
  return reports.map(({ title }) => title);
}

/** What a client sees of a request: `ok`, or its status with the codes of its errors. */
async function outcomeOf(query: string, variables = {}): Promise<string> {
  try {
    const { status, errors } = await api.ask(key, query, variables);
    return errors.length === 0
      ? 'ok'
      : [status, ...errors.map(({ extensions }) => extensions.code)].join(' ');
  } catch (error) {
    return `dropped: ${String(error)}`;
  }
}

/** Asks and saves without a pause, until it is stopped; gives how often each outcome came. */
function askOn(): { seen: Map<string, number>; stop(): Promise<void> } {
  const seen = new Map<string, number>();
  let isOver = false;
  const client = async (number: number) => {
    for (let turn = 0; !isOver; turn += 1) {
      const saves = turn % 4 === 0;
      const outcome = saves
        ? await outcomeOf(saveSearch, { name: `search ${number} ${turn}` })
        : await outcomeOf(questions[turn % 2] ?? '');
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }
  };
  const all = Array.from({ length: clients }, (_, number) => client(number));
  return {
    seen,
    stop: async () => {
      isOver = true;
      await Promise.all(all);
    },
  };
}

/** Asks whether the process lives, without a pause, until it is stopped; gives the statuses. */
function probe(): { statuses: Set<number>; stop(): Promise<void> } {
  const statuses = new Set<number>();
  let isOver = false;
  const probing = (async () => {
    while (!isOver) {
      statuses.add((await fetch(`${api.operationsUrl}/livez`)).status);
      await sleep(20);
    }
  })();
  return {
    statuses,
    stop: async () => {
      isOver = true;
      await probing;
    },
  };
}

const openAre = (wanted: number) =>
  until(`${wanted} subscriptions`, async () => (await api.metric('subscriptions_open')) === wanted);
const subscribe = (over: (request: { url: string; key: string; query: string }) => Subscription) =>
  over({ url: api.url, key, query: reportAdded });
const titlesOf = ({ results }: Subscription) =>
  results.map(({ data }) => (data?.reportAdded as { title: string } | undefined)?.title ?? '');

describe('a database that crashes and comes back under load', { timeout: 180_000 }, () => {
  it('costs nothing but answers that may be asked for again, and the process goes on', async () => {
    const heard = [subscribe(overWebSocket), subscribe(overEventStream)];
    await openAre(2);
    const before = await store(1);
    for (const subscriber of heard) await subscriber.count(2);

    const [load, livez] = [askOn(), probe()];
    await until('the load', () => (load.seen.get('ok') ?? 0) > 50);
    await postgres.crash();
    await until('readiness to turn', async () => (await api.readyz()).http === 503);
    const { status, checks } = await api.readyz();
    expect([status, checks.database?.ok, checks.cache?.ok]).toEqual(['not ready', false, true]);
    await sleep(downMs);
    await postgres.start();
    await until('readiness to come back', async () => (await api.readyz()).status === 'ready', 60_000);
    await until('an answer', async () => (await outcomeOf(questions[0] ?? '')) === 'ok', 60_000);
    const again = load.seen.get('ok') ?? 0;
    await until('the load to go on', () => (load.seen.get('ok') ?? 0) > again + 50);
    await load.stop();
    await livez.stop();

    expect([...load.seen.keys()].sort()).toEqual(['503 UNAVAILABLE', 'ok']);
    expect([...livez.statuses]).toEqual([200]);
    expect(isAlive(api.program.pid)).toBe(true);
    for (const subscriber of heard) {
      await subscriber.ended;
      expect(titlesOf(subscriber).slice(0, 2).sort()).toEqual(before.sort());
      expect(subscriber.results.at(-1)?.errors?.map(({ extensions }) => extensions?.code)).toEqual([
        'UNAVAILABLE',
      ]);
    }
  });

  it('is listened to again', async () => {
    await until('its events', () =>
      api.logged().some(({ msg }) => msg === 'the connection for events is back'),
    );
    const heard = [subscribe(overWebSocket), subscribe(overEventStream)];
    await openAre(2);
    const titles = await store(2);
    for (const subscriber of heard) {
      await subscriber.count(2);
      expect(titlesOf(subscriber).sort()).toEqual(titles.sort());
      subscriber.close();
    }
  });

  it('leaves no failure in the log that nobody expected', () => {
    expect(api.logged().filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
