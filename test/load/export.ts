// How a million reports are exported: `npx tsx test/load/export.ts [reports]`. An embedded Postgres of its own; the API
// built, a process of its own, started by the command that README.md gives for production. All reports as CSV and as
// NDJSON, and half of them by a brand. Prints rows, seconds, bytes and the most memory the API ever took (VmHWM, Linux). Exits with 1 when
// rows are missing or it took more than 300 MB.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { buildServer } from '../support/builds.ts';
import { freePort, killPrograms, startCommand, until } from '../support/programs.ts';
import { productionStartArguments } from '../support/start-commands.ts';

const reports = Number(process.argv[2] ?? 1_000_000);
const mostMegabytes = 300;
await buildServer();
const log = createLog('warn', 'bench');
const folder = await mkdtemp(join(tmpdir(), 'fh-bench-'));
const postgres = await startEmbeddedPostgres(folder, log, { fsync: 'off', full_page_writes: 'off' });
try {
  await migrate(postgres.url, log);
  const key = await seed(postgres.url);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const program = startCommand(process.execPath, await productionStartArguments(), {
    env: {
      DATABASE_URL: postgres.url,
      PORT: String(port),
      PUBLIC_URL: url,
      OPERATIONS_PORT: 'off',
      LOG_LEVEL: 'warn',
    },
  });
  await until(
    'the API answers',
    async () => {
      const answer = await fetch(`${url}/graphql`).catch(() => null);
      return answer !== null;
    },
    60_000,
  );
  console.log(`the API has started with ${await peakMegabytes(program.pid)} MB`);
  const measured = [
    ['all, CSV', await exportAll(url, key, 'CSV', '')],
    ['all, NDJSON', await exportAll(url, key, 'NDJSON', '')],
    [
      'of a brand in half of them, CSV',
      await exportAll(url, key, 'CSV', 'filter: { brands: { all: ["Dior"] } }'),
    ],
  ] as const;
  const peak = await peakMegabytes(program.pid);
  console.table(Object.fromEntries(measured));
  console.log(`the most memory the API took: ${peak} MB`);
  const expected = [reports, reports, reports / 2];
  const missing = measured.filter(([, { rows }], at) => rows !== expected[at]);
  for (const [name] of missing) console.error(`rows are missing: ${name}`);
  if (peak > mostMegabytes) console.error(`more than ${mostMegabytes} MB`);
  if (missing.length > 0 || peak > mostMegabytes) process.exitCode = 1;
  const errors = program.stderr();
  if (errors !== '') console.error(errors);
} finally {
  killPrograms();
  await postgres.release();
  await rm(folder, { recursive: true, force: true });
}

/** Fills one tenant, and gives its key. What is not asked for here is left out: the GIN index of words takes minutes. */
async function seed(url: string): Promise<string> {
  const storage = new Storage({ url, replicaUrl: null, log });
  const { tenant, key } = await storage.tenants.create({ name: 'Bench', slug: 'bench', adminEmail: null });
  await storage.close();
  const start = performance.now();
  await withConnection(url, async (connection) => {
    await connection.query('DROP INDEX reports_search_idx');
    await connection.query(
      `INSERT INTO brands (name, folded_names, category) VALUES ('Dior', '{dior}', 'HOUSE') ON CONFLICT DO NOTHING`,
    );
    await connection.query(
      `INSERT INTO reports (tenant_id, title, url, source, provider, author, language, published_at,
         published_at_source, summary, brands, topic, sentiment, sentiment_score)
       SELECT $1, 'The house shows "silk", wool and leather in look ' || n, 'https://press.example/articles/' || n,
         'Outlet ' || n % 500, 'RSS', 'Ada Vane', 'en', now() - n * interval '1 minute', 'ENTRY',
         repeat('A collection of silk, wool and leather, shown in Milan. ', 6),
         CASE WHEN n % 2 = 0 THEN ARRAY['Dior'] ELSE ARRAY['Gucci', 'Prada'] END, 'COLLECTIONS', 'POSITIVE', 0.5
       FROM generate_series(1, $2::integer) AS n`,
      [tenant.id, reports],
    );
    // One brand's reports are read by its mentions.
    await connection.query(
      `INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
       SELECT tenant_id, 'Dior', published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, '' FROM reports
       WHERE tenant_id = $1 AND brands @> ARRAY['Dior']`,
      [tenant.id],
    );
    await connection.query('VACUUM ANALYZE reports, report_brands');
  });
  console.log(`${reports} reports are stored after ${seconds(start)} s`);
  return key;
}

async function exportAll(url: string, key: string, format: 'CSV' | 'NDJSON', filter: string) {
  const asked = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: `{ reports(first: 1, ${filter}) { exportUrl(format: ${format}) } }` }),
  });
  const answer = (await asked.json()) as { data: { reports: { exportUrl: string } } };
  const start = performance.now();
  const file = await fetch(answer.data.reports.exportUrl);
  let bytes = 0;
  let lines = 0;
  for await (const chunk of file.body ?? []) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  // No text here holds a line break; the first line of CSV is its heading.
  return { rows: format === 'CSV' ? lines - 1 : lines, seconds: seconds(start), bytes };
}

function seconds(start: number): number {
  return Number(((performance.now() - start) / 1000).toFixed(1));
}

async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}
