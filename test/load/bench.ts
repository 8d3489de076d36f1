// How fast the service answers, with ten thousand, a hundred thousand and a million reports of a tenant: `npm run bench`.
// docs/benchmarks.md says what is measured and how, and `--write` writes the tables there.
//
//   --reports 10000,100000   other tenants than those three
//   --data <folder>          keeps the loaded database there, so that the next run does not load again
//   --rounds 36              how often each question is asked; of three tenants a multiple of 18 is fair to all (measure.ts)
//   --clients 50,200,1000    how many ask at the same time in the load runs; 0: no load runs
//   --seconds 10             how long each of them takes
//   --write                  writes the tables to docs/benchmarks.md
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { buildServer } from '../support/builds.ts';
import { killPrograms } from '../support/programs.ts';
import { startApiUnderTest } from './bench/api-under-test.ts';
import { type AskedTenant, askAll, type Measured } from './bench/ask-all.ts';
import { barOf, type LoadedTenant, loadTenants } from './bench/load.ts';
import { runLoad } from './bench/load-run.ts';
import { checkPlans } from './bench/plans.ts';
import { common, rare, type Subject } from './bench/question.ts';
import { loadTable, planTable, questionTable } from './bench/tables.ts';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '10000,100000,1000000' },
    data: { type: 'string' },
    rounds: { type: 'string', default: '36' },
    clients: { type: 'string', default: '50,200,1000' },
    seconds: { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
  },
});
const sizes = numbers(values.reports).sort((a, b) => a - b);
const log = createLog('error', 'bench');
const folder = values.data ?? (await mkdtemp(join(tmpdir(), 'fh-bench-')));
await buildServer();
// Nothing is lost that could not be loaded again, and what is measured only reads.
const postgres = await startEmbeddedPostgres(folder, log, { fsync: 'off', max_wal_size: '8GB' });
try {
  await migrate(postgres.url, log);
  const storage = new Storage({ url: postgres.url, replicaUrl: null, log });
  try {
    const tenants = await loadTenants(postgres.url, storage, sizes);
    const tables = await withConnection(postgres.url, (connection) => run(storage, connection, tenants));
    console.log(`\n${tables}`);
    if (values.write) await writeTables(tables);
  } finally {
    await storage.close();
  }
} finally {
  killPrograms();
  await postgres.release();
  if (values.data === undefined) await rm(folder, { recursive: true, force: true });
}

async function run(
  storage: Storage,
  connection: pg.Client,
  tenants: readonly LoadedTenant[],
): Promise<string> {
  const asked: AskedTenant[] = [];
  for (const { id, reports } of tenants) {
    const { key } = await storage.forTenant(id).keys.create({ role: 'ADMIN', label: 'bench' });
    asked.push({ subject: await subjectOf(connection, id), key, reports });
  }
  const largest = asked.at(-1);
  if (!largest) throw new Error('--reports: name at least one number');
  const bar = barOf('asking');
  const api = await startApiUnderTest(postgres.url);
  let measured: Measured[];
  try {
    measured = await askAll({ api, connection, bar }, asked, Number(values.rounds));
  } finally {
    bar.stop();
    await api.stop();
  }
  const plans = await checkPlans(connection, storage.forTenant(largest.subject.tenantId), largest.subject);
  if (plans.some(({ fault }) => fault !== null)) process.exitCode = 1;
  const clients = numbers(values.clients).filter((count) => count > 0);
  const load =
    clients.length > 0
      ? await runLoad(postgres.url, largest.key, largest.subject, clients, Number(values.seconds))
      : [];
  return [
    `### The questions\n\n${questionTable(measured)}`,
    `### The plans of a brand's pages, with ${largest.reports.toLocaleString('en')} reports\n\n${planTable(plans)}`,
    ...(load.length > 0 ? [`### Many at the same time\n\n${loadTable(load)}`] : []),
  ].join('\n\n');
}

async function subjectOf(connection: pg.Client, tenantId: string): Promise<Subject> {
  const middles: Subject['middles'] = new Map();
  for (const brand of [common, rare]) {
    const { rows } = await connection.query<{ at: Date; id: string }>(
      `SELECT published_at AS at, report_id AS id FROM report_brands WHERE tenant_id = $1 AND brand = $2
       ORDER BY published_at, report_id OFFSET (
         SELECT count(*) / 2 FROM report_brands WHERE tenant_id = $1 AND brand = $2) LIMIT 1`,
      [tenantId, brand],
    );
    for (const { at, id } of rows) middles.set(brand, { value: at.toISOString(), id });
  }
  return { tenantId, middles };
}

async function writeTables(tables: string): Promise<void> {
  const path = new URL('../../docs/benchmarks.md', import.meta.url);
  const [before, , after] = (await readFile(path, 'utf8')).split(
    /(?<=<!-- tables -->\n)|(?=<!-- end of tables -->)/,
  );
  await writeFile(path, `${before}\n${tables}\n\n${after}`);
}

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}
