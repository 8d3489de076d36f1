import { describe, expect, it } from 'vitest';
import { brandsToReadAhead } from '../../../src/storage/brand-read-ahead.ts';

describe('reading ahead among the mentions of brands', () => {
  const brands = (count: number) => Array.from({ length: count }, (_, at) => `Brand ${at}`);
  const page = (size: number) => ({ take: 'first', size, after: null, before: null }) as const;

  it.each([
    [19, 100],
    [100, 18],
    [1, 1_998],
  ])('is done for %i brands and a page of %i: 2,000 mentions at most', (count, size) => {
    expect(brandsToReadAhead({ brandsAny: brands(count) }, page(size))).toEqual(brands(count));
  });

  it.each([
    [20, 100],
    [100, 19],
    [1, 1_999],
  ])('is left where %i brands and a page of %i would take more', (count, size) => {
    expect(brandsToReadAhead({ brandsAny: brands(count) }, page(size))).toEqual([]);
  });
});
