import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../src/platform/listen.ts';
import { createMetrics, type Metrics } from '../../src/platform/metrics.ts';
import { createOperationsServer } from '../../src/platform/operations-server.ts';
import { Readiness, type ReadinessReport } from '../../src/platform/readiness.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { nameOf } from '../../src/storage/database.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/programs.ts';
import { parseMetrics, sampleValue } from '../support/prometheus.ts';
import { freePort } from '../support/redis.ts';
import { openGate } from '../support/tcp-gate.ts';

type Checks = Record<string, () => Promise<void>>;

let database: TestDatabase;
let silent: { url: string; close(): Promise<void> };
let logged: Record<string, unknown>[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  silent = await startSilentServer();
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  logged = [];
});

afterAll(async () => {
  await silent.close();
  await database.drop();
});

/** A server that takes connections and never says anything, as a machine does that hangs. */
async function startSilentServer(): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an AddressInfo; only pipes have a name instead.
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgresql://ada:lace-secret@127.0.0.1:${port}/press`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A database as the service opens it. */
function open(url: string, onStatement = (_statement: string, _ms: number, _failed: boolean) => {}): Storage {
  const storage = new Storage({
    url,
    replicaUrl: null,
    log: pino({ level: 'silent' }),
    connections: 2,
    onStatement,
  });
  closers.push(() => storage.close());
  return storage;
}

interface Operations {
  url: string;
  server: Server;
  readiness: Readiness;
  metrics: Metrics;
  ask(path: string, method?: string): Promise<Response>;
  /** What /readyz answers, with its status. */
  readyz(): Promise<ReadinessReport & { http: number }>;
}

async function start({
  checks = {},
  limitMs,
  metrics = createMetrics(),
}: {
  checks?: Checks;
  limitMs?: number;
  metrics?: Metrics;
} = {}): Promise<Operations> {
  const readiness = new Readiness(checks, { log, ...(limitMs === undefined ? {} : { limitMs }) });
  const server = createOperationsServer({ metrics, readiness, log });
  const url = await listen(server, { host: '127.0.0.1', port: 0 });
  closers.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const ask = (path: string, method = 'GET') => fetch(`${url}${path}`, { method });
  return {
    url,
    server,
    readiness,
    metrics,
    ask,
    readyz: async () => {
      const response = await ask('/readyz');
      const report: ReadinessReport = JSON.parse(await response.text());
      return { http: response.status, ...report };
    },
  };
}

/** Something that a test lets happen. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('/livez', () => {
  it('is ok while the process runs, whatever fails, hangs or ends', async () => {
    const { ask, readiness } = await start({
      checks: { database: () => open(silent.url).ping(), cache: () => Promise.reject(new Error('gone')) },
    });
    const expectAlive = async () => {
      const response = await ask('/livez');
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(await response.json()).toEqual({ status: 'ok' });
    };
    const hanging = ask('/readyz');
    await expectAlive();
    readiness.turnAway();
    await expectAlive();
    await (await hanging).text();
  });
});

describe('/readyz', () => {
  it('is ready when everything answers', async () => {
    const storage = open(database.url);
    const { readyz } = await start({ checks: { database: () => storage.ping(), queue: async () => {} } });
    expect(await readyz()).toEqual({
      http: 200,
      status: 'ready',
      checks: {
        database: { ok: true, ms: expect.any(Number) },
        queue: { ok: true, ms: expect.any(Number) },
      },
    });
  });

  it('names the check that fails and no other, in words without its host or login', async () => {
    const refusedUrl = `postgresql://ada:lace-secret@127.0.0.1:${await freePort()}/press`;
    const [working, refused] = [open(database.url), open(refusedUrl)];
    const { ask } = await start({
      checks: { database: () => working.ping(), queue: () => refused.ping() },
    });
    const response = await ask('/readyz');
    const body = await response.text();
    expect(response.status).toBe(503);
    expect(JSON.parse(body)).toEqual({
      status: 'not ready',
      checks: {
        database: { ok: true, ms: expect.any(Number) },
        queue: { ok: false, ms: expect.any(Number), error: 'It refused the connection.' },
      },
    });
    expect(body).not.toMatch(/127\.0\.0\.1|ada|lace|press|ECONN/);
  });

  it('waits two seconds for one that hangs, while the others answer', async () => {
    const [working, hanging] = [open(database.url), open(silent.url)];
    const { readyz } = await start({
      checks: { database: () => hanging.ping(), queue: () => working.ping() },
    });
    const { http, status, checks } = await readyz();
    expect([http, status]).toEqual([503, 'not ready']);
    expect(checks.database).toMatchObject({ ok: false, error: 'It did not answer within 2 s.' });
    expect(checks.database?.ms).toBeGreaterThanOrEqual(1_990);
    expect(checks.queue?.ok).toBe(true);
  });

  it('says of a wrong login and a missing database what it is', async () => {
    const missing = new URL(database.url);
    missing.pathname = '/no_such_press';
    const wrong = new URL(database.url);
    wrong.username = 'no_such_user';
    const [one, other] = [open(missing.href), open(wrong.href)];
    const { readyz } = await start({ checks: { database: () => one.ping(), queue: () => other.ping() } });
    const { checks } = await readyz();
    expect(checks.database?.error).toBe('The database is not there.');
    expect(checks.queue?.error).toBe('It refused the login.');
  });

  it('tells nothing of a failure it has no words for, which the log holds', async () => {
    const { ask } = await start({
      checks: {
        cache: () => Promise.reject(new Error('WRONGPASS redis://:lace-secret@10.0.0.7:6379')),
        queue: () => {
          throw 'not even an error';
        },
      },
    });
    const body = await (await ask('/readyz')).text();
    const failed = { ok: false, error: 'It failed; the log says how.' };
    expect(JSON.parse(body).checks).toMatchObject({ cache: failed, queue: failed });
    expect(body).not.toMatch(/WRONGPASS|secret|10\.0\.0\.7|not even/);
    expect(JSON.stringify(logged)).toContain('WRONGPASS');
  });

  it('follows a database that goes and comes back, and logs each once', async () => {
    const { hostname, port } = new URL(database.url);
    const door = await openGate({ host: hostname, port: Number(port) });
    closers.push(door.shut);
    const through = new URL(database.url);
    [through.hostname, through.port] = ['127.0.0.1', String(door.port)];
    const storage = open(through.href);
    const { readyz } = await start({ checks: { database: () => storage.ping() } });

    expect((await readyz()).status).toBe('ready');
    await door.shut();
    for (let probe = 0; probe < 3; probe += 1) expect((await readyz()).status).toBe('not ready');
    await door.open();
    await until('the database to be ready again', async () => (await readyz()).status === 'ready');
    expect(logged.map(({ level, check, msg }) => [level, check, msg])).toEqual([
      [40, 'database', 'a check of readiness failed'],
      [30, 'database', 'a check of readiness is well again'],
    ]);
  });

  it('runs its checks side by side', async () => {
    const allBegan = gate();
    let began = 0;
    const check = async () => {
      began += 1;
      if (began === 3) allBegan.open();
      await allBegan.opened;
    };
    const { readyz } = await start({ checks: { database: check, cache: check, queue: check } });
    expect((await readyz()).status).toBe('ready');
  });

  it('runs them once for all who ask meanwhile, and again for who asks later', async () => {
    const answered = gate();
    let runs = 0;
    const { readyz, server } = await start({
      limitMs: 30_000,
      checks: {
        database: async () => {
          runs += 1;
          await answered.opened;
        },
      },
    });
    let arrived = 0;
    server.on('request', () => {
      arrived += 1;
    });
    const probes = Array.from({ length: 10 }, () => readyz());
    await until('ten probes', () => arrived === 10);
    answered.open();
    const reports = await Promise.all(probes);
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['ready']));
    expect(runs).toBe(1);
    await readyz();
    expect(runs).toBe(2);
  });

  it('is ready when there is nothing to check', async () => {
    const { readyz } = await start();
    expect(await readyz()).toEqual({ http: 200, status: 'ready', checks: {} });
  });

  it('is ending once it turns away, without asking anything', async () => {
    let runs = 0;
    const { readyz, readiness } = await start({
      checks: {
        database: async () => {
          runs += 1;
        },
      },
    });
    readiness.turnAway();
    expect(await readyz()).toEqual({ http: 503, status: 'ending', checks: {} });
    expect(runs).toBe(0);
  });

  it('is ending also for who asked before it turned away and has no answer yet', async () => {
    const [began, answered] = [gate(), gate()];
    const { readyz, readiness } = await start({
      limitMs: 30_000,
      checks: {
        database: async () => {
          began.open();
          await answered.opened;
        },
      },
    });
    const probe = readyz();
    await began.opened;
    readiness.turnAway();
    answered.open();
    expect(await probe).toEqual({ http: 503, status: 'ending', checks: {} });
  });
});

describe('/metrics', () => {
  const scrape = async ({ ask }: Operations) => {
    const response = await ask('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    return parseMetrics(await response.text());
  };

  it('shows the statements, connections and content of a real database', async () => {
    const metrics = createMetrics();
    const storage = open(database.url, (statement, ms, failed) =>
      metrics.statementRan({ name: nameOf(statement), ms, failed }),
    );
    metrics.watchPool('main', () => storage.poolStates().main);
    metrics.watchContent(() =>
      withConnection(database.url, async (connection) => {
        const { rows } = await connection.query(
          `SELECT (SELECT count(*)::int FROM feeds) AS feeds,
                  (SELECT greatest(reltuples, 0)::float FROM pg_class WHERE oid = 'reports'::regclass) AS reports`,
        );
        return { feeds: { ACTIVE: rows[0].feeds }, reports: rows[0].reports };
      }),
    );
    const operations = await start({ metrics, checks: { database: () => storage.ping() } });
    await operations.readyz();

    const families = await scrape(operations);
    const statements = 'fashion_hunting_statement_duration_seconds_count';
    expect(sampleValue(families, statements, { statement: 'ping' })).toBe(1);
    expect(sampleValue(families, 'fashion_hunting_pool_connections', { pool: 'main' })).toBe(1);
    expect(sampleValue(families, 'fashion_hunting_pool_idle_connections', { pool: 'main' })).toBe(1);
    expect(sampleValue(families, 'fashion_hunting_feeds', { state: 'ACTIVE' })).toBe(0);
    expect(sampleValue(families, 'fashion_hunting_reports')).toBe(0);
  });

  it('answers without the content when its count fails or hangs', async () => {
    const refusedUrl = `postgresql://ada:lace-secret@127.0.0.1:${await freePort()}/press`;
    for (const [url, outcome] of [
      [refusedUrl, 'failed'],
      [silent.url, 'late'],
    ] as const) {
      const metrics = createMetrics({ contentPatienceMs: outcome === 'late' ? 50 : 30_000 });
      metrics.rateLimited();
      metrics.watchContent(() =>
        withConnection(url, async () => {
          throw new Error('nobody answers here');
        }),
      );
      const operations = await start({ metrics });
      const families = await scrape(operations);
      expect(sampleValue(families, 'fashion_hunting_rate_limited_total')).toBe(1);
      expect(sampleValue(families, 'fashion_hunting_content_counts_total', { outcome })).toBe(1);
      expect(families.get('fashion_hunting_feeds')?.samples).toEqual([]);
      expect(families.get('fashion_hunting_reports')?.samples).toEqual([]);
    }
  });

  it('answers many who ask at once, each with the whole text', async () => {
    const operations = await start();
    operations.metrics.requestAnswered({ operation: 'Reports', kind: 'query', code: 'OK', ms: 5 });
    const all = await Promise.all(Array.from({ length: 10 }, () => scrape(operations)));
    for (const families of all) {
      expect(
        sampleValue(families, 'fashion_hunting_requests_total', {
          operation: 'Reports',
          kind: 'query',
          code: 'OK',
        }),
      ).toBe(1);
    }
  });

  it('says that it failed, and logs why, when the metrics themselves cannot be had', async () => {
    const metrics = createMetrics();
    metrics.watchPool('main', () => {
      throw new Error('the pool of 10.0.0.7 is gone');
    });
    const { ask } = await start({ metrics });
    const response = await ask('/metrics');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: 'Something went wrong on our side; the log says what.' });
    expect(JSON.stringify(logged)).toContain('the pool of 10.0.0.7 is gone');
  });
});

describe('the operations port', () => {
  const paths = ['/livez', '/readyz', '/metrics'];

  it.each(paths)('answers HEAD on %s as GET, without the body', async (path) => {
    const { ask } = await start();
    const response = await ask(path, 'HEAD');
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('');
  });

  it('answers HEAD with 503 where GET would', async () => {
    const { ask, readiness } = await start();
    readiness.turnAway();
    expect((await ask('/readyz', 'HEAD')).status).toBe(503);
  });

  it.each(paths)('refuses other methods on %s, and says which there are', async (path) => {
    const { ask } = await start();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await ask(path, method);
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
      expect(await response.json()).toEqual({
        error: `${path} cannot be asked by ${method}. Use GET or HEAD.`,
      });
    }
  });

  it.each(['/', '/graphql', '/livez/', '/metrics/all', '/constructor'])('has nothing at %s', async (path) => {
    const { ask } = await start();
    for (const method of ['GET', 'POST']) {
      const response = await ask(path, method);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({
        error: `There is nothing at ${path}. There is: /livez, /readyz, /metrics.`,
      });
    }
  });

  it('takes no notice of what stands after the path', async () => {
    const { ask } = await start();
    expect((await ask('/readyz?verbose=1')).status).toBe(200);
  });
});
