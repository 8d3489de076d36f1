import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Coverage, daysJudging } from '../../src/model/coverage.ts';
import { type DateRange, resolveRange } from '../../src/model/date-range.ts';
import { periodsOf } from '../../src/model/periods.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { FeedPast, type MadeDay, type MadeFeed } from '../support/feed-past.ts';
import { sql } from '../support/pipeline.ts';

const dayMs = 86_400_000;
/** The middle of a UTC day, so that hours more or less stay within it. */
const now = new Date('2026-03-20T12:00:00Z');
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / dayMs;

let api: TestApi;
let past: FeedPast;

beforeAll(async () => {
  api = await startApi();
  past = new FeedPast(api.database.url, api.tenant.tenantId, now);
});
beforeEach(() => sql(api.database.url, 'DELETE FROM feeds'));
afterAll(async () => api.close());

const addFeed = (feed?: MadeFeed) => past.addFeed(feed);
const visit = (id: string, first: string, last: string, made?: MadeDay) => past.visit(id, first, last, made);

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
    expect([coverage.confidence, coverage.addedFeeds]).toEqual([0.5, 1]);
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
