import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../src/model/feed.ts';
import { healthOf, healthSince, noVisits } from '../../../src/model/feed-health.ts';

const now = new Date('2026-11-25T12:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const sums = { visits: 168, visitsWell: 126, visitsMissed: 2, entries: 39 };

const feed = (more: Partial<Feed> = {}): Feed => ({
  id: 'f',
  tenantId: 't',
  url: 'https://press.example/feed',
  title: null,
  siteUrl: null,
  provider: 'RSS',
  state: 'ACTIVE',
  stateReason: null,
  pageReading: 'WHEN_NEEDED',
  schedule: 'ADAPTIVE',
  intervalMinutes: 60,
  lastFetchedAt: hours(-0.5),
  lastSuccessAt: hours(-0.5),
  nextFetchAt: hours(0.5),
  failures: 0,
  softFailures: 0,
  hardFailures: 0,
  volume: 'USUAL',
  lastError: null,
  lastErrorCode: null,
  createdAt: hours(-10_000),
  ...more,
});

describe('the health of a feed', () => {
  it('counts from the beginning of the day six days ago', () => {
    expect(healthSince(now)).toEqual(new Date('2026-11-19T00:00:00Z'));
    expect(healthOf(feed(), sums, now)).toEqual({
      state: 'HEALTHY',
      since: new Date('2026-11-19T00:00:00Z'),
      successRate: 0.75,
      lastSuccessAt: hours(-0.5),
      expectedFetches: 170,
      okFetches: 126,
      entriesPerDay: 6,
    });
  });

  it('counts from the day on which the feed was added, as one day at least', () => {
    const young = feed({ createdAt: hours(-48) });
    expect(healthOf(young, sums, now)).toMatchObject({ since: hours(-48), entriesPerDay: 19.5 });
    const youngest = feed({ createdAt: hours(-1) });
    expect(healthOf(youngest, sums, now)).toMatchObject({ since: hours(-1), entriesPerDay: 39 });
  });

  it('knows no rate where there was no visit', () => {
    const unread = feed({ lastFetchedAt: null, lastSuccessAt: null });
    expect(healthOf(unread, noVisits, now)).toMatchObject({
      state: 'NEW',
      successRate: null,
      expectedFetches: 0,
      okFetches: 0,
    });
  });

  it('expects the visits that should have been made since the feed was due', () => {
    const late = (lateHours: number) => healthOf(feed({ nextFetchAt: hours(-lateHours) }), sums, now);
    expect(late(0.9)).toMatchObject({ state: 'HEALTHY', expectedFetches: 170 });
    expect(late(1)).toMatchObject({ state: 'HEALTHY', expectedFetches: 171 });
    expect(late(2)).toMatchObject({ state: 'OVERDUE', expectedFetches: 172 });
    expect(late(100_000)).toMatchObject({ state: 'OVERDUE', expectedFetches: 170 + 168 });
    const paused = feed({ state: 'PAUSED', nextFetchAt: hours(-500) });
    expect(healthOf(paused, sums, now)).toMatchObject({ state: 'STOPPED', expectedFetches: 170 });
  });

  it.each([
    [{ state: 'PARKED', failures: 30 }, 'STOPPED'],
    [{ failures: 1, volume: 'SILENT' }, 'FAILING'],
    [{ failures: 1, nextFetchAt: hours(-2) }, 'OVERDUE'],
    [{ volume: 'SILENT' }, 'SILENT'],
    [{ volume: 'FLOODING' }, 'FLOODING'],
    [{}, 'HEALTHY'],
  ] as const)('with %j is %s', (more, state) => {
    expect(healthOf(feed(more), sums, now).state).toBe(state);
  });
});
