import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NameRule } from '../../src/model/mention-evidence.ts';
import { CorrectMentionDocument, PreviewBrandRulesDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { storeArticles } from '../support/articles.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue, epoch } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;
let analyst: string;
const dayMs = 24 * 60 * 60 * 1000;
const now = new Date(epoch.getTime() + 10 * dayMs);

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue());
  other = await api.addTenant('omega');
  analyst = await api.addKey(api.tenant, 'ANALYST');
  await storeArticles(api.tenant, [
    { title: 'Lyon', fullText: 'The leather house Coach opens a boutique with handbags in Lyon.' },
    { title: 'Talk', fullText: 'They spoke with Coach on the tabby until Monday.' },
    { title: 'Trip', fullText: 'They spoke with Coach until Monday.' },
    { title: 'Match', fullText: 'The coach of the team praised the players.' },
    { title: 'Silk', fullText: 'Gucci shows silk in Milan.' },
    {
      title: 'Long ago',
      fullText: 'They spoke with Coach on the tabby until Monday.',
      publishedAt: new Date(now.getTime() - 90 * dayMs),
    },
  ]);
});

afterAll(async () => api.close());

const rule = (what: Partial<NameRule> = {}): NameRule => ({
  name: 'Coach',
  ignored: false,
  needsContext: true,
  contextWords: [],
  counterWords: [],
  ...what,
});

const ask = (rules: NameRule[], brand = 'coach', key = analyst) =>
  api.query(PreviewBrandRulesDocument, { brand, draft: { rules } }, key);
const preview = async (...call: Parameters<typeof ask>) => dataOf(await ask(...call)).previewBrandRules;
const titles = ({ samples }: { samples: { report: { title: string } }[] }) =>
  samples.map(({ report }) => report.title);

describe('a preview of rules', () => {
  it('tells what a context word would add, and leaves everything as it is', async () => {
    const stored = () => sql(api.database.url, 'SELECT * FROM report_brands ORDER BY report_id, brand');
    const before = await stored();
    const shown = await preview([rule({ contextWords: ['tabby'] })]);
    expect(shown).toMatchObject({
      brand: { name: 'Coach' },
      since: new Date(now.getTime() - 89 * dayMs).toISOString(),
      reportsConcerned: 4,
      reportsRead: 4,
      removed: { count: 0, samples: [] },
    });
    expect(shown.added).toEqual({
      count: 1,
      samples: [
        {
          report: { title: 'Talk' },
          name: 'Coach',
          reason: 'CONTEXT',
          quote: 'They spoke with Coach on the tabby until Monday.',
        },
      ],
    });
    expect(titles(shown.unchanged)).toEqual(['Lyon']);
    expect(await stored()).toEqual(before);
    expect(await sql(api.database.url, 'SELECT FROM brand_rules')).toEqual([]);
  });

  it('tells what a counter word would remove, and why', async () => {
    const { removed, added } = await preview([rule({ counterWords: ['house'] })]);
    expect(added.count).toBe(0);
    expect(removed).toEqual({
      count: 1,
      samples: [
        {
          report: { title: 'Lyon' },
          name: 'Coach',
          reason: 'COUNTER_CONTEXT',
          quote: 'The leather house Coach opens a boutique with handbags in Lyon.',
        },
      ],
    });
  });

  it('goes by the rules of the draft alone, whatever is saved', async () => {
    await api.tenant.brandRules.save('Coach', [rule({ counterWords: ['house'] })], null, now);
    expect(await preview([])).toMatchObject({
      added: { count: 0 },
      removed: { count: 0 },
      unchanged: { count: 1 },
    });
    await sql(api.database.url, 'DELETE FROM brand_rules');
  });

  it('takes null for what was not said, as saving does', async () => {
    const draft = { ownAliases: null, rules: [rule({ counterWords: ['house'] })] };
    const { previewBrandRules } = dataOf(
      await api.query(PreviewBrandRulesDocument, { brand: 'Coach', draft }, analyst),
    );
    expect(previewBrandRules).toMatchObject({ removed: { count: 1 } });
  });

  it('leaves the word of an analyst alone', async () => {
    const [row] = await sql<{ id: string }>(api.database.url, "SELECT id FROM reports WHERE title = 'Trip'");
    const correct = (verdict: 'IS_MENTION' | 'IS_NOT_MENTION') =>
      api.query(CorrectMentionDocument, { input: { reportId: row?.id ?? '', brand: 'Coach', verdict } });
    dataOf(await correct('IS_MENTION'));
    const shown = await preview([rule({ counterWords: ['with'] })]);
    expect(titles(shown.unchanged)).toEqual(['Trip', 'Lyon']);
    expect(shown.unchanged.samples[0]).toMatchObject({ reason: 'CORRECTED' });
    dataOf(await correct('IS_NOT_MENTION'));
    await sql(api.database.url, 'DELETE FROM mention_corrections');
  });

  it('refuses the faults of the draft, as saving does', async () => {
    const { errors } = await ask([rule({ name: 'Gucci' }), rule(), rule({ name: 'COACH' })]);
    expect(errors[0]?.extensions.fields).toEqual([
      { field: 'draft.rules.0.name', message: expect.stringContaining('"Gucci" is a name of Gucci.') },
      { field: 'draft.rules.2.name', message: expect.stringContaining('has a rule already') },
    ]);
    const long = await ask([rule({ contextWords: ['x'.repeat(51)] })]);
    expect(long.errors[0]?.extensions.fields).toEqual([
      { field: 'draft.rules.0.contextWords.0', message: expect.stringContaining('At most 50') },
    ]);
    expect((await ask([], 'Coahc')).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('reads no report of another tenant', async () => {
    expect(await preview([], 'Coach', other.key)).toMatchObject({ reportsConcerned: 0, reportsRead: 0 });
  });

  it('needs the role ANALYST', async () => {
    const viewer = await api.addKey(api.tenant, 'VIEWER');
    expect((await ask([], 'Coach', viewer)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('reads the newest 2,000 reports, says of how many, and lets others be served meanwhile', async () => {
    await sql(
      api.database.url,
      `INSERT INTO reports (tenant_id, title, source, provider, language, published_at, published_at_source, full_text,
         topic, sentiment, sentiment_score)
       SELECT $1, 'many ' || n, 'Moda Nuova', 'RSS', 'en', $2::timestamptz - n * interval '1 minute', 'ENTRY',
         repeat('They spoke with Coach until Monday. ', 20), 'OTHER', 'NEUTRAL', 0 FROM generate_series(1, 2010) n`,
      [other.tenantId, now],
    );
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    const shown = await preview([rule({ contextWords: ['monday'] })], 'Coach', other.key);
    clearInterval(counting);
    expect(shown).toMatchObject({ reportsConcerned: 2010, reportsRead: 2000, added: { count: 2000 } });
    expect(titles(shown.added)).toEqual(Array.from({ length: 10 }, (_, at) => `many ${at + 1}`));
    expect(turns).toBeGreaterThan(20);
  }, 60_000);
});
