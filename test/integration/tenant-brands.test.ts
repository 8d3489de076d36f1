import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Brand } from '../../src/model/brand.ts';
import { foldBrandName } from '../../src/model/brand.ts';
import type { Mention, NewReport } from '../../src/model/report.ts';
import { createLog } from '../../src/platform/log.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { indexesOf, kindsOf, readPlan } from '../support/plan.ts';
import { addFeeds, brandsOfCatalogue, epoch, makeReports, storeReports } from '../support/seed.ts';

const log = createLog('silent', 'tests');

let database: TestDatabase;
let storage: Storage;
let statements: string[] = [];
let tenant: TenantStorage;
let other: TenantStorage;
let feedId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({
    url: database.url,
    replicaUrl: null,
    log,
    onStatement: (statement) => statements.push(statement),
  });
  await storage.writeCatalogue(brandsOfCatalogue());
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});
beforeEach(async () => {
  await sql(database.url, 'DELETE FROM tenants');
  tenant = await addTenant('one');
  other = await addTenant('two');
  [feedId = ''] = await addFeeds(tenant, 1);
});

async function addTenant(slug: string): Promise<TenantStorage> {
  const { tenant: added } = await storage.tenants.create({ name: slug, slug, adminEmail: null });
  return storage.forTenant(added.id);
}

/** The brand that a tenant knows by a name. */
async function brand(name: string, of = tenant): Promise<Brand> {
  const folded = foldBrandName(name);
  const found = (await of.brands.byFoldedNames([folded])).get(folded);
  if (!found) throw new Error(`no brand is known as ${name}`);
  return found;
}

const isKnown = async (name: string, of = tenant) =>
  (await of.brands.byFoldedNames([foldBrandName(name)])).has(foldBrandName(name));

async function merge(from: string, into: string): Promise<number> {
  return tenant.change(null, epoch, async ({ brands, tenantBrands }) => {
    await tenantBrands.lockWithReports();
    const found = await brands.byFoldedNames([from, into].map(foldBrandName));
    const [gone, kept] = [found.get(foldBrandName(from)), found.get(foldBrandName(into))];
    if (!gone || !kept) throw new Error('both are brands of the catalogue');
    return tenantBrands.merge(gone, kept);
  });
}

const mention = (name: string, what: Partial<Mention> = {}): Mention => ({
  brand: name,
  position: 'BODY',
  count: 1,
  tone: 'NEUTRAL',
  score: 0,
  confidence: 0.5,
  quote: `${name} it is`,
  reason: 'NAME',
  name,
  ...what,
});

let reportsMade = 0;

/** Stores one report with these mentions, the most prominent first. */
async function store(title: string, ...mentions: Mention[]): Promise<void> {
  reportsMade += 1;
  const [made] = makeReports(reportsMade, 1, []);
  if (!made) throw new Error('no report was made');
  const report: NewReport = { ...made, title, mentions };
  await storeReports(tenant, feedId, [report]);
}

const mentionsOf = (title: string) =>
  sql<Mention>(
    database.url,
    `SELECT brand, position, count, tone, score, confidence, quote, reason, name FROM report_brands
      JOIN reports USING (tenant_id) WHERE reports.id = report_id AND title = $1 ORDER BY brand`,
    [title],
  );
const brandsIn = async (title: string) =>
  (await sql<{ brands: string[] }>(database.url, 'SELECT brands FROM reports WHERE title = $1', [title]))[0]
    ?.brands;

const firstHundred = { take: 'first' as const, size: 100, after: null, before: null };

describe('a brand as its tenant sees it', () => {
  it('is as the catalogue has it where the tenant says nothing', async () => {
    expect(await brand('ysl')).toMatchObject({
      name: 'Saint Laurent',
      relation: null,
      ownAliases: [],
      aliases: brandsOfCatalogue(['Saint Laurent'])[0]?.aliases,
      ambiguousNames: brandsOfCatalogue(['Saint Laurent'])[0]?.ambiguousNames,
    });
  });

  it('is found by the tenant’s own aliases, in any spelling, and by no one else’s', async () => {
    await tenant.tenantBrands.save('Hermès', { relation: 'CLIENT', ownAliases: ['Maison Éperon'] });
    expect(await brand('maison  EPERON')).toMatchObject({
      name: 'Hermès',
      relation: 'CLIENT',
      ownAliases: ['Maison Éperon'],
      aliases: expect.arrayContaining(['Maison Éperon']),
    });
    expect(await isKnown('Maison Éperon', other)).toBe(false);
    expect(await brand('Hermès', other)).toMatchObject({ relation: null, ownAliases: [] });
  });

  it('keeps what is not said anew', async () => {
    await tenant.tenantBrands.save('Coach', {
      relation: null,
      ownAliases: ['Coachella Bags'],
      ambiguousNames: [],
    });
    await tenant.tenantBrands.save('Coach', { relation: 'INDUSTRY' });
    expect(await brand('Coach')).toMatchObject({
      relation: 'INDUSTRY',
      ownAliases: ['Coachella Bags'],
      ambiguousNames: [],
    });
  });

  it('is among those whose name resembles one that nobody has, also by an own alias', async () => {
    await tenant.tenantBrands.save('Hermès', { relation: null, ownAliases: ['Maison Éperon'] });
    expect(await tenant.brands.namesLike('maison eperan')).toContain('Hermès');
    expect(await other.brands.namesLike('maison eperan')).not.toContain('Hermès');
  });

  it('is listed by relation and by any of its names', async () => {
    await tenant.tenantBrands.save('Hermès', { relation: 'CLIENT', ownAliases: ['Maison Éperon'] });
    await tenant.tenantBrands.save('Gucci', { relation: 'COMPETITOR' });
    await tenant.tenantBrands.save('Coach', { relation: 'IGNORED' });
    const listed = async (filter: Parameters<typeof tenant.brands.page>[0], of = tenant) => {
      const names = (await of.brands.page(filter, firstHundred)).rows.map(({ name }) => name);
      expect(await of.brands.count(filter)).toBe(names.length);
      return names;
    };
    expect(await listed({ relations: ['CLIENT', 'IGNORED'] })).toEqual(['Coach', 'Hermès']);
    expect(await listed({ search: 'eperon' })).toEqual(['Hermès']);
    expect(await listed({ search: 'eperon', relations: ['COMPETITOR'] })).toEqual([]);
    expect(await listed({ relations: ['CLIENT'] }, other)).toEqual([]);
    expect(await listed({ search: 'eperon' }, other)).toEqual([]);
  });

  it('yields to the catalogue where that has come to give its alias to another brand', async () => {
    await tenant.tenantBrands.save('Hermès', { relation: null, ownAliases: ['Guccio', 'Prada'] });
    expect((await brand('prada')).name).toBe('Prada');
    expect((await brand('guccio')).name).toBe('Hermès');
  });
});

describe('the settings of a tenant', () => {
  it('hold what changes how brands are found, and nothing else', async () => {
    await tenant.tenantBrands.save('Hermès', { relation: 'CLIENT' });
    await tenant.tenantBrands.save('Gucci', { relation: 'CLIENT', ownAliases: ['GG'] });
    await tenant.tenantBrands.save('Coach', { relation: 'IGNORED' });
    await tenant.tenantBrands.save('Hugo Boss', { relation: null, ambiguousNames: [] });
    await merge('Prada', 'Gucci');
    const rule = {
      name: 'Dior',
      ignored: false,
      needsContext: true,
      contextWords: ['gown'],
      counterWords: [],
    };
    await tenant.brandRules.save('Dior', [{ ...rule, contextWords: [] }], null, epoch);
    await tenant.brandRules.save('Dior', [rule], null, epoch);
    await tenant.settings.change({ mentionThreshold: 0.7 });
    const none = { ignored: false, ownAliases: [], ambiguousNames: null, mergedInto: null, rules: [] };
    const { brands, mentionThreshold } = await tenant.brands.settings();
    expect(mentionThreshold).toBe(0.7);
    expect(brands).toEqual([
      { ...none, brand: 'Coach', ignored: true },
      { ...none, brand: 'Dior', rules: [rule] },
      { ...none, brand: 'Gucci', ownAliases: ['GG'] },
      { ...none, brand: 'Hugo Boss', ambiguousNames: [] },
      { ...none, brand: 'Prada', mergedInto: 'Gucci' },
    ]);
    expect(await other.brands.settings()).toEqual({ brands: [], mentionThreshold: 0.5 });
  });
});

describe('a brand that counts as another', () => {
  it('moves its mentions, and leaves one where a report has both', async () => {
    await store('prada alone', mention('Prada', { count: 3, tone: 'POSITIVE', score: 0.5 }), mention('Dior'));
    await store(
      'prada before',
      mention('Prada', { position: 'HEADLINE', tone: 'NEGATIVE', score: -0.5, confidence: 0.75 }),
      mention('Dior', { position: 'LEAD' }),
      mention('Gucci', { count: 2, tone: 'POSITIVE', score: 0.5, confidence: 1 }),
    );
    await store(
      'gucci before',
      mention('Gucci', { position: 'LEAD', tone: 'POSITIVE', score: 0.5 }),
      mention('Dior'),
      mention('Prada', { count: 4, tone: 'NEGATIVE', score: -0.5, confidence: 1 }),
    );
    await store('gucci alone', mention('Gucci'));
    expect(await merge('Prada', 'Gucci')).toBe(3);
    expect(await mentionsOf('prada alone')).toEqual([
      mention('Dior'),
      { ...mention('Prada', { count: 3, tone: 'POSITIVE', score: 0.5 }), brand: 'Gucci' },
    ]);
    expect(await mentionsOf('prada before')).toMatchObject([
      { brand: 'Dior' },
      {
        brand: 'Gucci',
        position: 'HEADLINE',
        count: 3,
        tone: 'NEGATIVE',
        score: -0.5,
        confidence: 1,
        quote: 'Prada it is',
      },
    ]);
    expect(await mentionsOf('gucci before')).toMatchObject([
      { brand: 'Dior' },
      { brand: 'Gucci', position: 'LEAD', count: 5, tone: 'POSITIVE', confidence: 1, quote: 'Gucci it is' },
    ]);
    expect(await brandsIn('prada alone')).toEqual(['Gucci', 'Dior']);
    expect(await brandsIn('prada before')).toEqual(['Gucci', 'Dior']);
    expect(await brandsIn('gucci before')).toEqual(['Gucci', 'Dior']);
    expect(await brandsIn('gucci alone')).toEqual(['Gucci']);
  });

  it('is that other under all of its names, and listed no more', async () => {
    await tenant.tenantBrands.save('Saint Laurent', { relation: 'COMPETITOR', ownAliases: ['Rive Gauche'] });
    const before = await tenant.brands.count({});
    await merge('Saint Laurent', 'Gucci');
    for (const name of ['Saint Laurent', 'YSL', 'rive gauche', 'Gucci']) {
      expect((await brand(name)).name).toBe('Gucci');
    }
    expect(await brand('Gucci')).toMatchObject({
      relation: 'COMPETITOR',
      ownAliases: ['Rive Gauche'],
      aliases: expect.arrayContaining(['Rive Gauche', 'Saint Laurent', 'YSL']),
    });
    expect(await tenant.brands.count({})).toBe(before - 1);
    const { rows } = await tenant.brands.page({ search: 'saint laurent' }, firstHundred);
    // The beauty of the house is a brand of its own, with the house's name in its own.
    expect(rows.map(({ name }) => name)).toEqual(['Gucci', 'YSL Beauté']);
    expect(await tenant.brands.namesLike('sant laurent')).toContain('Gucci');
    expect((await brand('YSL', other)).name).toBe('Saint Laurent');
    expect(await other.brands.count({})).toBe(before);
  });

  it('takes with it those that counted as it', async () => {
    await store('dior', mention('Dior'));
    await merge('Dior', 'Prada');
    expect(await brandsIn('dior')).toEqual(['Prada']);
    expect(await merge('Prada', 'Gucci')).toBe(1);
    expect((await brand('Dior')).name).toBe('Gucci');
    expect(await brandsIn('dior')).toEqual(['Gucci']);
    expect(
      await sql(
        database.url,
        'SELECT brand, merged_into FROM tenant_brands WHERE merged_into IS NOT NULL ORDER BY 1',
      ),
    ).toEqual([
      { brand: 'Dior', merged_into: 'Gucci' },
      { brand: 'Prada', merged_into: 'Gucci' },
    ]);
  });

  it('brings the names that need evidence', async () => {
    await merge('Coach', 'Gucci');
    expect((await brand('Gucci')).ambiguousNames).toContain('Coach');
    await tenant.tenantBrands.save('Prada', { relation: null, ambiguousNames: ['Prada'] });
    await merge('Gucci', 'Prada');
    expect((await brand('Gucci')).ambiguousNames.toSorted()).toEqual(['Coach', 'Prada']);
  });

  it('leaves the other tenants’ reports alone', async () => {
    const [otherFeed = ''] = await addFeeds(other, 1);
    const [made] = makeReports(999, 1, []);
    if (!made) throw new Error('no report was made');
    await storeReports(other, otherFeed, [{ ...made, title: 'theirs', mentions: [mention('Prada')] }]);
    await store('ours', mention('Prada'));
    expect(await merge('Prada', 'Gucci')).toBe(1);
    expect([await brandsIn('ours'), await brandsIn('theirs')]).toEqual([['Gucci'], ['Prada']]);
    expect(await mentionsOf('theirs')).toEqual([mention('Prada')]);
  });

  it('is counted so in what a run brings that began before', async () => {
    await merge('Prada', 'Gucci');
    await merge('Dior', 'Gucci');
    await store('late', mention('Dior'), mention('Chloé'), mention('Prada', { count: 2 }));
    expect(await brandsIn('late')).toEqual(['Gucci', 'Chloé']);
    expect(await mentionsOf('late')).toMatchObject([
      { brand: 'Chloé' },
      { brand: 'Gucci', count: 3, quote: 'Prada it is' },
    ]);
  });

  it('is so for a visit that is stored at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      await sql(database.url, 'DELETE FROM tenant_brands');
      const title = `round ${round}`;
      await Promise.all([store(title, mention('Prada')), merge('Prada', 'Gucci')]);
      expect(await brandsIn(title)).toEqual(['Gucci']);
      expect((await mentionsOf(title)).map((one) => one.brand)).toEqual(['Gucci']);
    }
  });

  it('costs a number of statements that does not depend on the number of reports', async () => {
    const costOf = async (from: string, count: number) => {
      const reports = makeReports(count + 5_000, count, []).map((report) => ({
        ...report,
        mentions: [mention(from), mention('Gucci')],
      }));
      await storeReports(tenant, feedId, reports);
      statements = [];
      expect(await merge(from, 'Gucci')).toBe(count);
      return statements.flatMap((text) => /\/\* ([\w.]+) \*\//.exec(text)?.[1] ?? []);
    };
    const names = [
      'tenantBrands.lockWithReports',
      'brands.byFoldedNames',
      'tenantBrands.save',
      'tenantBrands.countAs',
      'alertRules.followMerges',
      'alerts.followMerges',
      'brandRules.merge',
      'tenants.takeTurn',
      'reportBrands.outdated',
      'rollups.before',
      'reportBrands.applyMerges',
      'reports.applyMerges',
      'rollups.append',
      'jobQueue.addEvaluation',
      'tenantVersions.move',
      'events.tell',
    ];
    expect(await costOf('Prada', 1)).toEqual(names);
    expect(await costOf('Dior', 300)).toEqual(names);
  });
});

describe('the plan', () => {
  async function explain({ text, values }: { text: string; values: unknown[] }) {
    const connection = new pg.Client({ connectionString: database.url });
    await connection.connect();
    try {
      const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
        text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
        values,
      });
      return readPlan(rows[0]?.['QUERY PLAN']);
    } finally {
      await connection.end();
    }
  }

  it('finds a name in the catalogue and among own aliases by the index of each', async () => {
    // Many tenants, each with some aliases of its own.
    await sql(
      database.url,
      `WITH many AS (
         INSERT INTO tenants (slug, name) SELECT 'many-' || n, 'Many' FROM generate_series(1, 200) AS n RETURNING id
       )
       INSERT INTO tenant_brands (tenant_id, brand, own_aliases, folded_own_aliases)
       SELECT many.id, few.name, ARRAY['Own ' || few.name], ARRAY['own ' || few.folded_names[1]]
       FROM many CROSS JOIN (SELECT * FROM brands ORDER BY name LIMIT 100) AS few`,
    );
    await sql(database.url, 'ANALYZE');
    const { text, values } = tenant.brands.byFoldedNamesStatement(['gucci', 'ysl', 'maison eperon']);
    const plan = await explain({ text, values });
    expect(indexesOf(plan)).toEqual(
      expect.arrayContaining(['brands_folded_names_idx', 'brands_name_key', 'tenant_brands_aliases_idx']),
    );
    expect(kindsOf(plan)).not.toContain('Seq Scan');
    expect(plan.buffers).toBeLessThan(100);
  });
});
