import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorKey, authorsOf } from '../../../src/model/byline.ts';

const namesOf = (byline: string | null, source = 'The Atelier Post') =>
  authorsOf(byline, source).map(({ name }) => name);

describe('the people of a byline', () => {
  it.each([
    ['Ada Vane', ['Ada Vane']],
    ['By Ada Vane', ['Ada Vane']],
    ['Words by Ada Vane, photographs by Lee Holt', ['Ada Vane']],
    ['By Ada Vane and Lee Holt', ['Ada Vane', 'Lee Holt']],
    ['Ada Vane, Lee Holt & Ines Brun', ['Ada Vane', 'Lee Holt', 'Ines Brun']],
    ['Ada Vane, Lee Holt, and Ines Brun', ['Ada Vane', 'Lee Holt', 'Ines Brun']],
    ['Ada Vane; Lee Holt | Ines Brun', ['Ada Vane', 'Lee Holt', 'Ines Brun']],
    ['Von Anna Schäfer und Jörg Maß', ['Anna Schäfer', 'Jörg Maß']],
    ['Par Inès Brun et Léo Petit', ['Inès Brun', 'Léo Petit']],
    ['di Sara Conti e Luca Riva', ['Sara Conti', 'Luca Riva']],
    ['José Ortega y Gasset', ['José Ortega y Gasset']],
    ['Ada Vane, Fashion Editor', ['Ada Vane']],
    ['Ada Vane, Senior Reporter, The Atelier Post', ['Ada Vane']],
    ['Ada Vane for Reuters', ['Ada Vane']],
    ['Ada Vane in Paris', ['Ada Vane']],
    ['Ada Vane - Moda Daily', ['Ada Vane']],
    ['ada.vane@press.example (Ada Vane)', ['Ada Vane']],
    ['Ada Vane <ada@press.example>', ['Ada Vane']],
    ['Ada Vane @adavane', ['Ada Vane']],
    ['Vane, Ada', ['Ada Vane']],
    ['ADA VANE', ['Ada Vane']],
    ['ada vane', ['Ada Vane']],
    ['MARIE-LOUISE O’NEIL DE LA TOUR', ['Marie-Louise O’Neil de la Tour']],
    ['Dr. Ada Vane', ['Dr. Ada Vane']],
    ['Ludwig van der Berg', ['Ludwig van der Berg']],
    ['山田太郎', ['山田太郎']],
    ['Ada Vane, Ada Vane', ['Ada Vane']],
  ])('%s are %j', (byline, names) => {
    expect(namesOf(byline)).toEqual(names);
  });

  it.each([
    null,
    '',
    'admin',
    'Reuters Staff',
    'Editor',
    'The Editors',
    'Redaktion',
    'La Redazione',
    'Associated Press',
    'AFP',
    'The Atelier Post',
    'Atelier Post Staff',
    'Guest Author',
    'press@atelier.example',
    'https://atelier.example/authors/1',
    'adavane92',
    'Getty Images',
    'Photographs by Lee Holt',
  ])('are none in %j', (byline) => {
    expect(namesOf(byline)).toEqual([]);
  });

  it('are not the outlet, whose name looks like a person’s', () => {
    expect(namesOf('Harper Bazaar', 'Harper Bazaar')).toEqual([]);
    expect(namesOf('By Ada Vane, Moda Nuova', 'Moda Nuova')).toEqual(['Ada Vane']);
  });

  it('are one person with and without accents, in any case', () => {
    expect(authorKey('INÉS  BRUN')).toBe(authorKey('Ines Brun'));
    expect(authorsOf('Inès Brun and INES BRUN', '').length).toBe(1);
  });

  it('are at most ten with different keys, none of them empty, whatever the byline is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.string(), (byline, source) => {
        const keys = authorsOf(byline, source).map(({ key }) => key);
        expect(keys.length).toBeLessThanOrEqual(10);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).not.toContain('');
      }),
      { seed: 1 },
    );
  });
});
