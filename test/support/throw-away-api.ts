import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog } from '../../src/platform/log.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { buildServer } from './builds.ts';
import { npmStartArguments } from './start-commands.ts';

/** A database that is thrown away, and the API over it as a process of its own: for benchmarks. */
export interface ThrowAwayApi {
  url: string;
  databaseUrl: string;
  tenantId: string;
  key: string;
  process: ChildProcess;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Makes a database, has it filled, and starts the API over it as `npm start` does, with limits that no benchmark meets.
 *
 * @param fill is given the database and a tenant
 * @param environment of the API's process
 * @param nodeFlags of the API's process
 */
export async function startThrowAwayApi(
  port: number,
  fill: (databaseUrl: string, tenantId: string) => Promise<void>,
  environment: Record<string, string> = {},
  nodeFlags: string[] = [],
): Promise<ThrowAwayApi> {
  const log = createLog('warn', 'bench');
  const folder = await mkdtemp(join(tmpdir(), 'fh-bench-'));
  const postgres = await startEmbeddedPostgres(folder, log);
  await migrate(postgres.url, log);
  const storage = new Storage({ url: postgres.url, replicaUrl: null, log });
  const { tenant, key } = await storage.tenants.create({ name: 'Bench', slug: 'bench', adminEmail: null });
  await storage.close();
  await Promise.all([fill(postgres.url, tenant.id), buildServer()]);
  const child = spawn(process.execPath, [...nodeFlags, ...(await npmStartArguments()), '--no-demo'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      OPERATIONS_PORT: 'off',
      LOG_LEVEL: 'warn',
      DATABASE_URL: postgres.url,
      RATE_LIMIT_BURST: '1000000000',
      RATE_LIMIT_PER_MINUTE: '1000000000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const answered = once(child.stdout, 'data').then(() => true);
  const isUp = await Promise.race([answered, ended.then(() => false)]);
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await postgres.release();
    await rm(folder, { recursive: true, force: true });
  };
  if (!isUp) {
    await close();
    throw new Error('the API did not start');
  }
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl: postgres.url,
    tenantId: tenant.id,
    key,
    process: child,
    close,
  };
}
