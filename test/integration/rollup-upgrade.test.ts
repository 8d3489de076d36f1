import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRollups } from '../../src/ingestion/keep-rollups.ts';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';
import { startApiProcess } from '../support/api-process.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';
import { migrateUpTo } from '../support/older-database.ts';
import { sql } from '../support/pipeline.ts';
import { freePort, killPrograms, runProgram, startProgram, until } from '../support/programs.ts';
import { expectRightRollups } from '../support/rollups.ts';
import { fillWithReports } from '../support/seed.ts';

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
