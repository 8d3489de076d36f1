import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { migrate, refuseOldServer } from '../../src/storage/migrate.ts';
import { withSchemaEngine } from '../../src/storage/schema-engine.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';

const log = createLog('silent', 'test');
const folder = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));
const names = (await readdir(folder, { withFileTypes: true })).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
names.sort();

let database: TestDatabase;
let own: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  own = await mkdtemp(join(tmpdir(), 'fashion-hunting-migrations-'));
  await writeFile(join(own, 'migration_lock.toml'), 'provider = "postgresql"\n');
});

afterEach(async () => {
  await database.drop();
  await rm(own, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(own, name), { recursive: true });
  await writeFile(join(own, name, 'migration.sql'), sql);
}

function migrateOwn(): Promise<string[]> {
  return migrate(database.url, log, { folder: pathToFileURL(`${own}/`) });
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return withConnection(database.url, async (connection) => (await connection.query(sql)).rows);
}

describe('migrate', () => {
  it('applies every migration to an empty database, and nothing the second time', async () => {
    expect(await migrate(database.url, log)).toEqual(names);
    expect(await migrate(database.url, log)).toEqual([]);
  });

  it('keeps the books as prisma migrate deploy does', async () => {
    await migrate(database.url, log);
    const books = await rows('SELECT * FROM _prisma_migrations ORDER BY migration_name');
    const sql = await Promise.all(names.map((name) => readFile(join(folder, name, 'migration.sql'))));
    expect(books).toEqual(
      names.map((migration_name, index) => ({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: createHash('sha256')
          .update(sql[index] ?? '')
          .digest('hex'),
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        migration_name,
        logs: null,
        rolled_back_at: null,
        applied_steps_count: 1,
      })),
    );
  });

  it('leaves nothing to do, failed or edited in the eyes of prisma migrate status', async () => {
    await write('1_first', 'CREATE TABLE a (n int);');
    await migrateOwn();
    const diagnose = (value: string) =>
      withSchemaEngine(database.url, (engine) =>
        engine.diagnoseMigrationHistory({
          migrationsList: {
            baseDir: own,
            lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
            migrationDirectories: [
              { path: '1_first', migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } },
            ],
            shadowDbInitScript: '',
          },
          optInToShadowDatabase: false,
          filters: { externalTables: [], externalEnums: [] },
        }),
      );
    const status = { failedMigrationNames: [], hasMigrationsTable: true, history: null };
    expect(await diagnose('CREATE TABLE a (n int);')).toMatchObject({ ...status, editedMigrationNames: [] });
    expect(await diagnose('CREATE TABLE b (n int);')).toMatchObject({ editedMigrationNames: ['1_first'] });
  });

  it('applies once when two processes start at the same moment, and prints nothing of its own', async () => {
    const script = fileURLToPath(new URL('../support/migrate-once.ts', import.meta.url));
    const run = () => promisify(execFile)(process.execPath, ['--import', 'tsx', script, database.url]);
    const ended = await Promise.all([run(), run()]);
    const applied = ended.map(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(applied.flat()).toEqual(names);
    expect(await rows('SELECT count(*)::int FROM _prisma_migrations')).toEqual([{ count: names.length }]);
  });

  it('brings the tables of the job queue as well, to which the second time adds nothing', async () => {
    const books = () => rows('SELECT id, ts FROM graphile_worker.migrations ORDER BY id');
    await migrate(database.url, log);
    const first = await books();
    expect(first.length).toBeGreaterThanOrEqual(19);
    expect(await rows('SELECT FROM graphile_worker.jobs')).toEqual([]);
    await migrate(database.url, log);
    expect(await books()).toEqual(first);
  });

  it('says in the words of the database that the job queue could not be made', async () => {
    // As if somebody else had such a function.
    await rows('CREATE SCHEMA graphile_worker');
    await rows(
      "CREATE FUNCTION graphile_worker.complete_job(text, bigint) RETURNS text LANGUAGE sql AS 'SELECT $1'",
    );
    await expect(migrate(database.url, log)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^The job queue could not be migrated: \S/),
    });
  });

  it('waits for another process that migrates, but not for ever', async () => {
    await withConnection(database.url, async (other) => {
      const { rows: held } = await other.query("SELECT pg_advisory_lock(1718116205), 'held' AS lock");
      expect(held[0]).toMatchObject({ lock: 'held' });
      await expect(migrate(database.url, log, { patienceMs: 200 })).rejects.toThrow(
        'Another process has been migrating',
      );
      const waiting = migrate(database.url, log, { patienceMs: 20_000 });
      await other.query('SELECT pg_advisory_unlock(1718116205)');
      expect(await waiting).toEqual(names);
    });
  });

  it('takes semicolons in comments, strings and function bodies for what they are', async () => {
    await write(
      '1_semicolons',
      `-- One; two.
       CREATE TABLE words (word text DEFAULT 'a;b');
       DO $$ BEGIN INSERT INTO words DEFAULT VALUES; INSERT INTO words VALUES ('c;'); END $$;`,
    );
    await migrateOwn();
    expect(await rows('SELECT word FROM words')).toEqual([{ word: 'a;b' }, { word: 'c;' }]);
  });

  it('undoes a migration that fails, names it in the words of the database, and applies it once it is mended', async () => {
    await write('1_good', 'CREATE TABLE good (n int);');
    await write('2_bad', 'CREATE TABLE half (n int); INSERT INTO nowhere VALUES (1);');
    await expect(migrateOwn()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The migration 2_bad failed and was undone: relation "nowhere" does not exist',
    });
    expect(await rows("SELECT to_regclass('good') IS NOT NULL AS good, to_regclass('half') AS half")).toEqual(
      [{ good: true, half: null }],
    );
    await write('2_bad', 'CREATE TABLE half (n int);');
    expect(await migrateOwn()).toEqual(['2_bad']);
    expect(await migrateOwn()).toEqual([]);
  });

  it('does nothing to a database that a newer version has migrated', async () => {
    await write('1_old', 'CREATE TABLE a (n int);');
    await write('2_new', 'CREATE TABLE b (n int);');
    await migrateOwn();
    await rm(join(own, '2_new'), { recursive: true });
    expect(await migrateOwn()).toEqual([]);
  });

  it('stops at a migration that another program has left unfinished, though all are in the books', async () => {
    await write('1_first', 'CREATE TABLE a (n int);');
    await migrateOwn();
    await rows('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(migrateOwn()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('1_first'),
    });
    await rows('UPDATE _prisma_migrations SET rolled_back_at = now()');
    await rows('DROP TABLE a');
    expect(await migrateOwn()).toEqual(['1_first']);
  });

  it('does not touch a database that holds tables of somebody else', async () => {
    await rows('CREATE TABLE somebody_elses (n int)');
    await expect(migrate(database.url, log)).rejects.toThrow(
      /could not be migrated: The database schema is not empty/,
    );
  });

  it('refuses a server older than 15 by its version', () => {
    expect(() => refuseOldServer('14.11 (Debian 14.11-1.pgdg120+2)')).toThrow(
      'The database server is PostgreSQL 14.11 (Debian 14.11-1.pgdg120+2); version 15 or newer is needed.',
    );
    expect(() => refuseOldServer('9.6.24')).toThrow('PostgreSQL 9.6.24');
    expect(() => refuseOldServer('15.4')).not.toThrow();
    expect(() => refuseOldServer('18beta1')).not.toThrow();
  });
});
