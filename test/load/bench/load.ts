import { Presets, SingleBar } from 'cli-progress';
import type pg from 'pg';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { withConnection } from '../../../src/storage/connection.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { days, start } from './calendar.ts';
import { type Cell, copyRows } from './copy.ts';
import { type BenchReport, brands, outlets, Press, rareBrand } from './press.ts';

/** A tenant that is loaded. */
export interface LoadedTenant {
  id: string;
  /** How many reports it has. */
  reports: number;
}

const tables = ['reports', 'report_brands', 'report_stories', 'report_authors'];

/**
 * Loads a tenant for each number of reports, whole or not at all; one that an earlier run has loaded stays as it is.
 * What is loaded is the same in every run.
 */
export async function loadTenants(
  url: string,
  storage: Storage,
  sizes: readonly number[],
): Promise<LoadedTenant[]> {
  await storage.writeCatalogue(catalogue);
  const known = new Map((await storage.tenants.list()).map(({ slug, id }) => [slug, id]));
  const missing = sizes.filter((size) => !known.has(slugOf(size)));
  if (missing.length > 0) await withConnection(url, (connection) => loadAll(connection, missing));
  const all = await storage.tenants.list();
  const tenants = sizes.map((reports) => {
    const tenant = all.find(({ slug }) => slug === slugOf(reports));
    if (!tenant) throw new Error(`the tenant of ${reports} reports was not loaded`);
    return { id: tenant.id, reports };
  });
  await countAll(url, storage, tenants);
  return tenants;
}

/** Builds the rollups of those that have none yet, and folds them, as their upkeep does. */
async function countAll(url: string, storage: Storage, tenants: readonly LoadedTenant[]): Promise<void> {
  const { rows: uncounted } = await withConnection(url, (connection) =>
    connection.query<{ id: string }>('SELECT tenant_id AS id FROM uncounted_tenants'),
  );
  const waiting = tenants.filter(({ id }) => uncounted.some((one) => one.id === id));
  if (waiting.length === 0) return;
  const bar = barOf('counting');
  bar.start(waiting.length, 0, { what: '' });
  for (const [at, { id, reports }] of waiting.entries()) {
    const what = `${reports} reports`;
    const { rollupUpkeep } = storage.forTenant(id);
    await rollupUpkeep.rebuild((done, of) => bar.update(at + done / of, { what }));
    bar.update({ what: `${what}: folding` });
    await rollupUpkeep.fold();
  }
  bar.stop();
  await withConnection(url, (connection) => connection.query('VACUUM ANALYZE'));
}

/** A bar of what is being done; where nobody looks on, a line every ten seconds. */
export function barOf(doing: string): SingleBar {
  const format = `${doing} {bar} {percentage} % | {what}`;
  return new SingleBar(
    { format, barsize: 24, hideCursor: true, noTTYOutput: true, notTTYSchedule: 10_000 },
    Presets.shades_classic,
  );
}

/** One transaction, in which indexes are put aside and built again, and foreign keys are not looked up row by row. */
async function loadAll(connection: pg.Client, sizes: readonly number[]): Promise<void> {
  const rows = sizes.reduce((sum, size) => sum + size, 0) * tables.length;
  const bar = barOf('loading');
  bar.start(rows, 0, { what: '' });
  try {
    await connection.query('BEGIN');
    await connection.query(
      `SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '512MB'`,
    );
    const { rows: indexes } = await connection.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index AS i
       WHERE indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)`,
      [tables],
    );
    for (const { name } of indexes) await connection.query(`DROP INDEX ${name}`);
    for (const size of sizes) await loadTenant(connection, size, (what) => bar.increment(1_000, { what }));
    for (const { name, definition } of indexes) {
      bar.update({ what: `index ${name}` });
      await connection.query(definition);
    }
    await connection.query('COMMIT');
    bar.update(rows, { what: 'loaded' });
  } finally {
    bar.stop();
  }
}

async function loadTenant(
  connection: pg.Client,
  size: number,
  onThousand: (what: string) => void,
): Promise<void> {
  const { rows } = await connection.query<{ id: string }>(
    'INSERT INTO tenants (slug, name) VALUES ($1, $1) RETURNING id',
    [slugOf(size)],
  );
  const tenantId = rows[0]?.id ?? '';
  await connection.query('INSERT INTO uncounted_tenants VALUES ($1)', [tenantId]);
  const feedIds = await loadFeeds(connection, tenantId);
  await followBrands(connection, tenantId);
  const press = new Press(size % 4_093, size);
  const copy = async (target: string, cellsOf: (report: BenchReport) => Cell[][]) => {
    await copyRows(
      connection,
      target,
      rowsOf(press, cellsOf, () => onThousand(`${size} reports: ${target.split(' ')[0]}`)),
    );
  };
  await copy(
    `reports (tenant_id, id, feed_id, title, url, canonical_url, source, provider, author, language, published_at,
      published_at_source, ingested_at, summary, brands, topic, sentiment, sentiment_score, status)`,
    (report) => [reportCells(tenantId, feedIds, report)],
  );
  await copy(
    'report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote, reason, name)',
    ({ id, publishedAt, title, mentions }) =>
      mentions.map(({ brand, position, count, tone, score }) => [
        ...[tenantId, brand, publishedAt, id, position, count, tone, score, 1, title, 'NAME', brand],
      ]),
  );
  await copy(
    'report_stories (tenant_id, report_id, story_id, published_at)',
    ({ id, storyId, publishedAt }) => (storyId === null ? [] : [[tenantId, id, storyId, publishedAt]]),
  );
  await copy(
    'report_authors (tenant_id, author_key, published_at, report_id, place)',
    ({ id, author, publishedAt }) => (author === null ? [] : [[tenantId, author.key, publishedAt, id, 0]]),
  );
  await connection.query(
    `INSERT INTO authors (tenant_id, key, name)
     SELECT a.tenant_id, a.author_key, min(r.author) FROM report_authors AS a
     JOIN reports AS r ON r.tenant_id = a.tenant_id AND r.id = a.report_id
     WHERE a.tenant_id = $1 GROUP BY a.tenant_id, a.author_key`,
    [tenantId],
  );
}

function* rowsOf(
  press: Press,
  cellsOf: (report: BenchReport) => Cell[][],
  onThousand: () => void,
): Generator<Cell[], void> {
  let read = 0;
  for (const report of press.reports()) {
    yield* cellsOf(report);
    read += 1;
    if (read % 1_000 === 0) onThousand();
  }
}

function reportCells(tenantId: string, feedIds: readonly string[], report: BenchReport): Cell[] {
  const url = `https://press-${report.outlet + 1}.example/${report.id}`;
  return [
    ...[tenantId, report.id, feedIds[report.outlet] ?? null, report.title, url, url],
    ...[outlets[report.outlet]?.name ?? '', report.provider, report.author?.name ?? null, report.language],
    ...[
      report.publishedAt,
      'ENTRY',
      report.ingestedAt,
      report.summary,
      report.mentions.map(({ brand }) => brand),
    ],
    ...[report.topic, report.sentiment, report.score, report.status],
  ];
}

/** A feed for each outlet, in their order, visited every day of the two years. */
async function loadFeeds(connection: pg.Client, tenantId: string): Promise<string[]> {
  const ids = outlets.map((_, at) => `00000000-0000-7000-8000-${String(at + 1).padStart(12, '0')}`);
  await connection.query(
    `INSERT INTO feeds (tenant_id, id, url, title, provider, created_at)
     SELECT $1, id, 'https://press-' || at || '.example/feed.xml', name, 'RSS', $4
     FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS outlet (id, name, at)`,
    [tenantId, ids, outlets.map(({ name }) => name), start],
  );
  await connection.query(
    `INSERT INTO feed_days (tenant_id, feed_id, day, visits, visits_well, entries_new)
     SELECT tenant_id, id, $2::date + at, 24, 24, 4 FROM feeds CROSS JOIN generate_series(0, $3::integer - 1) AS at
     WHERE tenant_id = $1`,
    [tenantId, start.toISOString(), days],
  );
  return ids;
}

/** A client, its competitors and the industry: frequent brands, rarer ones and the rarest. */
async function followBrands(connection: pg.Client, tenantId: string): Promise<void> {
  const followed = [brands[0], ...brands.slice(1, 10), ...brands.slice(100, 105), rareBrand];
  await connection.query(
    `INSERT INTO tenant_brands (tenant_id, brand, relation)
     SELECT $1, brand, (CASE WHEN at = 1 THEN 'CLIENT' WHEN at <= 10 THEN 'COMPETITOR' ELSE 'INDUSTRY' END)::brand_relation
     FROM unnest($2::text[]) WITH ORDINALITY AS followed (brand, at)`,
    [tenantId, followed],
  );
}

function slugOf(reports: number): string {
  return `bench-${reports}`;
}
