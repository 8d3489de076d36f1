import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../scripts/tone/newsmtsc.ts';
import { comparisonOf } from '../../../src/ingestion/enrich/tone/comparison.ts';
import { readAround } from '../../../src/ingestion/enrich/tone/reading.ts';

function comparisonFor(text: string, name: string) {
  const at = text.indexOf(name);
  const place = placeIn(text, at, at + name.length);
  if (place === null) throw new Error(`${name} does not stand in: ${text}`);
  return comparisonOf(readAround(place, new Set()));
}

describe('a comparison', () => {
  it.each([
    ['Zara is better made than Shein.', 'Zara', 'Shein'],
    ['Last month Coach outsold Gucci in London.', 'Coach', 'Gucci'],
    ['Last month Gucci was overtaken by Prada.', 'Prada', 'Gucci'],
    ['Testers preferred Hoka to Asics.', 'Hoka', 'Asics'],
    ['One would rather have a Seiko than a Swatch.', 'Seiko', 'Swatch'],
    ['Gap is a long way behind Uniqlo.', 'Uniqlo', 'Gap'],
    ['Prada is ahead of Gucci again.', 'Prada', 'Gucci'],
    ['Gucci is more expensive than Mango.', 'Mango', 'Gucci'],
  ])('has one that comes off better and one that comes off worse: %s', (text, over, under) => {
    expect([comparisonFor(text, over), comparisonFor(text, under)]).toEqual(['OVER', 'UNDER']);
  });

  it.each([
    ['Nike sold more than a year ago.', 'MORE'],
    ['Nike sold fewer shoes than last spring.', 'LESS'],
  ])('may be with what was before: %s', (text, wanted) => {
    expect(comparisonFor(text, 'Nike')).toBe(wanted);
  });

  it.each([
    'Nike has more than 400 shops.',
    'Nike is older than the club.',
    'Nike gave the boots to the team.',
    'The team beat its rival in shoes by Nike.',
  ])('is none where nothing is more or less, or nothing is compared with the brand: %s', (text) => {
    expect(comparisonFor(text, 'Nike')).toBeNull();
  });
});
