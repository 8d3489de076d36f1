import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startApi, type TestApi } from '../support/api.ts';

// The attacks of graphql-cop and of the OWASP GraphQL cheat sheet, and what else a hostile client sends. Each answer
// is JSON with a status from 400 to 499 and a code; none costs a statement.

let api: TestApi;
let closed: TestApi;

beforeAll(async () => {
  api = await startApi();
  closed = await startApi({ settings: { introspection: false, playground: false } });
});

afterAll(async () => {
  await api.close();
  await closed.close();
});

const many = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');

function expectRefusal(answer: Answer<unknown>, codes: string[], isFree = true): void {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.contentType).toMatch(/json/);
  expect(answer.errors.length).toBeGreaterThan(0);
  for (const { extensions, message } of answer.errors) {
    expect(codes).toContain(extensions.code);
    expect(message).not.toMatch(/node_modules|\.ts:\d+|\bat \w+ \(/);
  }
  expect(answer.data ?? null).toBeNull();
  if (isFree) expect(answer.statements).toEqual([]);
}

const deepList = (levels: number) =>
  `{ feeds { nodes { ${'reports { nodes { feed { '.repeat(levels)} id ${'} } }'.repeat(levels)} } } }`;

const documents: [name: string, document: string, code: string][] = [
  [
    'a hundred aliases of one field',
    `{ ${many(100, (at) => `a${at}: viewer { role }`)} }`,
    'QUERY_TOO_COMPLEX',
  ],
  ['sixteen aliases of one field', `{ ${many(16, (at) => `a${at}: viewer { role }`)} }`, 'QUERY_TOO_COMPLEX'],
  ['990 times one field', `{ viewer { ${'role '.repeat(990)} } }`, 'QUERY_TOO_COMPLEX'],
  ['300 times one field', `{ viewer { ${'role '.repeat(300)} } }`, 'QUERY_TOO_COMPLEX'],
  ['140 overlapping objects', `{ ${'viewer { role } '.repeat(140)} }`, 'QUERY_TOO_COMPLEX'],
  ['500 times __typename', `{ ${'__typename '.repeat(500)} }`, 'QUERY_TOO_COMPLEX'],
  ['ten unknown directives', `{ __typename ${'@aa'.repeat(10)} }`, 'BAD_USER_INPUT'],
  ['51 directives', `{ viewer { role ${'@include(if: true) '.repeat(51)} } }`, 'QUERY_TOO_COMPLEX'],
  ['2,001 tokens', `{ viewer { ${many(1_995, (at) => `x${at}`)} } }`, 'QUERY_TOO_COMPLEX'],
  [
    'introspection that goes round',
    `{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }`,
    'BAD_USER_INPUT',
  ],
  [
    'introspection that copies itself',
    '{ __schema { a: types { b: fields { type { name } } c: fields { type { name } } } } }',
    'QUERY_TOO_COMPLEX',
  ],
  [
    'introspection that copies itself through a fragment',
    '{ __type(name: "Report") { ...T } } fragment T on __Type { fields { type { name } } b: fields { type { name } } }',
    'QUERY_TOO_COMPLEX',
  ],
  [
    'the text of each report fifteen times',
    `{ ${many(13, (at) => `r${at}: reports(first: 100) { nodes { ${many(15, (copy) => `t${copy}: fullText`)} } }`)} }`,
    'QUERY_TOO_COMPLEX',
  ],
  ['eleven levels', deepList(3), 'QUERY_TOO_COMPLEX'],
  [
    'depth through fragments',
    `{ feeds { nodes { ...A } } } fragment A on Feed { reports { nodes { feed { ...B } } } }
      fragment B on Feed { reports { nodes { feed { ...C } } } } fragment C on Feed { reports { nodes { feed { id } } } }`,
    'QUERY_TOO_COMPLEX',
  ],
  [
    'depth in a fragment named __schema',
    `{ ...__schema } fragment __schema on Query ${deepList(4)}`,
    'QUERY_TOO_COMPLEX',
  ],
  [
    'a fragment that is used shallow and then deep',
    `{ a: feeds { nodes { ...F } } b: feeds { nodes { reports { nodes { feed { reports { nodes { feed { ...F } } } } } } } } }
      fragment F on Feed { reports { nodes { feed { reports { nodes { id } } } } } }`,
    'QUERY_TOO_COMPLEX',
  ],
  [
    'fragments in a circle',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    'BAD_USER_INPUT',
  ],
  [
    'fragments that double forty times',
    `{ ...F0 } ${many(40, (at) => `fragment F${at} on Query { ${at === 39 ? '__typename' : `...F${at + 1} ...F${at + 1}`} }`)}`,
    'BAD_USER_INPUT',
  ],
  [
    'lists within lists',
    '{ reports(first: 100) { nodes { mentions { brand { reports(first: 100) { nodes { id } } } } } } }',
    'QUERY_TOO_COMPLEX',
  ],
  [
    'a mutation where a query is meant',
    '{ createUser(input: { email: "a@b.c", role: ADMIN }) { user { id } } }',
    'BAD_USER_INPUT',
  ],
  ['nothing that can be parsed', '{ reports(', 'BAD_USER_INPUT'],
  ['a subscription over HTTP', 'subscription { reportAdded { id } }', 'BAD_USER_INPUT'],
];

describe('a document with', () => {
  it.each(documents)('%s is refused before any statement', async (_, document, code) => {
    const isFragmentBomb = document.includes('...F39');
    expectRefusal(await api.ask(document), isFragmentBomb ? ['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX'] : [code]);
  });

  it('an exact cost that is too high says the cost, the limit and what to do', async () => {
    const { errors } = await api.ask(
      '{ brands(first: 100) { nodes { reports(first: 100) { nodes { feed { reports(first: 100) { nodes { id } } } } } } } }',
    );
    expect(errors[0]?.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX', cost: 1_020_100, limit: 20_000 });
    expect(errors[0]?.message).toContain('20000');
  });
});

const json = { 'content-type': 'application/json' };
const asked = (
  body: string | Uint8Array<ArrayBuffer> | null,
  headers: Record<string, string> = json,
  method = 'POST',
): RequestInit => ({
  method,
  headers: { authorization: `Bearer ${api.tenant.key}`, ...headers },
  body,
});

const requests: [name: string, request: () => RequestInit, path?: string][] = [
  ['broken JSON', () => asked('{"query": ')],
  ['an empty body', () => asked('')],
  ['JSON that is no object', () => asked('42')],
  ['null', () => asked('null')],
  ['a null query', () => asked('{"query": null}')],
  ['a query that is a number', () => asked('{"query": 7}')],
  ['a query that is a list', () => asked('{"query": ["{ viewer { role } }"]}')],
  ['variables that are a text', () => asked('{"query": "{ viewer { role } }", "variables": "x"}')],
  [
    'an operation name that is an object',
    () => asked('{"query": "{ viewer { role } }", "operationName": {}}'),
  ],
  ['2 MB', () => asked(JSON.stringify({ query: `{ viewer { role } } #${'x'.repeat(2 ** 21)}` }))],
  [
    'variables of 1 MB',
    () => asked(JSON.stringify({ query: '{ viewer { role } }', variables: { x: 'x'.repeat(2 ** 20) } })),
  ],
  ['plain text', () => asked('{ viewer { role } }', { 'content-type': 'text/plain' })],
  [
    'a form',
    () => asked('query=%7Bviewer%7Brole%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' }),
  ],
  [
    'a batch',
    () => asked(JSON.stringify([{ query: '{ viewer { role } }' }, { query: '{ viewer { role } }' }])),
  ],
  ['an empty batch', () => asked('[]')],
  [
    '__proto__',
    () =>
      asked(
        '{"query": "{ viewer { role } }", "variables": {"__proto__": {"x": 1}, "constructor": 1}, "__proto__": {"query": 1}, "query": 1}',
      ),
  ],
  ['invalid UTF-8', () => asked(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))],
  ['a charset that nobody knows', () => asked('{}', { 'content-type': 'application/json; charset=klingon' })],
  ['gzip that is none', () => asked('{}', { ...json, 'content-encoding': 'gzip' })],
  ['a GET query from a form', () => ({ method: 'GET' }), '/graphql?query=%7B__typename%7D'],
  [
    'a GET mutation',
    () => asked(null, { 'x-apollo-operation-name': 'x' }, 'GET'),
    '/graphql?query=mutation%7BdeleteSearch(input%3A%7Bid%3A%22x%22%7D)%7BdeletedSearchId%7D%7D',
  ],
  ['DELETE', () => asked(null, {}, 'DELETE')],
  [
    'an unknown persisted query',
    () => asked(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })),
  ],
  ['an unknown document id', () => asked(JSON.stringify({ documentId: 'x' }))],
];

describe('a request with', () => {
  it.each(requests)('%s is refused in JSON', async (_, request, path = '/graphql') => {
    expectRefusal(await api.send(request(), path), ['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX']);
  });

  it('a header of 20 KB is refused in JSON', async () => {
    const answer = await api.send(asked('{}', { ...json, 'x-long': 'x'.repeat(20_000) }));
    expect(answer.status).toBe(431);
    expectRefusal(answer, ['BAD_USER_INPUT']);
  });

  it.each(['\0', 'lone \ud800 surrogate'])('a text that cannot be stored (%j) is refused', async (search) => {
    const answer = await api.ask('query ($s: String) { reports(filter: { search: $s }) { totalCount } }', {
      s: search,
    });
    expectRefusal(answer, ['BAD_USER_INPUT'], false);
  });
});

describe('paging', () => {
  it.each([
    'first: -1',
    'first: 0',
    'first: 101',
    'first: 2147483647',
    'first: 1000000000',
    'first: 2147483648',
    'first: 1.5',
    'first: "1"',
    'last: -1',
    'last: 101',
    'first: 1, last: 1',
    'after: ""',
    'after: "x"',
    'after: "AAAAAAAAAAA"',
    `after: "'; DROP TABLE reports; --"`,
  ])('with %s is refused', async (args) => {
    for (const list of [
      'reports',
      'feeds',
      'brands',
      'feedEvents',
      'jobExecutions',
      'sources',
      'savedSearches',
      'calendarEvents',
      'outletTiers',
      'users',
      'apiKeys',
    ]) {
      const answer = await api.ask(`{ ${list}(${args}) { pageInfo { hasNextPage } } }`);
      expectRefusal(answer, ['BAD_USER_INPUT'], false);
    }
  });

  it('with null asks for nothing in particular', async () => {
    const answer = await api.ask('{ reports(first: null, after: null, last: null) { totalCount } }');
    expect(answer.errors).toEqual([]);
  });
});

describe('without introspection', () => {
  it.each([
    ['the schema is not told', getIntrospectionQuery()],
    ['a type is not told', '{ __type(name: "Query") { name } }'],
  ])('%s', async (_, document) => {
    expectRefusal(await closed.ask(document), ['BAD_USER_INPUT']);
  });

  it('a slip of the pen is not helped with, which would tell the schema word by word', async () => {
    const { errors } = await closed.ask('{ report { titl } viewr { role } }');
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
  });

  it('there is no playground', async () => {
    const answer = await fetch(closed.url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/json; charset=utf-8',
    ]);
  });
});

describe('answers', () => {
  it('carry no trace, no name of the software, and headers that a browser obeys', async () => {
    const answer = await fetch(`${api.url}/graphql`, asked(JSON.stringify({ query: '{ viewer { role } }' })));
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.json()).toEqual({ data: { viewer: { role: 'ADMIN' } } });
  });

  it('are for pages of our own origin alone, unless others are named', async () => {
    const open = await startApi({ settings: { corsOrigins: ['https://desk.example'] } });
    try {
      const allowedBy = async (url: string, origin: string) =>
        (
          await fetch(`${url}/graphql`, {
            method: 'OPTIONS',
            headers: { origin, 'access-control-request-method': 'POST' },
          })
        ).headers.get('access-control-allow-origin');
      expect(await allowedBy(api.url, 'https://desk.example')).toBeNull();
      expect(await allowedBy(open.url, 'https://desk.example')).toBe('https://desk.example');
      expect(await allowedBy(open.url, 'https://evil.example')).toBeNull();
    } finally {
      await open.close();
    }
  });
});
