import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextVisit, type VisitEnd } from '../../../src/ingestion/schedule.ts';
import type { DueFeed } from '../../../src/model/feed.ts';

const now = new Date('2026-11-23T09:30:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const well: VisitEnd = { kind: 'WELL' };
const failed = (more: Partial<VisitEnd & { kind: 'FAILED' }> = {}): VisitEnd => ({
  kind: 'FAILED',
  gone: false,
  retryAfter: null,
  ...more,
});

function feed(more: Partial<DueFeed> = {}): DueFeed {
  return {
    tenantId: 't',
    id: 'f',
    url: 'https://press.example/feed',
    title: null,
    siteUrl: null,
    provider: 'RSS',
    pageReading: 'WHEN_NEEDED',
    intervalMinutes: 60,
    etag: null,
    lastModified: null,
    failures: 0,
    ...more,
  };
}

describe('the next visit', () => {
  it('comes after the interval when all went well, and forgets failures', () => {
    expect(nextVisit(feed({ failures: 29 }), well, now, 0)).toEqual({
      state: 'ACTIVE',
      failures: 0,
      nextFetchAt: minutes(60),
    });
  });

  it('is spread by up to a tenth of the interval', () => {
    expect(nextVisit(feed(), well, now, 0.5).nextFetchAt).toEqual(minutes(63));
    expect(nextVisit(feed(), well, now, 1).nextFetchAt).toEqual(minutes(66));
  });

  it.each([
    [0, 60],
    [1, 120],
    [4, 300],
    [22, 23 * 60],
    [23, 24 * 60],
    [28, 24 * 60],
  ])('waits after %i earlier failures and one more %i minutes, a day at most', (failures, wait) => {
    expect(nextVisit(feed({ failures }), failed(), now, 0).nextFetchAt).toEqual(minutes(wait));
  });

  it('is never sooner than the interval of a feed that is read less than daily', () => {
    const weekly = feed({ intervalMinutes: 7 * 24 * 60, failures: 3 });
    expect(nextVisit(weekly, failed(), now, 0).nextFetchAt).toEqual(minutes(7 * 24 * 60));
  });

  it('is not before the time for which the site asked', () => {
    expect(nextVisit(feed(), failed({ retryAfter: minutes(180) }), now, 0).nextFetchAt).toEqual(minutes(180));
    expect(nextVisit(feed(), failed({ retryAfter: minutes(5) }), now, 0).nextFetchAt).toEqual(minutes(60));
  });

  it('does not come to a feed that is gone, or that has failed thirty times in a row', () => {
    expect(nextVisit(feed(), failed({ gone: true }), now, 0).state).toBe('ENDED');
    expect(nextVisit(feed({ failures: 28 }), failed(), now, 0)).toMatchObject({
      state: 'ACTIVE',
      failures: 29,
    });
    expect(nextVisit(feed({ failures: 29 }), failed(), now, 0)).toMatchObject({
      state: 'PARKED',
      failures: 30,
    });
    expect(nextVisit(feed({ failures: 40 }), failed(), now, 0)).toMatchObject({
      state: 'PARKED',
      failures: 41,
    });
  });

  it('is always ahead, and never more than a week and a tenth away unless the site asked for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_080 }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (intervalMinutes, failures, random, isWell) => {
          const next = nextVisit(feed({ intervalMinutes, failures }), isWell ? well : failed(), now, random);
          const wait = next.nextFetchAt.getTime() - now.getTime();
          return wait >= intervalMinutes * 60_000 && wait <= 10_080 * 60_000 * 1.1;
        },
      ),
    );
  });
});
