import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { killPrograms, until } from '../support/programs.ts';

const stream = { accept: 'text/event-stream', 'content-type': 'application/json' };
const query = 'subscription { reportAdded { id } }';

let database: TestDatabase;
let storage: Storage;
let key: string;
let api: ApiProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  ({ key } = await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null }));
  api = await startApiProcess(database.url, { env: { LIMIT_BODY_KB: '10' } });
}, 120_000);

afterAll(async () => {
  await killPrograms();
  await storage.close();
  await database.drop();
});

describe('a request for an event stream', () => {
  const send = (init: RequestInit, parameters = '') => fetch(`${api.url}/graphql/stream${parameters}`, init);
  const post = (body: string, headers: Record<string, string> = stream) =>
    send({ method: 'POST', headers, body });
  const { accept, ...json } = stream;

  it.each<[string, number, () => Promise<Response>]>([
    ['with no query', 400, () => post('{}')],
    ['with a query that is no text', 400, () => post('{"query":5}')],
    ['with variables in a list', 400, () => post(JSON.stringify({ query, variables: [] }))],
    ['with variables in a text', 400, () => post(JSON.stringify({ query, variables: '{}' }))],
    ['with extensions in a text', 400, () => post(JSON.stringify({ query, extensions: '{}' }))],
    ['with a list for its body', 400, () => post(JSON.stringify([{ query }]))],
    ['with no body', 400, () => post('')],
    ['with a body that is no JSON', 400, () => post('{')],
    ['with another type of body', 415, () => post(query, { accept, 'content-type': 'text/plain' })],
    ['by GET with no query', 400, () => send({ headers: stream })],
    [
      'by GET with variables that are no JSON',
      400,
      () => send({ headers: stream }, `?query=${query}&variables={`),
    ],
    ['by GET with variables in a list', 400, () => send({ headers: stream }, `?query=${query}&variables=[]`)],
    ['at a path that is no address', 400, () => send({ headers: stream }, '//[?query=x')],
    [
      'that is skipped',
      400,
      () => post(JSON.stringify({ query: 'subscription { reportAdded @skip(if: true) { id } }' })),
    ],
    [
      'that is skipped by a variable around it',
      400,
      () =>
        post(
          JSON.stringify({
            query:
              'subscription ($v: Boolean!) { ...F @skip(if: $v) } fragment F on Subscription { reportAdded { id } }',
            variables: { v: true },
          }),
        ),
    ],
    [
      'with a variable that is no day',
      400,
      () =>
        post(
          JSON.stringify({
            query: 'subscription ($d: DateTime) { reportAdded(filter: { publishedAfter: $d }) { id } }',
            variables: { d: '2026-01-01' },
          }),
        ),
    ],
    [
      'with a variable that is no id',
      400,
      () =>
        post(
          JSON.stringify({
            query: 'subscription ($id: ID!) { jobProgress(executionId: $id) { status } }',
            variables: { id: {} },
          }),
        ),
    ],
    ['that takes something else', 406, () => post(JSON.stringify({ query }), json)],
    ['by PUT', 405, () => send({ method: 'PUT', headers: stream })],
    ['by DELETE', 405, () => send({ method: 'DELETE', headers: stream })],
    ['that is a query', 400, () => post('{"query":"{ viewer { role } }"}')],
  ])('%s is refused with a code and words, status %i', async (_which, status, ask) => {
    const response = await ask();
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect(response.status).toBe(status);
    expect(errors).toEqual([
      { message: expect.stringMatching(/^.{20,200}$/), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('a client of a WebSocket', () => {
  const opened: WebSocket[] = [];

  async function open(): Promise<WebSocket> {
    const socket = new WebSocket(`${api.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('error', () => {});
    opened.push(socket);
    await once(socket, 'open');
    return socket;
  }

  async function openAcknowledged(): Promise<WebSocket> {
    const socket = await open();
    const acknowledged = once(socket, 'message');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } }));
    await acknowledged;
    return socket;
  }

  afterEach(() => {
    for (const socket of opened.splice(0)) socket.terminate();
  });

  const closedSockets = () => api.logged().filter(({ msg }) => msg === 'a WebSocket was closed');

  it.each<[string, number, string, (socket: WebSocket) => void]>([
    [
      'sends a message that is too large',
      1009,
      'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
      (socket) => socket.send('x'.repeat(10_241)),
    ],
    [
      'sends a text that is none',
      1007,
      'WS_ERR_INVALID_UTF8',
      (socket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }),
    ],
  ])('that %s has its socket closed with %i, which is logged', async (_what, code, reason, send) => {
    const socket = await openAcknowledged();
    const closed = once(socket, 'close');
    send(socket);
    expect((await closed)[0]).toBe(code);
    await until('its line in the log', async () => closedSockets().some((line) => line.reason === reason));
    expect(closedSockets().filter((line) => line.reason === reason)).toEqual([
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    ]);
  });

  it.each([
    ['no JSON', 'x', 4400],
    ['a message without a type', '{}', 4400],
    ['a subscription with no query', '{"id":"1","type":"subscribe","payload":{}}', 4400],
    ['a message too deep to be read', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 4400],
    ['a second greeting', '{"type":"connection_init"}', 4429],
  ])('that sends %s has its socket closed', async (_what, message, code) => {
    const socket = await openAcknowledged();
    const closed = once(socket, 'close');
    socket.send(message);
    expect((await closed)[0]).toBe(code);
  });

  it('that pings with a payload is answered without it', async () => {
    const socket = await openAcknowledged();
    const answered = once(socket, 'message');
    socket.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(5_000) } }));
    expect(JSON.parse(String((await answered)[0]))).toEqual({ type: 'pong' });
  });

  it('that does not read what its refused subscriptions are answered is cut off', async () => {
    const socket = await openAcknowledged();
    socket.pause();
    const isCut = () => closedSockets().some(({ reason }) => reason === 'answers are not read');
    for (let sent = 0; sent < 20_000 && !isCut(); sent += 1) {
      socket.send(
        JSON.stringify({ id: `${sent}${'x'.repeat(9_000)}`, type: 'subscribe', payload: { query: '{' } }),
      );
      if (sent % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await until('its line in the log', async () => isCut());
    expect(closedSockets().filter(({ code }) => code === 'RATE_LIMITED')).toHaveLength(1);
  });

  it('may hang up at any moment: nothing is printed beside the log', async () => {
    const sockets = await Promise.all(Array.from({ length: 50 }, openAcknowledged));
    for (const [at, socket] of sockets.entries()) {
      for (let pings = 0; pings < 200; pings += 1) socket.send('{"type":"ping"}');
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      if (at % 2 === 0) socket.terminate();
      else setImmediate(() => socket.terminate());
    }
    await until(
      'all to be forgotten',
      async () => (await api.metric('fashion_hunting_subscriptions_open')) === 0,
    );
    expect((await api.ask(key, '{ viewer { role } }')).status).toBe(200);
    // It throws at a line that is no JSON.
    expect(api.logged().filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
