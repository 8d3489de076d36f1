import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';

/** What the suite notices and warns of, each with the reason why it stays. */
const known = {
  // GET without a header that no form can set is refused: that is the protection against cross-site requests.
  notice: ['5A70', '6A70', 'D6D5'],
  // A document that cannot be parsed or validated is answered with 400, also where an old client would want 200.
  warn: ['572B', '7B9B', 'FDE2'],
};

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(async () => api.close());

it('the audit suite of graphql-http finds no error, and only what is known', async () => {
  const results = await auditServer({
    url: `${api.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${api.tenant.key}` } }),
  });
  const idsOf = (status: string) => results.filter((result) => result.status === status).map(({ id }) => id);
  expect(results.length).toBe(61);
  expect(results.filter(({ status }) => status === 'error')).toEqual([]);
  expect({ notice: idsOf('notice').sort(), warn: idsOf('warn').sort() }).toEqual(known);
});
