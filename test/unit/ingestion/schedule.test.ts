import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextVisit, type VisitEnd } from '../../../src/ingestion/schedule.ts';
import { dueFeed as feed } from '../../support/due-feed.ts';

const now = new Date('2026-11-23T09:30:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const well = (more: Partial<VisitEnd & { kind: 'WELL' }> = {}): VisitEnd => ({
  kind: 'WELL',
  intervalMinutes: 60,
  freshMinutes: null,
  ...more,
});
const failed = (more: Partial<VisitEnd & { kind: 'FAILED' }> = {}): VisitEnd => ({
  kind: 'FAILED',
  weight: 'SOFT',
  error: 'It failed.',
  gone: false,
  retryAfter: null,
  ...more,
});

describe('the next visit', () => {
  it('comes after the interval when all went well, and forgets failures', () => {
    expect(nextVisit(feed({ failures: 29, softFailures: 3 }), well(), now, 0)).toEqual({
      state: 'ACTIVE',
      stateReason: null,
      failures: 0,
      softFailures: 0,
      intervalMinutes: 60,
      nextFetchAt: minutes(60),
    });
  });

  it('is spread by up to a tenth of the interval', () => {
    expect(nextVisit(feed(), well(), now, 0.5).nextFetchAt).toEqual(minutes(63));
    expect(nextVisit(feed(), well(), now, 1).nextFetchAt).toEqual(minutes(66));
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

  it('is spread by up to a tenth of the interval after the time for which the site asked too', () => {
    expect(nextVisit(feed(), failed({ retryAfter: minutes(180) }), now, 0.5).nextFetchAt).toEqual(
      minutes(183),
    );
  });

  it('waits as long as the feed says that it is fresh, six hours at most', () => {
    const following = (freshMinutes: number) => nextVisit(feed(), well({ freshMinutes }), now, 0).nextFetchAt;
    expect(following(30)).toEqual(minutes(60));
    expect(following(90)).toEqual(minutes(90));
    expect(following(7 * 24 * 60)).toEqual(minutes(360));
    const weekly = nextVisit(feed(), well({ intervalMinutes: 10_080, freshMinutes: 90 }), now, 0);
    expect(weekly.nextFetchAt).toEqual(minutes(10_080));
  });

  it('counts failures that tend to pass apart from those that tend to stay', () => {
    const shaky = feed({ failures: 4, softFailures: 3 });
    expect(nextVisit(shaky, failed({ weight: 'SOFT' }), now, 0)).toMatchObject({
      failures: 5,
      softFailures: 4,
    });
    expect(nextVisit(shaky, failed({ weight: 'HARD' }), now, 0)).toMatchObject({
      failures: 5,
      softFailures: 3,
    });
  });

  it('holds nothing against a feed that was not asked for, or that failed by our fault', () => {
    const nearlyParked = feed({ failures: 29, softFailures: 29 });
    expect(nextVisit(nearlyParked, failed({ weight: 'NONE' }), now, 0)).toMatchObject({
      state: 'ACTIVE',
      failures: 29,
      softFailures: 29,
      nextFetchAt: minutes(24 * 60),
    });
    const parked = feed({ state: 'PARKED', stateReason: 'It failed.', failures: 30 });
    expect(nextVisit(parked, failed({ weight: 'NONE' }), now, 0)).toMatchObject({
      state: 'PARKED',
      stateReason: 'It failed.',
    });
  });

  it('comes as soon as a site that was down is asked again', () => {
    const down = failed({ weight: 'NONE', retryAfter: minutes(1) });
    expect(nextVisit(feed({ failures: 5 }), down, now, 0).nextFetchAt).toEqual(minutes(1));
  });

  it('says why it will not come', () => {
    const parked = nextVisit(feed({ failures: 29, softFailures: 20 }), failed({ weight: 'HARD' }), now, 0);
    expect(parked.stateReason).toBe(
      '30 visits in a row failed, 20 of them in a way that tends to pass. The last: It failed.',
    );
    expect(nextVisit(feed(), failed({ gone: true }), now, 0).stateReason).toBe('It failed.');
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
          const next = nextVisit(
            feed({ intervalMinutes, failures }),
            isWell ? well({ intervalMinutes }) : failed(),
            now,
            random,
          );
          const wait = next.nextFetchAt.getTime() - now.getTime();
          return wait >= intervalMinutes * 60_000 && wait <= 10_080 * 60_000 * 1.1;
        },
      ),
    );
  });
});
