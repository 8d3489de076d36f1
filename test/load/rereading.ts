// How long it takes to try rules and to read stored reports again: `npx tsx test/load/rereading.ts`. One tenant with
// 10,000 reports of the demo's articles, some 350 words each, in an embedded Postgres of its own; the whole catalogue.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outlets } from '../../src/demo/press/outlets.ts';
import { createMentionReader } from '../../src/ingestion/enrich/mention-reader.ts';
import { createTenantAnalysers, usualSettings } from '../../src/ingestion/enrich/tenant-analysers.ts';
import { rereadReports } from '../../src/ingestion/reread-reports.ts';
import { createLog } from '../../src/platform/log.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';

const copies = 10_000;
const log = createLog('warn', 'bench');
const now = () => new Date();
const folder = await mkdtemp(join(tmpdir(), 'fh-bench-'));
const postgres = await startEmbeddedPostgres(folder, log);
try {
  await migrate(postgres.url, log);
  const storage = new Storage({ url: postgres.url, replicaUrl: null, log });
  await storage.writeCatalogue(catalogue);
  const { tenant } = await storage.tenants.create({ name: 'Bench', slug: 'bench', adminEmail: null });
  const own = storage.forTenant(tenant.id);
  await fill(tenant.id);
  const analyserFor = createTenantAnalysers(catalogue);
  const dependencies = { storage, analyserFor, log, now };

  const reread = async (concerned: { brands: string[]; names: string[] } | null) => {
    const { id } = await own.change(null, now(), ({ rereadings }) => rereadings.request(concerned, now()));
    const start = performance.now();
    let batches = 0;
    let longest = 0;
    for (let over = null; over === null; batches += 1) {
      const begun = performance.now();
      over = await rereadReports({ tenantId: tenant.id, executionId: id, cause: 'REQUEST' }, dependencies);
      longest = Math.max(longest, performance.now() - begun);
    }
    const [execution] = await own.executions.byIds([id]);
    return {
      reports: execution?.reportsRead,
      changed: execution?.reportsChanged,
      s: Math.round(performance.now() - start) / 1000,
      batches,
      'longest batch, ms': Math.round(longest),
    };
  };
  const results: Record<string, unknown> = {
    'all, first reading': await reread(null),
    'all, nothing changes': await reread(null),
    'Hermès and its names': await reread({ brands: ['Hermès'], names: ['Hermès'] }),
  };
  await own.tenantBrands.save('Prada', { relation: 'IGNORED' });
  results['Prada is ignored'] = await reread({ brands: ['Prada'], names: ['Prada'] });
  console.table(results);

  const reader = createMentionReader(catalogue, usualSettings);
  const { ids } = await own.articles.newestConcerned({ brands: [], names: ['Paris'] }, new Date(0), 2_000);
  const start = performance.now();
  let longest = 0;
  for (let at = 0; at < ids.length; at += 100) {
    for (const article of await own.articles.byIds(ids.slice(at, at + 100))) {
      const begun = performance.now();
      reader.read(article);
      longest = Math.max(longest, performance.now() - begun);
    }
  }
  console.log(
    `a preview of ${ids.length} reports: ${Math.round(performance.now() - start)} ms, the longest article ${longest.toFixed(1)} ms`,
  );
  const rejected = await withConnection(postgres.url, async (connection) => {
    const { rows } = await connection.query(
      `SELECT count(*)::float8 / $1 AS rows, avg(pg_column_size(x.*))::integer AS bytes,
        count(*) FILTER (WHERE reason = 'LOWER_CASE')::float8 / count(*) AS lower FROM report_rejected_mentions x`,
      [copies],
    );
    return rows[0];
  });
  console.log('rejected mentions a report, bytes of each, share in lower case:', rejected);
  await storage.close();
} finally {
  await postgres.release();
  await rm(folder, { recursive: true, force: true });
}

/** Stores the demo's articles over and over, as if no brand had been found in them. */
async function fill(tenantId: string): Promise<void> {
  const articles = outlets.flatMap(({ articles: own }) => own);
  const rows = articles.map(({ title, standfirst, language, body }, place) => ({
    place,
    title,
    summary: standfirst,
    language,
    text: body.map((block) => (typeof block === 'string' ? block : block.heading)).join('\n\n'),
  }));
  await withConnection(postgres.url, async (connection) => {
    await connection.query(
      `INSERT INTO reports (tenant_id, title, summary, full_text, language, source, provider, published_at,
         published_at_source, topic, sentiment, sentiment_score)
       SELECT $1, title, summary, text, language, 'Moda Nuova', 'RSS', now() - n * interval '1 minute', 'ENTRY', 'OTHER',
         'NEUTRAL', 0
       FROM generate_series(0, $3 - 1) AS n
       JOIN json_to_recordset($2::json) AS article(place integer, title text, summary text, language text, text text)
         ON place = n % $4`,
      [tenantId, JSON.stringify(rows), copies, rows.length],
    );
    await connection.query('ANALYZE');
  });
}
