import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { identityOf } from '../../src/storage/embedded/process-identity.ts';
import { readServerState } from '../../src/storage/embedded/server-state.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { buildServer } from './builds.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The tests' database server: an address on it, and the migrated database to clone. */
    databaseServer: { url: string; template: string };
  }
}

const log = createLog('warn', 'tests');
const prefix = 'fashion-hunting-tests-';
const template = `fh_template_${process.pid}`;

/**
 * Gives the run a database server, TEST_DATABASE_URL or an embedded one in a temporary folder, and migrates the
 * database that every test file clones; compiles what tests start as processes. Two projects of one run share both.
 * @returns what stops the server and deletes the folder, called also when tests failed
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await buildServer();
  const server = await findServer();
  await makeTemplate(server.url);
  project.provide('databaseServer', { url: server.url, template });
  return server.close;
}

async function findServer(): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, close: () => dropTemplate(given) };
  await clearAwayKilledRuns();
  const folder = join(await fastFolder(), `${prefix}${process.pid}`);
  await mkdir(folder, { recursive: true });
  const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startEmbeddedPostgres(folder, log, hasty);
  const close = async () => {
    await server.release();
    const state = await readServerState(join(folder, 'postgres'));
    if (state === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

const memory = '/dev/shm';
const enoughRoom = 2 * 1024 ** 3;

/** In memory where there is room: a clone is 300 files, which cost 25 ms there and 200 to 300 ms on a slow disk. */
async function fastFolder(): Promise<string> {
  const room = await statfs(memory).catch(() => undefined);
  return room !== undefined && room.bavail * room.bsize > enoughRoom ? memory : tmpdir();
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const exists = await withConnection(serverUrl, async (connection) => {
    const { rowCount } = await connection.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await connection.query(`CREATE DATABASE ${template} TEMPLATE template0`);
    return rowCount !== 0;
  });
  if (exists) return;
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrate(url.href, log);
}

async function dropTemplate(serverUrl: string): Promise<void> {
  await withConnection(serverUrl, (connection) =>
    connection.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`),
  );
}

/** A run that was killed leaves its server running, and its folder. */
async function clearAwayKilledRuns(): Promise<void> {
  const place = await fastFolder();
  for (const name of await readdir(place)) {
    if (!name.startsWith(prefix) || identityOf(Number(name.slice(prefix.length))) !== undefined) continue;
    const folder = join(place, name);
    const state = await readServerState(join(folder, 'postgres')).catch(() => undefined);
    if (state?.alive) process.kill(state.pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
