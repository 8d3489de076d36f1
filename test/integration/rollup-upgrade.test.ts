import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRollups } from '../../src/ingestion/keep-rollups.ts';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';
import { startApi } from '../support/api.ts';
import { startApiProcess } from '../support/api-process.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { migrateUpTo } from '../support/older-database.ts';
import { sql } from '../support/pipeline.ts';
import { freePort, killPrograms, runProgram, startProgram, until } from '../support/programs.ts';
import { expectRightRollups } from '../support/rollups.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  fillWithReports,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

const log = createLog('silent', 'tests');
const firstOfRollups = '20261125090000_rollups';
const count = 500;

let database: TestDatabase;
let storage: Storage;
let tenant: TenantStorage;

/** A database as it was before there were rollups, with reports, that is then brought up to date. */
beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrateUpTo(database.url, firstOfRollups);
  const [row] = await sql<{ id: string }>(
    database.url,
    "INSERT INTO tenants (name, slug) VALUES ('Maison X', 'maison-x') RETURNING id",
  );
  const id = row?.id ?? '';
  await fillWithReports(database.url, id, count);
  await migrate(database.url, log);
  storage = new Storage({ url: database.url, replicaUrl: null, log });
  tenant = storage.forTenant(id);
});

afterAll(async () => {
  killPrograms();
  await storage.close();
  await database.drop();
});

const admin = (...args: string[]) =>
  runProgram('admin', { args, env: { DATABASE_URL: database.url, LOG_LEVEL: 'error' } });

const versionOf = async () =>
  (await sql<{ version: string }>(database.url, 'SELECT version FROM tenant_versions'))[0]?.version ?? '0';

describe('a database that is older than the rollups', { timeout: 120_000 }, () => {
  it('has reports that are not counted, and the command line says so', async () => {
    expect(await tenant.rollupUpkeep.isCounted()).toBe(false);
    expect((await tenant.rollupUpkeep.verify()).differing).toBeGreaterThan(0);
    const { code, stdout } = await admin('rollup', 'verify', '--tenant', 'maison-x');
    expect(code).toBe(1);
    expect(stdout).toMatch(/ differ\. Make them right with: npm run admin -- rollup rebuild\n$/);
  });

  it('is counted by the first upkeep, which moves the version of the data, and no other', async () => {
    const upkeep = () =>
      keepRollups({ storage, log }, [{ id: tenant.tenantId }], new AbortController().signal);
    const before = await versionOf();
    await upkeep();
    expect(await tenant.rollupUpkeep.isCounted()).toBe(true);
    await expectRightRollups(tenant);
    const counted = await versionOf();
    expect(Number(counted)).toBeGreaterThan(Number(before));
    await upkeep();
    expect(await versionOf()).toBe(counted);
  });

  it('is counted by an API process alone, behind what it answers', async () => {
    await sql(database.url, 'DELETE FROM report_rollups');
    await sql(database.url, 'INSERT INTO uncounted_tenants (tenant_id) SELECT id FROM tenants');
    const api = await startApiProcess(database.url);
    await until('the reports to be counted', () => tenant.rollupUpkeep.isCounted());
    await expectRightRollups(tenant);
    expect(await api.metric('rollup_rows_total', { work: 'count' })).toBeGreaterThan(0);
    api.program.kill('SIGTERM');
    expect((await api.program.ended).code).toBe(0);
  });

  it('has what is not folded among the metrics of its ingestion', async () => {
    const port = String(await freePort());
    const ingestion = startProgram('ingest', {
      args: ['--watch'],
      env: { DATABASE_URL: database.url, INGEST_OPERATIONS_PORT: port },
    });
    const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    await until('the ingestion', () => ingestion.stderr().includes('watching'), 60_000);
    expect(await metrics()).toMatch(/^fashion_hunting_rollup_unfolded_rows\{of="reports"\} \d+$/m);
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
    ingestion.kill('SIGTERM');
    expect((await ingestion.ended).code).toBe(0);
  });

  it('is verified and rebuilt from the command line, also after somebody has changed a sum', async () => {
    const right = await admin('rollup', 'verify', '--tenant', 'maison-x');
    expect(right).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ sums .* no difference\.\n$/),
    });
    await sql(
      database.url,
      "UPDATE report_rollups SET reports = reports + 5 WHERE facet = 'ALL' AND grain = 'MONTH'",
    );
    const wrong = await admin('rollup', 'verify', '--tenant', 'maison-x', '--json');
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({
      differing: 1,
      differences: [{ facet: 'ALL', grain: 'MONTH', measure: 'reports', stored: String(count + 5) }],
    });
    const before = await versionOf();
    const rebuilt = await admin('rollup', 'rebuild', '--tenant', 'maison-x');
    expect(rebuilt).toMatchObject({ code: 0, stdout: 'The rollups are right: 1 sums were corrected.\n' });
    expect(rebuilt.stderr).toMatch(/^maison-x: 1 of 12\n/);
    expect(Number(await versionOf())).toBeGreaterThan(Number(before));
    expect((await admin('rollup', 'verify')).code).toBe(0);
  });
});

describe('a database whose sums go by the hour', { timeout: 60_000 }, () => {
  it('has them by the quarter of an hour after the migration, of what is folded and what is not, and an older process fails', async () => {
    const api = await startApi();
    const [connection, older] = [api.database.url, api.database.url].map(
      (connectionString) => new pg.Client({ connectionString }),
    );
    if (!connection || !older) throw new Error('two connections');
    await Promise.all([connection.connect(), older.connect()]);
    try {
      await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
      const [counted, uncounted] = [await api.addTenant('counted'), await api.addTenant('uncounted')];
      for (const own of [counted, uncounted]) {
        const [feedId = ''] = await addFeeds(own, 1);
        // Every other report is told again, twenty minutes later and by another outlet.
        const made = makeReports(3, 80);
        const again = makeReports(4, 80).map((report, at) => {
          const { title, summary, signature, publishedAt } = made[at] ?? report;
          const story = at % 2 === 0 ? { title, summary, signature } : {};
          return { ...report, ...story, publishedAt: new Date(publishedAt.getTime() + 1_200_000) };
        });
        await storeReports(own, feedId, made);
        await own.rollupUpkeep.fold();
        await storeReports(own, feedId, again);
      }
      const compared = await expectRightRollups(counted);

      // As the version before left it: sums of an hour, brands without a number, and a tenant that is not counted.
      await connection.query(`DELETE FROM brand_sheets WHERE grain = 'QUARTER_HOUR';
        DELETE FROM brand_numbers WHERE brand IN (SELECT brand FROM brand_numbers ORDER BY number DESC LIMIT 1);
        UPDATE report_rollups SET start = date_trunc('hour', start), part = nextval('rollup_part_numbers') WHERE grain = 'QUARTER_HOUR';
        UPDATE brand_rollups SET start = date_trunc('hour', start), part = nextval('rollup_part_numbers')
        WHERE grain = 'QUARTER_HOUR' AND facet = 'ALL';
        DELETE FROM brand_rollups WHERE grain = 'QUARTER_HOUR' AND facet <> 'ALL';
        ALTER TYPE rollup_grain RENAME VALUE 'QUARTER_HOUR' TO 'HOUR';
        ALTER SEQUENCE rollup_part_numbers RENAME TO rollup_parts;
        CREATE TEMPORARY TABLE schema_of_temporary_tables_exists ()`);
      for (const table of ['report_rollups', 'brand_rollups', 'brand_sheets'])
        await connection.query(`DELETE FROM ${table} WHERE tenant_id = $1`, [uncounted.tenantId]);
      const statements = ['report_rollups', 'brand_rollups']
        .map((table) => ({ name: table, text: `SELECT FROM ${table} WHERE grain <> 'HOUR'` }))
        .concat({ name: 'part', text: "SELECT nextval('rollup_parts')" });
      for (const statement of statements) await older.query(statement);

      const migration = new URL(
        '../../prisma/migrations/20261127200000_quarter_hours/migration.sql',
        import.meta.url,
      );
      await connection.query(`BEGIN; ${await readFile(migration, 'utf8')}`);
      // Reading goes on until it is there as a whole.
      for (const statement of statements.slice(0, 2)) await older.query(statement);
      await connection.query('COMMIT');

      // Those that were not folded have sheets now too.
      expect(await expectRightRollups(counted)).toBeGreaterThan(compared);
      const [sums] = await sql<{ reports: string; stories: string }>(
        api.database.url,
        "SELECT sum(reports) AS reports, sum(stories) AS stories FROM report_rollups WHERE tenant_id = $1 AND facet = 'ALL' AND grain = 'QUARTER_HOUR'",
        [counted.tenantId],
      );
      expect(Number(sums?.reports)).toBe(160);
      expect(Number(sums?.stories)).toBeLessThan(140);
      expect((await uncounted.rollupUpkeep.verify()).differing).toBeGreaterThan(0);
      await uncounted.rollupUpkeep.rebuild();
      await expectRightRollups(uncounted);
      // What it has prepared too.
      for (const statement of statements) await expect(older.query(statement)).rejects.toThrow();
    } finally {
      await Promise.all([connection.end(), older.end()]);
      await api.close();
    }
  });
});
