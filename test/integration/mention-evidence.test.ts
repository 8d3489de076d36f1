import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RejectedMention } from '../../src/model/mention-evidence.ts';
import type { NewReport } from '../../src/model/report.ts';
import { nameOf } from '../../src/storage/database.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue([...seededBrands, 'Coach', 'Next']));
  other = await api.addTenant('omega');
});

afterAll(async () => api.close());

const notCounted = (what: Partial<RejectedMention> = {}): RejectedMention => ({
  brand: 'Coach',
  name: 'Coach',
  position: 'BODY',
  reason: 'MISSING_CONTEXT',
  confidence: 0,
  quote: 'The Coach was late.',
  ...what,
});

let nextSeed = 700;

/** Stores reports that differ from made-up ones in what the test says, and gives their ids. */
async function store(reports: Partial<NewReport>[], tenant = api.tenant): Promise<string[]> {
  const seed = nextSeed++;
  const [feedId = ''] = await addFeeds(tenant, 1, seed);
  const made = makeReports(seed, reports.length).map((report, at) => ({ ...report, ...reports[at] }));
  await storeReports(tenant, feedId, made);
  const known = await tenant.visits.knownKeys(made.flatMap(({ keys }) => keys));
  return made.map(({ keys }) => known.get(keys[0] ?? '') ?? '');
}

async function shown(id: string, key?: string) {
  const document = `query ($id: ID!) { report(id: $id) {
    brands mentions { brand { name } reason name }
    rejectedMentions { brand { name } name position reason confidence quote } } }`;
  return dataOf(await api.ask(document, { id }, key)).report;
}

const mentionOf = (what: Partial<NewReport['mentions'][number]> = {}) => ({
  brand: 'Gucci',
  position: 'BODY' as const,
  count: 1,
  tone: 'NEUTRAL' as const,
  score: 0,
  confidence: 0.9,
  quote: 'Gucci it is.',
  reason: 'CONTEXT' as const,
  name: 'Gucci',
  ...what,
});

describe('the evidence of a report', () => {
  it('says why each brand is counted, and by which of its names', async () => {
    const [id = ''] = await store([{ mentions: [mentionOf({ reason: 'FULL_NAME', name: 'Guccio Gucci' })] }]);
    expect(await shown(id)).toMatchObject({
      mentions: [{ brand: { name: 'Gucci' }, reason: 'FULL_NAME', name: 'Guccio Gucci' }],
      rejectedMentions: [],
    });
  });

  it('shows what was not counted, the surest first, each with its reason', async () => {
    const [id = ''] = await store([
      {
        rejectedMentions: [
          notCounted(),
          notCounted({
            reason: 'LOW_CONFIDENCE',
            confidence: 0.5,
            position: 'LEAD',
            quote: 'Coach said no.',
          }),
          notCounted({ brand: 'Next', name: 'Next', reason: 'LOWER_CASE', quote: 'What comes next?' }),
        ],
      },
    ]);
    const brandless = [
      { name: 'Coach', reason: 'LOW_CONFIDENCE', confidence: 0.5, position: 'LEAD', quote: 'Coach said no.' },
      { name: 'Coach', reason: 'MISSING_CONTEXT', confidence: 0, position: 'BODY' },
      { name: 'Next', reason: 'LOWER_CASE', quote: 'What comes next?' },
    ];
    expect(await shown(id)).toMatchObject({
      rejectedMentions: brandless.map((each) => ({ ...each, brand: { name: each.name } })),
    });
  });

  it('is null where it was read before reasons were kept', async () => {
    const [id = ''] = await store([{ mentions: [mentionOf()] }]);
    await sql(api.database.url, 'UPDATE report_brands SET reason = NULL, name = NULL WHERE report_id = $1', [
      id,
    ]);
    expect(await shown(id)).toMatchObject({ mentions: [{ reason: null, name: null }] });
  });

  it('is stored with a report that counts no brand at all', async () => {
    const [id = ''] = await store([{ mentions: [], rejectedMentions: [notCounted()] }]);
    expect(await shown(id)).toMatchObject({ brands: [], rejectedMentions: [{ name: 'Coach' }] });
  });

  it('goes with its report', async () => {
    const [id = ''] = await store([{ rejectedMentions: [notCounted()] }]);
    await api.tenant.change(null, new Date(), ({ reportEditor }) => reportEditor.delete([id]));
    expect(
      await sql(api.database.url, 'SELECT FROM report_rejected_mentions WHERE report_id = $1', [id]),
    ).toEqual([]);
  });

  it('costs a list one statement for all of its reports, and one for their brands', async () => {
    await store(Array.from({ length: 5 }, () => ({ rejectedMentions: [notCounted()] })));
    const ask = async (first: number) =>
      (
        await api.ask(`{ reports(first: ${first}) { nodes { rejectedMentions { brand { name group } } } } }`)
      ).statements
        .map(nameOf)
        .filter((name) => name !== 'tenants.principalByKeyHash')
        .sort();
    expect(await ask(1)).toEqual(['brands.byFoldedNames', 'reports.page', 'reports.rejectedMentions']);
    expect(await ask(50)).toEqual(await ask(1));
  });

  it('is seen by no other tenant', async () => {
    await store([{ rejectedMentions: [notCounted()] }]);
    const document = '{ reports { nodes { rejectedMentions { quote } } } }';
    expect(dataOf(await api.ask(document, {}, other.key)).reports).toEqual({ nodes: [] });
  });

  it('goes over to the brand that another comes to count as', async () => {
    const [id = '', both = ''] = await store(
      [
        { mentions: [], rejectedMentions: [notCounted(), notCounted({ brand: 'Next', name: 'Next' })] },
        {
          mentions: [
            mentionOf({ brand: 'Coach', position: 'LEAD', reason: 'CONTEXT', name: 'Coach' }),
            mentionOf({ brand: 'Next', position: 'BODY', reason: 'NAME', name: 'NEXT' }),
          ],
        },
      ],
      other,
    );
    dataOf(
      await api.ask(
        'mutation { mergeBrands(input: { from: "Coach", into: "Next" }) { movedReports } }',
        {},
        other.key,
      ),
    );
    expect(await shown(id, other.key)).toMatchObject({
      rejectedMentions: [
        { brand: { name: 'Next' }, name: 'Coach' },
        { brand: { name: 'Next' }, name: 'Next' },
      ],
    });
    expect(await shown(both, other.key)).toMatchObject({
      mentions: [{ brand: { name: 'Next' }, reason: 'CONTEXT', name: 'Coach' }],
    });
  });
});
