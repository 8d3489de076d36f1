import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Answer, startApi, type TestApi } from '../support/api.ts';
import { openGate, type TcpGate } from '../support/tcp-gate.ts';

const question = '{ reports { totalCount nodes { summary } } }';

let api: TestApi;
let gate: TcpGate;
let connection: pg.Client;

beforeAll(async () => {
  const server = new URL(inject('databaseServer').url);
  gate = await openGate({ host: server.hostname, port: Number(server.port) });
  api = await startApi({
    statementTimeoutMs: 400,
    reach: (url) => {
      const through = new URL(url);
      [through.hostname, through.port] = ['127.0.0.1', String(gate.port)];
      return through.href;
    },
  });
  connection = new pg.Client({ connectionString: api.database.url });
  connection.on('error', () => {});
  await connection.connect();
});

afterAll(async () => {
  await connection.end();
  await api.close();
  await gate.shut();
});

/** A client sees words, a code and an id of a failure; nothing of what happened. */
function expectNoDetails({ errors, contentType }: Answer<unknown>): void {
  expect(contentType).toContain('application/json');
  for (const { message, extensions, ...rest } of errors) {
    expect(message).not.toMatch(/select|prisma|postgres|column|relation|database|ECONN|timeout|\n/i);
    expect(Object.keys(extensions)).toEqual(['code', 'id']);
    expect(Object.keys(rest)).toEqual(['locations', 'path']);
  }
}

describe('an unexpected failure', () => {
  it('is answered with INTERNAL and an id, under which it stands in the log', async () => {
    await connection.query('ALTER TABLE reports RENAME COLUMN summary TO gone');
    const answer = await api.ask(question);
    await connection.query('ALTER TABLE reports RENAME COLUMN gone TO summary');

    const [error] = answer.errors;
    expect(error?.extensions.code).toBe('INTERNAL');
    expect(error?.message).toContain(error?.extensions.id);
    expectNoDetails(answer);
    const lines = api.logged.filter(({ errorId }) => errorId === error?.extensions.id);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines[0]?.err)).toContain('summary');
    expect((await api.ask(question)).errors).toEqual([]);
  });
});

describe('a database that does not answer', () => {
  const unavailable = async () => {
    const answer = await api.ask(question);
    expect(answer.status).toBe(503);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
    expect(answer.errors[0]?.message).toMatch(/Try again/);
    expectNoDetails(answer);
  };

  it('is UNAVAILABLE while it is stopped, also to whoever has no key or a wrong one', async () => {
    await gate.shut();
    await unavailable();
    expect((await api.ask(question, {}, 'fh_wrong')).errors[0]?.extensions.code).toBe('UNAVAILABLE');
    expect((await api.ask(question, {}, null)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    await gate.open();
    expect((await api.ask(question)).errors).toEqual([]);
  });

  it('is UNAVAILABLE when a statement takes too long', async () => {
    await connection.query('BEGIN');
    await connection.query('LOCK TABLE reports');
    await unavailable();
    await connection.query('ROLLBACK');
    expect((await api.ask(question)).errors).toEqual([]);
  });

  it('is UNAVAILABLE when it ends a connection in the middle of a statement', async () => {
    await connection.query('BEGIN');
    await connection.query('LOCK TABLE reports');
    const asked = unavailable();
    await endWaitingStatements();
    await asked;
    await connection.query('ROLLBACK');
    expect((await api.ask(question)).errors).toEqual([]);
  });

  async function endWaitingStatements(): Promise<void> {
    for (let ended = 0; ended === 0; ) {
      await connection.query('SELECT pg_stat_clear_snapshot()');
      const { rowCount } = await connection.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND application_name = 'fashion-hunting' AND datname = current_database()`);
      ended = rowCount ?? 0;
    }
  }
});
