import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(async () => api.close());

const asked = '{"query":"{ viewer { role } }"}';
const json = { 'content-type': 'application/json' };

function post(body: string, headers: Record<string, string> = json) {
  const authorization = `Bearer ${api.tenant.key}`;
  return api.send({ method: 'POST', headers: { authorization, ...headers }, body });
}

function expectRefusal({ contentType, errors, text }: Awaited<ReturnType<typeof post>>, code: string): void {
  expect(contentType).toContain('application/json');
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(errors[0]?.message).toMatch(/\w+ \w+/);
  expect(text).not.toMatch(/stacktrace|node_modules|\.ts:\d/);
}

describe('a request that cannot be read', () => {
  it.each([
    ['bad JSON', '{"query":', json, 400],
    ['no JSON object', '5', json, 400],
    ['an empty body', '', json, 400],
    ['an empty object', '{}', json, 400],
    ['200 KB', JSON.stringify({ query: `#${'x'.repeat(200 * 1024)}` }), json, 413],
    ['a batch', `[${asked},${asked}]`, json, 400],
    ['text/plain', asked, { 'content-type': 'text/plain' }, 400],
    ['a form', 'query={viewer{role}}', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['an unknown charset', asked, { 'content-type': 'application/json; charset=klingon' }, 415],
    ['an encoding that it does not have', asked, { ...json, 'content-encoding': 'gzip' }, 400],
    ['an unknown encoding', asked, { ...json, 'content-encoding': 'klingon' }, 415],
    ['a query that is no text', '{"query":5}', json, 400],
    ['variables that are no object', '{"query":"{viewer{role}}","variables":[1]}', json, 400],
    ['an operation that is not there', '{"query":"{viewer{role}}","operationName":"Other"}', json, 400],
    ['a syntax error', '{"query":"{ reports("}', json, 400],
    ['an unknown field', '{"query":"{ reprots { totalCount } }"}', json, 400],
    ['an unknown argument', '{"query":"{ reports(size: 5) { totalCount } }"}', json, 400],
    ['a subscription', '{"query":"subscription { reports }"}', json, 400],
    ['a query by GET without a header', null, {}, 400],
    ['a wish for HTML', asked, { ...json, accept: 'text/html' }, 406],
  ])('for %s is refused', async (_, body, headers, status) => {
    const answer =
      body === null
        ? await api.send({ method: 'GET', headers }, '/graphql?query={viewer{role}}')
        : await post(body, headers);
    expectRefusal(answer, 'BAD_USER_INPUT');
    expect(answer.status).toBe(status);
    expect(answer.statements.filter((statement) => !statement.includes('api_keys'))).toEqual([]);
  });

  it('for a large body says how large it may be', async () => {
    const { errors } = await post(JSON.stringify({ query: `#${'x'.repeat(200 * 1024)}` }), json);
    expect(errors[0]?.message).toBe(
      "The request's body is too large: at most 100 KB are read. Send less at once: fewer values, or several requests.",
    );
  });

  it('for more than 2,000 tokens is refused', async () => {
    // An alias, a colon and a name are three tokens, the braces two.
    const document = (fields: number) =>
      `{ ${Array.from({ length: fields }, (_, at) => `a${at}: __typename`).join(' ')} }`;
    const answer = await api.ask(document(667));
    expectRefusal(answer, 'QUERY_TOO_COMPLEX');
    expect(answer.errors[0]?.message).toContain('2000 tokens');
    // With fewer tokens it meets the limit of aliases, which is looked at after that of tokens.
    expect((await api.ask(document(665))).errors[0]?.message).not.toContain('tokens');
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('by %s is refused', async (method) => {
    expectRefusal(await api.send({ method, headers: json, body: asked }), 'BAD_USER_INPUT');
  });

  it('at an unknown address is NOT_FOUND', async () => {
    const answer = await api.send({ method: 'POST', body: asked, headers: json }, '/graphiql');
    expect(answer.status).toBe(404);
    expectRefusal(answer, 'NOT_FOUND');
  });
});

describe('a key', () => {
  const question = '{ viewer { role } }';

  it('that is missing is UNAUTHENTICATED, with a word on where it belongs', async () => {
    const answer = await api.ask(question, {}, null);
    expect(answer.status).toBe(401);
    expectRefusal(answer, 'UNAUTHENTICATED');
    expect(answer.errors[0]?.message).toContain('authorization: Bearer');
    expect(answer.statements).toEqual([]);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'fh_abc',
    'Bearer xx_abc',
    'Bearer fh_a b',
    "Bearer fh_' OR 1=1 --",
  ])('in the malformed header "%s" is UNAUTHENTICATED', async (authorization) => {
    const answer = await post(asked, { ...json, authorization });
    expect(answer.status).toBe(401);
    expectRefusal(answer, 'UNAUTHENTICATED');
    expect(answer.statements).toEqual([]);
  });

  it('that nobody has is UNAUTHENTICATED', async () => {
    expectRefusal(await api.ask(question, {}, `${api.tenant.key.slice(0, -1)}!`), 'UNAUTHENTICATED');
    expectRefusal(await api.ask(question, {}, `fh_${'A'.repeat(43)}`), 'UNAUTHENTICATED');
  });

  it('that was revoked is UNAUTHENTICATED from then on, in the words of one that nobody has', async () => {
    const key = await api.addKey(api.tenant, 'VIEWER');
    expect((await api.ask(question, {}, key)).data).toEqual({ viewer: { role: 'VIEWER' } });
    await api.tenant.keys.revokeByBeginning(key, new Date());
    // Another process would hear of it in the same way, a moment later.
    const codeOf = async () => (await api.ask(question, {}, key)).errors[0]?.extensions.code;
    await expect.poll(codeOf).toBe('UNAUTHENTICATED');
    const revoked = await api.ask(question, {}, key);
    expectRefusal(revoked, 'UNAUTHENTICATED');
    expect(revoked.text).toBe((await api.ask(question, {}, `fh_${'A'.repeat(43)}`)).text);
  });

  it('is not needed to read the description of the schema', async () => {
    const answer = await api.ask('{ __schema { queryType { name } } }', {}, null);
    expect(answer.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });
});
