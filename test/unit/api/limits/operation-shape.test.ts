import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  getIntrospectionQuery,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkShape, type ShapeLimits } from '../../../../src/api/limits/operation-shape.ts';
import { fieldsOfOneType } from '../../../../src/api/limits/selection-shape.ts';
import { CodedError } from '../../../../src/model/errors.ts';
import { examples } from '../../../../src/web/examples.ts';
import { queriesOf, writtenOut } from '../../../support/operation-text.ts';

const limits: ShapeLimits = { depth: 10, aliases: 15, directives: 50 };
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** The refusal of a document as 'CODE: message'; null when it is let in. */
function verdict(document: string | DocumentNode, within = limits): string | null {
  try {
    checkShape(typeof document === 'string' ? parse(document) : document, within);
    return null;
  } catch (error) {
    if (error instanceof CodedError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** Made-up queries take their time on a machine that does other things as well. */
const patient = { timeout: 60_000 };

/** Types whose fragments find a place in most made-up queries. */
const fragmentsOn = ['Query', 'ReportConnection', 'Report', 'Feed', 'Query', 'FeedConnection', 'Report'];

/** `count` texts, each made from its number. */
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
/** Fields within each other: nest(3) is `a{a{a}}`. */
const nest = (depth: number, field = 'a') =>
  `${`${field}{`.repeat(depth - 1)}${field}${'}'.repeat(depth - 1)}`;

describe('depth', () => {
  it('counts every field as a level, the last included, up to the limit', () => {
    expect(verdict(`{ ${nest(10)} }`)).toBeNull();
    expect(verdict(`{ ${nest(11)} }`)).toBe(
      'QUERY_TOO_COMPLEX: In the query fields are nested 11 levels deep, at a.a.a.a.a.a.a.a.a.a.a; at most 10 are answered. Ask for ids, and for what belongs to them in another request.',
    );
  });

  it('is that of the deepest way down, and named by it', () => {
    expect(
      verdict(`query Page { b ${nest(3)} reports { nodes { x: ${nest(10)} b } } ${nest(9)} }`),
    ).toContain('In the query "Page" fields are nested 12 levels deep, at reports.nodes.a.a.a.a.a.a.a.a.a;');
  });

  it.each([
    ['inline fragments', `{ ${nest(5)} ... on Query { a { ...{ ${nest(10)} } } } }`],
    ['a fragment', `{ a { ...F } } fragment F on Query { ${nest(10)} }`],
    [
      'a chain of fragments',
      `{ ...A } fragment B on Q { ${nest(6)} } fragment A on Q { ${nest(5).replace('a}', 'a{...B}}')} }`,
    ],
    [
      'a fragment that is spread shallow and then deep',
      `{ ...F ${nest(9).replace('a}', 'a{...F}}')} } fragment F on Q { b { c } }`,
    ],
    [
      'a fragment that is spread deep and then shallow',
      `{ ${nest(9).replace('a}', 'a{...F}}')} ...F } fragment F on Q { b { c } }`,
    ],
    ['a fragment called __schema', `{ ...__schema } fragment __schema on Query { ${nest(11)} }`],
    ['a fragment called __type in another', `{ a { ...__type } } fragment __type on Q { ${nest(10)} }`],
    ['an alias that looks like introspection', `{ __schema: ${nest(11)} __type: b }`],
    ['introspection below the root, where there is none', `{ viewer { __schema { ${nest(9)} } } }`],
    [
      'introspection below the root by a fragment',
      `{ a { ...F } } fragment F on Query { __type { ${nest(9)} } }`,
    ],
    ['a mutation that begins as introspection does', `mutation { __schema { ${nest(10)} } }`],
    ['a subscription that begins as introspection does', `subscription { __type { ${nest(10)} } }`],
    ['the second operation', `query A { a } query B { ${nest(11)} }`],
  ])('is found through %s', (_, document) => {
    expect(verdict(document)).toMatch(/^QUERY_TOO_COMPLEX: .* are nested 1[12] levels deep/);
  });

  it('is counted for introspection apart, up to 20 levels, where a root field of a query asks for it', () => {
    for (const root of ['__schema', '__type(name: "Query")', 'x: __schema']) {
      expect(verdict(`{ ${root} { ${nest(19)} } ${nest(10)} }`)).toBeNull();
      expect(verdict(`{ ${root} { ${nest(20)} } }`)).toMatch(
        /21 levels deep, at __\w+\.a.*at most 20 .*getIntrospectionQuery/,
      );
    }
    expect(verdict(`{ ... on Query { ...F } } fragment F on Query { __schema { ${nest(19)} } }`)).toBeNull();
    expect(verdict(`{ ...F } fragment F on Query { __schema { ${nest(20)} } }`)).toContain('21 levels deep');
    expect(verdict(`{ __schema { ${nest(19)} } ${nest(11)} }`)).toContain('11 levels deep');
  });

  it('allows what tools ask of the schema', () => {
    const everything = {
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    };
    expect(verdict(getIntrospectionQuery(everything))).toBeNull();
  });
});

describe('one field in one place', () => {
  it.each([
    ['aliases', (at: number) => `a${at}: brand(name: "x") { name }`],
    ['arguments', (at: number) => `a${at}: brand(name: "${at}") { name }`],
    ['no aliases', () => 'brand(name: "x") { name }'],
    ['inline fragments', (at: number) => `... on Query { ... { a${at}: brand(name: "x") { name } } }`],
    ['fragments', (at: number) => `...${at % 2 ? 'F' : 'G'}`],
  ])('is answered 15 times, and not 16 times, with %s', (_, text) => {
    const fragments =
      text(0) === '...G' ? 'fragment F on Query { brand { name } } fragment G on Query { ...F }' : '';
    expect(verdict(`{ ${times(15, text)} } ${fragments}`)).toBeNull();
    expect(verdict(`{ ${times(16, text)} } ${fragments}`)).toBe(
      'QUERY_TOO_COMPLEX: In the query the field "brand" is selected more than 15 times, which is the most that is answered; aliases and fragments count. Ask for a list with a filter, or for the rest in another request.',
    );
  });

  it.each([
    ['300 duplicated fields', `{ ${times(300, () => '__typename')} }`],
    ['990 duplicated fields', `{ viewer { ${times(990, () => 'role')} } }`],
    ['140 overlapping objects', `{ ${times(140, () => 'viewer { role }')} }`],
    ['1,000 aliases of introspection', `{ ${times(1_000, (at) => `a${at}: __schema { __typename }`)} }`],
    ['one fragment 3,000 times', `{ ${times(3_000, () => '...F')} } fragment F on Query { viewer { role } }`],
    ['fields of a fragment that nothing spreads', `{ a } fragment F on Query { ${times(16, () => 'a')} }`],
    [
      '8 fields, and 8 more in a fragment',
      `{ ${times(8, () => 'a')} ...F } fragment F on Q { ${times(8, () => 'a')} }`,
    ],
  ])('is not answered as %s', (_, document) => {
    expect(verdict(document)).toMatch(/^QUERY_TOO_COMPLEX: .* more than 15 times/);
  });

  it('is named with its place', () => {
    const many = times(16, (at) => `a${at}: feed`);
    expect(verdict(`query Page { reports { nodes { ... { ${many} } } } }`)).toContain(
      'In reports.nodes of the query "Page" the field "feed"',
    );
    expect(verdict(`{ ...F } fragment F on Query { reports { nodes { ${many} } } }`)).toContain(
      'In reports.nodes of the fragment "F" the field "feed"',
    );
    expect(verdict(`mutation { a { ...F } } fragment F on Query { ${many} }`)).toContain(
      'In the fragment "F"',
    );
  });

  it('is counted in each place by itself', () => {
    expect(verdict(`{ ${times(15, (at) => `a${at}: a { ${times(6, () => 'b')} }`)} }`)).toBeNull();
    expect(verdict(`{ ${times(300, (at) => `f${at}`)} }`)).toBeNull();
  });

  it('may be there as often as many types have fields, but not more', () => {
    expect(verdict(`{ ${times(750, (at) => `f${at}`)} }`)).toBeNull();
    expect(
      verdict(
        `{ ...F ...G } fragment F on Q { ${times(400, (at) => `f${at}`)} } fragment G on Q { ${times(351, (at) => `g${at}`)} }`,
      ),
    ).toMatch(/^QUERY_TOO_COMPLEX: In the query more than 750 fields are selected/);
    const widths = Object.values(schema.getTypeMap()).map((type) =>
      'getFields' in type ? Object.keys(type.getFields()).length : 0,
    );
    expect(Math.max(...widths)).toBeLessThanOrEqual(fieldsOfOneType);
  });

  it('is merged at most 100 times over, because validation compares each with each', () => {
    const merged = (outer: number, inner: number) =>
      `{ ${times(outer, () => `n { n { ${times(inner, () => 't')} } }`)} }`;
    expect(verdict(merged(10, 10))).toBeNull();
    expect(verdict(merged(10, 11))).toMatch(
      /^QUERY_TOO_COMPLEX: In the query "n", or a field below it, is selected more than 100 times/,
    );
    const inFragments = `{ ${times(10, () => '...F')} } fragment F on Q { n { ...G } } fragment G on Q { ${times(11, () => 't')} }`;
    expect(verdict(inFragments)).toContain('more than 100 times over');
    // What differs in its alias is not merged.
    expect(verdict(`{ ${times(15, (at) => `a${at}: n { n { ${times(15, () => 't')} } }`)} }`)).toBeNull();
  });
});

describe('directives', () => {
  it('are counted in the whole document, wherever they stand', () => {
    const document = (count: number) => `
      query Q($a: Boolean @x) @x { a @x ... on Q @x { ...F @x } ...{ b } }
      fragment F on Q @x { c ${times(count - 6, () => '@skip(if: true)')} }`;
    expect(verdict(document(50))).toBeNull();
    expect(verdict(document(51))).toBe(
      'QUERY_TOO_COMPLEX: The document holds 51 directives; at most 50 are answered. Leave out what you do not want instead of skipping it.',
    );
    expect(verdict(`{ a ${times(1_000, () => '@include(if: true)')} }`)).toContain('holds 1000 directives');
  });
});

describe('a document that is not valid', () => {
  it.each([
    ['itself', '{ ...A } fragment A on Q { ...A }', 'A'],
    ['itself below a field', '{ ...A } fragment A on Q { a { b ...A } }', 'A'],
    ['itself in an inline fragment', '{ ...A } fragment A on Q { ... on Q { ... { ...A } } }', 'A'],
    [
      'itself by way of another',
      '{ ...A } fragment A on Q { a { ...B } } fragment B on Q { b { ...A } }',
      'A',
    ],
    [
      'itself by a long way',
      `{ ...f0 } ${times(2_000, (at) => `fragment f${at} on Q { ...f${(at + 1) % 2_000} }`)}`,
      'f0',
    ],
    ['itself, though nothing spreads it', '{ a } fragment B on Q { ...C } fragment C on Q { ...C }', 'C'],
    [
      'itself behind one that leads there',
      '{ ...A } fragment A on Q { ...B ...C } fragment B on Q { b } fragment C on Q { ...D } fragment D on Q { ...B ...C }',
      'C',
    ],
    [
      'itself under the name of a property',
      '{ a } fragment __proto__ on Q { ...constructor } fragment constructor on Q { ...__proto__ }',
      '__proto__',
    ],
  ])('with a fragment that spreads %s is refused', (_, document, name) => {
    expect(verdict(document)).toBe(
      `BAD_USER_INPUT: The fragment "${name}" spreads itself, directly or through others: it has no end.`,
    );
  });

  it('with two fragments of one name is refused, whichever is harmless', () => {
    expect(verdict('{ ...A } fragment A on Q { a } fragment A on Q { a }')).toBe(
      'BAD_USER_INPUT: There are two fragments "A". Give each a name of its own.',
    );
  });

  it.each([
    [
      'spreads that lead nowhere',
      `{ ${times(3_000, (at) => `...f${at % 7}`)} a { ...g } } fragment F on Q { ...h }`,
    ],
    [
      'a fragment named as a property',
      '{ ...toString ...hasOwnProperty } fragment toString on Q { constructor __proto__ valueOf }',
    ],
    ['no operation', 'fragment F on Q { a }'],
    ['definitions of types', 'type A { a: Int } schema { query: A }'],
    ['fields and types that are not there', '{ nothing { ... on Nowhere { none } } }'],
  ])('with %s is left to validation', (_, document) => {
    expect(verdict(document)).toBeNull();
  });

  it('is told in a short message, however long its names', () => {
    const long = 'x'.repeat(20_000);
    for (const document of [
      `query ${long} { ${nest(11, long)} }`,
      `query ${long} { ${nest(12, long).replace(`${long}}`, `${long}{${times(16, (at) => `a${at}: ${long}`)}}}`)} }`,
      `{ a } fragment ${long} on Q { ...${long} }`,
      `{ a } fragment ${long} on Q { a } fragment ${long} on Q { a }`,
      `{ ${nest(1_000)} }`,
    ]) {
      expect(verdict(document)?.length).toBeLessThan(700);
    }
  });
});

/** How often selection sets are read while a document is looked at, and how many it has. */
function readsOf(source: string): { sets: number; reads: number; answer: string | null } {
  const document = parse(source, { noLocation: true });
  let sets = 0;
  let reads = 0;
  visit(document, {
    SelectionSet: (set: SelectionSetNode) => {
      const { selections } = set;
      sets += 1;
      Object.defineProperty(set, 'selections', {
        enumerable: true,
        get: () => {
          reads += 1;
          return selections;
        },
      });
    },
  });
  reads = 0;
  return { answer: verdict(document), sets, reads };
}

describe('the time it takes', () => {
  it.each([
    ['two spreads in one place', (at: number) => `...f${at + 1} ...f${at + 1}`, 40],
    ['two spreads in two places', (at: number) => `a { ...f${at + 1} } b { ...f${at + 1} }`, 40],
    ['a spread in a long chain', (at: number) => `...f${at + 1}`, 5_000],
    [
      'all spreads that come after',
      (at: number) => times(100 - at, (on) => `x${on} { ...f${at + 1 + on} }`),
      100,
    ],
  ])('does not multiply with fragments, each of %s', (_, body, count) => {
    const source = `{ ...f0 } ${times(count, (at) => `fragment f${at} on Query { ${body(at)} }`)} fragment f${count} on Query { viewer { role } }`;
    const { sets, reads } = readsOf(source);
    // Once for its directives, once for its spreads, once for its shape, and visit reads a set when it enters it.
    expect(reads).toBeLessThanOrEqual(6 * sets);
  });

  it('keeps no stack that the parser does not need as well', () => {
    expect(verdict(`{ ${nest(1_500)} }`)).toContain('1500 levels deep');
    expect(verdict(`{ ${'...{'.repeat(1_200)} a ${'}'.repeat(1_200)} }`)).toBeNull();
    expect(
      verdict(`{ ...f0 } ${times(10_000, (at) => `fragment f${at} on Q { ...f${at + 1} }`)}`),
    ).toBeNull();
  });
});

/** The plain meaning of the limits, read off a document without spreads. */
function isTooMuch(document: DocumentNode, { depth, aliases }: ShapeLimits): boolean {
  const places: SelectionSetNode[] = [];
  const depthOf = (set: SelectionSetNode): number =>
    Math.max(
      ...set.selections.map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return 0;
        const below = selection.selectionSet ? depthOf(selection.selectionSet) : 0;
        return selection.kind === Kind.FIELD ? 1 + below : below;
      }),
    );
  const fieldsOf = (set: SelectionSetNode): string[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name.value];
      return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
    });
  visit(document, {
    SelectionSet: (set) => {
      places.push(set);
    },
  });
  const isDeep = document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && depthOf(definition.selectionSet) > depth,
  );
  return (
    isDeep ||
    places.some((set) => {
      const fields = fieldsOf(set);
      return fields.some((field) => fields.filter((other) => other === field).length > aliases);
    })
  );
}

describe('made-up queries', () => {
  const queries = queriesOf(schema, { fragmentsOn, distinct: false, depth: 4 });

  it(
    'are judged as they are when their fragments are written out, and by the plain meaning of the limits',
    patient,
    () => {
      const seen = { refused: 0, answered: 0 };
      fc.assert(
        fc.property(
          queries,
          fc.integer({ min: 2, max: 7 }),
          fc.integer({ min: 1, max: 6 }),
          (query, depth, aliases) => {
            const within = { depth, aliases, directives: 0 };
            const isRefused = verdict(query, within) !== null;
            expect(verdict(writtenOut(query), within) !== null).toBe(isRefused);
            expect(isTooMuch(writtenOut(query), within)).toBe(isRefused);
            seen[isRefused ? 'refused' : 'answered'] += 1;
          },
        ),
        { numRuns: 200, seed: 1 },
      );
      expect(Math.min(seen.refused, seen.answered)).toBeGreaterThan(40);
    },
  );
});

describe('the queries of the playground', () => {
  it.each(examples(new Date('2026-03-01T00:00:00Z')).map(({ title, query }) => [title, query]))(
    'are let in: %s',
    (_, query) => {
      expect(verdict(query)).toBeNull();
    },
  );
});
