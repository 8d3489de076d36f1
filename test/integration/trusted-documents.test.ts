import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readTrustedDocuments } from '../../src/api/trusted-documents.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { epoch } from '../support/seed.ts';

const documents = {
  who: '{ viewer { role } }',
  ask: 'query ($text: String!) { feeds(filter: { search: $text }) { totalCount } }',
  follow: 'subscription ($id: ID!) { jobProgress(executionId: $id) { status } }',
  'odd?&= id': '{ tenant { slug } }',
};

let api: TestApi;
let folder: string;
/** An execution that is over. */
let id: string;
const who = encodeURIComponent('{ tenant { name } }');
const viewer = { data: { viewer: { role: 'ADMIN' } } };
const unknown = 'documentId: no document is known as "else".';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fashion-hunting-trusted-'));
  const file = join(folder, 'documents.json');
  await writeFile(file, JSON.stringify(documents));
  api = await startApi({ trusted: await readTrustedDocuments(file), settings: { limits: { batch: 2 } } });
  id = await api.tenant.executions.begin(1, epoch);
  await api.tenant.executions.finish(id, null, epoch);
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const authorization = () => `Bearer ${api.tenant.key}`;

async function post(body: unknown, path = '/graphql', accept = 'application/json') {
  const response = await fetch(api.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization(), accept },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

async function get(parameters: Record<string, string>, path = '/graphql', accept = 'application/json') {
  const response = await fetch(`${api.url}${path}?${new URLSearchParams(parameters)}`, {
    headers: { authorization: authorization(), accept, 'apollo-require-preflight': '1' },
  });
  return { status: response.status, text: await response.text() };
}

/** Sends an address as it is, which `fetch` would tidy. */
async function getRaw(path: string) {
  const { hostname, port } = new URL(api.url);
  const asked = request({
    hostname,
    port,
    path,
    headers: { authorization: authorization(), 'apollo-require-preflight': '1' },
  }).end();
  const [response] = await once(asked, 'response');
  return { status: response.statusCode, text: await text(response) };
}

/** What comes back over a WebSocket for one subscription: its messages, or the code that the socket is closed with. */
async function overSocket(payload: object): Promise<unknown[]> {
  const socket = new WebSocket(`${api.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: unknown[] = [];
  const isOver = new Promise<void>((resolve) => {
    socket.on('close', (code) => resolve(void messages.push(code)));
  });
  const subscribe = () => socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'connection_ack') subscribe();
    else messages.push(message);
    if (['complete', 'error'].includes(message.type)) socket.close();
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: authorization() } }));
  await isOver;
  return messages;
}

const streamed = 'data: {"data":{"jobProgress":{"status":"PARTIAL"}}}';

describe('a trusted document', () => {
  it('is answered by its id and by its text, alone and in a batch', async () => {
    for (const body of [{ documentId: 'who' }, { documentId: 'who', query: '' }, { query: documents.who }]) {
      expect(JSON.parse((await post(body)).text)).toEqual(viewer);
    }
    const batch = [{ documentId: 'who' }, { documentId: 'ask', variables: { text: 'nobody' } }];
    expect(JSON.parse((await post(batch)).text)).toEqual([viewer, { data: { feeds: { totalCount: 0 } } }]);
  });

  it('is answered by its id over GET, with its variables', async () => {
    expect(JSON.parse((await get({ documentId: 'who' })).text)).toEqual(viewer);
    expect(JSON.parse((await get({ documentId: 'odd?&= id' })).text)).toEqual({
      data: { tenant: { slug: 'maison-x' } },
    });
    const nobody = { data: { feeds: { totalCount: 0 } } };
    const variables = JSON.stringify({ text: 'what? & why' });
    expect(JSON.parse((await get({ documentId: 'ask', variables })).text)).toEqual(nobody);
    // A question mark may stand in an address as it is.
    const raw = `/graphql?documentId=ask&variables=${encodeURI('{"text":"what?"}')}`;
    expect(JSON.parse((await getRaw(raw)).text)).toEqual(nobody);
  });

  it('is streamed by its id as server-sent events, over POST and GET', async () => {
    const stream = ['/graphql/stream', 'text/event-stream'] as const;
    expect((await post({ documentId: 'follow', variables: { id } }, ...stream)).text).toContain(streamed);
    const parameters = { documentId: 'follow', variables: JSON.stringify({ id }) };
    expect((await get(parameters, ...stream)).text).toContain(streamed);
  });

  it.each([{}, { query: '' }, { query: null }])(
    'is streamed by its id over a WebSocket, with %j',
    async (text) => {
      const messages = await overSocket({ documentId: 'follow', variables: { id }, ...text });
      expect(messages[0]).toMatchObject({
        type: 'next',
        payload: { data: { jobProgress: { status: 'PARTIAL' } } },
      });
    },
  );
});

describe('where documents have to be trusted, another', () => {
  it.each([
    ['posted', () => post({ documentId: 'else' })],
    ['by GET', () => get({ documentId: 'else' })],
    ['streamed', () => post({ documentId: 'else' }, '/graphql/stream', 'text/event-stream')],
    ['streamed by GET', () => get({ documentId: 'else' }, '/graphql/stream', 'text/event-stream')],
  ])('id is refused: %s', async (_how, ask) => {
    const { status, text } = await ask();
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ message: unknown, extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it.each([
    ['posted', () => post({ query: '{ __typename }' })],
    ['beside an id that is known', () => post({ query: '{ __typename }', documentId: 'who' })],
    ['by GET', () => get({ query: '{ __typename }' })],
    ['beside an id that is known, by GET', () => get({ query: '{ __typename }', documentId: 'who' })],
    ['behind a thousand parameters', () => getRaw(`/graphql?${'a&'.repeat(1_001)}query=${who}`)],
    ['behind a #', () => getRaw(`/graphql?#&query=${who}`)],
    ['behind a second ?', () => getRaw(`/graphql??&query=${who}`)],
    ['streamed', () => post({ query: 'subscription { a }' }, '/graphql/stream', 'text/event-stream')],
  ])('text is refused: %s', async (_how, ask) => {
    const { status, text } = await ask();
    expect(status).toBe(400);
    expect(text).toContain('Only documents that were registered are answered here.');
  });

  it('is refused over a WebSocket, which stays open', async () => {
    const [byId] = await overSocket({ documentId: 'else' });
    expect(byId).toMatchObject({ type: 'error', payload: [{ message: unknown }] });
    const [byText] = await overSocket({ query: 'subscription { a }', documentId: 'follow' });
    expect(byText).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
