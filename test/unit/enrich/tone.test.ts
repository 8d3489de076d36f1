import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../scripts/tone/newsmtsc.ts';
import { sentenceOf } from '../../../src/ingestion/enrich/text/sentences.ts';
import { takeFeatures } from '../../../src/ingestion/enrich/tone/features.ts';
import { createToneModel } from '../../../src/ingestion/enrich/tone/model.ts';
import type { Place } from '../../../src/ingestion/enrich/tone/place.ts';
import { toneToward, type WeighedPlace } from '../../../src/ingestion/enrich/tone/tone.ts';
import weights from '../../../src/ingestion/enrich/tone/weights.json' with { type: 'json' };
import { toneSentences } from '../../fixtures/enrich/labelled-texts.ts';

const placeOf = (text: string, brand: string, weight = 1): WeighedPlace => {
  const at = text.indexOf(brand);
  const place = placeIn(text, at, at + brand.length);
  if (place === null) throw new Error(`${brand} does not stand in: ${text}`);
  return { ...place, weight };
};
const toneOf = (text: string, brand: string) => toneToward([placeOf(text, brand)]).tone;

function featuresOf(place: Place): Map<string, number> {
  const features = new Map<string, number>();
  takeFeatures(place, new Set(['the', 'show']), (name, value) =>
    features.set(name, (features.get(name) ?? 0) + value),
  );
  return features;
}

describe('the tone toward a place', () => {
  it.each([
    ['a brand praised', 'Critics praised Gucci for a beautiful collection.', 'Gucci', 'POSITIVE'],
    ['a brand accused', 'Gucci was accused of fraud.', 'Gucci', 'NEGATIVE'],
    ['praise denied', 'The new bags of Gucci are not good.', 'Gucci', 'NEGATIVE'],
    ['a fall in sales', 'Sales at Prada fell 9 per cent, a worse result than feared.', 'Prada', 'NEGATIVE'],
    ['a record', 'Hermès posted record profits and beat every forecast.', 'Hermès', 'POSITIVE'],
    ['a fact', 'Prada has its headquarters in Milan.', 'Prada', 'NEUTRAL'],
    ['who speaks', '"The order was placed in March," Gucci said in a statement.', 'Gucci', 'NEUTRAL'],
  ])('is that of %s', (_, text, brand, tone) => {
    expect(toneOf(text, brand)).toBe(tone);
  });

  it.each([
    ['Hermès posted record profits, but LVMH disappointed investors.', 'Hermès', 'LVMH'],
    ['Gucci was brilliant and beautiful, but Prada was a terrible disappointment.', 'Gucci', 'Prada'],
    ['Loewe’s tailoring was superb; Givenchy’s looked like a costume.', 'Loewe', 'Givenchy'],
  ])('is higher for the one than for the other: %s', (text, better, worse) => {
    const [high, low] = [better, worse].map((brand) => toneToward([placeOf(text, brand)]).score);
    expect(high).toBeGreaterThan(low ?? 1);
  });

  it('is the weighed mean of the sentences, and none where praise and blame are level', () => {
    const praise = 'Gucci was a triumph, superb and beautiful.';
    const blame = 'Gucci was a disaster, dull and ugly.';
    const both = (weight: number) => toneToward([placeOf(praise, 'Gucci', weight), placeOf(blame, 'Gucci')]);
    expect(both(20).tone).toBe('POSITIVE');
    expect(both(0.05).tone).toBe('NEGATIVE');
    expect(both(1).score).toBeLessThan(both(20).score);
    expect(toneToward([])).toEqual({ tone: 'NEUTRAL', score: 0 });
  });

  it('goes with the sign of a score between -1 and 1', () => {
    for (const { text, brand } of toneSentences) {
      const { tone, score } = toneToward([placeOf(text, brand)]);
      expect(Math.abs(score)).toBeLessThanOrEqual(1);
      if (tone === 'POSITIVE') expect(score).toBeGreaterThan(0);
      if (tone === 'NEGATIVE') expect(score).toBeLessThan(0);
    }
  });

  it('does not depend on the name', () => {
    const text = (name: string) => `Critics praised ${name} for a beautiful collection.`;
    const scores = ['Gucci', 'Prada', 'Comme des Garçons', 'Trump'].map(
      (name) => toneToward([placeOf(text(name), name)]).score,
    );
    expect(new Set(scores).size).toBe(1);
  });
});

describe('the features of a place', () => {
  it('hold no name: neither the target nor another word with a capital', () => {
    const names = [...featuresOf(placeOf('The buyer of Harrods met Gucci in Milan.', 'Gucci')).keys()];
    expect(names).toContain('l:buyer');
    expect(names.filter((name) => /harrods|gucci|milan/i.test(name))).toEqual([]);
  });

  it('are those of small letters in a headline of capitals', () => {
    const sentence = sentenceOf('TITLE', 'Gucci Saves The Show While Others Sleep', false);
    expect([...featuresOf({ sentence, from: 0, to: 1 }).keys()]).toContain('r:show');
  });

  it('are no more for a thousand words than for a hundred', () => {
    const taken = (words: number) => {
      let count = 0;
      const text = `${'good '.repeat(words)}Gucci${' bad'.repeat(words)}`;
      takeFeatures(placeOf(text, 'Gucci'), new Set(), () => {
        count += 1;
      });
      return count;
    };
    expect(taken(1_000)).toBe(taken(100));
  });
});

describe('the weights', () => {
  it('are refused when they are not as many as the features', () => {
    const cut = { ...weights, weights: weights.weights.slice(8), bias: [0, 0] as [number, number] };
    expect(() => createToneModel(cut)).toThrow('tone weights for 20000 features: run npm run train:tone');
  });

  it('are of words and pairs and triples of words, of no longer text', () => {
    const names = Object.values(weights.features).flatMap((group) => group.split(','));
    expect(Math.max(...names.map((name) => name.split(' ').length))).toBeLessThanOrEqual(3);
  });
});
