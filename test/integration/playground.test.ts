import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import express from 'express';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlayground } from '../../src/api/playground.ts';
import { listen } from '../../src/platform/listen.ts';
import { examples } from '../../src/web/examples.ts';
import { buildPlayground } from '../support/builds.ts';
import { type DemoApi, startDemoApi } from '../support/demo-api.ts';

const shelf = examples(new Date());
const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

/** An answer to one of the examples, as far as it is looked at. */
interface GraphqlAnswer {
  data: Record<string, { nodes?: unknown[] }>;
  errors?: unknown[];
}

let api: DemoApi;
beforeAll(async () => {
  await buildPlayground();
  api = await startDemoApi();
});
afterAll(() => api.close());

/** The addresses that a document of ours loads, as they stand in it. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(/\b(?:src|href|action|srcset)="([^"]*)"/g)].map(([, address = '']) => address);
}

/** As a browser asks; fetch would add a header that asks for the whole answer. */
async function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const [response] = await once(get(url, { headers }), 'response');
  response.resume();
  return response.statusCode;
}

async function filesOfThePage(): Promise<Response[]> {
  const html = await (await fetch(api.url)).text();
  return Promise.all(addressesIn(html).map((address) => fetch(new URL(address, api.url))));
}

describe('the page of the playground', () => {
  it('is a page with a policy that lets it load and ask its own origin alone', async () => {
    const response = await fetch(api.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')?.split(';')).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it('is asked for anew each time, and not sent again while it is the same', async () => {
    const response = await fetch(api.url);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await statusOf(api.url, { 'if-none-match': response.headers.get('etag') ?? '' })).toBe(304);
    expect(await statusOf(api.url, { 'if-none-match': '"another"' })).toBe(200);
  });

  it('names nothing but files of its own, which may be kept for a year', async () => {
    const files = await filesOfThePage();
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      expect([file.url, file.status]).toEqual([file.url, 200]);
      expect(new URL(file.url).origin).toBe(new URL(api.url).origin);
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(file.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('has no script of its own in the page', async () => {
    const html = await (await fetch(api.url)).text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/<style|\son\w+=|\sstyle=/);
  });

  it('loads no file from elsewhere by script or stylesheet', async () => {
    const texts = await Promise.all((await filesOfThePage()).map((file) => file.text()));
    for (const text of texts) {
      expect(text).not.toMatch(/\bimport\s*\(?\s*["'`]https?:/);
      expect(text).not.toMatch(/\bfrom\s*["'`]https?:/);
      expect(text).not.toMatch(/url\(\s*["']?https?:/);
      expect(text).not.toMatch(/@import/);
    }
  });

  it('answers a file that is not there like any other address that is not there', async () => {
    const response = await fetch(new URL('/assets/nothing.js', api.url));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it.each([
    '/assets/../.made-of',
    '/assets/%2e%2e/.made-of',
    '/.made-of',
    '/assets/..%2f..%2f..%2fpackage.json',
  ])('serves nothing beside its files: %s', async (path) => {
    expect((await fetch(`${api.url}${path}`)).status).toBeGreaterThanOrEqual(400);
  });

  it('says in plain words how to build it where it has not been built', async () => {
    const server = createServer(express().use(createPlayground('/no/such/folder')));
    const url = await listen(server, { host: '127.0.0.1', port: 0 });
    const response = await fetch(url);
    server.close();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toContain('node scripts/build-playground.mjs');
  });

  it('is not built a second time while nothing has changed', async () => {
    expect(await buildPlayground()).toBe('');
  });
});

describe('the shelf', () => {
  it('holds eleven examples, each with a title and an operation of its own', () => {
    expect(shelf).toHaveLength(11);
    expect(new Set(shelf.map(({ title }) => title)).size).toBe(11);
    const operations = shelf.map(({ query }) => /^query (\w+)/m.exec(query)?.[1]);
    expect(new Set(operations.filter((name) => name !== undefined)).size).toBe(11);
  });

  it.each(shelf)('$title: fits the schema', ({ query }) => {
    expect(validate(schema, parse(query))).toEqual([]);
  });

  it.each(shelf)('$title: fits the width of the editor', ({ query }) => {
    expect(query.split('\n').filter((line) => line.length > 45)).toEqual([]);
  });

  it.each(shelf)('$title: has something to show of the demo', async ({ query, variables }) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${api.key}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as GraphqlAnswer;
    expect(errors).toBeUndefined();
    expect(emptyLists(data)).toEqual([]);
  });
});

/** The fields of Query whose connection has no row. */
function emptyLists(data: GraphqlAnswer['data']): string[] {
  return Object.entries(data)
    .filter(([, value]) => value.nodes?.length === 0)
    .map(([field]) => field);
}
