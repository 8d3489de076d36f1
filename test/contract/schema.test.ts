import { buildSchema, execute, type GraphQLSchema, parse, printSchema, subscribe } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResolverSchema, createServedSchema, schemaText } from '../../src/api/schema.ts';
import type { CodedError } from '../../src/model/errors.ts';
import { type Role, roles } from '../../src/model/principal.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { normalise, type Question, smallestQuestions, undescribed } from '../support/contract.ts';

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
    ['a field of another type', 'sentimentScore: Float', 'sentimentScore: Int'],
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
  const streamed = questions.filter(({ kind }) => kind === 'subscription');
  const asked = questions.filter(({ kind }) => kind !== 'subscription');
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi();
  });

  afterAll(async () => api.close());

  it('is asked here', () => {
    const roots = [contract.getQueryType(), contract.getMutationType(), contract.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
    expect(questions.map(({ field }) => field)).toEqual(fields);
    expect([asked.length, streamed.length]).toEqual([fields.length - 4, 4]);
  });

  it.each(asked)('needs a key: $kind $field', async ({ document }) => {
    const answer = await api.ask(document, {}, null);
    expect(answer.status).toBe(401);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(answer.statements).toEqual([]);
  });

  /** What a field answers in a session that has a role and nothing else: whatever else answers asked for no role. */
  async function codeFor(role: string, { kind, document }: Question): Promise<unknown> {
    const context = { session: { principal: { tenantId: '', role, keyPrefix: 'fh_', userId: null } } };
    const run = kind === 'subscription' ? subscribe : execute;
    const result = await run({
      schema: await createServedSchema(),
      document: parse(document),
      contextValue: context,
    });
    const errors = 'errors' in result ? result.errors : undefined;
    return (errors?.[0]?.originalError as CodedError | undefined)?.code;
  }

  it.each(questions)('has a rule who may ask it: $kind $field', async (question) => {
    // No rule names this role.
    expect(await codeFor('NOBODY', question)).toBe('FORBIDDEN');
  });

  it.each(questions)('says in its description which role it needs: $kind $field', async (question) => {
    const refused = [];
    for (const role of roles) if ((await codeFor(role, question)) === 'FORBIDDEN') refused.push(role);
    const needed = /Needs the role (\w+)\./.exec(question.description)?.[1] ?? 'VIEWER';
    expect(refused).toEqual(roles.slice(0, roles.indexOf(needed as Role)));
  });
});
