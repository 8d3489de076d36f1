// How fast a brand's reports are found: `npx tsx test/load/brand-search.ts`. Ten tenants of 40,000 reports in an
// embedded Postgres of its own; each question is asked as the service asks it, with the GIN index that the service has
// and with one that lacks the tenant.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';

const rounds = 7;
const tenants = 10;
const reports = 40_000;
const tenantId = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const newestFirst = { field: 'PUBLISHED_AT', direction: 'DESC' } as const;
const firstPage = { size: 20, take: 'first', after: null, before: null } as const;

const log = createLog('warn', 'bench');
const folder = await mkdtemp(join(tmpdir(), 'fh-bench-'));
const postgres = await startEmbeddedPostgres(folder, log);
try {
  await migrate(postgres.url, log);
  await seed(postgres.url);
  const storage = new Storage({ url: postgres.url, replicaUrl: null, log });
  const { reports: ofTenant } = storage.forTenant(tenantId(3));
  const questions: [string, () => Promise<unknown>][] = [
    ['two brands together', () => ofTenant.page({ brandsAll: ['B1', 'C1'] }, newestFirst, firstPage)],
    ['a brand in 80 reports', () => ofTenant.page({ brandsAll: ['D7'] }, newestFirst, firstPage)],
    ['a brand in 10 old reports', () => ofTenant.page({ brandsAll: ['Rare'] }, newestFirst, firstPage)],
    ['a brand in 5,714 reports', () => ofTenant.page({ brandsAll: ['B1'] }, newestFirst, firstPage)],
    ['Brand.reports of the same', () => ofTenant.pagesByParent('brand', ['B1'], {}, newestFirst, firstPage)],
  ];
  const own = await measureAll(questions);
  await replaceIndex(postgres.url, 'brands');
  const without = await measureAll(questions);
  console.table(
    Object.fromEntries(
      questions.map(([question], at) => [
        question,
        { 'with tenant, ms': own[at], 'without, ms': without[at] },
      ]),
    ),
  );
  await storage.close();
} finally {
  await postgres.release();
  await rm(folder, { recursive: true, force: true });
}

async function measureAll(questions: [string, () => Promise<unknown>][]): Promise<number[]> {
  const best: number[] = [];
  for (const [, ask] of questions) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
    best.push(Number(Math.min(...times).toFixed(2)));
  }
  return best;
}

async function seed(url: string): Promise<void> {
  await withConnection(url, async (connection) => {
    for (let tenant = 1; tenant <= tenants; tenant += 1) {
      await connection.query('INSERT INTO tenants (id, slug, name) VALUES ($1, $2, $2)', [
        tenantId(tenant),
        `tenant-${tenant}`,
      ]);
      await connection.query(
        `INSERT INTO reports (tenant_id, title, source, provider, published_at, published_at_source, summary, brands,
           topic, sentiment, sentiment_score)
         SELECT $1, 'Title ' || i, 'Outlet ' || i % 40, 'RSS', now() - i * interval '7 minutes', 'ENTRY', 'Text ' || i,
           CASE WHEN i > ${reports - 10} THEN array['Rare']
             ELSE array['B' || i % 7, 'C' || i % 50, 'D' || i % 500] END,
           'OTHER', 'NEUTRAL', 0
         FROM generate_series(1, ${reports}) AS i`,
        [tenantId(tenant)],
      );
    }
    await connection.query(
      `INSERT INTO report_brands
         SELECT tenant_id, unnest(brands), published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, 'quote' FROM reports`,
    );
    await connection.query('VACUUM ANALYZE');
  });
}

async function replaceIndex(url: string, columns: string): Promise<void> {
  await withConnection(url, async (connection) => {
    await connection.query('DROP INDEX reports_brands_idx');
    await connection.query(
      `CREATE INDEX reports_brands_idx ON reports USING gin (${columns}) WITH (fastupdate = off)`,
    );
    await connection.query('ANALYZE reports');
  });
}
