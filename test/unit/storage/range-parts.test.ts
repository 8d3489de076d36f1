import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeParts, type Stretch } from '../../../src/storage/report-count/range-parts.ts';

const moment = fc.oneof(
  fc.date({ min: new Date('2024-01-01Z'), max: new Date('2026-12-31Z'), noInvalidDate: true }),
  fc.integer({ min: 0, max: 900 }).map((day) => new Date(Date.UTC(2024, 0, day))),
);
const length = ({ from, to }: Stretch) => (to?.getTime() ?? Number.NaN) - (from?.getTime() ?? Number.NaN);
const dayMs = 86_400_000;

describe('the parts of a range', () => {
  it('lie side by side and make all of it', () => {
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [after, before] = one < other ? [one, other] : [other, one];
        const { months, days, rest } = rangeParts(after, before);
        const all = [...months, ...days, ...rest]
          .filter((stretch) => length(stretch) > 0)
          .sort((a, b) => (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0));
        expect(all.reduce((sum, stretch) => sum + length(stretch), 0)).toBe(
          before.getTime() - after.getTime(),
        );
        for (const [at, { to }] of all.slice(0, -1).entries()) expect(all[at + 1]?.from).toEqual(to);
      }),
    );
  });

  it('are whole months and days, and less than two days that are neither', () => {
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const { months, days, rest } = one < other ? rangeParts(one, other) : rangeParts(other, one);
        for (const end of months.flatMap(({ from, to }) => [from, to])) expect(end?.getUTCDate()).toBe(1);
        for (const end of [...months, ...days].flatMap(({ from, to }) => [from, to])) {
          expect((end?.getTime() ?? 1) % dayMs).toBe(0);
        }
        expect(rest.reduce((sum, stretch) => sum + length(stretch), 0)).toBeLessThan(2 * dayMs);
      }),
    );
  });

  it('have no end where the range has none', () => {
    expect(rangeParts(null, null)).toEqual({ months: [{ from: null, to: null }], days: [], rest: [] });
    const [after, day, month] = ['2026-02-27T06:00Z', '2026-02-28Z', '2026-03-01Z'].map(
      (text) => new Date(text),
    );
    expect(rangeParts(after ?? null, null)).toEqual({
      months: [{ from: month, to: null }],
      days: [{ from: day, to: month }],
      rest: [{ from: after, to: day }],
    });
  });
});
