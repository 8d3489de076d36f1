import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import type pg from 'pg';
import { CodedError } from '../model/errors.ts';
import type { Log } from '../platform/log.ts';
import { withConnection } from './connection.ts';
import { migrateJobQueue } from './queue-worker.ts';
import type { Refusal } from './schema-engine.ts';

/** PostgreSQL 14 has no `ON DELETE SET NULL (column)`, on which the tenants' foreign keys rest. */
const oldestVersion = 15;
const lockPauseMs = 100;
const worthSayingAfterMs = 1_000;

/** What a caller may change about {@link migrate}; the tests do. */
export interface MigrateOptions {
  /** The folder of migrations, as Prisma lays it out; the project's own by default. */
  folder?: URL;
  /** How long to wait for another process that migrates the same database, in milliseconds. */
  patienceMs?: number;
}

/**
 * Brings a database up to date: applies the migrations it lacks, in order, with Prisma's own engine and bookkeeping,
 * so that `prisma migrate deploy` can be used on the same database; then the job queue's, which keeps its own books.
 * Any number of processes may call it at once.
 * @returns the names of the migrations applied now
 * @throws {CodedError} UNAVAILABLE for a server older than 15, when another process migrates for too long, or when a
 * migration fails, with its name and the database's words
 */
export async function migrate(url: string, log: Log, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(
    options.folder ?? new URL('../../prisma/migrations/', import.meta.url),
  );
  return withConnection(url, async (connection) => {
    refuseOldServer(await readVersion(connection));
    await waitForLock(connection, log, options.patienceMs ?? 120_000);
    const applied = (await isUpToDate(connection, migrations)) ? [] : await applyMigrations(url, migrations);
    await migrateJobQueue(url, log);
    log.info({ applied }, applied.length === 0 ? 'the database is up to date' : 'migrated the database');
    return applied;
  });
}

async function readMigrations(folder: URL): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const read = (path: string) => readFile(new URL(path, folder), 'utf8');
  return {
    baseDir: fileURLToPath(folder),
    lockfile: { path: 'migration_lock.toml', content: await read('migration_lock.toml') },
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await read(`${path}/migration.sql`) },
        },
      })),
    ),
    shadowDbInitScript: '',
  };
}

async function readVersion(connection: pg.Client): Promise<string> {
  const { rows } = await connection.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version ?? 'unknown';
}

/**
 * Accepts a server by its `server_version`, such as '15.4 (Debian 15.4-1)'.
 * @throws {CodedError} UNAVAILABLE when it is older than 15
 */
export function refuseOldServer(version: string): void {
  if (Number.parseInt(version, 10) >= oldestVersion) return;
  throw new CodedError(
    'UNAVAILABLE',
    `The database server is PostgreSQL ${version}; version ${oldestVersion} or newer is needed.`,
  );
}

/** Any number will do that nobody else uses; the engine itself takes Prisma's, 72707369, on a connection of its own. */
const lockNumber = 1_718_116_205;

/** Takes a lock that belongs to the connection, so that it ends with it, however that ends. */
async function waitForLock(connection: pg.Client, log: Log, patienceMs: number): Promise<void> {
  const started = Date.now();
  for (let said = false; ; ) {
    const { rows } = await connection.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS locked',
      [lockNumber],
    );
    if (rows[0]?.locked) return;
    const waited = Date.now() - started;
    if (waited > patienceMs) {
      throw new CodedError(
        'UNAVAILABLE',
        `Another process has been migrating the database for more than ${patienceMs / 1000} s.`,
      );
    }
    if (!said && waited > worthSayingAfterMs) {
      said = true;
      log.info('waiting for another process that migrates the database');
    }
    await sleep(lockPauseMs);
  }
}

/**
 * Whether Prisma's books say that every migration was applied, and that none is left in the middle: then the engine
 * would do nothing. Anything else, it judges itself.
 */
async function isUpToDate(connection: pg.Client, { migrationDirectories }: MigrationList): Promise<boolean> {
  const { rows: found } = await connection.query<{ books: string | null }>(
    "SELECT to_regclass('_prisma_migrations') AS books",
  );
  if (!found[0]?.books) return false;
  const { rows } = await connection.query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.map(({ name }) => name));
  return (
    rows.every(({ finished }) => finished) && migrationDirectories.every(({ path }) => applied.has(path))
  );
}

async function applyMigrations(url: string, migrationsList: MigrationList): Promise<string[]> {
  let refusal: Refusal | undefined;
  const apply = async (engine: SchemaEngine): Promise<string[]> => {
    try {
      const filters = { externalTables: [], externalEnums: [] };
      return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
    } catch (error) {
      const name = refusal && nameOf(refusal.script, migrationsList);
      if (refusal === undefined || name === undefined) throw inFewWords(error);
      // A script is one transaction, so nothing of it is left: once its cause is gone it may simply run again.
      await engine.markMigrationRolledBack({ migrationName: name });
      throw new CodedError('UNAVAILABLE', `The migration ${name} failed and was undone: ${refusal.reason}`);
    }
  };
  // Loaded only when something is due: the engine takes some 15 MB, for as long as the process runs.
  const { withSchemaEngine } = await import('./schema-engine.ts');
  return withSchemaEngine(url, apply, (one) => {
    refusal = one;
  });
}

function nameOf(script: string, { migrationDirectories }: MigrationList): string | undefined {
  return migrationDirectories.find(({ migrationFile }) => migrationFile.content.value === script)?.path;
}

/** The engine's errors are texts: what went wrong, then a trace of its own functions. */
function inFewWords(error: unknown): CodedError {
  const text = error instanceof Error ? error.message : String(error);
  const reason = text.split(/\n +0: /)[0]?.trim();
  return new CodedError('UNAVAILABLE', `The database could not be migrated: ${reason}`);
}
