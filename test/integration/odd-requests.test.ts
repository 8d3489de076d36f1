import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startApi, type TestApi } from '../support/api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(async () => {
  await api.close();
});

/** Sends a request that offers another protocol, as Java's HttpClient and `curl --http2` do. */
async function offer(upgrade: string, method: string, path: string, body = '') {
  const { hostname, port } = new URL(api.url);
  const asked = request({
    hostname,
    port,
    path,
    method,
    headers: {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade,
      'http2-settings': 'AAMAAABkAAQAAP__',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${api.tenant.key}`,
    },
  });
  asked.end(body);
  const [response] = await once(asked, 'response');
  return { status: response.statusCode, text: await text(response) };
}

const viewer = { status: 200, text: '{"data":{"viewer":{"role":"ADMIN"}}}' };

describe('a request that offers another protocol', () => {
  it.each(['h2c', 'TLS/1.0, HTTP/2.0'])('is answered as if it did not: %s', async (upgrade) => {
    const query = '{ viewer { role } }';
    expect(await offer(upgrade, 'POST', '/graphql', JSON.stringify({ query }))).toEqual(viewer);
    expect(await offer(upgrade, 'GET', `/graphql?query=${encodeURIComponent(query)}`)).toEqual(viewer);
    const long = JSON.stringify({ query, variables: { unused: 'é'.repeat(40_000) } });
    expect(await offer(upgrade, 'POST', '/graphql', long)).toEqual(viewer);
  });

  it('is refused like others, in JSON with a code', async () => {
    const { status, text: answer } = await offer('h2c', 'GET', '/elsewhere');
    expect(status).toBe(404);
    expect(JSON.parse(answer).errors[0].extensions.code).toBe('NOT_FOUND');
  });
});

it('a request whose address cannot be read is refused in JSON with a code', async () => {
  const { hostname, port } = new URL(api.url);
  const asked = request({ hostname, port, path: 'http://[/graphql' }).end();
  const [response] = await once(asked, 'response');
  expect(response.statusCode).toBe(400);
  expect(JSON.parse(await text(response)).errors[0].extensions.code).toBe('BAD_USER_INPUT');
});

it('a WebSocket is opened at /graphql alone', async () => {
  const at = (path: string) =>
    new WebSocket(`${api.url.replace(/^http/, 'ws')}${path}`, 'graphql-transport-ws');
  const open = at('/graphql');
  await once(open, 'open');
  open.close();
  const [{ message }] = await once(at('/elsewhere'), 'error');
  expect(message).toContain('400');
});
