import { describe, expect, it } from 'vitest';
import { type SheetRow, SheetSums, totalsOf } from '../../../src/storage/rollups/sheet-sums.ts';

/** A number's bytes, as the SQL function `sheet_number` makes them (test/integration/brand-sheets.test.ts holds that one to the reader). */
function bytesOf(number: number): number[] {
  if (number >= 0 && number < 128) return [number];
  if (number >= 0 && number < 16_384) return [128 | (number >> 8), number & 255];
  return [192 | ((number >> 24) & 63), (number >> 16) & 255, (number >> 8) & 255, number & 255];
}

type OnSheet = [number: number, mentions: number, stories: number];

/** The bytes of some brands as they are given, of each its number, mentions and stories, as `sheet_entry` makes them. */
function bytesOfAll(...brands: OnSheet[]): Buffer {
  const entries = brands.flatMap(([number, mentions, stories], at) => {
    const distance = at === 0 ? number : (brands[at - 1]?.[0] ?? 0) - number;
    return mentions === 1 && stories === 1 ? [2 * distance] : [2 * distance + 1, mentions, stories];
  });
  return Buffer.from(entries.flatMap(bytesOf));
}

/** A sheet's bytes: the highest number first. */
function countsOf(...brands: OnSheet[]): Buffer {
  return bytesOfAll(...brands.toSorted(([one], [other]) => other - one));
}

const nothing = { sheets: null, number: null, name: null, mentions: null, stories: null };
/** Sheets of a span, one after the other, each behind the number of its bytes. */
const sheet = (span: number, sign: 1 | -1, ...sheets: Buffer[]): SheetRow => ({
  ...nothing,
  span,
  sign,
  sheets: Buffer.concat(sheets.flatMap((its) => [Buffer.from(bytesOf(its.length)), its])),
});
const row = (span: number, its: Partial<SheetRow>): SheetRow => ({ ...nothing, span, sign: 1, ...its });

const sums = new SheetSums(
  [
    sheet(0, 1, countsOf([1, 10, 8], [3, 4, 4], [7, 70_000, 1])),
    sheet(0, -1, countsOf([1, 3, 2], [3, 4, 4])),
    sheet(1, 1, countsOf([3, 2, 1]), countsOf([3, 3, 4], [1, 1, 1]), countsOf([9, 300, 0])),
    sheet(1, -1, countsOf([1, 1, 1]), countsOf([9, 300, 0])),
    row(1, { number: 7, name: 'Prada', mentions: 2, stories: -1 }),
    row(0, { name: 'New Here', mentions: 4, stories: 3 }),
    row(1, { name: 'New Here', mentions: 1, stories: 1 }),
  ],
  2,
);

describe('the sums of sheets', () => {
  const byNumber = (all: ReturnType<typeof sums.atLeast>) =>
    all.toSorted((one, other) => (String(one.brand) < String(other.brand) ? -1 : 1));

  it('are what sheets hold, less what is taken off, with the rows that are on none', () => {
    expect(byNumber(sums.atLeast(1, 'mentions'))).toEqual([
      { brand: 1, mentions: [7, 0], stories: [6, 0] },
      { brand: 3, mentions: [0, 5], stories: [0, 5] },
      { brand: 7, mentions: [70_000, 2], stories: [1, -1] },
      { brand: 'New Here', mentions: [4, 1], stories: [3, 1] },
    ]);
  });

  it('are of those brands alone that have so many in some span, each with counts of its own', () => {
    const brandsWith = (least: number, measure: 'mentions' | 'stories') =>
      byNumber(sums.atLeast(least, measure)).map(({ brand }) => brand);
    expect(brandsWith(4, 'mentions')).toEqual([1, 3, 7, 'New Here']);
    expect(brandsWith(5, 'mentions')).toEqual([1, 3, 7]);
    expect(brandsWith(6, 'mentions')).toEqual([1, 7]);
    expect(brandsWith(70_001, 'mentions')).toEqual([]);
    expect(brandsWith(3, 'stories')).toEqual([1, 3, 'New Here']);
    // What was put on a sheet and taken off again is nothing.
    const off = [sheet(0, 1, countsOf([2, 9, 9])), sheet(0, -1, countsOf([2, 9, 9]))];
    expect(new SheetSums(off, 1).atLeast(1, 'mentions')).toEqual([]);
    for (const its of sums.atLeast(1, 'mentions')) its.mentions[0] = 99;
    expect(brandsWith(99, 'mentions')).toEqual([7]);
  });

  it('are of the most mentioned brands with all that have as many as the last of them', () => {
    expect(sums.most(1).map(({ brand }) => brand)).toEqual([7]);
    const even = new SheetSums([sheet(0, 1, countsOf([1, 5, 5], [2, 4, 4], [4, 4, 4], [5, 1, 1]))], 1);
    expect(byNumber(even.most(2)).map(({ brand }) => brand)).toEqual([1, 2, 4]);
    expect(even.most(9)).toHaveLength(4);
  });

  it('are nothing of no sheets, and refuse a span that was not asked for', () => {
    expect(new SheetSums([], 3).most(5)).toEqual([]);
    expect(() => new SheetSums([sheet(2, 1, countsOf([1, 1, 1]))], 2)).toThrow('span 2 was not asked for');
  });

  it('of one sheet are told in three numbers', () => {
    expect(totalsOf(countsOf([2, 5, 3], [9, 1, 1]))).toEqual({ brands: 2, mentions: 6, stories: 4 });
    expect(totalsOf(Buffer.alloc(0))).toEqual({ brands: 0, mentions: 0, stories: 0 });
  });

  it('are read as far as numbers go, and however many brands there are', () => {
    const counts = [0, 1, 127, 128, 255, 256, 16_383, 16_384, 70_000, 2 ** 29 - 1, -1, -128, -(2 ** 29)];
    const brands = counts.map((count, at): OnSheet => [(at + 1) ** 5, count, ~count]);
    const ones = brands.map(([brand]): OnSheet => [brand, 1, 1]);
    const wide = new SheetSums([sheet(0, 1, countsOf(...brands)), sheet(1, 1, countsOf(...ones))], 2);
    const expected = brands.map(([brand, mentions, stories]) => ({
      brand,
      mentions: [mentions, 1],
      stories: [stories, 1],
    }));
    expect(byNumber(wide.atLeast(1, 'mentions'))).toEqual(byNumber(expected));
    expect(byNumber(wide.atLeast(2, 'stories'))).toEqual(
      byNumber(expected.filter(({ stories: [count = 0] }) => count >= 2)),
    );
  });

  it('refuse a sheet that is damaged, of which the totals are still told', () => {
    const whole = bytesOfAll([9, 5, 3], [2, 1, 300]);
    expect(whole).toHaveLength(3 + 4);
    const damaged = [
      whole.subarray(0, 6),
      whole.subarray(0, 5),
      bytesOfAll([2, 5, 3], [3, 1, 1]),
      bytesOfAll([2, 5, 3], [2, 1, 1]),
      bytesOfAll([2, 5, 3], [0, 1, 1]),
      bytesOfAll([2, 5, 3], [-4, 1, 1]),
    ];
    // Behind their lengths sheets begin one byte later, and behind another sheet of two bytes and its length three more.
    const other = countsOf([4, 1, 1], [2, 1, 1]);
    for (const counts of damaged) {
      const ofBytes = (count: number) => `sheets of ${count} bytes are damaged at`;
      const length = counts.length + 1;
      expect(() => new SheetSums([sheet(0, 1, counts)], 1)).toThrow(`${ofBytes(length)} 4`);
      expect(() => new SheetSums([sheet(0, 1, other, counts)], 1)).toThrow(`${ofBytes(length + 3)} 7`);
      expect(() => new SheetSums([sheet(0, 1, counts, other)], 1)).toThrow(`${ofBytes(length + 3)} 4`);
    }
    const far = bytesOfAll([2 ** 27, 2, 1], [2, 5, 3]);
    for (const counts of [far, far.subarray(0, 2), bytesOfAll([0, 1, 1]), bytesOfAll([-1, 1, 1])])
      expect(() => new SheetSums([sheet(0, 1, counts)], 1)).toThrow('are damaged at 1');
    // A length of nothing, or of more than there is.
    for (const sheets of [[0], [192 | 63, 255, 255, 255], [3, 5, 1]])
      expect(() => new SheetSums([{ ...nothing, span: 0, sign: 1, sheets: Buffer.from(sheets) }], 1)).toThrow(
        'are damaged at 0',
      );
    expect(totalsOf(whole.subarray(0, 6))).toEqual({ brands: 1, mentions: 5, stories: 3 });
    expect(totalsOf(far)).toEqual({ brands: 2, mentions: 7, stories: 4 });
  });

  it('are read from the middle of a larger buffer, as the driver may give it', () => {
    const { sheets } = sheet(0, 1, countsOf([2, 5, 3]));
    const larger = Buffer.concat([Buffer.from('xyz'), sheets ?? Buffer.alloc(0)]);
    const row = { ...nothing, span: 0, sign: 1, sheets: larger.subarray(3) } as const;
    expect(new SheetSums([row], 1).most(1)).toEqual([{ brand: 2, mentions: [5], stories: [3] }]);
  });
});
