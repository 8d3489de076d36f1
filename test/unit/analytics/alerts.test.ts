import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, decompose } from '../../../src/analytics/alerts/decompose.ts';
import { type DayCount, daysLookedAt, judge, type Series } from '../../../src/analytics/alerts/judge.ts';
import { replay } from '../../../src/analytics/alerts/replay.ts';
import { distanceFrom, excessOf, expectationOf, surplusOf } from '../../../src/analytics/alerts/statistic.ts';
import { median } from '../../../src/analytics/median.ts';
import type { AlertCondition } from '../../../src/model/alert.ts';

const rule = (condition: Partial<AlertCondition>): AlertCondition => ({
  kind: 'SPIKE',
  brands: ['Gucci'],
  rivals: [],
  savedSearchId: null,
  sensitivity: 'BALANCED',
  leastMentions: 5,
  line: null,
  side: null,
  ...condition,
});

/** Days by their mentions, the newest first; `negative` of each. */
const days = (mentions: readonly number[], negative: (day: number) => number = () => 0): DayCount[] =>
  mentions.map((count, day) => ({ mentions: count, judged: count, negative: negative(day) }));
const series = (own: DayCount[], rivals: DayCount[] = []): Series => ({ own, rivals });
const constant = (count: number, length = daysLookedAt) => Array<number>(length).fill(count);
const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 60 });

describe('what is to be expected', () => {
  it('is the median of the past, whatever the order it comes in', () => {
    expect([median([]), median([3]), median([4, 1, 2]), median([4, 1, 2, 3])]).toEqual([0, 3, 2, 2.5]);
    fc.assert(
      fc.property(counts, (past) => {
        expect(expectationOf([...past].reverse())).toEqual(expectationOf(past));
        expect(median(past)).toBeGreaterThanOrEqual(Math.min(...past));
        expect(median(past)).toBeLessThanOrEqual(Math.max(...past));
      }),
    );
  });

  it('takes no notice of fewer than half of the past, however far out', () => {
    expect(expectationOf([9, 10, 10, 11, 12, 9000, 8000])).toEqual({
      expected: 11,
      deviation: Math.sqrt(11),
    });
  });

  it('strays by 1 at least, by the square root at least, and by what the past strayed', () => {
    expect(expectationOf([0, 0, 0, 1]).deviation).toBe(1);
    expect(expectationOf([100, 100, 100]).deviation).toBe(10);
    expect(expectationOf([60, 80, 100, 120, 140]).deviation).toBeCloseTo(1.4826 * 20);
  });

  it('is exceeded more by more, and by nothing when it is met', () => {
    fc.assert(
      fc.property(counts, fc.nat(500), (past, count) => {
        const expectation = expectationOf(past);
        expect(excessOf(count + 1, expectation)).toBeGreaterThan(excessOf(count, expectation));
        expect(excessOf(expectation.expected, expectation)).toBe(0);
      }),
    );
  });

  it('of a proportion is never infinite, and is exceeded more by more hits', () => {
    const hits = fc.nat(100).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));
    fc.assert(
      fc.property(hits, hits, ([now, of], [before, past]) => {
        const surplus = surplusOf({ hits: now, of }, { hits: before, of: past });
        expect(Number.isFinite(surplus.score)).toBe(true);
        const more = surplusOf({ hits: now + 1, of: of + 1 }, { hits: before, of: past });
        expect(more.score).toBeGreaterThanOrEqual(surplus.score - 1e-9);
      }),
    );
    expect(surplusOf({ hits: 0, of: 0 }, { hits: 3, of: 9 })).toEqual({ expected: 0, score: 0 });
    // (20 - 0.5 - 10.1) / sqrt(100 * 0.101 * 0.899), by hand, with p = 100.5 / 995 or so.
    expect(surplusOf({ hits: 20, of: 100 }, { hits: 100, of: 994 }).score).toBeCloseTo(3.119, 2);
  });

  it('of a share is measured by the error of so many mentions', () => {
    expect(distanceFrom(0.5, { hits: 60, of: 100 })).toBeCloseTo(2);
    expect(distanceFrom(0.5, { hits: 6, of: 10 })).toBeCloseTo(0.632, 3);
    expect(distanceFrom(0.5, { hits: 0, of: 0 })).toBe(0);
  });
});

describe('a spike', () => {
  /** Ten on Sundays, every seventh day, and a hundred otherwise: today is such a Sunday. */
  const quietSundays = Array.from({ length: daysLookedAt }, (_, day) => (day % 7 === 0 ? 10 : 100));

  it('is measured by its own weekday', () => {
    const calm = judge(rule({}), series(days(quietSundays)), 0, daysLookedAt);
    expect(calm).toEqual({ observed: 10, expected: 10, score: 0, isAlarming: false, isOver: true });
    const loud = judge(rule({}), series(days([40, ...quietSundays.slice(1)])), 0, daysLookedAt);
    expect(loud).toMatchObject({ observed: 40, expected: 10, score: 9.49, isAlarming: true });
    const weekday = judge(rule({}), series(days([...quietSundays.slice(1), 10])), 0, daysLookedAt);
    expect(weekday).toMatchObject({ observed: 100, expected: 100, isAlarming: false });
  });

  it('is none below the least, however rare mentions are', () => {
    const silent = constant(0);
    const judged = (count: number) =>
      judge(rule({}), series(days([count, ...silent.slice(1)])), 0, daysLookedAt);
    expect([judged(4)?.isAlarming, judged(5)?.isAlarming]).toEqual([false, true]);
  });

  it('needs more where fewer alerts are wanted', () => {
    const own = series(days([30, ...constant(16).slice(1)]));
    const judged = (sensitivity: AlertCondition['sensitivity']) =>
      judge(rule({ sensitivity }), own, 0, daysLookedAt)?.isAlarming;
    expect([judged('MORE'), judged('BALANCED'), judged('FEWER')]).toEqual([true, true, false]);
  });

  it('is not over before it has come down to half of what it took', () => {
    const judged = (count: number) =>
      judge(rule({}), series(days([count, ...constant(16).slice(1)])), 0, daysLookedAt);
    expect([judged(30), judged(29), judged(23), judged(22)]).toMatchObject([
      { score: 3.5, isAlarming: true, isOver: false },
      { score: 3.25, isAlarming: false, isOver: false },
      { score: 1.75, isAlarming: false, isOver: false },
      { score: 1.5, isAlarming: false, isOver: true },
    ]);
  });

  it('is measured by all days while fewer than four weeks are known, and not at all within the first week', () => {
    const own = series(days([50, ...quietSundays.slice(1)]));
    expect(judge(rule({}), own, 0, 22)).toMatchObject({ expected: 100 });
    expect(judge(rule({}), own, 0, 29)).toMatchObject({ expected: 10 });
    expect(judge(rule({}), own, 0, 8)).toMatchObject({ expected: 100 });
    expect(judge(rule({}), own, 0, 7)).toBeNull();
  });

  it('is rare where mentions come by chance', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const poisson = (mean: number) => {
      let [count, product] = [0, random()];
      for (const limit = Math.exp(-mean); product > limit; product *= random()) count += 1;
      return count;
    };
    const years = Array.from({ length: 40 }, () =>
      days(Array.from({ length: 365 + daysLookedAt }, () => poisson(4))),
    );
    const fired = years.flatMap((own) => replay(rule({}), series(own), 365, own.length));
    // 40 brands with four mentions a day, for a year.
    expect(fired.length / 40).toBeLessThan(4);
  });
});

describe('a negative turn', () => {
  const tenADay = constant(10);

  it('is a week with more negative mentions than weeks before lead to expect', () => {
    const judged = (negative: number) =>
      judge(
        rule({ kind: 'NEGATIVE_TURN' }),
        series(days(tenADay, (day) => (day < 7 ? negative : 1))),
        0,
        daysLookedAt,
      );
    expect(judged(1)).toMatchObject({ observed: 7, isAlarming: false, isOver: true });
    expect(judged(4)).toMatchObject({ observed: 28, isAlarming: true, isOver: false });
    expect(judged(4)?.expected).toBeCloseTo(7, 0);
  });

  it('is none in a past too short or too thin to say', () => {
    const own = series(days(tenADay, (day) => (day < 7 ? 9 : 0)));
    expect(judge(rule({ kind: 'NEGATIVE_TURN' }), own, 0, 27)).toBeNull();
    expect(judge(rule({ kind: 'NEGATIVE_TURN' }), own, 0, 28)).not.toBeNull();
    const thin = (past: number) =>
      series(days([...constant(10, 7), past, ...constant(0, 49)], (day) => (day < 7 ? 9 : 0)));
    expect(judge(rule({ kind: 'NEGATIVE_TURN' }), thin(19), 0, daysLookedAt)).toBeNull();
    expect(judge(rule({ kind: 'NEGATIVE_TURN' }), thin(20), 0, daysLookedAt)).toMatchObject({
      isAlarming: true,
    });
  });

  it('is none below the least', () => {
    const own = series(days(tenADay, (day) => (day === 0 ? 9 : 0)));
    const judged = (leastMentions: number) =>
      judge(rule({ kind: 'NEGATIVE_TURN', leastMentions }), own, 0, daysLookedAt)?.isAlarming;
    expect([judged(9), judged(10)]).toEqual([true, false]);
  });
});

describe('a first mention', () => {
  it('comes after eight weeks without one', () => {
    const judged = (past: number[]) =>
      judge(rule({ kind: 'FIRST_MENTION', leastMentions: 2 }), series(days([2, ...past])), 0, daysLookedAt);
    expect(judged(constant(0, 56))).toMatchObject({ observed: 2, score: 1, isAlarming: true, isOver: false });
    expect(judged([...constant(0, 55), 1])).toMatchObject({ isAlarming: false, isOver: true });
    expect(judged([1, ...constant(0, 55)])).toMatchObject({ isAlarming: false, isOver: true });
    const one = series(days([1, ...constant(0, 56)]));
    expect(judge(rule({ kind: 'FIRST_MENTION', leastMentions: 2 }), one, 0, daysLookedAt)?.isAlarming).toBe(
      false,
    );
  });
});

describe('a share of voice', () => {
  const shares = (now: number, before: number) =>
    series(
      days([...constant(now, 7), ...constant(before, 50)]),
      days([...constant(100 - now, 7), ...constant(100 - before, 50)]),
    );
  const condition = rule({ kind: 'SHARE_OF_VOICE', rivals: ['Prada'], line: 40, side: 'ABOVE' });

  it('crosses its line once, to the side that is alarming', () => {
    expect(judge(condition, shares(45, 35), 0, daysLookedAt)).toMatchObject({
      observed: 45,
      expected: 35,
      isAlarming: true,
    });
    expect(judge(condition, shares(45, 41), 0, daysLookedAt)?.isAlarming).toBe(false);
    expect(judge(condition, shares(35, 45), 0, daysLookedAt)?.isAlarming).toBe(false);
    expect(judge({ ...condition, side: 'BELOW' }, shares(35, 45), 0, daysLookedAt)?.isAlarming).toBe(true);
  });

  it('has not crossed it back by a hair', () => {
    expect(judge(condition, shares(39.5, 45), 0, daysLookedAt)?.isOver).toBe(false);
    expect(judge(condition, shares(38, 45), 0, daysLookedAt)?.isOver).toBe(true);
  });

  it('of too few mentions says nothing', () => {
    expect(judge({ ...condition, leastMentions: 700 }, shares(45, 35), 0, daysLookedAt)).not.toBeNull();
    expect(judge({ ...condition, leastMentions: 701 }, shares(45, 35), 0, daysLookedAt)).toBeNull();
    expect(judge(condition, shares(45, 35), 0, 13)).toBeNull();
  });
});

describe('the parts of a change', () => {
  const weights = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.nat(1000), { maxKeys: 30 });
  const figure = fc.nat(1_000_000).map((hundredths) => hundredths / 100);

  it('add up to it exactly, whatever the counts', () => {
    fc.assert(
      fc.property(figure, figure, weights, weights, (observed, expected, now, past) => {
        const parts = decompose(
          { observed, expected, score: 0 },
          new Map(Object.entries(now)),
          new Map(Object.entries(past)),
        );
        const sum = (of: 'observed' | 'expected' | 'change') =>
          parts.reduce((total, part) => total + Math.round(part[of] * 100), 0);
        expect(sum('observed')).toBe(Math.round(observed * 100));
        expect(sum('expected')).toBe(Math.round(expected * 100));
        expect(sum('change')).toBe(Math.round(observed * 100) - Math.round(expected * 100));
        for (const part of parts) {
          expect(Math.round(part.change * 100)).toBe(
            Math.round(part.observed * 100) - Math.round(part.expected * 100),
          );
        }
        expect(parts.length).toBeLessThanOrEqual(11);
      }),
      { numRuns: 500 },
    );
  });

  it('are the counts themselves where the whole is their sum', () => {
    fc.assert(
      fc.property(weights, (now) => {
        const total = Object.values(now).reduce((sum, count) => sum + count, 0);
        const parts = apportion(total, new Map(Object.entries(now)));
        for (const [value, count] of Object.entries(now)) expect(parts.get(value) ?? 0).toBe(count * 100);
      }),
    );
  });

  it('name the largest, and give the rest as one', () => {
    const now = new Map(Array.from({ length: 14 }, (_, at) => [`o${String(at).padStart(2, '0')}`, 20 - at]));
    const observed = [...now.values()].reduce((sum, count) => sum + count, 0);
    const parts = decompose({ observed, expected: 4, score: 1 }, now, new Map([['o00', 1]]));
    expect(parts).toHaveLength(11);
    expect(parts.map(({ value }) => value)).toContain('o01');
    expect(parts.at(-1)?.value).toBeNull();
    expect(parts.find(({ value }) => value === 'o00')).toEqual({
      value: 'o00',
      observed: 20,
      expected: 4,
      change: 16,
    });
  });

  it('are one, of no name, where nothing tells them apart', () => {
    expect(decompose({ observed: 0, expected: 3.5, score: 0 }, new Map(), new Map())).toEqual([
      { value: null, observed: 0, expected: 3.5, change: -3.5 },
    ]);
  });
});

describe('a rule played on the past', () => {
  it('fires where it would have been alarming, once while it lasts', () => {
    // Two loud days in a row, 20 and 19 days ago.
    const own = days(constant(5, 150).map((count, day) => (day === 20 || day === 19 ? 60 : count)));
    expect(replay(rule({}), series(own), 90, own.length)).toEqual([
      { daysAgo: 20, days: 2, observed: 60, expected: 5, score: 24.6 },
    ]);
  });

  it('says nothing of what is not known, and leaves open what is', () => {
    const own = days([60, ...constant(5, 149)]);
    expect(replay(rule({}), series(own), 90, own.length)).toMatchObject([{ daysAgo: 0, days: null }]);
    expect(replay(rule({}), series(own), 90, 5)).toEqual([]);
  });

  it('finds exactly the days on which it would be opened today', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 150, maxLength: 150 }), (mentions) => {
        const own = series(days(mentions));
        for (const { daysAgo, score } of replay(rule({}), own, 90, 150)) {
          const then = judge(rule({}), series(days(mentions.slice(daysAgo))), 0, 150 - daysAgo);
          expect(then).toMatchObject({ isAlarming: true, score });
        }
      }),
      { numRuns: 30 },
    );
  });
});
