import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { until } from '../support/programs.ts';
import { openGate, type TcpGate } from '../support/tcp-gate.ts';

/** What waits while reports are locked, and what does not. */
const slow = '{ reports { nodes { title } } }';
const quick = '{ feeds { nodes { title } } }';
/** Waits while saved searches are locked. */
const change = 'mutation { saveSearch(input: { name: "silk", filter: {} }) { savedSearch { id } } }';
/** Connections of a test's API. */
const connections = 4;

let api: TestApi;
/** Locks the reports, and sees what waits for them. */
let other: pg.Client;

async function start(
  requestMs: number,
  statementTimeoutMs: number,
  reach = (databaseUrl: string) => databaseUrl,
): Promise<void> {
  api = await startApi({ settings: { limits: { requestMs } }, statementTimeoutMs, reach });
  other = new pg.Client({ connectionString: api.database.url });
  await other.connect();
  await expect(codesOf(api.ask(slow))).resolves.toEqual(['OK']);
}

async function stop(): Promise<void> {
  await other.end();
  await api.close();
}

async function lock(table: string): Promise<void> {
  await other.query('BEGIN');
  await other.query(`LOCK TABLE ${table}`);
}

/** When no connection of the API is in use. */
async function allFree(): Promise<void> {
  await until('all connections to be free', async () => {
    const { total, idle, waiting } = api.storage.poolStates().main ?? {};
    return total === idle && waiting === 0;
  });
}

/** Statements of the API that wait for the lock now. */
async function waiting(): Promise<number> {
  await other.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await other.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

async function codesOf(asked: ReturnType<TestApi['ask']>): Promise<string[]> {
  const { status, errors } = await asked;
  if (errors.length === 0) return ['OK'];
  return errors.map(({ extensions }) => `${status} ${extensions.code}`);
}

/** Asks and hangs up as soon as `moment` has come. */
async function hangUp(query: string, moment: () => Promise<unknown>): Promise<void> {
  const gone = new AbortController();
  const asked = fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.tenant.key}` },
    body: JSON.stringify({ query }),
    signal: gone.signal,
  })
    .then((response) => response.text())
    .catch(() => null);
  await moment();
  gone.abort();
  await asked;
}

describe('statements that take too long', () => {
  beforeAll(() => start(1_000, 1_000));
  afterAll(stop);
  afterEach(() => other.query('ROLLBACK'));

  it('and use up all connections have further requests answered UNAVAILABLE, and none hangs', async () => {
    await lock('reports');
    const asked = [
      ...Array.from({ length: 5 * connections }, () => codesOf(api.ask(slow))),
      codesOf(api.ask(change)),
    ];
    const answers = await Promise.all(asked);
    // The mutation waits for a connection as long as the others are waited for: one of them may go just in time.
    expect(answers.slice(0, -1).flat()).toEqual(Array(5 * connections).fill('503 UNAVAILABLE'));
    expect(['OK', '503 UNAVAILABLE']).toContain(answers.at(-1)?.[0]);
    await other.query('ROLLBACK');
    expect((await Promise.all(asked.map(() => codesOf(api.ask(slow))))).flat()).toEqual(
      asked.map(() => 'OK'),
    );
  });

  it('are over soon after their requests were answered', async () => {
    await lock('reports');
    await codesOf(api.ask(slow));
    await until('the end of the statement', async () => (await waiting()) === 0);
  });
});

describe('a request whose statements would wait for half a minute', () => {
  beforeAll(() => start(300, 30_000));
  afterAll(stop);
  afterEach(() => other.query('ROLLBACK'));

  it('is answered when its own time is over, and its statement ends', async () => {
    await lock('reports');
    const { status, errors } = await api.ask(slow);
    expect([status, errors[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
    expect(errors[0]?.message).toBe(
      'The answer took more than 0.3 s and was given up. Ask for less, or try again later.',
    );
    await until('the end of the statement', async () => (await waiting()) === 0);
  });

  it('is answered then also when others hold all connections', async () => {
    await lock('reports');
    const others = Array.from({ length: connections }, () => api.tenant.reports.count({ search: 'silk' }));
    await until('all connections to be used', async () => (await waiting()) === connections);
    const { status, errors } = await api.ask(quick);
    expect([status, errors[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
    expect(errors[0]?.message).toContain('took more than 0.3 s');
    expect(await waiting()).toBe(connections);
    await other.query('ROLLBACK');
    expect(await Promise.all(others)).toEqual(Array(connections).fill({ count: 0, isEstimate: false }));
    // The connection that came too late for it has gone to the next.
    await until('all to be free', async () => api.storage.poolStates().main?.waiting === 0);
    expect(await codesOf(api.ask(quick))).toEqual(['OK']);
  });
});

describe('a mutation whose statements would wait for half a minute', () => {
  beforeAll(() => start(300, 30_000));
  afterAll(stop);
  afterEach(() => other.query('ROLLBACK'));

  it('is answered when its own time is over, has changed nothing, and gives its connection back', async () => {
    await lock('saved_searches');
    const { status, errors } = await api.ask(change);
    expect([status, errors[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
    expect(errors[0]?.message).toContain('took more than 0.3 s');
    await until('the end of the statement', async () => (await waiting()) === 0);
    await allFree();
    await other.query('ROLLBACK');
    expect(await api.tenant.searches.count()).toBe(0);
  });

  it('is answered then also when others hold all connections, and is not carried out later', async () => {
    await lock('reports');
    const others = Array.from({ length: connections }, () => api.tenant.reports.count({ search: 'silk' }));
    await until('all connections to be used', async () => (await waiting()) === connections);
    expect(await codesOf(api.ask(change))).toEqual(['503 UNAVAILABLE']);
    await other.query('ROLLBACK');
    await Promise.all(others);
    await allFree();
    expect(await api.tenant.searches.count()).toBe(0);
  });

  it('again and again leaves all connections to those that come after', async () => {
    await lock('saved_searches');
    const asked = Array.from({ length: 5 * connections }, () => codesOf(api.ask(change)));
    expect((await Promise.all(asked)).flat()).toEqual(asked.map(() => '503 UNAVAILABLE'));
    await other.query('ROLLBACK');
    await allFree();
    expect(await codesOf(api.ask(change))).toEqual(['OK']);
  });
});

describe('a merge of brands', () => {
  beforeAll(async () => {
    await start(300, 30_000);
    await api.storage.writeCatalogue(catalogue.filter(({ name }) => ['Gucci', 'Prada'].includes(name)));
  });
  afterAll(stop);
  afterEach(() => other.query('ROLLBACK'));

  it('may take longer than other requests', async () => {
    await lock('report_brands');
    const merge = 'mutation { mergeBrands(input: { from: "Gucci", into: "Prada" }) { movedReports } }';
    const asked = codesOf(api.ask(merge));
    await until('its statement', async () => (await waiting()) === 1);
    await sleep(600);
    await other.query('ROLLBACK');
    expect(await asked).toEqual(['OK']);
  });
});

describe('a mutation on a server that hangs', () => {
  let gate: TcpGate;

  beforeAll(async () => {
    const { hostname, port } = new URL(inject('databaseServer').url);
    gate = await openGate({ host: hostname, port: Number(port) });
    const reach = (url: string) => Object.assign(new URL(url), { host: `127.0.0.1:${gate.port}` }).href;
    await start(1_000, 30_000, reach);
  });
  afterAll(async () => {
    await stop();
    await gate.shut();
  });

  it('is answered when its time is over, gives its connection back, and works when the server does', async () => {
    expect(await codesOf(api.ask(change))).toEqual(['OK']);
    gate.freeze();
    const another = change.replace('silk', 'wool');
    const asked = Array.from({ length: 3 }, () => codesOf(api.ask(another)));
    expect((await Promise.all(asked)).flat()).toEqual(Array(3).fill('503 UNAVAILABLE'));
    await allFree();
    gate.thaw();
    expect(await codesOf(api.ask(another))).toEqual(['OK']);
  });
});

describe('a slow statement of a mutation', () => {
  beforeAll(() => start(60_000, 60_000));
  afterAll(stop);
  afterEach(() => other.query('ROLLBACK'));

  it('is logged with the request that it is of', async () => {
    await lock('saved_searches');
    const asked = api.ask(change.replace('mutation', 'mutation Keep'));
    await until('its statement', async () => (await waiting()) === 1);
    await sleep(600);
    await other.query('ROLLBACK');
    await asked;
    const slowOnes = api.logged.filter(({ msg }) => msg === 'slow statement');
    const answered = api.logged.findLast(({ msg }) => msg === 'answered');
    expect(slowOnes).toEqual([
      expect.objectContaining({
        statement: expect.stringContaining('searches.'),
        requestId: answered?.requestId,
        tenantId: api.tenant.tenantId,
        operation: 'Keep',
      }),
    ]);
  });
});

describe('a client that hangs up', () => {
  beforeAll(() => start(60_000, 60_000));
  afterAll(stop);
  beforeEach(() => lock('reports'));
  afterEach(() => other.query('ROLLBACK'));

  it('leaves no statement behind', async () => {
    await hangUp(slow, () => until('its statement', async () => (await waiting()) === 1));
    await until('its end', async () => (await waiting()) === 0);
  });

  it('leaves no statement of a mutation behind, nor anything it did', async () => {
    await other.query('ROLLBACK');
    await lock('saved_searches');
    await hangUp(change, () => until('its statement', async () => (await waiting()) === 1));
    await until('its end', async () => (await waiting()) === 0);
    await other.query('ROLLBACK');
    await allFree();
    expect(await api.tenant.searches.count()).toBe(0);
  });

  it('harms no other on the same connections, a hundred times in a row', async () => {
    let isOver = false;
    const outcomes: Record<string, number> = {};
    const others = (async () => {
      while (!isOver) {
        const [code = ''] = await codesOf(api.ask(quick));
        outcomes[code] = (outcomes[code] ?? 0) + 1;
      }
    })();
    for (let times = 0; times < 100; times += 1) {
      await hangUp(slow, () => until('its statement', async () => (await waiting()) > 0));
    }
    await until('the end of all', async () => (await waiting()) === 0);
    isOver = true;
    await others;
    expect(Object.keys(outcomes)).toEqual(['OK']);
    await other.query('ROLLBACK');
    expect(await codesOf(api.ask(slow))).toEqual(['OK']);
  });

  it('a hundred times at once gives all connections back', async () => {
    // Seen once for all: when the first have hung up, too few may be left to use all connections again.
    const usedUp = until('the connections to be used', async () => (await waiting()) === connections);
    await Promise.all(Array.from({ length: 100 }, () => hangUp(slow, () => usedUp)));
    await until('the end of all', async () => (await waiting()) === 0);
    expect(await codesOf(api.ask(quick))).toEqual(['OK']);
    await other.query('ROLLBACK');
    const after = await Promise.all(Array.from({ length: 20 }, () => codesOf(api.ask(slow))));
    expect(after.flat()).toEqual(Array(20).fill('OK'));
  });

  it('at any moment harms no other', async () => {
    await other.query('ROLLBACK');
    for (let ms = 0; ms < 30; ms += 1) {
      const [codes] = await Promise.all([codesOf(api.ask(slow)), hangUp(slow, () => sleep(ms / 3))]);
      expect(codes).toEqual(['OK']);
    }
  });
});
