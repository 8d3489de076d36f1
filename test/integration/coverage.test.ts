import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Coverage, daysJudging } from '../../src/model/coverage.ts';
import { type DateRange, resolveRange } from '../../src/model/date-range.ts';
import { periodsOf } from '../../src/model/periods.ts';
import { nameOf } from '../../src/storage/database.ts';
import { CoverageInRangeDocument, FeedHealthByIdDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { indexesOf, nodesOf, readPlan } from '../support/plan.ts';

const dayMs = 86_400_000;
/** The middle of a UTC day, so that hours more or less stay within it. */
const now = new Date('2026-03-20T12:00:00Z');
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / dayMs;

let api: TestApi;
let connection: pg.Client;
let other: TestTenant;

beforeAll(async () => {
  api = await startApi();
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  other = await api.addTenant('maison-y');
});
beforeEach(() => sql(api.database.url, 'DELETE FROM feeds'));
afterAll(async () => {
  await connection.end();
  await api.close();
});

interface FeedOptions {
  createdOn?: string;
  intervalMinutes?: number;
  state?: 'ACTIVE' | 'PAUSED' | 'PARKED';
  nextFetchAt?: Date;
}

let feeds = 0;
/** A feed that is due in half an hour, and was added long ago, unless said otherwise. */
async function addFeed(
  options: FeedOptions = {},
  tenant: { tenantId: string } = api.tenant,
): Promise<string> {
  feeds += 1;
  const { createdOn = '2025-01-01', intervalMinutes = 60, state = 'ACTIVE' } = options;
  const nextFetchAt = options.nextFetchAt ?? new Date(now.getTime() + 1_800_000);
  const [row] = await sql<{ id: string }>(
    api.database.url,
    `INSERT INTO feeds (tenant_id, url, provider, state, interval_minutes, next_fetch_at, created_at)
     VALUES ($1, $2, 'RSS', $3::feed_state, $4, $5, $6) RETURNING id`,
    [
      tenant.tenantId,
      `https://press.example/${feeds}`,
      state,
      intervalMinutes,
      nextFetchAt,
      `${createdOn}T10:00:00Z`,
    ],
  );
  return row?.id ?? '';
}

/** Days on which a feed was visited: well unless said otherwise. */
async function visit(
  feedId: string,
  first: string,
  last: string,
  {
    visits = 24,
    well,
    missed = 0,
    entries = 10,
  }: Partial<Record<'visits' | 'well' | 'missed' | 'entries', number>> = {},
  tenant: { tenantId: string } = api.tenant,
): Promise<void> {
  await sql(
    api.database.url,
    `INSERT INTO feed_days (tenant_id, feed_id, day, visits, visits_well, visits_missed, entries_new)
     SELECT $1, $2, day, $5, $6, $7, $8 FROM generate_series($3::date, $4::date, interval '1 day') AS day`,
    [tenant.tenantId, feedId, first, last, visits, well ?? visits, missed, entries],
  );
}

const rangeOf = (from: string, to: string, zone = 'UTC'): DateRange =>
  resolveRange({ from: new Date(from), to: new Date(to) }, zone, now);

async function coverageIn(range: DateRange): Promise<Coverage> {
  return new Coverage(await api.tenant.coverage.facts(daysJudging(range), now), range, now);
}

const march = () => rangeOf('2026-03-01T00:00:00Z', '2026-03-21T00:00:00Z');
const shown = ({ gaps }: Coverage) =>
  gaps.map(({ from, to, feedCount }) => [
    from.toISOString().slice(0, 10),
    new Date(to.getTime() - 1).toISOString().slice(0, 10),
    feedCount,
  ]);

describe('coverage', () => {
  it('is full where every feed was read every day', async () => {
    const feed = await addFeed();
    await visit(feed, '2026-02-01', '2026-03-20');
    const coverage = await coverageIn(march());
    expect(coverage).toMatchObject({ expectedFetches: 480, okFetches: 480, confidence: 1, gapCount: 0 });
    expect(coverage.gaps).toEqual([]);
  });

  it('has a gap where visits failed, and where nobody made any', async () => {
    const feed = await addFeed();
    await visit(feed, '2026-02-01', '2026-03-05');
    await visit(feed, '2026-03-06', '2026-03-07', { well: 0, entries: 0 });
    await visit(feed, '2026-03-08', '2026-03-10');
    // Nobody was there on the 11th and the 12th, and the visit after them found so.
    await visit(feed, '2026-03-13', '2026-03-13', { visits: 20, missed: 52 });
    await visit(feed, '2026-03-14', '2026-03-20');
    const coverage = await coverageIn(march());
    expect(shown(coverage)).toEqual([
      ['2026-03-06', '2026-03-07', 1],
      ['2026-03-11', '2026-03-12', 1],
    ]);
    expect(coverage).toMatchObject({
      expectedFetches: 18 * 24 + 72 - 24,
      okFetches: 15 * 24 + 20,
      confidence: 0.8,
    });
    expect(coverage.confidenceOn(day('2026-03-06'))).toBe(0);
    expect(coverage.confidenceOn(day('2026-03-08'))).toBe(1);
  });

  it('weighs feeds by what they usually bring, and one of which nothing is known as one entry a day', async () => {
    const [large, small] = [await addFeed(), await addFeed()];
    await addFeed();
    await visit(large, '2026-02-01', '2026-03-20', { entries: 8 });
    await visit(small, '2026-02-01', '2026-03-10', { entries: 1 });
    const coverage = await coverageIn(march());
    expect(shown(coverage)).toEqual([
      ['2026-03-01', '2026-03-19', 1],
      ['2026-03-11', '2026-03-19', 1],
    ]);
    const usual = (entries: number, days: number) => (entries + 1) / (days + 1);
    const all = usual(8 * 48, 48) + usual(38, 38) + 1;
    expect(coverage.confidenceOn(day('2026-03-01'))).toBeCloseTo(1 - 1 / all, 5);
    expect(coverage.confidenceOn(day('2026-03-19'))).toBeCloseTo(1 - (usual(38, 38) + 1) / all, 5);
    expect(coverage.gaps[0]?.usualEntries).toBeCloseTo(19);
  });

  it('says one gap of all feeds that were not read on the same days, those first that bring most', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => addFeed()));
    for (const [at, id] of ids.entries()) {
      await visit(id, '2026-02-01', '2026-03-09', { entries: at });
      await visit(id, '2026-03-12', '2026-03-20', { entries: at });
    }
    const coverage = await coverageIn(march());
    expect(shown(coverage)).toEqual([['2026-03-10', '2026-03-11', 12]]);
    expect(coverage.gaps[0]?.feedIds).toEqual(ids.toReversed().slice(0, 10));
  });

  it('expects a feed from the day after it was added, and nothing of days on which there was none', async () => {
    const feed = await addFeed({ createdOn: '2026-03-10' });
    await visit(feed, '2026-03-10', '2026-03-20');
    const coverage = await coverageIn(march());
    expect(coverage.gaps).toEqual([]);
    expect(coverage.confidenceOn(day('2026-03-10'))).toBe(0);
    expect(coverage.confidence).toBe(0.5);
  });

  it('expects a slow feed as often as it is to be read', async () => {
    const [daily, weekly] = [
      await addFeed({ intervalMinutes: 1440 }),
      await addFeed({ intervalMinutes: 10_080 }),
    ];
    for (const date of ['2026-02-27', '2026-03-02', '2026-03-04', '2026-03-06', '2026-03-09']) {
      await visit(daily, date, date, { visits: 1 });
    }
    for (const date of ['2026-02-22', '2026-03-01', '2026-03-08', '2026-03-17'])
      await visit(weekly, date, date);
    const range = rangeOf('2026-03-01T00:00:00Z', '2026-03-18T00:00:00Z');
    // Two days without the daily one are one too many; eight without the weekly one as well.
    expect(shown(await coverageIn(range))).toEqual([
      ['2026-03-01', '2026-03-01', 1],
      ['2026-03-07', '2026-03-08', 1],
      ['2026-03-09', '2026-03-16', 1],
      ['2026-03-10', '2026-03-17', 1],
    ]);
  });

  it('judges today only by what has been due', async () => {
    const feed = await addFeed();
    await visit(feed, '2026-02-01', '2026-03-19');
    expect((await coverageIn(march())).gaps).toEqual([]);
    await visit(feed, '2026-03-20', '2026-03-20', { visits: 1, well: 0 });
    expect(shown(await coverageIn(march()))).toEqual([['2026-03-20', '2026-03-20', 1]]);
    const late = await addFeed({ nextFetchAt: new Date(now.getTime() - 3 * 3_600_000) });
    await visit(late, '2026-02-01', '2026-03-19');
    const coverage = await coverageIn(march());
    expect(shown(coverage)).toEqual([['2026-03-20', '2026-03-20', 2]]);
    expect(coverage.expectedFetches).toBe(19 * 24 + 1 + 19 * 24 + 3);
  });

  it('misses a stopped feed where it was read of late, and not for ever', async () => {
    const feed = await addFeed({ state: 'PAUSED' });
    await visit(feed, '2026-01-01', '2026-03-10');
    expect(shown(await coverageIn(march()))).toEqual([['2026-03-11', '2026-03-20', 1]]);
    const april = await coverageIn(rangeOf('2026-03-18T00:00:00Z', '2026-03-20T00:00:00Z'));
    expect(shown(april)).toEqual([['2026-03-18', '2026-03-19', 1]]);
    await sql(api.database.url, `DELETE FROM feed_days WHERE day > '2026-02-15'`);
    expect(await coverageIn(rangeOf('2026-03-18T00:00:00Z', '2026-03-20T00:00:00Z'))).toMatchObject({
      gapCount: 0,
      confidence: 0,
    });
  });

  it('cuts the days of a zone by the UTC day that holds most of them', async () => {
    const feed = await addFeed();
    await visit(feed, '2026-02-01', '2026-03-09');
    await visit(feed, '2026-03-11', '2026-03-20');
    const gapIn = async (zone: string) => {
      const range = rangeOf('2026-03-05T12:00:00Z', '2026-03-15T12:00:00Z', zone);
      return (await coverageIn(range)).gaps.map(({ from, to }) => [from.toISOString(), to.toISOString()]);
    };
    expect(await gapIn('UTC')).toEqual([['2026-03-10T00:00:00.000Z', '2026-03-11T00:00:00.000Z']]);
    expect(await gapIn('America/New_York')).toEqual([
      ['2026-03-10T04:00:00.000Z', '2026-03-11T04:00:00.000Z'],
    ]);
    expect(await gapIn('Asia/Tokyo')).toEqual([['2026-03-09T15:00:00.000Z', '2026-03-10T15:00:00.000Z']]);
    expect(await gapIn('Pacific/Kiritimati')).toEqual([
      ['2026-03-10T10:00:00.000Z', '2026-03-11T10:00:00.000Z'],
    ]);
  });

  it('marks the periods of a range that are not complete', async () => {
    const feed = await addFeed();
    await visit(feed, '2026-02-01', '2026-03-09');
    await visit(feed, '2026-03-11', '2026-03-20');
    const range = rangeOf('2026-03-03T00:00:00Z', '2026-03-21T00:00:00Z');
    const coverage = await coverageIn(range);
    const complete = (length: 'DAY' | 'WEEK') =>
      periodsOf(range, length).flatMap((period) =>
        coverage.ofPeriod(period).isComplete ? period.label : [],
      );
    expect(complete('WEEK')).toEqual([]);
    expect(complete('DAY')).not.toContain('2026-03-10');
    expect(complete('DAY')).not.toContain('2026-03-20');
    expect(complete('DAY')).toHaveLength(16);
    const [, week] = periodsOf(range, 'WEEK');
    expect(week && coverage.ofPeriod(week).confidence).toBeCloseTo(6 / 7);
  });

  it('is of nothing where there is no feed, and where the range is still to come', async () => {
    expect(await coverageIn(march())).toMatchObject({ expectedFetches: 0, confidence: 0, gapCount: 0 });
    await addFeed();
    const future = await coverageIn(rangeOf('2027-01-01T00:00:00Z', '2027-01-08T00:00:00Z'));
    expect(future).toMatchObject({ expectedFetches: 0, confidence: 0, gapCount: 0 });
  });
});

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
      for (let date = born; date < last; date += 1 + (next(5) === 0 ? next(6) : 0)) {
        const isWell = next(7) > 0;
        await visit(id, text(date), text(date), {
          visits: 2,
          well: isWell ? 2 : 0,
          entries: isWell ? at : 0,
        });
        if (!isWell) continue;
        well.add(date);
        if (date >= first - 28) entries += at;
      }
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
    expect(answer.statements.map(nameOf).sort()).toEqual(['coverage.facts', 'feeds.labelsByIds']);
    expect(coverage.gaps.flatMap((gap) => gap.feeds.map(({ id }) => id)).sort()).toEqual(
      expect.arrayContaining([...ids].sort()),
    );
  });

  it('knows nothing of another tenant’s feeds', async () => {
    await visit(await addFeed({}, other), '2026-03-01', '2026-03-20', {}, other);
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
