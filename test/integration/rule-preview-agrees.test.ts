import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rereadReports } from '../../src/ingestion/reread-reports.ts';
import {
  type BrandRulesDraft,
  CorrectMentionDocument,
  type NameRuleInput,
  PreviewBrandRulesDocument,
  RulesOfBrandDocument,
  UpdateBrandDocument,
  UpdateBrandRulesDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { storeArticles, type WrittenArticle } from '../support/articles.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { expectRightRollups } from '../support/rollups.ts';
import { brandsOfCatalogue, epoch } from '../support/seed.ts';

let api: TestApi;
let test: TestPipeline;
let idOf: Map<string, string>;
const now = new Date(epoch.getTime() + 24 * 60 * 60 * 1000);

/** A word on a report before any draft: of an analyst, or of a language model that saw it first. */
type Word = 'ANALYST: YES' | 'ANALYST: NO' | 'MODEL: YES' | 'MODEL: NO';
const press: (WrittenArticle & { title: string; brand?: string; word?: Word })[] = [
  { title: 'alias', fullText: 'They spoke of the Double G until Monday.' },
  { title: 'alias with a hyphen', fullText: 'They spoke of the Double-G in the Rosso shop until Monday.' },
  { title: 'alias and name', fullText: 'Gucci, the Double G, is in Milan.' },
  { title: 'alias, analyst no', fullText: 'The Double G it is.', brand: 'Gucci', word: 'ANALYST: NO' },
  { title: 'no name, analyst yes', fullText: 'Nothing but silk.', brand: 'Gucci', word: 'ANALYST: YES' },
  { title: 'both, model no', fullText: 'A Gucci or a Double G.', brand: 'Gucci', word: 'MODEL: NO' },
  { title: 'tabby', fullText: 'They spoke with Coach on the tabby until Monday.' },
  {
    title: 'tabby, analyst no',
    fullText: 'They spoke with Coach on the tabby.',
    brand: 'Coach',
    word: 'ANALYST: NO',
  },
  { title: 'trip, model yes', fullText: 'They spoke with Coach.', brand: 'Coach', word: 'MODEL: YES' },
  { title: 'leather', fullText: 'The leather house Coach opens a boutique with handbags in Lyon.' },
  {
    title: 'leather, model no',
    fullText: 'The leather house Coach opens a boutique with handbags in Rome.',
    brand: 'Coach',
    word: 'MODEL: NO',
  },
  { title: 'full', fullText: 'Hugo Boss shows suits in Berlin, and Boss is back.' },
  { title: 'short', fullText: 'The fashion label Boss opens a boutique with suits in Berlin.' },
  {
    title: 'short, analyst yes',
    fullText: 'The fashion label Boss opens a boutique with suits in Bonn.',
    brand: 'Hugo Boss',
    word: 'ANALYST: YES',
  },
  {
    title: 'short, model yes',
    fullText: 'They spoke with Boss.',
    brand: 'Hugo Boss',
    word: 'MODEL: YES',
  },
  { title: 'other', fullText: 'Prada shows silk.' },
];

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue());
  test = createTestPipeline(api.database.url, { hosts: [], connections: 6 });
  const ids = await storeArticles(api.tenant, press);
  idOf = new Map(press.map(({ title }, at) => [title, ids[at] ?? '']));
  for (const { title, brand = '', word } of press) if (word) await say(word, title, brand);
  await api.tenant.rollupUpkeep.rebuild();
});

afterAll(async () => {
  await expectRightRollups(api.tenant);
  await test.close();
  await api.close();
});

async function say(word: Word, title: string, brand: string): Promise<void> {
  const reportId = idOf.get(title) ?? '';
  const isMention = word.endsWith('YES');
  if (word.startsWith('ANALYST')) {
    const verdict = isMention ? 'IS_MENTION' : 'IS_NOT_MENTION';
    dataOf(await api.query(CorrectMentionDocument, { input: { reportId, brand, verdict } }));
    return;
  }
  const changed = await sql(
    api.database.url,
    isMention
      ? `WITH gone AS (DELETE FROM report_rejected_mentions WHERE report_id = $1 AND brand = $2 RETURNING *),
          renamed AS (UPDATE reports SET brands = brands || $2::text, analysed_by = 'MODEL' WHERE id = $1)
        INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence,
          quote, reason, name)
        SELECT tenant_id, brand, published_at, report_id, position, 1, 'POSITIVE', 0.5, confidence, quote, 'MODEL', name
        FROM gone LIMIT 1 RETURNING report_id`
      : `WITH gone AS (DELETE FROM report_brands WHERE report_id = $1 AND brand = $2 RETURNING *),
          renamed AS (UPDATE reports SET brands = array_remove(brands, $2), analysed_by = 'MODEL' WHERE id = $1)
        INSERT INTO report_rejected_mentions (tenant_id, report_id, brand, name, reason, published_at, position,
          confidence, quote)
        SELECT tenant_id, report_id, brand, name, 'MODEL', published_at, position, confidence, quote FROM gone
        RETURNING report_id`,
    [reportId, brand],
  );
  expect(changed).toHaveLength(1);
}

/** The titles of the reports that count a brand. */
async function counting(brand: string): Promise<string[]> {
  const rows = await sql<{ title: string }>(
    api.database.url,
    'SELECT title FROM reports JOIN report_brands ON report_id = reports.id WHERE brand = $1 AND brand = any(brands)',
    [brand],
  );
  return rows.map(({ title }) => title).sort();
}

const rule = (name: string, what: Partial<NameRuleInput> = {}): NameRuleInput => ({
  name,
  needsContext: false,
  contextWords: [],
  counterWords: [],
  ...what,
});

async function reread(id: string | undefined): Promise<void> {
  const job = { tenantId: api.tenant.tenantId, executionId: id ?? '', cause: 'REQUEST' } as const;
  expect(await rereadReports(job, test.pipeline)).toMatchObject({ status: 'SUCCESS' });
}

/** Tries a draft, saves it, reads stored reports again, and holds what was shown against what has come. */
async function tryAndSave(brand: string, draft: BrandRulesDraft) {
  const shown = dataOf(await api.query(PreviewBrandRulesDocument, { brand, draft })).previewBrandRules;
  const before = await counting(brand);
  const input = { brand, ...draft };
  const { updateBrandRules } = dataOf(await api.query(UpdateBrandRulesDocument, { input }));
  expect(await counting(brand)).toEqual(before);
  await reread(updateBrandRules.jobExecution?.id);
  const after = await counting(brand);
  const sets = {
    added: after.filter((title) => !before.includes(title)),
    removed: before.filter((title) => !after.includes(title)),
    unchanged: after.filter((title) => before.includes(title)),
  };
  for (const kind of ['added', 'removed', 'unchanged'] as const) {
    const { count, samples } = shown[kind];
    expect({ kind, count, titles: samples.map(({ report }) => report.title).sort() }).toEqual({
      kind,
      count: sets[kind].length,
      titles: sets[kind],
    });
  }
  // Nothing more would change.
  const again = dataOf(await api.query(PreviewBrandRulesDocument, { brand, draft })).previewBrandRules;
  expect([again.added.count, again.removed.count, again.unchanged.count]).toEqual([0, 0, after.length]);
  return { ...sets, samples: [...shown.added.samples, ...shown.removed.samples] };
}

describe('what a preview shows is what saving and reading again bring', () => {
  it('for a new alias, with a word of an analyst and of a model against it', async () => {
    expect(await counting('Gucci')).toEqual(['alias and name', 'no name, analyst yes']);
    const { added, removed, samples } = await tryAndSave('Gucci', { rules: [rule('Double G')] });
    expect([added, removed]).toEqual([['alias', 'alias with a hyphen'], []]);
    expect(samples).toContainEqual({
      report: { title: 'alias' },
      name: 'Double G',
      reason: 'NAME',
      quote: 'They spoke of the Double G until Monday.',
    });
  });

  it('for an alias that needs context from now on', async () => {
    const rules = [rule('double g', { needsContext: true, contextWords: ['shop'] })];
    expect(await tryAndSave('Gucci', { rules })).toMatchObject({ added: [], removed: ['alias'] });
  });

  it('for an alias that goes with its rule', async () => {
    expect(await tryAndSave('Gucci', { ownAliases: [], rules: [] })).toMatchObject({
      added: [],
      removed: ['alias with a hyphen'],
      unchanged: ['alias and name', 'no name, analyst yes'],
    });
  });

  it('for an earlier version that comes back with its aliases', async () => {
    const { brand } = dataOf(await api.query(RulesOfBrandDocument, { name: 'Gucci' }));
    const first = brand.ruleVersions.find(({ version }) => version === 1);
    expect(first).toMatchObject({ ownAliases: ['Double G'], rules: [{ name: 'Double G' }] });
    const draft = { ownAliases: first?.ownAliases ?? null, rules: [rule('Double G')] };
    expect((await tryAndSave('Gucci', draft)).added).toEqual(['alias', 'alias with a hyphen']);
  });

  it('for aliases that are given without a rule', async () => {
    expect(await tryAndSave('Gucci', { ownAliases: ['Rosso shop'], rules: [] })).toMatchObject({
      added: [],
      removed: ['alias'],
      unchanged: ['alias and name', 'alias with a hyphen', 'no name, analyst yes'],
    });
  });

  it('for words that speak for a name, with words of an analyst and of a model in between', async () => {
    expect(await counting('Coach')).toEqual(['leather', 'trip, model yes']);
    const rules = [rule('Coach', { needsContext: true, contextWords: ['tabby'] })];
    expect(await tryAndSave('Coach', { rules })).toMatchObject({ added: ['tabby'], removed: [] });
  });

  it('for words that speak against it', async () => {
    const rules = [rule('Coach', { needsContext: true, counterWords: ['house', 'with'] })];
    expect(await tryAndSave('Coach', { rules })).toMatchObject({
      added: [],
      removed: ['leather', 'tabby'],
      unchanged: ['trip, model yes'],
    });
  });

  it('for a name that is to count never, and again', async () => {
    const rules = [rule('Boss', { ignored: true })];
    const { removed, unchanged, samples } = await tryAndSave('Hugo Boss', { rules });
    expect([removed, unchanged]).toEqual([
      ['short', 'short, model yes'],
      ['full', 'short, analyst yes'],
    ]);
    expect(samples.map(({ name, reason }) => [name, reason])).toEqual([
      ['Boss', 'IGNORED_NAME'],
      ['Boss', 'IGNORED_NAME'],
    ]);
    expect((await tryAndSave('Hugo Boss', { rules: [] })).added).toEqual(['short']);
  });

  it('for an ignored brand, which counts where an analyst says so', async () => {
    const input = { brand: 'Gucci', ignored: true };
    await reread(dataOf(await api.query(UpdateBrandDocument, { input })).updateBrand.jobExecution?.id);
    expect(await tryAndSave('Gucci', { rules: [rule('Double G')] })).toMatchObject({
      added: [],
      removed: [],
      unchanged: ['no name, analyst yes'],
    });
  });
});
