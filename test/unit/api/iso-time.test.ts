import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoTime } from '../../../src/api/iso-time.ts';

describe('A moment is written', () => {
  it('as JavaScript writes it, whatever was written before', () => {
    const moments = fc.date({ noInvalidDate: true });
    fc.assert(fc.property(moments, (moment) => isoTime(moment) === moment.toISOString()));
  });

  it('as JavaScript writes it, when it is of the same day as the last', () => {
    const ofOneDay = fc
      .integer({ min: 0, max: 86_399_999 })
      .map((ms) => new Date(Date.UTC(2026, 10, 26) + ms));
    fc.assert(fc.property(ofOneDay, (moment) => isoTime(moment) === moment.toISOString()));
  });

  it('not at all, when it is none', () => {
    expect(() => isoTime(new Date(Number.NaN))).toThrow(RangeError);
  });
});
