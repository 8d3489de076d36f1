import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../../src/ingestion/parse/parse-date.ts';

describe('a date', () => {
  it.each([
    ['Mon, 02 Nov 2026 08:00:00 GMT', '2026-11-02T08:00:00.000Z'],
    ['2 Nov 26 8:00 EST', '2026-11-02T13:00:00.000Z'],
    ['2026-11-02T08:00:00.250+05:30', '2026-11-02T02:30:00.250Z'],
    ['2026-11-02 08:00:00 -0800', '2026-11-02T16:00:00.000Z'],
    ['2026-11-02T08:00:00-05:00Z', '2026-11-02T13:00:00.000Z'],
    ['20261102T080000Z', '2026-11-02T08:00:00.000Z'],
    ['20261102', '2026-11-02T00:00:00.000Z'],
    ['1793606400', '2026-11-02T08:00:00.000Z'],
    ['1793606400000', '2026-11-02T08:00:00.000Z'],
    ['Monday, November 2nd, 2026 - 8:05pm', '2026-11-02T20:05:00.000Z'],
    ['Nov. 2, 2026, 12:37 a.m.', '2026-11-02T00:37:00.000Z'],
    ['Mon, November 2, 2026 at 11:12 PM PST', '2026-11-03T07:12:00.000Z'],
    ['Mon Nov 02 2026 08:00:00 GMT-0700 (Pacific Standard Time)', '2026-11-02T15:00:00.000Z'],
    ['Mon, 02 Nov 2026 08:00:00 Europe/Paris', '2026-11-02T07:00:00.000Z'],
    ['Sun, 02 Aug 2026 08:00:00 Europe/Paris', '2026-08-02T06:00:00.000Z'],
    ['Nov 2026', '2026-11-01T00:00:00.000Z'],
  ])('%s is %s', (written, instant) => {
    expect(parseDate(written)?.toISOString()).toBe(instant);
  });

  it.each([
    ['lundi 2 novembre 2026, 15h54', '2026-11-02T15:54:00.000Z'],
    ['mar., 01 déc. 2026 16:11:02 +0000', '2026-12-01T16:11:02.000Z'],
    ['mar, 03 mar 2026 10:00', '2026-03-03T10:00:00.000Z'],
    ['Mo, 2. März 2026 08:00', '2026-03-02T08:00:00.000Z'],
    ['2 de noviembre de 2026', '2026-11-02T00:00:00.000Z'],
    ['lun, 2 gen 2026 08:00:00 CET', '2026-01-02T07:00:00.000Z'],
    ['2 stycznia 2026', '2026-01-02T00:00:00.000Z'],
    ['2 ноября 2026 г., 15:54', '2026-11-02T15:54:00.000Z'],
    ['2026年11月2日 15:54', '2026-11-02T15:54:00.000Z'],
  ])('may be in other languages: %s', (written, instant) => {
    expect(parseDate(written)?.toISOString()).toBe(instant);
  });

  it.each([
    ['Fri, 02/10/2026', '2026-10-02'],
    ['Tue, 02/10/2026', '2026-02-10'],
    ['02/10/2026', '2026-02-10'],
    ['25/10/2026', '2026-10-25'],
    ['02.10.26', '2026-10-02'],
    ['Sat, 11 04 2026 08:51', '2026-04-11'],
  ])('in numbers alone is read by its weekday, then by its signs: %s', (written, day) => {
    expect(parseDate(written)?.toISOString().slice(0, 10)).toBe(day);
  });

  it.each([
    '',
    'yesterday',
    'TBA',
    '30 Feb 2026',
    '2026-13-02',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '12',
    '11/2026/5/6',
    'x'.repeat(5000),
  ])('is not made of %s', (written) => {
    expect(parseDate(written)).toBeNull();
  });

  it('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Auckland';
      expect(parseDate('2 Nov 2026 08:00')?.toISOString()).toBe('2026-11-02T08:00:00.000Z');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
