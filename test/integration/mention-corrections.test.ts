import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RejectedMention } from '../../src/model/mention-evidence.ts';
import type { NewReport } from '../../src/model/report.ts';
import {
  CorrectMentionDocument,
  type MentionVerdict,
  MergeBrandsDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;
let analyst: string;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue([...seededBrands, 'Coach', 'Next']));
  other = await api.addTenant('omega');
  analyst = await api.addKey(api.tenant, 'ANALYST');
});

afterAll(async () => api.close());

const mention = (brand: string, what: Partial<NewReport['mentions'][number]> = {}) => ({
  brand,
  position: 'BODY' as const,
  count: 1,
  tone: 'NEUTRAL' as const,
  score: 0,
  confidence: 0.75,
  quote: `${brand} it is.`,
  reason: 'CONTEXT' as const,
  name: brand,
  ...what,
});

const notCounted = (brand: string): RejectedMention => ({
  brand,
  name: brand,
  position: 'BODY',
  reason: 'MISSING_CONTEXT',
  confidence: 0.25,
  quote: `The ${brand} was late.`,
});

let nextSeed = 800;

async function store(what: Partial<NewReport>, tenant = api.tenant): Promise<string> {
  const seed = nextSeed++;
  const [feedId = ''] = await addFeeds(tenant, 1, seed);
  const made = makeReports(seed, 1).map((report) => ({ ...report, ...what }));
  await storeReports(tenant, feedId, made);
  const known = await tenant.visits.knownKeys(made.flatMap(({ keys }) => keys));
  return known.get(made[0]?.keys[0] ?? '') ?? '';
}

const correct = (reportId: string, brand: string, verdict: MentionVerdict, key = analyst) =>
  api.query(CorrectMentionDocument, { input: { reportId, brand, verdict } }, key);
const corrected = async (...call: Parameters<typeof correct>) =>
  dataOf(await correct(...call)).correctMention.report;
const countOf = async (brand: string) =>
  dataOf(
    await api.ask(
      'query ($brand: String!) { reports(filter: { brands: { all: [$brand] } }) { totalCount } }',
      {
        brand,
      },
    ),
  ).reports;

describe('a correction', () => {
  it('counts a brand that was not counted, at once and everywhere', async () => {
    const id = await store({ mentions: [mention('Gucci')], rejectedMentions: [notCounted('Coach')] });
    const before = (await countOf('Coach')) as { totalCount: number };
    expect(await corrected(id, 'coach', 'IS_MENTION')).toEqual({
      brands: ['Gucci', 'Coach'],
      mentions: [
        expect.objectContaining({ brand: { name: 'Coach' }, reason: 'CORRECTED', confidence: 1 }),
        expect.objectContaining({ brand: { name: 'Gucci' }, reason: 'CONTEXT' }),
      ],
      rejectedMentions: [],
    });
    expect(await countOf('Coach')).toEqual({ totalCount: before.totalCount + 1 });
  });

  it('refuses a brand that was counted, and keeps its evidence', async () => {
    const id = await store({ mentions: [mention('Coach'), mention('Gucci')] });
    expect(await corrected(id, 'Coach', 'IS_NOT_MENTION')).toEqual({
      brands: ['Gucci'],
      mentions: [expect.objectContaining({ brand: { name: 'Gucci' } })],
      rejectedMentions: [
        {
          name: 'Coach',
          brand: { name: 'Coach' },
          reason: 'CORRECTED',
          quote: 'Coach it is.',
          confidence: 0.75,
        },
      ],
    });
  });

  it('is replaced by a later one', async () => {
    const id = await store({ mentions: [mention('Coach')] });
    await corrected(id, 'Coach', 'IS_NOT_MENTION');
    expect(await corrected(id, 'Coach', 'IS_MENTION')).toMatchObject({
      brands: ['Coach'],
      mentions: [{ reason: 'CORRECTED', quote: 'Coach it is.' }],
      rejectedMentions: [],
    });
    expect(
      await sql(
        api.database.url,
        'SELECT verdict, corrected_by FROM mention_corrections WHERE report_id = $1',
        [id],
      ),
    ).toEqual([{ verdict: 'IS_MENTION', corrected_by: null }]);
  });

  it('goes over to the brand that its own comes to count as', async () => {
    const [refused, counted] = [
      await store({ mentions: [mention('Next'), mention('Gucci')] }),
      await store({ mentions: [mention('Gucci')], rejectedMentions: [notCounted('Next')] }),
    ];
    const plain = await store({ mentions: [mention('Next')] });
    await corrected(refused, 'Next', 'IS_NOT_MENTION');
    await corrected(counted, 'Next', 'IS_MENTION');
    dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Next', into: 'Prada' } }));
    const brandsOf = async (id: string) =>
      dataOf(
        await api.ask(
          'query ($id: ID!) { report(id: $id) { brands rejectedMentions { name reason brand { name } } } }',
          { id },
        ),
      ).report;
    expect(await brandsOf(refused)).toEqual({
      brands: ['Gucci'],
      rejectedMentions: [{ name: 'Next', reason: 'CORRECTED', brand: { name: 'Prada' } }],
    });
    expect(await brandsOf(counted)).toMatchObject({ brands: ['Gucci', 'Prada'] });
    expect(await brandsOf(plain)).toMatchObject({ brands: ['Prada'] });
    // What was said of one of them is said of the brand that stays.
    expect(await corrected(plain, 'next', 'IS_NOT_MENTION')).toMatchObject({ brands: [] });
  });

  it('holds for what comes over to its brand, and the later of two wins', async () => {
    const id = await store({ mentions: [mention('Dior')] });
    await corrected(id, 'Chloé', 'IS_NOT_MENTION');
    const both = await store({ mentions: [mention('Dior')] });
    await corrected(both, 'Chloé', 'IS_NOT_MENTION');
    await corrected(both, 'Dior', 'IS_MENTION');
    dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Dior', into: 'Chloé' } }));
    const brands = await sql<{ id: string; brands: string[] }>(
      api.database.url,
      'SELECT id, brands FROM reports WHERE id = any($1)',
      [[id, both]],
    );
    expect(Object.fromEntries(brands.map((row) => [row.id, row.brands]))).toEqual({
      [id]: [],
      [both]: ['Chloé'],
    });
  });

  it('goes with its report', async () => {
    const id = await store({ mentions: [mention('Coach')] });
    await corrected(id, 'Coach', 'IS_NOT_MENTION');
    await api.tenant.change(null, new Date(), ({ reportEditor }) => reportEditor.delete([id]));
    expect(await sql(api.database.url, 'SELECT FROM mention_corrections WHERE report_id = $1', [id])).toEqual(
      [],
    );
  });

  it('is refused for a report that is not there, or another tenant’s, in the same words', async () => {
    const foreign = await store({ mentions: [mention('Coach')] }, other);
    const made = randomUUID();
    const [one, two] = [
      await correct(foreign, 'Coach', 'IS_NOT_MENTION'),
      await correct(made, 'Coach', 'IS_NOT_MENTION'),
    ];
    expect(one.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(one.errors[0]?.message.replace(foreign, made)).toBe(two.errors[0]?.message);
    expect(
      await sql(api.database.url, 'SELECT FROM report_brands WHERE report_id = $1', [foreign]),
    ).toHaveLength(1);
  });

  it('names every faulty field', async () => {
    const { errors } = await correct('no-id', 'Coahc', 'IS_MENTION');
    expect(errors[0]?.extensions.fields).toEqual([
      { field: 'input.reportId', message: expect.stringContaining('"no-id" is no id') },
      { field: 'input.brand', message: expect.stringContaining('Did you mean "Coach"') },
    ]);
  });

  it('needs the role ANALYST', async () => {
    const viewer = await api.addKey(api.tenant, 'VIEWER');
    const { errors } = await correct(randomUUID(), 'Coach', 'IS_MENTION', viewer);
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
