import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

const list = '{ reports(first: 2) { nodes { title } } }';

let api: TestApi;
let feedId = '';

beforeAll(async () => {
  const settings = { maxAge: 30, corsOrigins: ['https://desk.example'], reportsCache: true };
  api = await startApi({ settings });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  [feedId = ''] = await addFeeds(api.tenant, 1);
  await storeReports(api.tenant, feedId, makeReports(1, 5));
});

afterAll(async () => api.close());

/** Asks by GET, as a client does that is let through by the CSRF prevention. */
async function get(query: string, headers: Record<string, string> = {}, key: string | null = api.tenant.key) {
  const url = new URL('/graphql', api.url);
  url.searchParams.set('query', query);
  return fetch(url, {
    headers: {
      'apollo-require-preflight': 'yes',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
  });
}

interface Body {
  data?: { reports?: { nodes: unknown[] } };
  extensions?: { cache: { outcome: string }[] };
}

async function bodyOf(answer: Response): Promise<Body> {
  return JSON.parse(await answer.text());
}

describe('the answer to a GET', () => {
  it('can be kept by the client alone, and asked for again by its tag', async () => {
    const first = await get(list);
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('private, max-age=30, must-revalidate');
    expect(first.headers.get('vary')).toBe('Origin, Authorization, Accept');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
    expect((await bodyOf(first)).data?.reports?.nodes).toHaveLength(2);

    const second = await get(list, { 'if-none-match': `"other", ${etag}` });
    expect([second.status, await second.text()]).toEqual([304, '']);
    for (const name of ['etag', 'cache-control', 'vary']) {
      expect(second.headers.get(name)).toBe(first.headers.get(name));
    }
    for (const name of ['content-type', 'content-length']) expect(second.headers.get(name)).toBeNull();
  });

  it('is charged and says what is left, kept or not', async () => {
    const first = await get(list);
    const second = await get(list, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(second.status).toBe(304);
    for (const name of ['x-query-cost', 'x-ratelimit-limit', 'x-ratelimit-remaining']) {
      expect(second.headers.get(name)).toMatch(/^\d+$/);
    }
    expect(second.headers.get('x-query-cost')).toBe(first.headers.get('x-query-cost'));
  });

  it.each<[what: string, given: (etag: string) => string, status: number]>([
    ['its tag, made a strong one on the way', (etag) => etag.slice(2), 304],
    ['any tag', () => '*', 304],
    ['another tag', () => 'W/"other"', 200],
    ['what is no tag', (etag) => etag.slice(3), 200],
  ])('is asked for by %s', async (_, given, status) => {
    const etag = (await get(list)).headers.get('etag') ?? '';
    expect((await get(list, { 'if-none-match': given(etag) })).status).toBe(status);
  });

  it('has another tag once the data are others, or somebody else asks', async () => {
    const etag = (await get(list)).headers.get('etag') ?? '';
    const neighbour = await api.addTenant('maison-y');
    const theirs = await get(list, { 'if-none-match': etag }, neighbour.key);
    expect([theirs.status, (await bodyOf(theirs)).data?.reports?.nodes]).toEqual([200, []]);
    const newer = makeReports(2, 5).map((report) => ({ ...report, publishedAt: new Date('2026-03-09') }));
    await storeReports(api.tenant, feedId, newer);
    const changed = await get(list, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('has the same tag whether an answer in it was computed or kept', async () => {
    const overview =
      '{ analytics(range: { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" }) { overview { reports { value } } } }';
    const first = await get(overview);
    const second = await get(overview);
    expect((await bodyOf(first)).extensions?.cache[0]?.outcome).toBe('miss');
    expect((await bodyOf(second)).extensions?.cache[0]?.outcome).toBe('hit');
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('can be read by scripts of pages that may ask, its tag included', async () => {
    const answer = await get(list, { origin: 'https://desk.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://desk.example');
    expect(answer.headers.get('access-control-expose-headers')).toContain('etag');
  });
});

describe('what must not be kept', () => {
  const post = (body: object, key = api.tenant.key) =>
    fetch(new URL('/graphql', api.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'if-none-match': '*' },
      body: JSON.stringify(body),
    });

  it.each<[what: string, status: number, ask: () => Promise<Response>]>([
    ['the answer to a POST', 200, () => post({ query: list })],
    [
      'the answer to a mutation',
      200,
      () =>
        post({
          query:
            'mutation { updateReports(input: { ids: ["01900000-0000-7000-8000-0000000000ff"], status: REVIEWED }) { __typename } }',
        }),
    ],
    ['a GET without a key', 401, () => get(list, {}, null)],
    ['a GET of something that is not there', 200, () => get('{ brand(name: "Nobody") { name } }')],
    ['a GET that fails in a part', 200, () => get('{ viewer { role } brand(name: "Nobody") { name } }')],
    ['a GET that cannot be read', 400, () => get('{')],
    ['a mutation by GET', 400, () => get('mutation { saveSearch(input: { name: "x" }) { __typename } }')],
    [
      'a GET from a form, which the CSRF prevention stops',
      400,
      () => fetch(new URL('/graphql?query={viewer{role}}', api.url)),
    ],
  ])('is %s', async (_, status, ask) => {
    const answer = await ask();
    expect([answer.status, answer.headers.get('etag')]).toEqual([status, null]);
    expect(answer.headers.get('cache-control')).toMatch(/^no-store$/);
  });
});
