// How long questions about brands take whose days are those of another zone than UTC, with ten thousand and a million reports:
// `npx tsx test/load/zones.ts --data <folder>`, the folder in which `npm run bench -- --data <folder>` has loaded its tenants.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createLog } from '../../src/platform/log.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { buildServer } from '../support/builds.ts';
import { startApiUnderTest } from './bench/api-under-test.ts';
import { percentilesOf, timeOf } from './bench/measure.ts';
import { common, rare } from './bench/question.ts';
import { spanOf } from './bench/sums-by-hand.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, rounds: { type: 'string', default: '24' } },
});
if (values.data === undefined)
  throw new Error('--data: name the folder of a database that the bench has loaded');

/** How many hours before midnight of UTC days begin in November, when the data end. */
const zones = { UTC: 0, 'Europe/Rome': 1, 'Europe/Athens': 2, 'Asia/Kolkata': 5.5 };
const ofBrand = (brand: string, fields: string) => `brand(name: ${JSON.stringify(brand)}) { ${fields} }`;
/** Days, and what is asked about them. */
const questions: Record<string, [days: number, fields: string]> = {
  'trends of a week': [7, 'trends(first: 10) { brand { name } score stories expectedStories }'],
  'pairs of 16 brands': [30, 'coMentions(first: 10) { brands { name } reports lift }'],
  'a brand by week': [
    90,
    ofBrand(common, 'mentions { value } stories { value } series(by: WEEK) { reports }'),
  ],
  'a brand by outlet': [30, ofBrand(common, 'sources { source reports { value } }')],
  'brands beside a brand': [30, ofBrand(common, 'coMentionedBrands { brand { name } reports { value } }')],
  'share of voice': [30, 'shareOfVoice { brand { name } mentions { value } }'],
  'a rare brand': [30, ofBrand(rare, 'mentions { value } series(by: DAY) { reports } topics { topic }')],
};
/** Rounds that do not count. */
const uncounted = 10;

await buildServer();
const log = createLog('error', 'zones');
const postgres = await startEmbeddedPostgres(values.data, log);
await migrate(postgres.url, log);
const storage = new Storage({ url: postgres.url, replicaUrl: null, log });
const api = await startApiUnderTest(postgres.url);
try {
  const keys = [await keyOf('bench-10000'), await keyOf('bench-1000000')];
  for (const [zone, hours] of Object.entries(zones)) {
    const table: Record<string, Record<string, string>> = {};
    for (const [name, [days, fields]] of Object.entries(questions)) {
      table[name] = await measured(keys, (round) => {
        const { from, to } = spanOf(round, days);
        const at = (time: Date) => new Date(time.getTime() - hours * 3_600_000).toISOString();
        return `{ analytics(range: { from: "${at(from)}", to: "${at(to)}" }, timeZone: "${zone}") { ${fields} } }`;
      });
    }
    console.log(zone);
    console.table(table);
  }
} finally {
  await api.stop();
  await storage.close();
  await postgres.release();
}

async function keyOf(slug: string): Promise<string> {
  const connection = new pg.Client({ connectionString: postgres.url });
  await connection.connect();
  const { rows } = await connection.query<{ id: string }>('SELECT id FROM tenants WHERE slug = $1', [slug]);
  await connection.end();
  const [tenant] = rows;
  if (!tenant) throw new Error(`the bench has not loaded ${slug}`);
  return (await storage.forTenant(tenant.id).keys.create({ role: 'ADMIN', label: 'zones' })).key;
}

/** Medians in milliseconds, the smaller tenant's first; the tenants are asked in turn, each first in every other round. */
async function measured(
  keys: readonly string[],
  query: (round: number) => string,
): Promise<Record<string, string>> {
  const taken = keys.map(() => ({ whole: [] as number[], statements: [] as number[] }));
  for (let round = 0; round < uncounted + Number(values.rounds); round += 1) {
    const inTurn = round % 2 === 0 ? [...keys.entries()] : [...keys.entries()].reverse();
    for (const [at, key] of inTurn) {
      const before = await api.statements();
      const whole = await timeOf(() => api.ask(key, query(round)));
      const after = await api.statements();
      if (round < uncounted) continue;
      taken[at]?.whole.push(whole);
      taken[at]?.statements.push(after.milliseconds - before.milliseconds);
    }
  }
  const whole = taken.map((its) => percentilesOf(its.whole).p50);
  const statements = taken.map((its) => percentilesOf(its.statements).p50);
  const both = (numbers: number[]) => numbers.map((ms) => ms.toFixed(1)).join(' → ');
  const [small = Number.NaN, large = Number.NaN] = whole;
  return { whole: both(whole), statements: both(statements), 'to the smaller': (large / small).toFixed(1) };
}
