import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalAfter } from '../../../src/ingestion/interval.ts';
import { dueFeed } from '../../support/due-feed.ts';

const now = new Date('2026-11-23T09:30:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const lastDays = (entries: number[]) =>
  entries.map((count, at) => ({
    day: hoursAgo(24 * (entries.length - 1 - at))
      .toISOString()
      .slice(0, 10),
    entries: count,
  }));
const dated = (count: number, everyHours: number) =>
  Array.from({ length: count }, (_, at) => ({ publishedAt: hoursAgo(at * everyHours) }));

describe('the interval of a feed whose past is known', () => {
  it.each([
    ['one entry a week', [0, 0, 0, 1, 0, 0, 0], 360],
    ['four entries a day', Array(7).fill(4), 180],
    ['twelve entries a day', Array(14).fill(12), 60],
    ['48 entries a day', Array(14).fill(48), 15],
    ['500 entries a day', Array(14).fill(500), 15],
    ['nothing', Array(14).fill(0), 360],
    ['twelve a day of late, and nothing before', [...Array(30).fill(0), ...Array(14).fill(12)], 60],
  ])('that publishes %s is half the time between two entries, within bounds', (_, entries, minutes) => {
    const feed = dueFeed({ days: lastDays(entries) });
    expect(intervalAfter(feed, { entries: null }, now)).toBe(minutes);
  });
});

describe('the interval of a feed that is new', () => {
  it('is an hour', () => {
    expect(intervalAfter(dueFeed(), { entries: dated(3, 24) }, now)).toBe(60);
    expect(intervalAfter(dueFeed(), { entries: [] }, now)).toBe(60);
    expect(intervalAfter(dueFeed({ days: lastDays(Array(6).fill(100)) }), { entries: [] }, now)).toBe(60);
  });

  it('is shorter when the dates of its entries say that it publishes more', () => {
    expect(intervalAfter(dueFeed(), { entries: dated(168, 1) }, now)).toBe(30);
    const others = [{ publishedAt: null }, { publishedAt: hoursAgo(-5) }, { publishedAt: hoursAgo(168) }];
    expect(intervalAfter(dueFeed(), { entries: [...dated(168, 1), ...others] }, now)).toBe(30);
  });

  it('stays when the feed has not changed', () => {
    expect(intervalAfter(dueFeed({ intervalMinutes: 30 }), { entries: null }, now)).toBe(30);
  });
});

describe('the interval', () => {
  it('that a person set stays', () => {
    const feed = dueFeed({ schedule: 'FIXED', intervalMinutes: 5, days: lastDays(Array(14).fill(1)) });
    expect(intervalAfter(feed, { entries: dated(168, 1) }, now)).toBe(5);
  });

  it('is always a whole number of minutes from 15 to 360', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { maxLength: 63 }), fc.nat(300), (entries, count) => {
        const feed = dueFeed({ days: lastDays(entries) });
        const minutes = intervalAfter(feed, { entries: dated(count, 0.5) }, now);
        return Number.isInteger(minutes) && minutes >= 15 && minutes <= 360;
      }),
    );
  });
});
