import { describe, expect, it } from 'vitest';
import { type CatalogueBrand, foldBrandName } from '../../src/model/brand.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { catalogueFaults, LEAST_BRANDS } from '../../src/storage/catalogue/catalogue-faults.ts';

/** A sound catalogue to spoil: names that sort as they are numbered. */
const sound: CatalogueBrand[] = Array.from({ length: LEAST_BRANDS }, (_, at) => ({
  name: `Maison ${String(at).padStart(4, '0')}`,
  aliases: [],
  ambiguousNames: [],
  ownerGroup: null,
  category: 'HOUSE',
  country: 'FR',
}));

function faultsWith(place: number, change: Partial<CatalogueBrand>): string[] {
  return catalogueFaults(sound.map((brand, at) => (at === place ? { ...brand, ...change } : brand)));
}

function brandNamed(name: string): CatalogueBrand | undefined {
  const folded = foldBrandName(name);
  return catalogue.find((brand) =>
    [brand.name, ...brand.aliases].some((own) => foldBrandName(own) === folded),
  );
}

describe('the catalogue of brands', () => {
  it('has no fault', () => {
    expect(catalogueFaults(catalogue)).toEqual([]);
  });

  it('knows houses by the names that the press uses', () => {
    const asked = [
      'ysl',
      'Christian Dior',
      'CDG',
      'bvlgari',
      'H & M',
      'Hermes',
      'LV',
      'Margiela',
      'd&g',
      'Tiffany',
      'On Running',
    ];
    expect(asked.map((name) => brandNamed(name)?.name)).toEqual([
      'Saint Laurent',
      'Dior',
      'Comme des Garçons',
      'Bulgari',
      'H&M',
      'Hermès',
      'Louis Vuitton',
      'Maison Margiela',
      'Dolce & Gabbana',
      'Tiffany & Co.',
      'On',
    ]);
  });

  it('marks the names that are also everyday words, persons or places', () => {
    const words = [
      'Coach',
      'Gap',
      'Guess',
      'Next',
      'Theory',
      'Diesel',
      'Supreme',
      'Champion',
      'Mango',
      'The Row',
      'Patagonia',
      'Celine',
    ];
    expect(words.filter((word) => !brandNamed(word)?.ambiguousNames.includes(word))).toEqual([]);
    expect(brandNamed('Hugo Boss')?.ambiguousNames).toEqual(['Boss', 'Hugo']);
    expect(['Gucci', 'Balenciaga'].flatMap((name) => brandNamed(name)?.ambiguousNames)).toEqual([]);
  });
});

describe('the check of the catalogue', () => {
  it('finds nothing in a sound one', () => {
    expect(catalogueFaults(sound)).toEqual([]);
  });

  it.each<[string, number, Partial<CatalogueBrand>, RegExp]>([
    [
      'an alias of two brands, though in other accents',
      7,
      { aliases: ['MÁISON 0009'] },
      /"Maison 0009" is of "Maison 0007"/,
    ],
    ['an alias that is the name in other letters', 7, { aliases: ['maison  0007'] }, /says nothing new/],
    ['an ambiguous name that is none of its names', 7, { ambiguousNames: ['Maison'] }, /"Maison" is neither/],
    ['an ambiguous name listed twice', 7, { ambiguousNames: ['Maison 0007', 'Maison 0007'] }, /twice/],
    ['a country that is none', 7, { country: 'UK' }, /"UK" is no code/],
    ['an empty alias', 7, { aliases: [''] }, /empty/],
    ['a name with a space after it', 7, { name: 'Maison 0007 ' }, /space/],
    ['a brand out of order', 7, { name: 'Zebra' }, /"Maison 0008" stands after "Zebra"/],
  ])('finds %s', (_, place, change, words) => {
    const faults = faultsWith(place, change);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(words);
  });

  it('finds an owner group in two spellings', () => {
    const faults = catalogueFaults(
      sound.map((brand, at) => ({ ...brand, ownerGroup: at === 3 ? 'L’Oreal' : "L'Oréal" })),
    );
    expect(faults).toEqual(["One owner group is spelled in several ways: L'Oréal, L’Oreal."]);
  });

  it('finds that there are too few', () => {
    expect(catalogueFaults(sound.slice(1))).toEqual([
      `There are ${LEAST_BRANDS - 1} brands, at least ${LEAST_BRANDS} are needed.`,
    ]);
  });
});
