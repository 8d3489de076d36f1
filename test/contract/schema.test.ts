import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiContext, type Session } from '../../src/api/context.ts';
import { createResolverSchema, createServedSchema, schemaText } from '../../src/api/schema.ts';
import type { CodedError } from '../../src/model/errors.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { graphqlOfService, normalise, smallestQuestions, undescribed } from '../support/contract.ts';

const { buildSchema, graphql } = graphqlOfService;
const contract = buildSchema(schemaText);

let resolvers: GraphQLSchema;

beforeAll(async () => {
  resolvers = await createResolverSchema();
});

describe('schema.graphql and the resolver classes', () => {
  it('agree on every type, field, argument and value', () => {
    expect(normalise(resolvers)).toBe(normalise(contract));
  });

  it.each([
    ['a field of another type', 'sentimentScore: Float!', 'sentimentScore: Int!'],
    ['a field that may be null', 'quote: String!', 'quote: String'],
    ['a list whose items may be null', 'mentions: [Mention!]!', 'mentions: [Mention]!'],
    ['one optional argument more', '  report(', '  report(quietly: Boolean '],
    ['an argument that became optional', 'id: ID!): Report!', 'id: ID): Report!'],
    ['one field more', 'type Mention {\n', 'type Mention {\n  "More."\n  more: Int\n'],
    ['one value of an enum more', '  "Sport, sportswear and sneakers."\n', '  "Hats."\n  HATS\n  "Sport."\n'],
    ['one condition of a filter less', '  states: [FeedState!]\n', '  other: Int\n'],
  ])('would be told apart by %s', (_, written, changed) => {
    expect(schemaText.split(written).length).toBeGreaterThan(1);
    const other = buildSchema(schemaText.replace(written, changed));
    expect(normalise(other)).not.toBe(normalise(contract));
  });

  it('may differ in descriptions, defaults and deprecations', () => {
    const other = schemaText
      .replace('"The headline."', '"The title."')
      .replace('title: String!', 'title: String! @deprecated(reason: "a test")')
      .replace('= PUBLISHED_AT', '= INGESTED_AT')
      .replace('last: Int', 'last: Int = 5');
    expect(normalise(buildSchema(other))).toBe(normalise(contract));
  });

  it('serve the contract itself, with its descriptions and defaults', async () => {
    const { printSchema } = graphqlOfService;
    expect(printSchema(await createServedSchema())).toBe(printSchema(contract));
  });
});

describe('schema.graphql', () => {
  it('describes every type, field, argument, input field and value', () => {
    expect(undescribed(schemaText)).toEqual([]);
  });

  it('would be found out where it does not', () => {
    const silent = schemaText
      .replace('"The headline."', '')
      .replace('"A name or an alias: `Hermès`, `hermes` and `YSL` all find their brand."', '')
      .replace('"Jewellery."', '');
    expect(undescribed(silent)).toEqual(['Query.brand.name', 'Report.title', 'BrandCategory.JEWELLERY']);
  });
});

describe('every field of the root', () => {
  const questions = smallestQuestions(contract);
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
  });

  afterAll(async () => api.close());

  it('is asked here', () => {
    expect(questions.map(([field]) => field)).toEqual(
      Object.keys(contract.getQueryType()?.getFields() ?? {}),
    );
    expect(questions.length).toBeGreaterThanOrEqual(10);
  });

  it.each(questions)('needs a key: %s', async (_, document) => {
    const answer = await api.ask(document, {}, null);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(answer.statements).toEqual([]);
  });

  it.each(questions)('has a rule who may ask it: %s', async (_, document) => {
    const principal = { tenantId: '', role: 'NOBODY', keyPrefix: 'fh_', userId: null };
    // A role that no rule names, in a session that has nothing else: whatever answers has not asked for a role.
    const session = { principal } as unknown as Session;
    const contextValue = new ApiContext(pino({ level: 'silent' }), session);
    const { errors } = await graphql({ schema: await createServedSchema(), source: document, contextValue });
    const causes = errors?.map(({ originalError }) => (originalError as CodedError | undefined)?.code);
    expect(causes).toEqual(['FORBIDDEN']);
  });
});
