import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { killPrograms, until } from '../support/programs.ts';
import { openRawSocket, openRawStream } from '../support/raw-subscription.ts';
import { overEventStream, overWebSocket } from '../support/streams.ts';

const subscription = 'subscription { reportAdded { id } }';
const question = '{ reports(first: 1) { totalCount nodes { id } } }';
const atOnce = 50;

let database: TestDatabase;
let storage: Storage;
let key: string;
let api: ApiProcess;
/** Holds up every request that reads reports, for as long as it wants. */
let holdUp: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  ({ key } = await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null }));
});

beforeEach(async () => {
  holdUp = new pg.Client({ connectionString: database.url });
  await holdUp.connect();
});

afterEach(async () => {
  killPrograms();
  await holdUp.end();
});

afterAll(async () => {
  await storage.close();
  await database.drop();
});

async function start(env: Record<string, string> = {}): Promise<void> {
  api = await startApiProcess(database.url, { env });
}

async function areOpen(subscriptions: number): Promise<void> {
  await until('the subscriptions', async () => (await api.metric('subscriptions_open')) === subscriptions);
}

/** Whether the API's port takes connections. */
async function isListening(): Promise<boolean> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * Has requests wait for a locked table, on every connection there is and for one, until the lock is released.
 *
 * @returns what becomes of all of them
 */
async function askMuch(): Promise<{ outcomes: Promise<unknown[]> }> {
  expect((await api.ask(key, question)).errors).toEqual([]);
  await holdUp.query('BEGIN');
  await holdUp.query('LOCK TABLE reports');
  const asked = Array.from({ length: atOnce }, () => api.ask(key, question));
  const outcomes = Promise.all(
    asked.map((answer) =>
      answer.then(
        ({ status, errors }) => (errors.length === 0 ? status : errors),
        () => 'dropped',
      ),
    ),
  );
  const isWaiting = async () => (await api.metric('pool_waiting', { pool: 'main' })) >= atOnce - 10;
  await until('all requests to be under way', isWaiting);
  return { outcomes };
}

async function expectAWellOrderedEnd(): Promise<void> {
  expect((await api.program.ended).code).toBe(0);
  // From 40 on they are warnings: nothing was cut off because it took too long.
  const warnings = api.logged().flatMap(({ level, msg }) => (Number(level) >= 40 ? [msg] : []));
  expect(warnings.filter((warning) => warning !== 'slow statement')).toEqual([]);
}

describe('SIGTERM', { timeout: 120_000 }, () => {
  it('has readiness turn while the port still takes requests', async () => {
    await start({ SHUTDOWN_DELAY_MS: '3000' });
    api.program.kill('SIGTERM');
    await until('readiness to turn', async () => (await api.readyz()).http === 503);
    expect(await api.readyz()).toEqual({ http: 503, status: 'ending', checks: {} });
    // Whoever has not yet heard that no more are wanted is still answered.
    expect((await api.ask(key, '{ viewer { role } }')).data).toEqual({ viewer: { role: 'ADMIN' } });
    await expectAWellOrderedEnd();
  });

  it('drops none of 50 requests under way, and tells those who ask that it is alive and not ready', async () => {
    await start();
    const { outcomes } = await askMuch();
    api.program.kill('SIGTERM');
    await until('the port to close', async () => !(await isListening()));
    expect(await api.readyz()).toEqual({ http: 503, status: 'ending', checks: {} });
    expect((await fetch(`${api.operationsUrl}/livez`)).status).toBe(200);
    await holdUp.query('ROLLBACK');
    expect(await outcomes).toEqual(Array(atOnce).fill(200));
    await expectAWellOrderedEnd();
  });

  it('closes subscriptions: a socket by 1001, a stream by its end', async () => {
    await start();
    const request = { url: api.url, key, query: subscription };
    const [socket, stream] = [overWebSocket(request), overEventStream(request)];
    await areOpen(2);
    api.program.kill('SIGTERM');
    expect(await socket.ended).toMatchObject({ code: 1001 });
    expect(await stream.ended).toBe('complete');
    await expectAWellOrderedEnd();
  });

  it('waits for no subscriber that has stopped reading, and drops no request for it', async () => {
    await start();
    const request = { url: api.url, key, query: subscription };
    const hanging = [await openRawSocket(request), await openRawStream(request)];
    await areOpen(2);
    for (const subscriber of hanging) subscriber.pause();
    const { outcomes } = await askMuch();
    api.program.kill('SIGTERM');
    await until('the port to close', async () => !(await isListening()));
    await holdUp.query('ROLLBACK');
    expect(await outcomes).toEqual(Array(atOnce).fill(200));
    await expectAWellOrderedEnd();
  });
});
