import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  executeSync,
  type GraphQLOutputType,
  getIntrospectionQuery,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  OverlappingFieldsCanBeMergedRule,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { usualLimits } from '../../../../src/api/limits/limits.ts';
import { createCostCounter, refuseCostly } from '../../../../src/api/limits/operation-cost.ts';
import { CodedError } from '../../../../src/model/errors.ts';
import { examples } from '../../../../src/web/examples.ts';
import { operationOf, queriesOf, writtenOut } from '../../../support/operation-text.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const costOf = createCostCounter(schema);

function cost(
  source: string | DocumentNode,
  variables: Record<string, unknown> = {},
  counter = costOf,
): number {
  const document = typeof source === 'string' ? parse(source) : source;
  return counter(document, operationOf(document), variables);
}

/** Made-up queries take their time on a machine that does other things as well. */
const patient = { timeout: 60_000 };

/** Types whose fragments find a place in most made-up queries. */
const fragmentsOn = ['Query', 'ReportConnection', 'Report', 'Feed', 'Query', 'FeedConnection', 'Report'];

/** `count` texts, each made from its number. */
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('the cost of a query', () => {
  it.each([
    ['one for an object', '{ viewer { role } }', 1],
    ['one for each object, below another as well', '{ viewer { role tenant { name } user { email } } }', 3],
    ['one for a report', '{ report(id: "x") { title brands } }', 1],
    [
      'a page of 50 reports with their feeds',
      '{ reports(first: 50) { nodes { title feed { title } } } }',
      100,
    ],
    ['the last 50 as well', '{ reports(last: 50) { nodes { title } } }', 50],
    ['the usual page when nothing says how many', '{ reports { nodes { title } } }', 20],
    ['edges as nodes', '{ reports(first: 50) { edges { cursor node { title feed { title } } } } }', 100],
    [
      'coverage as much as it adds up, with its gaps and their feeds',
      '{ coverage(range: { lastDays: 7 }) { confidence gaps { from feeds { title } } } }',
      50 + 20 + 200,
    ],
    ['edges and nodes', '{ reports(first: 50) { edges { node { id } } nodes { id } } }', 100],
    [
      'nothing for cursors, counts and links',
      '{ reports(first: 50) { totalCount exportUrl edges { cursor } pageInfo { endCursor } } }',
      0,
    ],
    [
      'pages within pages',
      '{ brands(first: 10) { nodes { name reports(first: 5) { nodes { id feed { id } } } } } }',
      110,
    ],
    ['the assumed size of a list', '{ reports(first: 2) { nodes { mentions { quote } } } }', 22],
    ['what stands below such a list', '{ reports(first: 2) { nodes { mentions { brand { name } } } } }', 42],
    ['the default of a slicing argument', '{ report(id: "x") { related { title } } }', 6],
    ['a slicing argument', '{ report(id: "x") { related(first: 12) { title tenant { name } } } }', 25],
    ['a list at the root', '{ topics { reportCount } }', 13],
    [
      'the payload of a mutation and what it holds',
      'mutation { createFeed(input: { url: "x" }) { feed { id reports(first: 3) { nodes { id } } } } }',
      5,
    ],
    [
      'a list in a payload',
      'mutation { importFeeds(input: { opml: "x" }) { alreadyFollowed feeds { id } refused { url } } }',
      201,
    ],
    ['an event of a subscription', 'subscription { reportAdded { title feed { title } } }', 2],
    [
      'what a field that gives an object says for itself',
      '{ previewBrandRules(brand: "x", draft: { rules: [] }) { added { samples { report { id } } } } }',
      1_000 + 1 + 20,
    ],
    ['five for the text of an article', '{ report(id: "x") { title fullText } }', 6],
    [
      'one more for each copy of what is no object',
      '{ report(id: "x") { title a: title b: fullText tags: brands } }',
      9,
    ],
    ['each alias', '{ a: brand(name: "a") { name } b: brand(name: "b") { name } }', 2],
    [
      'nothing for __typename',
      '{ __typename reports(first: 5) { __typename edges { __typename node { __typename } } } }',
      5,
    ],
  ])('is %s', (_, query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  it('is nothing for introspection, also beside something else and in fragments', () => {
    expect(cost(getIntrospectionQuery())).toBe(0);
    expect(
      cost(
        '{ viewer { role } ...I } fragment I on Query { __schema { types { ...T } } __type(name: "x") { name } } fragment T on __Type { fields { name } }',
      ),
    ).toBe(1);
    expect(cost('{ __schema: reports(first: 7) { nodes { id } } }')).toBe(7);
  });

  it('is that of the operation asked for', () => {
    const document = parse(
      'query A { viewer { role } } query B { reports(first: 9) { nodes { ...F } } } fragment F on Report { id }',
    );
    const [, second] = document.definitions;
    expect(cost(document)).toBe(1);
    expect(second?.kind === 'OperationDefinition' && costOf(document, second, {})).toBe(9);
  });

  it('of everything at once is what it takes with nested pages', () => {
    const page = (inside: string) => `reports(first: 100) { nodes { feed { ${inside} } } }`;
    expect(cost(`{ feed(id: "x") { ${page(page(page('id')))} } }`)).toBe(1 + 200 + 20_000 + 2_000_000);
  });
});

describe('the size of a page', () => {
  const nodes = (args: string) => `{ reports${args} { nodes { id } } }`;

  it.each([
    ['(first: 0)', 1],
    ['(first: -5)', 1],
    ['(first: 101)', 100],
    ['(first: 2147483647)', 100],
    ['(first: 99999999999999999999)', 100],
    ['(first: null)', 20],
    ['(first: null, last: 30)', 30],
    ['(first: 10, last: 30)', 30],
    ['(after: "x")', 20],
  ])('counts %s as %i', (args, expected) => {
    expect(cost(nodes(args))).toBe(expected);
  });

  it.each([
    [{ n: 7 }, 7],
    [{ n: 0 }, 1],
    [{ n: 1e9 }, 100],
    [{ n: null }, 20],
    [{ n: '7' }, 100],
    [{ n: Number.NaN }, 100],
    [{ n: {} }, 100],
    [{}, 20],
    [{ other: 7 }, 20],
  ])('counts the variable of %j as %i', (variables, expected) => {
    expect(cost(`query ($n: Int) ${nodes('(first: $n)')}`, variables)).toBe(expected);
  });

  it.each([
    ['["gucci", "prada"]', {}, 2],
    ['["gucci", $name]', {}, 2],
    ['"gucci"', {}, 1],
    ['[]', {}, 1],
    ['$brands', { brands: ['gucci', 'prada', 'dior'] }, 3],
    ['$brands', { brands: 'gucci' }, 1],
    ['$brands', { brands: Array(1_000).fill('gucci') }, 100],
    ['$brands', {}, 20],
  ])('of brands side by side is what is listed: %s with %j', (brands, variables, size) => {
    const fields = '{ tone { score { value } } }';
    const query = `query ($brands: [String!], $name: String) {
      analytics(range: { lastDays: 7 }) { compare(brands: ${brands}) ${fields} }
    }`;
    const one = cost(`{ analytics(range: { lastDays: 7 }) { brand(name: "gucci") ${fields} } }`) - 1;
    expect(cost(query, variables)).toBe(1 + size * one);
  });

  it('counts the default of a variable unless a value is given', () => {
    const query = `query ($n: Int = 40) ${nodes('(first: $n)')}`;
    expect([
      cost(query),
      cost(query, { n: undefined }),
      cost(query, { n: 4 }),
      cost(query, { n: null }),
    ]).toEqual([40, 40, 4, 20]);
  });

  it('does not take for a variable what every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(cost(`query ($${name}: Int) ${nodes(`(first: $${name})`)}`)).toBe(20);
      expect(cost(`query ($${name}: Int) ${nodes(`(first: $${name})`)}`, JSON.parse(`{"${name}": 3}`))).toBe(
        3,
      );
    }
  });

  it('counts the default of a slicing argument when its variable has no value', () => {
    const query = 'query ($n: Int) { report(id: "x") { related(first: $n) { id } } }';
    expect([cost(query), cost(query, { n: 9 }), cost(query, { n: -1 }), cost(query, { n: 1e6 })]).toEqual([
      6, 10, 2, 101,
    ]);
  });

  it('goes up to the size that is set, and is the usual one unless that is too large', () => {
    const large = createCostCounter(schema, { pageSize: 500 });
    expect(cost(nodes('(first: 400)'), {}, large)).toBe(400);
    expect(cost(nodes('(first: 600)'), {}, large)).toBe(500);
    const small = createCostCounter(schema, { pageSize: 10 });
    expect(cost(nodes(''), {}, small)).toBe(10);
    expect(cost('{ report(id: "x") { related(first: 20) { id } } }', {}, small)).toBe(21);
  });
});

describe('what is skipped', () => {
  const values = { yes: true, no: false };
  const query = (directive: string) =>
    `query ($yes: Boolean!, $no: Boolean!, $on: Boolean = true, $off: Boolean = false, $unset: Boolean) {
       viewer { tenant ${directive} { id } ... ${directive} { a: tenant { id } } ...F ${directive} }
     }
     fragment F on Viewer { b: tenant { id } }`;

  it.each([
    '@skip(if: true)',
    '@include(if: false)',
    '@skip(if: $yes)',
    '@include(if: $no)',
    '@skip(if: $on)',
    '@include(if: $off)',
    '@include(if: true) @skip(if: true)',
  ])('counts nothing under %s', (directive) => {
    expect(cost(query(directive), values)).toBe(1);
  });

  it.each([
    '@skip(if: false)',
    '@include(if: true)',
    '@skip(if: $no)',
    '@include(if: $yes)',
    '@skip(if: $unset)',
    '@include(if: $unset)',
    '@skip(if: null)',
    '@skip',
    '@other(if: true)',
  ])('counts all under %s', (directive) => {
    expect(cost(query(directive), values)).toBe(4);
  });

  it('counts what a value that is none would skip', () => {
    expect(cost(query('@skip(if: $yes)'), { yes: 'true' })).toBe(4);
    expect(cost(query('@include(if: $no)'), { no: 0 })).toBe(4);
  });
});

describe('fragments', () => {
  it('cost what they cost in each place, multiplied by what stands above', () => {
    const query = `{
      reports(first: 10) { ...Page nodes { ...Row } }
      feed(id: "x") { reports(first: 3) { ...Page } }
    }
    fragment Row on Report { feed { id } }
    fragment Page on ReportConnection { nodes { ...Row } pageInfo { endCursor } }`;
    expect(cost(query)).toBe(10 * 2 + 10 * 2 + 1 + 3 * 2);
  });

  it('are read once, however often they are spread: 2 to the power of 40 pages are counted at once', () => {
    const bomb = (count: number, body: string) =>
      `{ ...f0 } ${times(count, (at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`)} fragment f${count} on Query { ${body} }`;
    expect(cost(bomb(40, 'reports(first: 50) { nodes { id } }'))).toBe(50 * 2 ** 40);
    expect(cost(bomb(1_100, 'viewer { role }'))).toBe(Number.POSITIVE_INFINITY);
    expect(cost(bomb(1_100, 'reports { totalCount }'))).toBe(0);
  });

  it('may be nested without end as far as numbers go', () => {
    const chain = times(
      3_000,
      (at) => `fragment f${at} on Feed { reports(first: 100) { nodes { feed { ...f${at + 1} } } } }`,
    );
    expect(cost(`{ feed(id: "x") { ...f0 } } ${chain} fragment f3000 on Feed { id }`)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('cost the same as when they are written out', patient, () => {
    fc.assert(
      fc.property(
        queriesOf(schema, { fragmentsOn, distinct: false, depth: 5 }),
        fc.integer({ min: 0, max: 4 }),
        (query, two) => {
          expect(cost(query, { two })).toBe(cost(writtenOut(query), { two }));
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });
});

/**
 * How many objects come back for a query, when every list is as long as it may be; texts of articles count five, a preview 1,000, and
 * what is no object one under an alias.
 */
function objectsOf(source: string): number {
  let count = 0;
  const holdsAList = /Connection$|Edge$|^PageInfo$/;
  const assumedSizes: Record<string, number> = {
    'Report.mentions': 10,
    'Report.rejectedMentions': 20,
    'Report.authors': 2,
    'Query.topics': 13,
    'Author.topics': 13,
    'Brand.rules': 10,
    'BrandRuleVersion.rules': 10,
    'Brand.nameStatistics': 10,
    'PreviewedReports.samples': 10,
    'CoverageGap.feeds': 10,
    'Analytics.series': 400,
    'Analytics.topics': 13,
    'BrandAnalytics.series': 400,
    'BrandAnalytics.topics': 13,
    'Trend.baseline': 8,
    'TrendSourceChange.feeds': 5,
    'CoMention.brands': 2,
    'Alert.outlets': 11,
    'Alert.topics': 11,
    'Alert.tones': 4,
    'Alert.reports': 20,
    'AlertBacktest.firings': 20,
  };
  const weights: Record<string, number> = {
    previewBrandRules: 1_000,
    nameStatistics: 41,
    coverage: 50,
    backtestAlertRule: 100,
  };
  /** @param length of the list that it is or, for a connection, holds */
  const resolve = (type: GraphQLOutputType, length: number): unknown => {
    if (isNonNullType(type)) return resolve(type.ofType, length);
    if (isListType(type)) return Array.from({ length }, () => resolve(type.ofType, length));
    if (isEnumType(type)) return type.getValues()[0]?.value;
    if (isLeafType(type)) return 1;
    if (!holdsAList.test(type.name)) count += 1;
    return { length };
  };
  const result = executeSync({
    schema,
    document: parse(source),
    fieldResolver: ({ length } = { length: 20 }, args, _, { returnType, fieldName, parentType, path }) => {
      if (isLeafType(getNamedType(returnType))) {
        const isFree = path.key === fieldName || /Connection$|^PageInfo$/.test(parentType.name);
        count += (isFree ? 0 : 1) + (fieldName === 'fullText' ? 5 : 0);
      }
      count += (weights[fieldName] ?? 1) - 1;
      const ofConnection = parentType.name.endsWith('Connection') ? length : 20;
      const assumed = assumedSizes[`${parentType.name}.${fieldName}`];
      return resolve(returnType, args.first ?? args.last ?? assumed ?? ofConnection);
    },
  });
  expect(result.errors).toBeUndefined();
  return count;
}

/** Whether GraphQL can merge what is selected more than once: not with different arguments. */
function canBeMerged(source: string): boolean {
  return validate(schema, parse(source), [OverlappingFieldsCanBeMergedRule]).length === 0;
}

describe('made-up queries', () => {
  it(
    'cost as many as come back, when no list is shorter than it may be and nothing is merged',
    patient,
    () => {
      fc.assert(
        fc.property(queriesOf(schema, { fragmentsOn: [], distinct: true, depth: 5 }), (query) => {
          fc.pre(cost(query) < 20_000);
          expect(objectsOf(query)).toBe(cost(query));
        }),
        { numRuns: 100, seed: 1, endOnFailure: true },
      );
    },
  );

  it('never cost less than comes back', patient, () => {
    fc.assert(
      fc.property(queriesOf(schema, { fragmentsOn, distinct: false, depth: 4 }), (query) => {
        fc.pre(cost(query) < 20_000 && canBeMerged(query));
        expect(objectsOf(query)).toBeLessThanOrEqual(cost(query));
      }),
      { numRuns: 100, seed: 2, endOnFailure: true },
    );
  });
});

describe('a schema', () => {
  const connection = `
    type Connection1Connection { edges: [E!]! nodes: [A!]! }
    type E { node: A! }
    type PageInfo { x: Int }`;
  const directive = 'directive @listSize(assumedSize: Int!, slicingArguments: [String!]) on FIELD_DEFINITION';
  const fault = (types: string) => () =>
    createCostCounter(buildSchema(`${directive} ${connection} ${types}`));

  it('is refused with the name of each list of objects that does not say how long it is', () => {
    expect(
      fault(`
        type A { name: String names: [String!]! many: [A!]! few: [A!]! @listSize(assumedSize: 3) }
        interface I { others: [A] }
        union U = A | E
        type Query { a: A us: [[U!]!]! is: [I!] page: Connection1Connection ok(first: Int): Connection1Connection pages(first: Int): [Connection1Connection!] }
      `),
    ).toThrow(
      /^The cost of a query cannot be counted. A\.many gives .* I\.others gives .* Query\.us gives .* Query\.is gives .* Query\.page gives .* Query\.pages gives a list of objects, and nothing says how many\. Give it @listSize\.$/,
    );
  });

  it('is refused when a @listSize does not fit its field', () => {
    expect(
      fault('type A { a: [A] @listSize(assumedSize: 5, slicingArguments: ["frist"]) } type Query { a: A }'),
    ).toThrow('A.a does not take all slicingArguments of its @listSize: frist.');
    expect(fault('type A { a: [A] @listSize(assumedSize: 0) } type Query { a: A }')).toThrow(
      'A.a needs an assumedSize of at least 1 in its @listSize.',
    );
  });

  it('may have interfaces, unions, and one slicing argument without brackets', () => {
    const counter = createCostCounter(
      buildSchema(`${directive} ${connection}
        interface I { id: ID }
        type A implements I { id: ID a: A }
        type B implements I { id: ID b: A }
        union U = A | B
        type Query { u(n: Int, m: Int = 4): [U!] @listSize(assumedSize: 2, slicingArguments: ["n", "m"]) i(n: Int, nn: Int): [I!] @listSize(assumedSize: 2, slicingArguments: "nn") }`),
    );
    expect(cost('{ u { ... on A { a { id } } ... on B { b { id } } } }', {}, counter)).toBe(12);
    expect(cost('{ u(n: 9, m: 1) { __typename } }', {}, counter)).toBe(9);
    expect(cost('{ i(n: 9) { id } b: i(nn: 5) { ... on I { ... on A { a { id } } } } }', {}, counter)).toBe(
      2 + 10,
    );
  });
});

describe('the refusal of what costs too much', () => {
  const refusal = (cost: number, limit: number) => {
    try {
      refuseCostly(cost, limit);
      return null;
    } catch (error) {
      if (error instanceof CodedError) return error;
      throw error;
    }
  };

  it('begins above the limit', () => {
    expect([refusal(0, 0), refusal(20_000, 20_000)]).toEqual([null, null]);
    expect(refusal(20_001, 20_000)).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      message:
        'This asks for 20001 nodes, multiplied along nested lists; at most 20000 are answered. Ask for smaller pages (`first`), or for fewer lists in lists.',
      extensions: { cost: 20_001, limit: 20_000 },
    });
  });

  it('holds for costs beyond all numbers, and tells them as numbers that JSON has', () => {
    for (const cost of [2 ** 60, 1e300, Number.POSITIVE_INFINITY]) {
      expect(JSON.parse(JSON.stringify(refusal(cost, 20_000)?.extensions))).toEqual({
        cost: Number.MAX_SAFE_INTEGER,
        limit: 20_000,
      });
    }
    expect(refusal(Number.NaN, 20_000)?.code).toBe('QUERY_TOO_COMPLEX');
  });
});

describe('the queries of the playground', () => {
  it.each(examples(new Date('2026-03-01T00:00:00Z')))(
    'cost less than the limit: $title',
    ({ query, variables }) => {
      expect(cost(query, variables ?? {})).toBeLessThanOrEqual(usualLimits.cost);
    },
  );
});
