import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../scripts/tone/newsmtsc.ts';
import { clauseOf } from '../../../src/ingestion/enrich/tone/clause.ts';
import { denialsIn } from '../../../src/ingestion/enrich/tone/denial.ts';
import type { Place } from '../../../src/ingestion/enrich/tone/place.ts';
import { ruleScore } from '../../../src/ingestion/enrich/tone/rule.ts';

const placeOf = (text: string, name: string): Place => {
  const at = text.indexOf(name);
  const place = placeIn(text, at, at + name.length);
  if (place === null) throw new Error(`${name} does not stand in: ${text}`);
  return place;
};

function clausesIn(text: string, names: string[]): string[] {
  const places = names.map((name) => placeOf(text, name));
  return places.map((place) => {
    const { sentence } = place;
    const { from, to } = clauseOf(
      sentence,
      place,
      places.filter((other) => other !== place),
    );
    return text.slice(sentence.tokens[from]?.start, sentence.tokens[to - 1]?.end);
  });
}

describe('the clause that speaks of a brand', () => {
  it.each([
    [
      'Loewe delights, Balenciaga puzzles on a long day',
      ['Loewe', 'Balenciaga'],
      ['Loewe delights', 'Balenciaga puzzles on a long day'],
    ],
    ['Prada slips as Gucci grows', ['Prada', 'Gucci'], ['Prada slips', 'as Gucci grows']],
    ['While Coach stumbles, Prada shines', ['Coach', 'Prada'], ['While Coach stumbles', 'Prada shines']],
    [
      'Zara and Uniqlo expand; Shein’s pop-up fails',
      ['Zara', 'Uniqlo', 'Shein'],
      ['Zara and Uniqlo expand', 'Zara and Uniqlo expand', 'Shein’s pop-up fails'],
    ],
    [
      'A ring by Cartier sold well, and a watch by Omega failed to sell',
      ['Cartier', 'Omega'],
      ['A ring by Cartier sold well', 'and a watch by Omega failed to sell'],
    ],
    [
      'Moncler, which also owns Genius, announced a strong quarter',
      ['Moncler', 'Genius'],
      ['Moncler, which also owns Genius, announced a strong quarter', 'which also owns Genius'],
    ],
    [
      'The group that owns both Coach and Kate grew',
      ['Coach', 'Kate'],
      ['that owns both Coach and Kate', 'that owns both Coach and Kate'],
    ],
    ['Shares in the owner of Gucci fell', ['Gucci'], ['owner of Gucci']],
    ['Gucci owner Kering slips', ['Gucci', 'Kering'], ['Gucci owner', 'Gucci owner Kering slips']],
    [
      'Gucci slips in Kering’s mixed year',
      ['Gucci', 'Kering'],
      ['Gucci slips in Kering’s mixed year', 'in Kering’s mixed year'],
    ],
  ])('is its own where each is a subject, or one is only named as owned: %s', (text, names, clauses) => {
    expect(clausesIn(text, names)).toEqual(clauses);
  });

  it.each([
    ['Prada outshone Gucci on every front', ['Prada', 'Gucci']],
    ['Gucci, Prada and Dior delight', ['Gucci', 'Prada', 'Dior']],
    ['It rained, which suited Loewe and did nothing for Balenciaga', ['Loewe', 'Balenciaga']],
  ])('is the whole sentence where they share it: %s', (text, names) => {
    expect(new Set(clausesIn(text, names))).toEqual(new Set([text]));
  });
});

describe('denial', () => {
  it('reaches four words after a negation, and back from an object that is nobody', () => {
    expect(denialsIn(['it', 'pleased', 'nobody']).denied).toEqual([false, true, false]);
    const { denied } = denialsIn(['not', 'one', 'two', 'three', 'four', 'five']);
    expect(denied).toEqual([false, true, true, true, true, false]);
  });

  it('turns what is hard to do: hard to love is blame, hard to fault is none', () => {
    expect(ruleScore(placeOf('Balenciaga was harder to love.', 'Balenciaga'))).toBeLessThan(0);
    expect(ruleScore(placeOf('The success of Moncler was hard to miss.', 'Moncler'))).toBeGreaterThan(0);
  });
});
