import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeVolume } from '../../../src/ingestion/volume.ts';
import type { DueFeed } from '../../../src/model/feed.ts';
import { dueFeed } from '../../support/due-feed.ts';

const dayOf = (at: number) => new Date(Date.UTC(2026, 7, 1 + at)).toISOString().slice(0, 10);
/** Days from the first one on; a null is a day on which the feed could not be read. */
const daysOf = (entries: (number | null)[]) =>
  entries.flatMap((count, at) => (count === null ? [] : [{ day: dayOf(at), entries: count }]));

/** What a visit on the last of these days finds. */
function judge(entries: (number | null)[], more: Partial<DueFeed> = {}) {
  const earlier = entries.slice(0, -1);
  const feed = dueFeed({ days: daysOf(earlier), ...more });
  return judgeVolume(feed, dayOf(earlier.length), entries.at(-1) ?? 0);
}
const times = (count: number, entries: number | null) => Array<number | null>(count).fill(entries);

describe('a feed', () => {
  it('is silent when nothing came on the days that lead to expect seven entries', () => {
    expect(judge([...times(28, 2), ...times(3, 0)])).toMatchObject({ volume: 'USUAL' });
    expect(judge([...times(28, 2), ...times(4, 0)])).toEqual({
      volume: 'SILENT',
      message: 'No new entry since 2026-08-28, for 4 days on which its past leads to expect 8.',
    });
  });

  it('is not silent after two days, however much it used to publish', () => {
    expect(judge([...times(28, 200), 0, 0]).volume).toBe('USUAL');
    expect(judge([...times(28, 200), 0, 0, 0]).volume).toBe('SILENT');
  });

  it('that publishes weekly is silent after seven weeks, not sooner', () => {
    const weekly = Array.from({ length: 28 }, (_, at) => (at % 7 === 6 ? 1 : 0));
    expect(judge([...weekly.slice(-14), ...times(48, 0)]).volume).toBe('USUAL');
    expect(judge([...weekly.slice(-14), ...times(49, 0)]).volume).toBe('SILENT');
  });

  it('is not silent on days on which it could not be read, or was paused', () => {
    expect(judge([...times(28, 2), ...times(20, null), 0, 0]).volume).toBe('USUAL');
  });

  it('is not judged before a week of its past is known', () => {
    expect(judge([...times(6, 50), ...times(10, 0)]).volume).toBe('USUAL');
    expect(judge([...times(6, 1), 500]).volume).toBe('USUAL');
    expect(judge(times(40, 0)).volume).toBe('USUAL');
  });

  it('stays silent when its last entry is longer ago than is remembered, until the next', () => {
    expect(judge(times(62, 0), { volume: 'SILENT' }).volume).toBe('SILENT');
    expect(judge([...times(62, 0), 1], { volume: 'SILENT' })).toEqual({
      volume: 'USUAL',
      message: 'It publishes as much as it used to again.',
    });
  });

  it('floods when a week brings far more than the four before', () => {
    expect(judge([...times(28, 10), ...times(6, 10), 10])).toMatchObject({ volume: 'USUAL' });
    expect(judge([...times(28, 10), ...times(6, 10), 80])).toMatchObject({ volume: 'USUAL' });
    expect(judge([...times(28, 10), ...times(6, 10), 81])).toEqual({
      volume: 'FLOODING',
      message: '141 new entries in 7 days, where its past leads to expect 70 and 140 at most.',
    });
  });

  it('does not flood by a few entries, by an uneven week, or by what gathered while it was not read', () => {
    expect(judge([...times(28, 0), ...times(6, 0), 10]).volume).toBe('USUAL');
    expect(judge([...times(28, 0), ...times(6, 0), 11]).volume).toBe('FLOODING');
    const busyMondays = Array.from({ length: 35 }, (_, at) => (at % 7 === 0 ? 70 : 2));
    expect(judge([...busyMondays, 70]).volume).toBe('USUAL');
    expect(judge([...times(28, 10), ...times(20, null), 270]).volume).toBe('USUAL');
    expect(judge([...times(28, 10), ...times(20, null), 500]).volume).toBe('FLOODING');
  });

  it('counts the visits of one day together', () => {
    const feed = dueFeed({ days: daysOf([...times(34, 10), 60]) });
    expect(judgeVolume(feed, dayOf(34), 20).volume).toBe('USUAL');
    expect(judgeVolume(feed, dayOf(34), 21).volume).toBe('FLOODING');
  });

  it('that keeps to a steady pace is never out of the ordinary', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 63 }), (pace, days) => {
        return judge(times(days, pace)).volume === 'USUAL';
      }),
    );
  });
});
