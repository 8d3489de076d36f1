import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { StoredEvent } from '../../src/model/event.ts';
import { type EventSource, listenToEvents } from '../../src/storage/events.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { until } from '../support/programs.ts';
import { openGate, type TcpGate } from '../support/tcp-gate.ts';

const log = pino({ level: 'silent' });

let database: TestDatabase;
let gate: TcpGate;
let through: URL;
let source: EventSource;
/** What was heard, in its order: ids of executions, and `gap`. */
let heard: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const { hostname, port } = new URL(database.url);
  gate = await openGate({ host: hostname, port: Number(port) });
  through = new URL(database.url);
  [through.hostname, through.port] = ['127.0.0.1', String(gate.port)];
});

afterEach(async () => {
  await source.close();
  heard = [];
});

afterAll(async () => {
  await gate.shut();
  await database.drop();
});

async function listen(beatMs?: number): Promise<void> {
  const onEvent = (event: StoredEvent) =>
    heard.push(event.kind === 'EXECUTION_CHANGED' ? event.executionId : event.kind);
  source = await listenToEvents(through.href, { onEvent, onGap: () => heard.push('gap') }, log, beatMs);
}

async function tellOf(executionId: string): Promise<void> {
  const event = { kind: 'EXECUTION_CHANGED', tenantId: 'x', executionId };
  await sql(database.url, 'SELECT pg_notify($1, $2)', ['fashion_hunting_events', JSON.stringify(event)]);
}

it('says that something may have been missed when the connection is lost, and once more when it is back', async () => {
  await listen();
  await tellOf('before');
  await until('the first event', () => heard.length === 1);
  await gate.shut();
  await until('the loss', () => heard.length === 2);
  await tellOf('meanwhile');
  await gate.open();
  // Whoever began to listen in between has missed what was told then.
  await until('the return', () => heard.length === 3);
  await tellOf('after');
  await until('the last event', () => heard.length === 4);
  expect(heard).toEqual(['before', 'gap', 'gap', 'after']);
});

it('counts as lost when the connection hangs without a word', async () => {
  await listen(200);
  gate.freeze();
  await until('the loss', () => heard.length === 1);
  gate.thaw();
  await until('the return', () => heard.length === 2);
  await tellOf('after');
  await until('the event', () => heard.length === 3);
  expect(heard).toEqual(['gap', 'gap', 'after']);
});

it('is tried one connection at a time while the server takes connections and cuts them', async () => {
  await listen();
  await gate.shut();
  let [open, most, tries] = [0, 0, 0];
  const server: Server = createServer((socket) => {
    open += 1;
    tries += 1;
    most = Math.max(most, open);
    socket
      .on('error', () => {})
      .on('close', () => {
        open -= 1;
      });
    setTimeout(() => socket.destroy(), 100);
  }).listen(gate.port, '127.0.0.1');
  await once(server, 'listening');
  await until('five tries', () => tries === 5);
  expect(most).toBe(1);
  server.close();
  await once(server, 'close');
  await gate.open();
  await until('the return', () => heard.length === 2);
  expect(heard).toEqual(['gap', 'gap']);
});

it('can be closed while there is no connection, and tries no more', async () => {
  await listen();
  await gate.shut();
  await until('the loss', () => heard.length === 1);
  await source.close();
  await gate.open();
  // Twice as long as between two tries.
  await sleep(1_000);
  expect(heard).toEqual(['gap']);
  const connections = await sql(
    database.url,
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'fashion-hunting-events'",
  );
  expect(connections).toEqual([]);
});
