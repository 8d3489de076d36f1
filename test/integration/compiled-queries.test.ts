import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ withTwin: true });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  const [feed = ''] = await addFeeds(api.tenant, 1);
  await storeReports(api.tenant, feed, makeReports(1, 20));
});

afterAll(async () => {
  await api.close();
});

/** A document of 2 KB whose fragments, written out, select a hundred thousand fields, all of them left out. */
function fragmentBomb(): string {
  const times = (part: (at: number) => string) => Array.from({ length: 15 }, (_, at) => part(at)).join(' ');
  return `query Q($v: Boolean!) { __typename ${times((at) => `a${at}: brand(name: "gucci") @include(if: $v) { ...B }`)} }
    fragment B on Brand { ${times((at) => `r${at}: reports(first: 1) { ...C }`)} }
    fragment C on ReportConnection { ${times((at) => `n${at}: nodes { ...R }`)} }
    fragment R on Report { ${times((at) => `m${at}: related(first: 1) { title }`)} }`;
}

describe('a query that is asked again', () => {
  it('is not compiled when its fragments, written out, are too many fields, and is answered at once', async () => {
    const memory = process.memoryUsage().rss;
    for (const key of [api.tenant.key, null]) {
      for (let asked = 0; asked < 3; asked += 1) {
        const { data } = await api.ask(fragmentBomb(), { v: false }, key);
        expect(data).toEqual({ __typename: 'Query' });
      }
    }
    // Compiled, it is a gigabyte.
    expect(process.memoryUsage().rss - memory).toBeLessThan(300 * 1024 ** 2);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])(
    'leaves out what its conditions leave out, for %s and %s, however fragments are merged',
    async (a, b) => {
      const document = `query ($a: Boolean!, $b: Boolean!) {
      reports(first: 20) { nodes { ...on Report @include(if: $a) { title mentions { count ...M @include(if: $b) } } mentions { tone } } } }
      fragment M on Mention { brand { name } }`;
      const expected = await api.askTwin(document, { a, b });
      expect(expected.text).toContain('"tone"');
      for (let asked = 0; asked < 3; asked += 1) {
        expect((await api.ask(document, { a, b })).text).toBe(expected.text);
      }
    },
  );
});

describe('an operation that the document does not hold', () => {
  it.each([
    ['X', 'query A { viewer { role } }', 'operationName: the document holds no operation "X".'],
    ['', 'query A { viewer { role } }', 'operationName: the document holds no operation "".'],
    ['X', 'query A { __typename }', 'operationName: the document holds no operation "X".'],
    [
      undefined,
      'query A { __typename } query B { __typename }',
      'The document holds several operations. Say by operationName which one is meant.',
    ],
  ])('is refused: %j', async (operationName, query, message) => {
    for (const key of [api.tenant.key, 'fh_wrong']) {
      const { status, errors, statements } = await api.send({
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query, operationName }),
      });
      expect(status).toBe(400);
      expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(statements).toEqual([]);
    }
  });

  it('has no mutation carried out by GET', async () => {
    const parameters = new URLSearchParams({
      query: 'mutation A { followBrand(input: { brand: "Gucci" }) { brand { name } } }',
      operationName: '',
    });
    const { status, errors, statements } = await api.send(
      {
        headers: { authorization: `Bearer ${api.tenant.key}`, 'apollo-require-preflight': '1' },
      },
      `/graphql?${parameters}`,
    );
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(statements).toEqual([]);
  });
});
