import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Coverage, daysJudging } from '../../src/model/coverage.ts';
import { type DateRange, resolveRange } from '../../src/model/date-range.ts';
import { nameOf } from '../../src/storage/database.ts';
import { CoverageInRangeDocument, FeedHealthByIdDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { FeedPast, type MadeDay, type MadeFeed } from '../support/feed-past.ts';
import { sql } from '../support/pipeline.ts';
import { indexesOf, nodesOf, readPlan } from '../support/plan.ts';

const dayMs = 86_400_000;
const now = new Date('2026-03-20T12:00:00Z');
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / dayMs;

let api: TestApi;
let connection: pg.Client;
let other: TestTenant;
let past: FeedPast;

beforeAll(async () => {
  // Nothing is kept: visits are changed within the minute that an answer would be kept for.
  api = await startApi({
    settings: { answers: { freshMs: 0, graceMs: 0, charactersInMemory: 1, build: 'tests' } },
  });
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  other = await api.addTenant('maison-y');
  past = new FeedPast(api.database.url, api.tenant.tenantId, now);
});
beforeEach(() => sql(api.database.url, 'DELETE FROM feeds'));
afterAll(async () => {
  await connection.end();
  await api.close();
});

const addFeed = (feed?: MadeFeed) => past.addFeed(feed);
const visit = (id: string, first: string, last: string, made?: MadeDay) => past.visit(id, first, last, made);

const rangeOf = (from: string, to: string, zone = 'UTC'): DateRange =>
  resolveRange({ from: new Date(from), to: new Date(to) }, zone, now);

async function coverageIn(range: DateRange): Promise<Coverage> {
  return new Coverage(await api.tenant.coverage.facts(daysJudging(range), now), range, now);
}

describe('coverage of any past', () => {
  it('is what comes of looking at each feed on each day', async () => {
    const first = day('2026-02-20');
    const last = day('2026-03-20');
    let random = 7;
    const next = (most: number) => {
      random = (random * 48_271) % 2_147_483_647;
      return random % most;
    };
    const fields: { id: string; born: number; allowed: number; well: Set<number>; entries: number }[] = [];
    const text = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10);
    for (let at = 0; at < 25; at += 1) {
      const born = day('2026-01-10') + (at % 3 === 0 ? next(70) : 0);
      const allowed = next(4);
      const id = await addFeed({ createdOn: text(born - 1), intervalMinutes: Math.max(60, allowed * 1440) });
      const well = new Set<number>();
      let entries = 0;
      const days: Parameters<FeedPast['visitOn']>[1][number][] = [];
      for (let date = born; date < last; date += 1 + (next(5) === 0 ? next(6) : 0)) {
        const isWell = next(7) > 0;
        days.push({ day: text(date), visits: 2, well: isWell ? 2 : 0, entries: isWell ? at : 0 });
        if (!isWell) continue;
        well.add(date);
        if (date >= first - 28) entries += at;
      }
      await past.visitOn(id, days);
      fields.push({ id, born, allowed, well, entries });
    }
    const coverage = await coverageIn(rangeOf(`${text(first)}T00:00:00Z`, `${text(last + 1)}T00:00:00Z`));
    for (let date = first; date <= last; date += 1) {
      let [expected, lost] = [0, 0];
      for (const { born, allowed, well, entries } of fields) {
        if (date < born) continue;
        const read = [...well].filter((one) => one >= first - 28);
        const usual = (entries + 1) / (read.length + 1);
        expected += usual;
        let [before, after] = [date, date];
        while (before >= Math.max(born, first - 28) && !well.has(before)) before -= 1;
        while (after < last && !well.has(after)) after += 1;
        if (date < last && after - before - 1 > allowed && !well.has(date)) lost += usual;
      }
      expect(coverage.confidenceOn(date), text(date)).toBeCloseTo(
        expected === 0 ? 0 : 1 - lost / expected,
        4,
      );
    }
  });
});

describe('coverage in the API', () => {
  const ask = (key?: string) => api.query(CoverageInRangeDocument, { range: { lastDays: 7 } }, key);

  it('adds up what the health of the feeds says of the same week, for one statement more than none', async () => {
    const real = new Date();
    const at = (back: number) => new Date(real.getTime() - back * dayMs).toISOString().slice(0, 10);
    const ids = [
      await addFeed({ nextFetchAt: new Date(real.getTime() - 5.5 * 3_600_000) }),
      await addFeed({ nextFetchAt: real, state: 'PAUSED' }),
    ];
    for (const id of ids) {
      await visit(id, at(30), at(3));
      await visit(id, at(1), at(1), { visits: 12, well: 3, missed: 40 });
    }
    const healths = await Promise.all(
      ids.map(async (id) => dataOf(await api.query(FeedHealthByIdDocument, { id })).feed.health),
    );
    const answer = await ask();
    const { coverage } = dataOf(answer);
    const sum = (name: 'expectedFetches' | 'okFetches') =>
      healths.reduce((all, health) => all + health[name], 0);
    expect([coverage.expectedFetches, coverage.okFetches]).toEqual([
      sum('expectedFetches'),
      sum('okFetches'),
    ]);
    expect(answer.statements.map(nameOf).sort()).toEqual([
      'coverage.facts',
      'feeds.labelsByIds',
      'tenantVersions.read',
    ]);
    expect(coverage.gaps.flatMap((gap) => gap.feeds.map(({ id }) => id)).sort()).toEqual(
      expect.arrayContaining([...ids].sort()),
    );
  });

  it('knows nothing of another tenant’s feeds', async () => {
    const theirs = new FeedPast(api.database.url, other.tenantId, now);
    await theirs.visit(await theirs.addFeed(), '2026-03-01', '2026-03-20');
    expect(dataOf(await ask()).coverage).toMatchObject({ expectedFetches: 0, confidence: 0, gaps: [] });
    expect(dataOf(await ask(other.key)).coverage.gapCount).toBe(1);
  });

  it('refuses a range and a zone that are none, both at once', async () => {
    const range = { lastDays: 0 };
    const { errors } = await api.query(CoverageInRangeDocument, { range, timeZone: 'Paris' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(errors[0]?.extensions.fields?.map(({ field }) => field)).toEqual(['timeZone', 'range.lastDays']);
  });
});

describe('the statement of coverage', () => {
  it('reads the days of the range by the key of feed_days, whatever lies before them', async () => {
    await sql(
      api.database.url,
      `INSERT INTO feeds (tenant_id, url, provider, created_at)
       SELECT $1, 'https://press.example/plan/' || n, 'RSS', '2024-01-01' FROM generate_series(1, 100) AS n`,
      [api.tenant.tenantId],
    );
    await sql(
      api.database.url,
      `INSERT INTO feed_days (tenant_id, feed_id, day, visits, visits_well, entries_new)
       SELECT tenant_id, id, day, 24, 24, 5 FROM feeds, generate_series(date '2024-01-02', '2026-03-20', interval '1 day') AS day`,
    );
    await connection.query('ANALYZE feeds, feed_days');
    const { text, values } = api.tenant.coverage.factsStatement(
      daysJudging(rangeOf('2026-03-13T00:00:00Z', '2026-03-20T00:00:00Z')),
      now,
    );
    const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    });
    const plan = readPlan(rows[0]?.['QUERY PLAN']);
    expect(indexesOf(plan)).toContain('feed_days_pkey');
    const scans = nodesOf(plan).filter((node) => node['Relation Name'] === 'feed_days');
    expect(scans.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    // 36 days of 100 feeds: the 28 before, the seven, and today.
    expect(scans.reduce((sum, { rows: read }) => sum + read, 0)).toBeLessThanOrEqual(3_600);
    // Each day lies in another page, where it was written: at most one a row, and the index.
    expect(plan.buffers).toBeLessThan(36 * 100 * 1.5);
  });
});
