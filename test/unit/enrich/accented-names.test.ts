import { describe, expect, it } from 'vitest';
import { createBrandFinder } from '../../../src/ingestion/enrich/brands/brand-finder.ts';
import type { NameRule } from '../../../src/model/mention-evidence.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';

const finder = createBrandFinder(catalogue);
const names = (text: string, by = finder) =>
  by.find({ title: text, summary: null, text: null }).brands.map(({ brand }) => brand.name);

describe('a name whose form without accents is marked', () => {
  it.each([
    ['Hermès opens a saddlery in Kyoto', 'Hermès'],
    ['HERMÈS TRAINS ITS OWN SADDLERS', 'Hermès'],
    ['A day at Herme\u0300s’s workshop in the north', 'Hermès'],
    ['Laurèl plans a move to the coast', 'Laurèl'],
  ])('needs no evidence with its accents: %s', (text, brand) => {
    expect(names(text)).toEqual([brand]);
  });

  it.each([
    'Hermes, the messenger of the gods',
    'What Hermes told the sailors',
    'Hérmes is misspelt on the poster',
    'HERMES LEADS THE DEAD TO THE RIVER',
    'Laurel grows along the river',
  ])('needs evidence without them: %s', (text) => {
    expect(names(text)).toEqual([]);
  });

  it.each([
    ['Hermes raises the price of its silk scarves', ['Hermès']],
    ['Hermès opens in Kyoto, and Hermes opens in Nara', ['Hermès']],
    ['Hermes International meets its bankers', ['Hermès']],
  ])('counts without them where it has evidence: %s', (text, brands) => {
    expect(names(text)).toEqual(brands);
  });

  it.each([
    [true, []],
    [false, ['Hermès']],
  ])(
    'is judged with accents and without as a tenant’s rule says: needs context %s',
    (needsContext, found) => {
      const rule: NameRule = {
        name: 'Hermès',
        needsContext,
        ignored: false,
        contextWords: [],
        counterWords: [],
      };
      const ruled = catalogue.map((brand) => (brand.name === 'Hermès' ? { ...brand, rules: [rule] } : brand));
      const own = createBrandFinder(ruled);
      expect([names('Hermès waits by the river', own), names('Why Hermes waits by the river', own)]).toEqual([
        found,
        found,
      ]);
    },
  );
});
