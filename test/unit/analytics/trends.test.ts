import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../../../src/analytics/median.ts';
import { trendWindows } from '../../../src/analytics/trend-windows.ts';
import {
  type BrandWindows,
  inOrder,
  mayBeTold,
  type Trend,
  trendRules,
  trendScore,
  trendsOf,
} from '../../../src/analytics/trends.ts';
import { resolveRange } from '../../../src/model/date-range.ts';

const spans = Array.from({ length: trendRules.windows }, (_, at) => ({ from: `from ${at}`, to: `to ${at}` }));

/** A brand with so many stories, each told twice. */
function brandOf(brand: string, now: number, before: number[]): BrandWindows {
  const stories = [now, ...before];
  return { brand, stories, mentions: stories.map((told) => 2 * told) };
}

/** Steady brands, so that what one more does is not what all do. */
const others = brandOf('Others', 1_000, Array(8).fill(1_000));

describe('the score of a count', () => {
  it('is that of its formula', () => {
    const before = [10, 12, 9, 11, 10, 8, 10, 14];
    // The median is 10 and its nearest neighbours are close: chance alone, 1, is the spread.
    const expected = (2 * Math.sqrt(30.375) - 2 * Math.sqrt(10.375)) / Math.sqrt(1 + Math.PI / 16);
    expect(trendScore(30, before)).toBeCloseTo(expected, 10);
  });

  it('is 0 where nothing has changed, and takes eight equal counts for no certainty', () => {
    expect(trendScore(10, Array(8).fill(10))).toBe(0);
    expect(trendScore(11, Array(8).fill(10))).toBeLessThan(0.5);
    expect(trendScore(1, Array(8).fill(0))).toBeLessThan(trendRules.leastScore);
  });

  it('asks more of a brand whose past is restless', () => {
    expect(trendScore(60, [5, 40, 2, 55, 10, 70, 1, 30])).toBeLessThan(trendScore(60, Array(8).fill(20)));
  });

  it('is hardly moved by one outlier in the past', () => {
    const usual = trendScore(40, [10, 12, 9, 11, 10, 8, 10, 11]);
    expect(trendScore(40, [10, 12, 9, 11, 10, 8, 10, 500])).toBeGreaterThan(usual * 0.85);
  });

  it('seldom reaches 3 by chance: for less than 1 in 100 of Poisson counts, small ones too', () => {
    for (const mean of [1, 3, 10, 100]) {
      const draws = poisson(mean, 9 * 2_000);
      const windows = Array.from({ length: 2_000 }, (_, at) => draws.slice(at * 9, at * 9 + 9));
      const far = windows.filter(([now = 0, ...before]) => Math.abs(trendScore(now, before)) >= 3);
      expect(far.length / windows.length).toBeLessThan(0.01);
    }
  });
});

/** Poisson counts (Knuth 1969, The Art of Computer Programming 2, 3.4.1), the same ones each time. */
function poisson(mean: number, count: number): number[] {
  let state = 42;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    let [product, drawn] = [random(), 0];
    for (; product > Math.exp(-mean); drawn += 1) product *= random();
    return drawn;
  });
}

/** The trends of brands that are all that is written about. */
function trendsAmong(brands: readonly BrandWindows[]): Trend[] {
  const sum = (window: number) => brands.reduce((total, { stories }) => total + (stories[window] ?? 0), 0);
  return inOrder(trendsOf(brands, [sum(0), ...spans.map((_, at) => sum(at + 1))], spans));
}

describe('trends', () => {
  it('are brands that rise or fall, the farthest off first, with the evidence', () => {
    const rising = brandOf('Risen', 60, [10, 12, 9, 11, 10, 8, 10, 11]);
    const falling = brandOf('Fallen', 0, [20, 22, 19, 21, 20, 18, 20, 21]);
    const found = trendsAmong([others, falling, rising]);
    expect(found).toMatchObject([
      { brand: 'Risen', direction: 'RISING', stories: 60, mentions: 120, expectedStories: 10 },
      { brand: 'Fallen', direction: 'FALLING', stories: 0, mentions: 0, expectedStories: 20 },
    ]);
    expect(found[0]?.baseline[7]).toEqual({ from: 'from 7', to: 'to 7', stories: 11, mentions: 22 });
    expect(found[1]?.score).toBeLessThan(-3);
  });

  it('are not told from fewer than 5 stories', () => {
    const few = brandOf('Few', 4, Array(8).fill(0));
    expect(Math.abs(trendScore(4, Array(8).fill(0)))).toBeLessThan(3);
    expect(trendsAmong([others, few])).toEqual([]);
    expect(trendsAmong([others, brandOf('Enough', 9, Array(8).fill(0))])).toHaveLength(1);
  });

  it('leave out windows in which far less was read, and are not told from fewer than 4', () => {
    const growing = (windows: number) => [
      brandOf(
        'Others',
        1_000,
        Array.from({ length: 8 }, (_, at) => (at < windows ? 900 : 100)),
      ),
      brandOf('Risen', 60, Array(8).fill(10)),
    ];
    expect(trendsAmong(growing(4))[0]?.baseline).toHaveLength(4);
    expect(trendsAmong(growing(3))).toEqual([]);
  });

  it('compare windows by the stories of all reports, also of those without a brand', () => {
    const risen = brandOf('Risen', 60, Array(8).fill(10));
    expect(trendsOf([risen], [1_000, ...Array(8).fill(900)], spans)).toHaveLength(1);
    expect(trendsOf([risen], [1_000, ...Array(8).fill(100)], spans)).toEqual([]);
  });

  it('compare windows with a third and with thrice of the stories of now, and none beyond', () => {
    const risen = brandOf('Risen', 60, Array(8).fill(10));
    const among = (before: number) => trendsOf([risen], [1_500, ...Array(8).fill(before)], spans);
    expect([499, 500, 4_500, 4_501].map((before) => among(before).length)).toEqual([0, 1, 1, 0]);
  });

  it('are told of all brands that are so far off, and of no other, however many windows are compared', () => {
    const counts = fc
      .nat({ max: 40 })
      .chain((base) =>
        fc.tuple(
          fc.nat({ max: 80 }),
          fc.array(fc.integer({ min: Math.max(0, base - 6), max: base + 6 }), { minLength: 8, maxLength: 8 }),
        ),
      );
    let told = 0;
    let notTold = 0;
    fc.assert(
      fc.property(counts, fc.integer({ min: 4, max: 8 }), ([now, before], windows) => {
        const all = [1_000, ...before.map((_, at) => (at < windows ? 1_000 : 100))];
        const compared = before.slice(0, windows);
        const score = trendScore(now, compared);
        const isFar = Math.abs(score) >= trendRules.leastScore;
        const isTold = isFar && Math.max(now, median(compared)) >= trendRules.leastStories;
        const trends = trendsOf([brandOf('Gucci', now, before)], all, spans);
        expect(trends.map((trend) => trend.score)).toEqual(isTold ? [score] : []);
        if (isTold) told += 1;
        else notTold += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(told, notTold)).toBeGreaterThan(200);
  });

  it('are not told when the whole press falls silent', () => {
    expect(trendsAmong([brandOf('Others', 0, Array(8).fill(1_000))])).toEqual([]);
  });
});

describe('the windows of a trend', () => {
  const now = new Date('2026-04-15T10:20:00Z');

  it('are the whole days that are over, and as many on the same days of the week before', () => {
    const range = resolveRange({ lastDays: 7 }, 'Europe/Paris', now);
    const windows = trendWindows(range, now);
    // Today, the 15th, is left out; clocks in Paris changed on 29 March.
    expect(windows?.window).toMatchObject({
      from: new Date('2026-04-08T22:00:00Z'),
      to: new Date('2026-04-14T22:00:00Z'),
    });
    expect(windows?.before.map(({ from }) => from.toISOString())).toEqual([
      '2026-04-01T22:00:00.000Z',
      '2026-03-25T23:00:00.000Z',
      '2026-03-18T23:00:00.000Z',
      '2026-03-11T23:00:00.000Z',
      '2026-03-04T23:00:00.000Z',
      '2026-02-25T23:00:00.000Z',
      '2026-02-18T23:00:00.000Z',
      '2026-02-11T23:00:00.000Z',
    ]);
  });

  it('are today to the hour, against the same hours of the days a week before, where there is no other day', () => {
    const windows = trendWindows(resolveRange({ lastDays: 1 }, 'UTC', now), now);
    expect(windows?.window).toMatchObject({
      from: new Date('2026-04-15T00:00:00Z'),
      to: new Date('2026-04-15T10:00:00Z'),
    });
    expect(windows?.before[0]).toMatchObject({
      from: new Date('2026-04-08T00:00:00Z'),
      to: new Date('2026-04-08T10:00:00Z'),
    });
  });

  it('are none of a range that has not begun', () => {
    const range = { from: new Date('2026-05-01T00:00:00Z'), to: new Date('2026-05-02T00:00:00Z') };
    expect(trendWindows(resolveRange(range, 'UTC', now), now)).toBeNull();
  });

  it('never overlap, whatever the range', () => {
    const days = fc.integer({ min: 1, max: 400 });
    const zones = fc.constantFrom('UTC', 'America/St_Johns', 'Pacific/Auckland', 'Asia/Kathmandu');
    fc.assert(
      fc.property(days, zones, (lastDays, zone) => {
        const windows = trendWindows(resolveRange({ lastDays }, zone, now), now);
        const all = windows ? [windows.window, ...windows.before] : [];
        expect(all).toHaveLength(9);
        for (const [at, { from, to }] of all.entries()) {
          expect(from < to).toBe(true);
          if (at > 0) expect(to.getTime()).toBeLessThanOrEqual(all[at - 1]?.from.getTime() ?? 0);
        }
      }),
      { seed: 3, numRuns: 50 },
    );
  });
});

describe('the brands of which a trend may be told', () => {
  it('are all of which one is, and none whose windows are near to now, or hold next to nothing', () => {
    const counts = fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 8 })).chain(([base, spread]) =>
      fc.tuple(
        fc.nat({ max: 90 }),
        fc.array(fc.integer({ min: Math.max(0, base - spread), max: base + spread }), {
          minLength: 8,
          maxLength: 8,
        }),
      ),
    );
    const ofAll = fc.array(fc.constantFrom(1_000, 1_000, 400, 100), { minLength: 8, maxLength: 8 });
    let told = 0;
    fc.assert(
      fc.property(counts, ofAll, ([now, before], allBefore) => {
        const trends = trendsOf([brandOf('Gucci', now, before)], [1_000, ...allBefore], spans);
        told += trends.length;
        const all = [now, ...before];
        expect(trends.length).toBeLessThanOrEqual(mayBeTold(all) ? 1 : 0);
        // Those with fewer everywhere are not even asked about.
        if (mayBeTold(all)) expect(Math.max(...all)).toBeGreaterThanOrEqual(trendRules.leastStories);
      }),
      { numRuns: 2_000 },
    );
    expect(told).toBeGreaterThan(200);
    expect(mayBeTold([40, ...Array(8).fill(40)])).toBe(false);
    expect(mayBeTold([4, 0, 4, 4, 90, 4, 4, 4, 4])).toBe(false);
  });
});
