import { describe, expect, it } from 'vitest';
import { freshMinutes } from '../../../../src/ingestion/fetch/freshness.ts';

const now = new Date('2026-11-23T09:30:00Z');

describe('an answer is fresh', () => {
  it.each([
    [{ 'cache-control': 'max-age=3600' }, 60],
    [{ 'cache-control': 'public, MAX-AGE = "90"' }, 2],
    [{ 'cache-control': 's-maxage=5, max-age=600, must-revalidate' }, 10],
    [{ 'cache-control': 'max-age=3600', age: '1800' }, 30],
    [{ 'cache-control': 'max-age=3600', age: '4000' }, null],
    [{ 'cache-control': 'max-age=0' }, null],
    [{ 'cache-control': 'no-cache, max-age=3600' }, null],
    [{ 'cache-control': 'no-store', expires: 'Mon, 23 Nov 2026 10:30:00 GMT' }, null],
    [{ 'cache-control': 'max-age=600', expires: 'Mon, 23 Nov 2026 10:30:00 GMT' }, 10],
    [{ expires: 'Mon, 23 Nov 2026 10:30:00 GMT' }, 60],
    [{ expires: 'Mon, 23 Nov 2026 10:30:00 GMT', date: 'Mon, 23 Nov 2026 10:00:00 GMT' }, 30],
    [{ expires: 'Mon, 23 Nov 2026 09:00:00 GMT' }, null],
    [{ expires: '0' }, null],
    [{ expires: 'soon' }, null],
    [{}, null],
  ])('as %j says: %s minutes', (headers, minutes) => {
    expect(freshMinutes(headers as Record<string, string>, now)).toBe(minutes);
  });
});
