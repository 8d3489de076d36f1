import { describe, expect, it } from 'vitest';
import { type CatalogueBrand, foldBrandName } from '../../src/model/brand.ts';
import { brandsOf, catalogue } from '../../src/storage/catalogue/catalogue.ts';
import { catalogueFaults, LEAST_BRANDS } from '../../src/storage/catalogue/catalogue-faults.ts';
import {
  type CatalogueFile,
  catalogueFiles,
  type ListedBrand,
  otherOwners,
} from '../../src/storage/catalogue/catalogue-files.ts';

/** Brands of a sound catalogue, to spoil: names that sort as they are numbered. */
const sound: ListedBrand[] = Array.from({ length: LEAST_BRANDS }, (_, at) => ({
  name: `Maison ${String(at).padStart(4, '0')}`,
  country: 'FR',
}));

function faultsOf(brands: ListedBrand[], owners: string[] = []): string[] {
  const files: CatalogueFile[] = [
    { file: 'houses', category: 'HOUSE', brands: brands.slice(0, 100) },
    { file: 'labels', category: 'LABEL', brands: brands.slice(100) },
  ];
  return catalogueFaults(files, new Set(owners));
}

function faultsWith(changes: Record<number, object>, owners: string[] = []): string[] {
  return faultsOf(
    sound.map((brand, at) => ({ ...brand, ...changes[at] })),
    owners,
  );
}

function brandNamed(name: string): CatalogueBrand | undefined {
  const folded = foldBrandName(name);
  return catalogue.find((brand) =>
    [brand.name, ...brand.aliases].some((own) => foldBrandName(own) === folded),
  );
}

describe('the catalogue of brands', () => {
  it('has no fault', () => {
    expect(catalogueFaults(catalogueFiles, otherOwners)).toEqual([]);
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
    expect(brandNamed('Hermès')?.ambiguousNames).toEqual(['Hermes']);
    expect(brandNamed('Hugo Boss')?.ambiguousNames).toEqual(['Boss', 'Hugo']);
    expect(['Gucci', 'Balenciaga'].flatMap((name) => brandNamed(name)?.ambiguousNames)).toEqual([]);
  });
});

describe('the brands of a file', () => {
  it('have what the files leave out as empty or not known, in the order of their names', () => {
    const files: CatalogueFile[] = [
      { file: 'watches', category: 'WATCHES', brands: [{ name: 'Maison' }] },
      {
        file: 'labels',
        category: 'LABEL',
        brands: [{ name: 'Atelier', ownerGroup: 'Maison', country: 'FR' }],
      },
    ];
    const nothing = {
      aliases: [],
      ambiguousNames: [],
      ownerGroup: null,
      country: null,
      wikidataId: null,
    };
    expect(brandsOf(files)).toEqual([
      { ...nothing, name: 'Atelier', category: 'LABEL', ownerGroup: 'Maison', country: 'FR' },
      { ...nothing, name: 'Maison', category: 'WATCHES' },
    ]);
  });
});

describe('the check of the catalogue', () => {
  it('finds nothing in a sound one', () => {
    expect(faultsOf(sound)).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    [
      'an alias of two brands, though in other accents and hyphens',
      { aliases: ['MÁISON-0109'] },
      /^labels: "Maison 0109" is of "Maison 0109" and, in houses, of "Maison 0007"/,
    ],
    ['an alias that is the name in other letters', { aliases: ['maison  0007'] }, /says nothing new/],
    [
      'an ambiguous name that is none of its names',
      { ambiguousNames: ['Maison'] },
      /"Maison", which is neither/,
    ],
    ['an ambiguous name listed twice', { ambiguousNames: ['Maison 0007', 'Maison 0007'] }, /twice/],
    [
      'an ambiguous name listed with its accents and without',
      { aliases: ['Éclat'], ambiguousNames: ['Éclat', 'Eclat'] },
      /twice/,
    ],
    ['a country that is none', { country: 'UK' }, /"UK", which is no code/],
    ['a key that does not exist', { alias: [] }, /has "alias", which is none of/],
    ['an empty alias', { aliases: [''] }, /empty/],
    ['a name with a space after it', { name: 'Maison 0007 ' }, /"Maison 0007" is how it is spelled/],
    ['a printer’s apostrophe', { aliases: ['Maison d’Or'] }, /"Maison d'Or" is how it is spelled/],
    ['a brand out of order', { name: 'Zebra' }, /^houses: "Maison 0008" stands after "Zebra"/],
    ['a malformed id of Wikidata', { wikidataId: '178516' }, /no id of a Wikidata item/],
    ['an owner that does not exist', { ownerGroup: 'Nobody' }, /neither a brand nor one of the other owners/],
  ])('finds %s', (_, change, words) => {
    const faults = faultsWith({ 7: change });
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join(' ')).toMatch(words);
  });

  it('takes a name without its accents for an ambiguous one', () => {
    expect(faultsWith({ 7: { aliases: ['Éclat'], ambiguousNames: ['Eclat'] } })).toEqual([]);
  });

  it('takes a brand, its alias or another owner for an owner', () => {
    const changes = {
      7: { aliases: ['Maison Group'] },
      8: { ownerGroup: 'Maison Group' },
      9: { ownerGroup: 'Maison 0001' },
      10: { ownerGroup: 'A Bank' },
    };
    expect(faultsWith(changes, ['A Bank'])).toEqual([]);
  });

  it('finds an owner in two spellings', () => {
    const changes = {
      7: { aliases: ['Group'] },
      8: { ownerGroup: 'Group' },
      9: { ownerGroup: 'Maison 0007' },
    };
    expect(faultsWith(changes)).toEqual([
      'houses: "Maison 0009" has the owner "Maison 0007", which elsewhere is called "Group".',
    ]);
  });

  it('finds other owners that own nothing or are brands', () => {
    expect(faultsWith({ 8: { ownerGroup: 'Maison 0001' } }, ['A Bank', 'Maison 0001'])).toEqual([
      'The other owner "A Bank" owns no brand.',
      '"Maison 0001" is a brand and need not be among the other owners.',
    ]);
  });

  it('finds an item of Wikidata that two brands claim', () => {
    expect(faultsWith({ 7: { wikidataId: 'Q178516' }, 108: { wikidataId: 'Q178516' } })).toEqual([
      'labels: "Maison 0108" has Q178516 of Wikidata, as "Maison 0007" has.',
    ]);
  });

  it('finds that there are too few', () => {
    expect(faultsOf(sound.slice(1))).toEqual([
      `There are ${LEAST_BRANDS - 1} brands, at least ${LEAST_BRANDS} are needed.`,
    ]);
  });
});
