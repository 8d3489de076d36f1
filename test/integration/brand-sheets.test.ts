import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import type { Span } from '../../src/model/rollup-sums.ts';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { SheetSums, totalsOf } from '../../src/storage/rollups/sheet-sums.ts';
import { Storage } from '../../src/storage/storage.ts';
import { startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { migrateUpTo } from '../support/older-database.ts';
import { sql } from '../support/pipeline.ts';
import { until } from '../support/programs.ts';
import { expectRightRollups } from '../support/rollups.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  epoch,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

const dayMs = 86_400_000;

let api: TestApi;
let connection: pg.Client;
let tenants = 0;

beforeAll(async () => {
  api = await startApi();
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
});
afterAll(async () => {
  await connection.end();
  await api.close();
});

async function newTenant(): Promise<{ tenant: TestTenant; feedId: string }> {
  tenants += 1;
  const tenant = await api.addTenant(`sheets-${tenants}`);
  const [feedId = ''] = await addFeeds(tenant, 1);
  return { tenant, feedId };
}

/** Reports of seventy days, every third of which is the same story as the one before. */
function press(seed: number, count: number): NewReport[] {
  const reports: NewReport[] = [];
  for (const [at, made] of makeReports(seed, count).entries()) {
    const publishedAt = new Date(made.publishedAt.getTime() + ((at * 9) % 70) * dayMs);
    const { title, summary, signature } = (at % 3 === 2 ? reports.at(-1) : undefined) ?? made;
    reports.push({ ...made, title, summary, signature, publishedAt });
  }
  return reports;
}

const at = (days: number, minutes = 0) => new Date(epoch.getTime() + days * dayMs + minutes * 60_000);
/** Whole months and days, days of zones of whole hours and of half ones, a single hour, odd minutes, and nothing. */
const spans: Span[] = [
  { from: at(0), to: at(70) },
  { from: at(3), to: at(10) },
  { from: at(2, 60), to: at(38, 60) },
  { from: at(5, 330), to: at(31, 330) },
  { from: at(12, 600), to: at(12, 660) },
  { from: at(6, 7), to: at(33, 1_203) },
  { from: at(300), to: at(320) },
];

interface Counted {
  brand: string;
  span: number;
  mentions: number;
  stories: number;
}
const byPlace = (a: Counted, b: Counted) => a.span - b.span || (a.brand < b.brand ? -1 : 1);

/** What sheets and rows say of how often each brand was mentioned, in all reports and beside each brand. */
async function bothWays(tenant: TestTenant): Promise<{ sheets: Counted[][]; rows: Counted[][] }> {
  const { brands, ...all } = await tenant.sheets.ofReports(spans);
  const beside = await tenant.sheets.beside(seededBrands, spans, (sums) => sums);
  const everyone = [brands, ...beside.values()].flatMap((sums) => sums.atLeast(1, 'mentions'));
  const nameOf = await tenant.sheets.namesOf(everyone.map(({ brand }) => brand));
  const told = (sums: typeof brands) =>
    sums
      .atLeast(1, 'mentions')
      .flatMap(({ brand, mentions, stories }) =>
        spans.map((_, span) => {
          const name = nameOf(brand);
          return { brand: name, span, mentions: mentions[span] ?? 0, stories: stories[span] ?? 0 };
        }),
      )
      .filter(({ mentions, stories }) => mentions !== 0 || stories !== 0)
      .sort(byPlace);
  const row = (
    brand: string,
    { span, count, stories }: { span: number; count: number; stories: number },
  ) => ({
    brand,
    span,
    mentions: count,
    stories,
  });
  const bySpan = await Promise.all(
    spans.map((span) => tenant.reportRollups.byFirstValues([{ facet: 'BRAND', first: 1_000 }], [span])),
  );
  const ofReports = bySpan.flatMap((rows, span) => rows.map((its) => ({ ...its, span })));
  const ofBrands = await tenant.brandRollups.byValue(seededBrands, 'BRAND', spans);
  const totals = await tenant.reportRollups.totals(spans);
  const ofAll = totals.filter(({ facet }) => facet === 'ALL').sort((a, b) => a.span - b.span);
  return {
    sheets: [
      spans
        .map((_, span) => row('', { span, count: all.reports[span] ?? 0, stories: all.stories[span] ?? 0 }))
        .filter(({ mentions }) => mentions > 0),
      told(brands),
      ...seededBrands.map((brand) => told(beside.get(brand) ?? brands)),
    ],
    rows: [
      ofAll.map((its) => row('', its)),
      ofReports.map((its) => row(its.value, its)).sort(byPlace),
      ...seededBrands.map((brand) =>
        ofBrands
          .filter((its) => its.brand === brand)
          .map((its) => row(its.value, its))
          .sort(byPlace),
      ),
    ],
  };
}

async function expectBothAlike(tenant: TestTenant): Promise<void> {
  const { sheets, rows } = await bothWays(tenant);
  expect(sheets).toEqual(rows);
  expect(rows.every((some) => some.length > 0)).toBe(true);
}

const sheetsOf = async (tenant: TestTenant): Promise<number> =>
  (await connection.query('SELECT FROM brand_sheets WHERE tenant_id = $1', [tenant.tenantId])).rowCount ?? 0;

describe('sheets', () => {
  it('say with what is not folded what the rows say, whatever is folded', async () => {
    const { tenant, feedId } = await newTenant();
    await storeReports(tenant, feedId, press(7, 150));
    expect(await sheetsOf(tenant)).toBe(0);
    await expectBothAlike(tenant);
    await tenant.rollupUpkeep.fold();
    expect(await sheetsOf(tenant)).toBeGreaterThan(100);
    await expectBothAlike(tenant);
    await storeReports(tenant, feedId, press(8, 120));
    await expectBothAlike(tenant);
    const { rows } = await connection.query('SELECT id FROM reports WHERE tenant_id = $1 ORDER BY id', [
      tenant.tenantId,
    ]);
    const some = rows.map(({ id }): string => id).filter((_, place) => place % 4 === 0);
    await tenant.change(null, epoch, ({ reportEditor }) => reportEditor.delete(some));
    await expectBothAlike(tenant);
    await tenant.rollupUpkeep.fold();
    await expectBothAlike(tenant);
    await expectRightRollups(tenant);
  });

  it('are gone with the last report on them, and the numbers of brands stay', async () => {
    const { tenant, feedId } = await newTenant();
    await storeReports(tenant, feedId, press(9, 40));
    await tenant.rollupUpkeep.fold();
    const numbers = async () =>
      (
        await connection.query(
          'SELECT number, brand FROM brand_numbers WHERE tenant_id = $1 ORDER BY number',
          [tenant.tenantId],
        )
      ).rows;
    const given = await numbers();
    expect(given.map(({ number }) => number)).toEqual(given.map((_, place) => place + 1));
    expect(given.map(({ brand }) => brand).sort()).toEqual([...seededBrands].sort());
    const { rows } = await connection.query('SELECT id FROM reports WHERE tenant_id = $1', [tenant.tenantId]);
    await tenant.change(null, epoch, ({ reportEditor }) => reportEditor.delete(rows.map(({ id }) => id)));
    await tenant.rollupUpkeep.fold();
    expect(await sheetsOf(tenant)).toBe(0);
    await storeReports(tenant, feedId, press(10, 40));
    await tenant.rollupUpkeep.fold();
    expect(await numbers()).toEqual(given);
    await expectBothAlike(tenant);

    const [news] = press(15, 1);
    const [mention] = news?.mentions ?? [];
    if (!news || !mention) throw new Error('no report with a mention was made');
    const later = brandsOfCatalogue().find(({ name }) => !seededBrands.includes(name))?.name ?? '';
    await api.storage.writeCatalogue(brandsOfCatalogue());
    await storeReports(tenant, feedId, [{ ...news, mentions: [{ ...mention, brand: later, name: later }] }]);
    await expectBothAlike(tenant);
    await tenant.rollupUpkeep.fold();
    expect(await numbers()).toEqual([...given, { number: given.length + 1, brand: later }]);
    await expectBothAlike(tenant);
  });

  it('are written as they are read, whatever numbers are on them', async () => {
    const counts = [0, 1, 127, 128, 129, 16_383, 16_384, 1_000_000, 2 ** 29 - 1, -1, -2, -16_384, -(2 ** 29)];
    const { rows } = await connection.query<{ count: number; distance: number; entry: Buffer; one: Buffer }>(
      `SELECT count, distance, sheet_entry(distance, count, ~count) AS entry, sheet_entry(distance, 1, 1) AS one
       FROM unnest($1::integer[]) AS count CROSS JOIN unnest('{1, 63, 64, 8191, 8192, 1000000}'::integer[]) AS distance`,
      [counts],
    );
    expect(rows).toHaveLength(6 * counts.length);
    for (const { count, distance, entry, one } of rows) {
      expect(totalsOf(entry)).toEqual({ brands: 1, mentions: count, stories: ~count });
      expect(totalsOf(one)).toEqual({ brands: 1, mentions: 1, stories: 1 });
      // The first brand's distance is its number; another's is taken off it.
      const row = { span: 0, sign: 1, number: null, name: null, mentions: null, stories: null } as const;
      const onSheet = (...entries: Buffer[]) =>
        new SheetSums(
          [{ ...row, sheets: Buffer.concat([Buffer.of(Buffer.concat(entries).length), ...entries]) }],
          1,
        ).atLeast(1, 'mentions');
      const ofOne = { brand: distance, mentions: [1], stories: [1] };
      expect(onSheet(one)).toEqual([ofOne]);
      if (count > 0)
        expect(onSheet(entry)).toEqual([{ brand: distance, mentions: [count], stories: [~count] }]);
      if (distance > 1)
        expect(onSheet(one, Buffer.from([2]))).toEqual([{ ...ofOne, brand: distance - 1 }, ofOne]);
      expect(one).toHaveLength(distance < 64 ? 1 : distance < 8192 ? 2 : 4);
    }
    const beyond = [
      [1, 2 ** 29],
      [1, -(2 ** 29) - 1],
      [2 ** 28, 2],
      [2 ** 30, 2],
    ];
    for (const numbers of beyond)
      await expect(connection.query('SELECT sheet_entry($1, $2, 0)', numbers)).rejects.toThrow(
        'out of range',
      );
  });

  it('name nobody else where the number of a brand was taken away', async () => {
    const { tenant, feedId } = await newTenant();
    await storeReports(tenant, feedId, press(11, 40));
    await tenant.rollupUpkeep.fold();
    const nameOf = await tenant.sheets.namesOf([3, 2, 1, 'Dior']);
    const names = [1, 2, 3].map((number) => nameOf(number));
    expect(await tenant.sheets.numbersOf([...names, 'Nobody', 7])).toEqual(
      new Map(names.map((name, at) => [name, at + 1])),
    );
    await connection.query('DELETE FROM brand_numbers WHERE tenant_id = $1 AND number = 2', [
      tenant.tenantId,
    ]);
    const left = await tenant.sheets.namesOf([1, 2, 3]);
    expect([left(1), left(3)]).toEqual([nameOf(1), nameOf(3)]);
    expect(() => left(2)).toThrow('no brand of the tenant has the number 2');
  });

  it('that somebody has changed, taken away or added are told of, and written anew while others write', async () => {
    const { tenant, feedId } = await newTenant();
    await storeReports(tenant, feedId, press(11, 60));
    await tenant.rollupUpkeep.fold();
    const inTenant = [tenant.tenantId];
    // The second byte: the mentions of the highest number, which has more than one of them.
    await connection.query(
      `UPDATE brand_sheets SET counts = set_byte(counts, 1, 99) WHERE tenant_id = $1 AND brand = '' AND grain = 'MONTH'
         AND start = (SELECT min(start) FROM brand_sheets WHERE tenant_id = $1 AND brand = '' AND grain = 'MONTH')`,
      inTenant,
    );
    await connection.query(
      "DELETE FROM brand_sheets WHERE tenant_id = $1 AND brand = 'Gucci' AND grain = 'MONTH'",
      inTenant,
    );
    await connection.query(
      `INSERT INTO brand_sheets SELECT tenant_id, brand, grain, start - interval '9 years', counts FROM brand_sheets
       WHERE tenant_id = $1 AND brand = 'Prada' AND grain = 'MONTH' LIMIT 1`,
      inTenant,
    );
    const { differing, differences } = await tenant.rollupUpkeep.verify();
    expect(differing).toBe(differences.length);
    expect(new Set(differences.map(({ brand, facet }) => `${facet} of ${brand}`))).toEqual(
      new Set(['sheet of ', 'sheet of Gucci', 'sheet of Prada']),
    );
    const ofAll = differences.find(({ brand }) => brand === '');
    expect(ofAll?.measures.map(({ measure }) => measure)).toEqual(['mentions']);
    expect(differences.find(({ brand }) => brand === 'Gucci')?.measures).toContainEqual({
      measure: 'brands',
      counted: seededBrands.length - 1,
      stored: 0,
    });

    const others = [12, 13, 14].map((seed) => storeReports(tenant, feedId, press(seed, 20)));
    await Promise.all([tenant.rollupUpkeep.rebuild(), tenant.rollupUpkeep.fold(), ...others]);
    await expectRightRollups(tenant);
    await expectBothAlike(tenant);
  });

  it.each([
    ['stores reports', 'FOR KEY SHARE', '20261127061000_packed_sheets'],
    ['merges brands', 'FOR UPDATE', '20261127061000_packed_sheets'],
    ['stores reports', 'FOR KEY SHARE', '20261127150000_sheets_by_distance'],
    ['merges brands', 'FOR UPDATE', '20261127150000_sheets_by_distance'],
  ])(
    'are written in another form while somebody reads and somebody %s (%s, %s), and none waits for who waits for it',
    async (_, lock, migration) => {
      const database = await createEmptyDatabase();
      await migrateUpTo(database.url, migration);
      const [reader, writer] = [database.url, database.url].map(
        (connectionString) => new pg.Client({ connectionString }),
      );
      if (!reader || !writer) throw new Error('two connections');
      await Promise.all([reader.connect(), writer.connect()]);
      const waiting = (relation: string) =>
        until(`somebody to wait for ${relation}`, async () => {
          const waits = `SELECT FROM pg_locks WHERE NOT granted AND
          coalesce(relation::regclass::text, locktype) = '${relation}'`;
          return (await sql(database.url, waits)).length > 0;
        });
      const insert = `INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral, negative, mixed, score_sum)
      SELECT id, 'BRAND', 'DAY', $1, 'Gucci', $2, 1, 1, 0, 0, 0, 0, 0 FROM tenants`;
      try {
        await sql(database.url, "INSERT INTO tenants (name, slug) VALUES ('Maison X', 'maison-x')");
        await sql(database.url, insert, [epoch, 0]);
        await reader.query('BEGIN; SELECT FROM brand_sheets');
        await writer.query(`BEGIN; SELECT FROM tenants ${lock}`);
        const migrated = migrate(database.url, createLog('silent', 'tests'));
        if (lock === 'FOR UPDATE') {
          await waiting('transactionid');
          await writer.query(insert, [epoch, 1]);
          await writer.query('COMMIT');
          await waiting('brand_sheets');
          await reader.query('COMMIT');
        } else {
          await waiting('brand_sheets');
          const stored = writer.query(insert, [epoch, 1]);
          await waiting('report_rollups');
          await reader.query('COMMIT');
          await stored;
          await waiting('tenants');
          await writer.query('COMMIT');
        }
        expect(await migrated).toContain('20261127150002_sheets_by_number_gone');
        expect(await sql(database.url, 'SELECT brand, number FROM brand_numbers')).toEqual([
          { brand: 'Gucci', number: 1 },
        ]);
        expect(await sql(database.url, 'SELECT counts FROM brand_sheets')).toEqual([
          { counts: Buffer.from([2]) },
        ]);
      } finally {
        await Promise.all([reader.end(), writer.end()]);
        await database.drop();
      }
    },
  );

  it('of a database that is older than they are made by its migration', async () => {
    const database = await createEmptyDatabase();
    await migrateUpTo(database.url, '20261126090300_brand_sheets');
    const [row] = await sql<{ id: string }>(
      database.url,
      "INSERT INTO tenants (name, slug) VALUES ('Maison X', 'maison-x') RETURNING id",
    );
    await sql(
      database.url,
      `INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral, negative, mixed, score_sum)
       SELECT $1, facet::report_facet, grain::rollup_grain, $2, value, part, reports, 1, 0, 0, 0, 0, 0
       FROM (VALUES ('BRAND', 'DAY', 'Gucci', 0, 70000), ('BRAND', 'DAY', 'Prada', 0, 200), ('BRAND', 'DAY', 'Prada', 7, 1),
         ('BRAND', 'HOUR', 'Prada', 0, 2), ('ALL', 'DAY', '', 0, 4)) AS its(facet, grain, value, part, reports)`,
      [row?.id, epoch],
    );
    await sql(
      database.url,
      `INSERT INTO brand_rollups (tenant_id, brand, facet, grain, start, value, part, mentions, stories, positive, neutral, negative, score_sum)
       VALUES ($1, 'Gucci', 'BRAND', 'DAY', $2, 'Prada', 0, 2, 1, 0, 0, 0, 0),
         ('${row?.id}', 'Gucci', 'ALL', 'DAY', $2, '', 0, 3, 1, 0, 0, 0, 0)`,
      [row?.id, epoch],
    );
    // Of another tenant, day and month too, with brands between: each sheet begins anew.
    const [other] = await sql<{ id: string }>(
      database.url,
      "INSERT INTO tenants (name, slug) VALUES ('Maison Y', 'maison-y') RETURNING id",
    );
    const more = `(VALUES ('Ami', 1), ('Gucci', 3), ('Kenzo', 1), ('Prada', 1)) AS its(value, count)
      CROSS JOIN (VALUES ('DAY'::rollup_grain, $1::timestamptz), ('DAY', $1 + interval '1 day'), ('MONTH', date_trunc('month', $1))) AS at(grain, start)`;
    const later = new Date(epoch.getTime() + 40 * dayMs);
    await sql(
      database.url,
      `INSERT INTO report_rollups (tenant_id, facet, grain, start, value, part, reports, stories, positive, neutral, negative, mixed, score_sum)
       SELECT tenants.id, 'BRAND', grain, start, value, 0, count, 1, 0, 0, 0, 0, 0 FROM tenants CROSS JOIN ${more}`,
      [later],
    );
    await sql(
      database.url,
      `INSERT INTO brand_rollups (tenant_id, brand, facet, grain, start, value, part, mentions, stories, positive, neutral, negative, score_sum)
       SELECT tenants.id, brand, 'BRAND', grain, start, value, 0, count, 1, 0, 0, 0, 0
       FROM tenants CROSS JOIN (VALUES ('Ami'), ('Prada')) AS asked(brand) CROSS JOIN ${more} WHERE brand <> value`,
      [later],
    );
    const log = createLog('silent', 'tests');
    await migrate(database.url, log);
    const storage = new Storage({ url: database.url, replicaUrl: null, log });
    try {
      const { sheets, rollupUpkeep } = storage.forTenant(row?.id ?? '');
      const day = { from: epoch, to: new Date(epoch.getTime() + dayMs) };
      const { brands, reports } = await sheets.ofReports([day]);
      expect(reports).toEqual([4]);
      const all = brands.atLeast(1, 'mentions');
      const nameOf = await sheets.namesOf(all.map(({ brand }) => brand));
      expect(all.map(({ brand, mentions }) => [nameOf(brand), ...mentions]).sort()).toEqual([
        ['Gucci', 70_000],
        ['Prada', 201],
      ]);
      const beside = (await sheets.beside(['Gucci'], [day], (sums) => sums.most(1))).get('Gucci') ?? [];
      expect(beside.map(({ brand, mentions, stories }) => [nameOf(brand), mentions, stories])).toEqual([
        ['Prada', [2], [1]],
      ]);
      // Reports there are none, so that rows are found to differ, but no sheet does.
      for (const upkeep of [rollupUpkeep, storage.forTenant(other?.id ?? '').rollupUpkeep]) {
        const { differences } = await upkeep.verify();
        expect(differences.filter(({ facet }) => facet === 'sheet')).toEqual([]);
      }
      const [{ count } = { count: 0 }] = await sql<{ count: number }>(
        database.url,
        'SELECT count(*)::integer AS count FROM brand_sheets',
      );
      expect(count).toBe(2 + 2 * 3 * 3);
      const [table] = await sql(
        database.url,
        `SELECT reloptions::text[] AS options, attstorage AS storage FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
         WHERE pg_class.oid = 'brand_sheets'::regclass AND attname = 'counts'`,
      );
      const options = [
        'toast_tuple_target=8160',
        'autovacuum_vacuum_scale_factor=0.02',
        'autovacuum_vacuum_insert_scale_factor=0.02',
      ];
      expect(table).toEqual({ options, storage: 'e' });
    } finally {
      await storage.close();
      await database.drop();
    }
  });
});
