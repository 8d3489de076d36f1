// How many pages of 50 reports with their feed the API answers a second: `npx tsx test/load/reports-page.ts`. 100,000
// reports of one tenant in an embedded Postgres of its own; 20 clients; graphql-jit and graphql-js in turn, round after
// round, so that a busy machine slows both. With `--serve` it only serves, and prints what another client needs; with
// `--profile <folder>` it leaves a CPU profile of the API there.
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { withConnection } from '../../src/storage/connection.ts';
import { startThrowAwayApi, type ThrowAwayApi } from '../support/throw-away-api.ts';

const reports = 100_000;
const feeds = 200;
const clients = 20;
const seconds = 4;
const rounds = 5;
const query = `{ reports(first: 50) { nodes { id title url source provider author language publishedAt ingestedAt
  summary brands topic sentiment sentimentScore status feed { id url title } } } }`;

const { values } = parseArgs({ options: { serve: { type: 'boolean' }, profile: { type: 'string' } } });
const flags = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
const jit = await startThrowAwayApi(4200, fill, { EXECUTOR: 'graphql-jit' }, flags);
try {
  if (values.serve) {
    console.log(JSON.stringify({ url: jit.url, key: jit.key, databaseUrl: jit.databaseUrl, query }, null, 2));
    await new Promise((resolve) => process.once('SIGINT', resolve));
  } else {
    await compare(jit);
  }
} finally {
  await jit.close();
}

async function compare(compiled: ThrowAwayApi): Promise<void> {
  const plain = await startThrowAwayApi(4201, fill, { EXECUTOR: 'graphql-js' });
  try {
    const rates: { jit: number[]; plain: number[] } = { jit: [], plain: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const [jitRate, plainRate] = [await rateOf(compiled), await rateOf(plain)];
      // The first round warms up.
      if (round > 0) {
        rates.jit.push(jitRate);
        rates.plain.push(plainRate);
      }
    }
    console.table({
      'graphql-jit': { 'requests a second, median': median(rates.jit) },
      'graphql-js': { 'requests a second, median': median(rates.plain) },
      ratio: {
        'requests a second, median': median(rates.jit.map((rate, at) => rate / (rates.plain[at] ?? 1))),
      },
    });
  } finally {
    await plain.close();
  }
}

async function rateOf({ url, key }: ThrowAwayApi): Promise<number> {
  const result = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
    connections: clients,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers other than 2xx`);
  return result.requests.average;
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

async function fill(databaseUrl: string, tenantId: string): Promise<void> {
  await withConnection(databaseUrl, async (connection) => {
    await connection.query(
      `INSERT INTO feeds (tenant_id, url, title, provider)
       SELECT $1, 'https://press.example/' || n || '/feed.xml', 'Outlet ' || n, 'RSS' FROM generate_series(1, $2) AS n`,
      [tenantId, feeds],
    );
    await connection.query(
      `WITH f AS (SELECT array_agg(id) AS ids FROM feeds WHERE tenant_id = $1)
       INSERT INTO reports (tenant_id, feed_id, title, url, source, provider, author, language, published_at,
         published_at_source, summary, brands, topic, sentiment, sentiment_score)
       SELECT $1, f.ids[1 + n % $3], 'What the season of ' || n || ' says of silk, leather and the houses that cut it',
         'https://press.example/' || n % $3 || '/articles/' || n, 'Outlet ' || n % $3, 'RSS', 'Ada Vane', 'en',
         now() - n * interval '1 minute', 'ENTRY', repeat('A summary of a few words that fills a line. ', 6),
         ARRAY['Gucci', 'Prada'], 'COLLECTIONS', 'NEUTRAL', 0.25
       FROM generate_series(1, $2) AS n, f`,
      [tenantId, reports, feeds],
    );
    await connection.query('VACUUM ANALYZE');
  });
}
