import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryTokenBucket } from '../../src/platform/token-bucket.ts';
import { startApi, type TestApi } from '../support/api.ts';

const question = '{ viewer { role } }';
let api: TestApi;

afterEach(() => api.close());

function post(body: unknown): Promise<Response> {
  return fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.tenant.key}` },
    body: JSON.stringify(body),
  });
}

describe('a tenant that has spent its budget', () => {
  it('is told so with 429, the time to wait and what is left; another tenant is answered', async () => {
    api = await startApi({ bucket: createMemoryTokenBucket({ capacity: 25, refillPerSecond: 1 }, () => 0) });
    const twenty = '{ reports { nodes { id } } }';
    expect((await post({ query: twenty })).headers.get('x-ratelimit-remaining')).toBe('5');
    const refused = await post({ query: twenty });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('15');
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', cost: 20 } }],
    });
    const other = await api.addTenant('maison-y');
    expect((await api.ask(question, {}, other.key)).status).toBe(200);
  });
});

describe('a batch', () => {
  it('of as many operations as are allowed is answered in order, of more refused', async () => {
    api = await startApi({ settings: { limits: { batch: 3 } } });
    const answered = await post(Array(3).fill({ query: question }));
    expect(await answered.json()).toEqual(Array(3).fill({ data: { viewer: { role: 'ADMIN' } } }));
    const refused = await post(Array(4).fill({ query: question }));
    expect([refused.status, JSON.stringify(await refused.json())]).toEqual([
      400,
      expect.stringContaining('At most 3 are answered'),
    ]);
  });

  it('is charged for each of its operations, and each says by itself what became of it', async () => {
    const bucket = createMemoryTokenBucket({ capacity: 45, refillPerSecond: 1 }, () => 0);
    api = await startApi({ bucket, settings: { limits: { batch: 10 } } });
    const twenty = { query: '{ reports { nodes { id } } }' };
    const answered = await post([twenty, { query: '{ nothing }' }, twenty, twenty]);
    expect(answered.status).toBe(200);
    expect(answered.headers.get('x-query-cost')).toBe('60');
    expect(answered.headers.get('x-ratelimit-remaining')).toBe('5');
    expect(answered.headers.get('retry-after')).toBe('15');
    const all = (await answered.json()) as { errors?: { extensions: { code: string } }[] }[];
    const codes = all.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
    expect(codes[1]).toBe('BAD_USER_INPUT');
    // They are carried out at the same time: which of the others comes too late is open.
    expect(codes.sort()).toEqual(['BAD_USER_INPUT', 'OK', 'OK', 'RATE_LIMITED']);
    expect((await post(Array(11).fill(twenty))).status).toBe(400);
    expect((await post(twenty)).status).toBe(429);
  });
});

describe('a smaller page', () => {
  it('can be set', async () => {
    api = await startApi({ settings: { limits: { pageSize: 5 } } });
    expect((await api.ask('{ reports(first: 6) { totalCount } }')).errors[0]?.message).toContain('1 to 5');
  });
});
