import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/model/errors.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { forgeCursor } from '../support/forged-cursor.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  other = await api.addTenant('maison-y');
  for (const tenant of [api.tenant, other]) {
    const [feedId = ''] = await addFeeds(tenant, 2);
    await storeReports(tenant, feedId, makeReports(1, 5));
  }
});

afterAll(async () => api.close());

/** Asks, and expects one refusal: in words, with its code, as JSON, with nothing of how the service is made. */
async function refusal(document: string, variables?: object, key?: string | null) {
  const answer = await api.ask(document, variables, key);
  return { answer, ...expectRefusal(answer) };
}

function expectRefusal({ contentType, errors, text }: Awaited<ReturnType<TestApi['ask']>>) {
  expect(contentType).toContain('application/json');
  expect(errors).toHaveLength(1);
  expect(text).not.toMatch(/stacktrace|node_modules|\.ts:\d/);
  expect(text.length).toBeLessThan(2_000);
  const [error] = errors;
  expect(error?.message).toMatch(/\w+ \w+/);
  const { code, fields } = error?.extensions ?? {};
  return { code, message: error?.message ?? '', fields };
}

const nul = 'a\0b';
const half = 'a\ud800b';

describe('a page size', () => {
  it.each([
    ['first: 0', '0'],
    ['first: -1', '-1'],
    ['first: 101', '101'],
    ['first: 2147483647', '2147483647'],
    ['first: 2147483648', '2147483648'],
    ['first: 1e9', '1e9'],
    ['first: 1.5', '1.5'],
    ['first: "5"', '5'],
    ['last: 0', '0'],
    ['last: 101', '101'],
    ['first: 1, last: 1', 'first: 1 and last: 1'],
  ])('of %s is refused, and the message names it', async (args, named) => {
    for (const list of ['reports', 'feeds', 'feedEvents', 'brands', 'jobExecutions']) {
      const { code, message } = await refusal(`{ ${list}(${args}) { totalCount } }`);
      expect(code).toBe('BAD_USER_INPUT');
      expect(message).toContain(named);
    }
    const nested = await refusal(`{ brand(name: "Gucci") { reports(${args}) { totalCount } } }`);
    expect(nested.code).toBe('BAD_USER_INPUT');
  });

  it.each([
    ['reports(first: 101) { totalCount }', 'first', '101 is out of range. Ask for 1 to 100.'],
    ['reports(last: 0) { totalCount }', 'last', '0 is out of range. Ask for 1 to 100.'],
    [
      'reports(first: 1, last: 2) { totalCount }',
      'first',
      '1 and last: 2 cannot be combined. Give one of them.',
    ],
    ['analytics(range: { lastDays: 7 }) { sources(first: 1000) { source } }', 'first', '1 to 100'],
    ['analytics(range: { lastDays: 7 }) { trends(first: 51) { score } }', 'first', '1 to 50'],
    [
      'analytics(range: { lastDays: 7 }) { shareOfVoice(first: 0) { brand { name } } }',
      'first',
      '0 is out of range',
    ],
    [
      'analytics(range: { lastDays: 7 }) { compare(brands: ["Guci"]) { brand { name } } }',
      'brands',
      'known as "Guci"',
    ],
  ])('or another argument that cannot be used is a field of its own: %s', async (asked, field, said) => {
    const { code, message, fields } = await refusal(`{ ${asked} }`);
    expect(code).toBe('BAD_USER_INPUT');
    expect(fields).toEqual([{ field, message: expect.stringContaining(said) }]);
    // A message names its field once.
    expect(message.split(`${field}: `)).toHaveLength(2);
  });

  it('of null is as if none was given', async () => {
    const { reports } = dataOf(await api.ask('{ reports(first: null, last: null) { nodes { id } } }'));
    expect(reports).toEqual({ nodes: expect.arrayContaining([{ id: expect.any(String) }]) });
  });
});

it('a time zone of null is UTC', async () => {
  const { analytics } = dataOf(
    await api.ask('{ analytics(range: { lastDays: 2 }, timeZone: null) { range { timeZone } } }'),
  );
  expect(analytics).toEqual({ range: { timeZone: 'UTC' } });
});

describe('a cursor', () => {
  async function cursorOf(list: string, key?: string): Promise<string> {
    const data = dataOf(await api.ask(`{ page: ${list} { pageInfo { endCursor } } }`, {}, key));
    return (data.page as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
  }

  async function expectRefused(cursor: string): Promise<void> {
    for (const args of ['after: $cursor', 'last: 5, before: $cursor']) {
      const document = `query ($cursor: String) { reports(${args}) { nodes { id } } }`;
      const { code, message, fields } = await refusal(document, { cursor });
      expect(code).toBe('BAD_USER_INPUT');
      expect(message).toMatch(/^(after|before): .*cursor/);
      expect(fields).toEqual([{ field: message.split(':')[0], message: expect.stringContaining('cursor') }]);
    }
  }

  it('of this list is taken', async () => {
    const after = await cursorOf('reports(first: 2)');
    expect((await api.ask(`{ reports(after: "${after}") { nodes { id } } }`)).errors).toEqual([]);
  });

  it.each([1, 5, 11, 40])('that lost its last %i characters is refused', async (lost) => {
    await expectRefused((await cursorOf('reports(first: 2)')).slice(0, -lost));
  });

  it.each([
    'reports(first: 2, orderBy: { field: INGESTED_AT })',
    'reports(first: 2, orderBy: { direction: ASC })',
    'feeds',
    'brands',
    'jobExecutions',
  ])('of another list or order is refused: %s', async (list) => {
    await expectRefused(await cursorOf(list));
  });

  it('of another tenant is refused', async () => {
    await expectRefused(await cursorOf('reports(first: 2)', other.key));
  });

  it.each(['', ' ', 'cursor', `'; DROP TABLE reports; --`, 'x'.repeat(5_000), nul, half, '💥'])(
    'that is garbage is refused: %j',
    async (garbage) => expectRefused(garbage),
  );

  it.each([
    'null',
    '{}',
    '[]',
    'x',
    '["yesterday","0190a3c5-0000-7000-8000-000000000000"]',
    '["infinity","0190a3c5-0000-7000-8000-000000000000"]',
    '["0000-01-01T00:00:00.000Z","0190a3c5-0000-7000-8000-000000000000"]',
    '["2026-03-01T00:00:00.000Z","1 OR true"]',
    '["2026-03-01T00:00:00.000Z"]',
    '[["2026-03-01T00:00:00.000Z"],{}]',
  ])('that somebody made up for the place %s is refused', async (place) => {
    await expectRefused(forgeCursor(api.tenant.tenantId, 'reports:PUBLISHED_AT:DESC', place));
  });

  it('made up for a name that no text can hold is refused', async () => {
    const place = JSON.stringify([nul, '0190a3c5-0000-7000-8000-000000000000']);
    const after = forgeCursor(api.tenant.tenantId, 'brands:NAME:ASC', place);
    expect((await refusal(`{ brands(after: "${after}") { nodes { id } } }`)).code).toBe('BAD_USER_INPUT');
  });
});

describe('a value', () => {
  it.each([
    ['an enum', '{ reports(filter: { topics: [HATS] }) { totalCount } }', 'HATS'],
    ['an order', '{ reports(orderBy: { field: TITLE }) { totalCount } }', 'TITLE'],
    ['an id', '{ report(id: "7") { title } }', '"7"'],
    ['an id in a filter', '{ reports(filter: { feedIds: ["7"] }) { totalCount } }', '"7"'],
    ['a day', '{ reports(filter: { publishedAfter: "2026-02-30T00:00:00Z" }) { totalCount } }', '2026-02-30'],
    ['a moment', '{ reports(filter: { publishedAfter: "yesterday" }) { totalCount } }', 'yesterday'],
    ['a year 0', '{ reports(filter: { publishedAfter: "0000-01-01T00:00:00Z" }) { totalCount } }', '0000'],
    [
      'a year 10000',
      '{ reports(filter: { publishedBefore: "9999-12-31T23:59:59-01:00" }) { totalCount } }',
      '10000',
    ],
    [
      'an empty range',
      '{ reports(filter: { publishedAfter: "2026-03-02T00:00:00Z", publishedBefore: "2026-03-02T00:00:00Z" }) { totalCount } }',
      '2026-03-02',
    ],
    [
      'a brand of a filter',
      '{ reports(filter: { brands: { none: ["Guci"] } }) { totalCount } }',
      'Did you mean "Gucci"?',
    ],
  ])('that is no use as %s is refused, and the message names it', async (_, document, named) => {
    const { code, message } = await refusal(document);
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain(named);
  });

  it('of an unknown enum in a variable is refused', async () => {
    const document = 'query ($topics: [Topic!]) { reports(filter: { topics: $topics }) { totalCount } }';
    const { code, message } = await refusal(document, { topics: ['HATS'] });
    expect([code, message]).toEqual(['BAD_USER_INPUT', expect.stringContaining('HATS')]);
  });

  const texts = [
    'brand(name: $text) { name }',
    'brands(filter: { search: $text }) { totalCount }',
    'brands(filter: { groups: [$text] }) { totalCount }',
    'feeds(filter: { search: $text }) { totalCount }',
    'reports(filter: { search: $text }) { totalCount }',
    'reports(filter: { sources: [$text] }) { totalCount }',
    'reports(filter: { languages: [$text] }) { totalCount }',
    'reports(filter: { brands: { any: [$text] } }) { totalCount }',
  ];

  it.each(texts)('that no text can be is refused in %s', async (field) => {
    const document = `query ($text: String!) { ${field} }`;
    for (const text of ['', '  \n', nul, half, 'x'.repeat(501), ' '.repeat(20_000)]) {
      expect((await refusal(document, { text })).code).toBe('BAD_USER_INPUT');
    }
  });

  it('is refused where a list is too long', async () => {
    const lists: [field: string, type: string, value: unknown][] = [
      ['reports(filter: { brands: { all: $list } }) { totalCount }', 'String', 'Gucci'],
      ['reports(filter: { feedIds: $list }) { totalCount }', 'ID', api.tenant.tenantId],
      ['reports(filter: { topics: $list }) { totalCount }', 'Topic', 'OTHER'],
      ['reports(filter: { sources: $list }) { totalCount }', 'String', 'x'],
      ['brands(filter: { categories: $list }) { totalCount }', 'BrandCategory', 'HOUSE'],
    ];
    for (const [field, type, value] of lists) {
      const document = `query ($list: [${type}!]) { ${field} }`;
      const { code, message } = await refusal(document, { list: Array.from({ length: 101 }, () => value) });
      expect([code, message]).toEqual(['BAD_USER_INPUT', expect.stringContaining('101')]);
      expect((await api.ask(document, { list: Array.from({ length: 100 }, () => value) })).errors).toEqual(
        [],
      );
    }
  });

  it('says nothing of the many names it does not know', async () => {
    const document =
      'query ($names: [String!]) { reports(filter: { brands: { any: $names } }) { totalCount } }';
    const names = Array.from({ length: 100 }, (_, at) => `${'Guci'.repeat(20)} ${at}`);
    expect((await refusal(document, { names })).message).toContain('and 95 more');
  });
});

describe('what does not exist', () => {
  const missing = '0190a3c5-0000-7000-8000-000000000000';
  const one = 'query ($id: ID!) { report(id: $id) { title } }';

  it.each(['report', 'feed', 'jobExecution'])(
    'has the same answer as what is another tenant’s: %s',
    async (kind) => {
      const listed = dataOf(await api.ask(`{ list: ${kind}s { nodes { id } } }`, {}, other.key)).list;
      const [theirs] = (listed as { nodes: { id: string }[] }).nodes;
      const document = one.replace('report', kind).replace('title', 'id');
      const code: ErrorCode = 'NOT_FOUND';
      const forTheirs = await refusal(document, { id: theirs?.id });
      const forMissing = await refusal(document, { id: missing });
      expect([forTheirs.code, forMissing.code]).toEqual([code, code]);
      expect(forTheirs.answer.text.replaceAll(theirs?.id ?? '', missing)).toBe(forMissing.answer.text);
      expect((await api.ask(document, { id: theirs?.id }, other.key)).errors).toEqual([]);
    },
  );

  it('is NOT_FOUND for a brand', async () => {
    expect((await refusal('{ brand(name: "Nobody & Sons") { name } }')).code).toBe('NOT_FOUND');
  });

  it('is told the names of brands that resemble it', async () => {
    const { code, message } = await refusal('{ brand(name: "Guci") { name } }');
    expect([code, message]).toEqual([
      'NOT_FOUND',
      'There is no brand known as "Guci". Did you mean "Gucci"?',
    ]);
  });
});
