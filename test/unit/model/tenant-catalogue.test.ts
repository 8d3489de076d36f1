import { describe, expect, it } from 'vitest';
import type { CatalogueBrand } from '../../../src/model/brand.ts';
import { type BrandSettings, tenantCatalogue } from '../../../src/model/tenant-catalogue.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';

const brand = (name: string, aliases: string[] = [], ambiguousNames: string[] = []): CatalogueBrand => ({
  name,
  aliases,
  ambiguousNames,
  ownerGroup: null,
  category: 'HOUSE',
  country: null,
  wikidataId: null,
});

const few = [
  brand('Gucci'),
  brand('Hugo Boss', ['Boss'], ['Boss']),
  brand('Moncler', ['Moncler Genius']),
  brand('Coach', ['Coach New York'], ['Coach']),
];

const says = (name: string, what: Partial<BrandSettings>): BrandSettings => ({
  brand: name,
  ignored: false,
  ownAliases: [],
  ambiguousNames: null,
  mergedInto: null,
  rules: [],
  ...what,
});

const read = (...settings: BrandSettings[]) => {
  const { brands, ignored } = tenantCatalogue(few, settings);
  return { ...Object.fromEntries(brands.map((each) => [each.name, each])), ignored: [...ignored] } as Record<
    string,
    CatalogueBrand
  > & { ignored: string[] };
};

describe('the catalogue as a tenant wants it read', () => {
  it('is the catalogue where the tenant says nothing', () => {
    expect(tenantCatalogue(catalogue, [])).toEqual({ brands: catalogue, ignored: new Set() });
  });

  it('has the tenant’s own aliases beside the catalogue’s', () => {
    const { 'Hugo Boss': boss, Gucci: gucci } = read(says('Hugo Boss', { ownAliases: ['Baldessarini'] }));
    expect(boss?.aliases).toEqual(['Boss', 'Baldessarini']);
    expect(boss?.ambiguousNames).toEqual(['Boss']);
    expect(gucci).toEqual(few[0]);
  });

  it('has the tenant’s ambiguous names instead of the catalogue’s, none of them included', () => {
    expect(read(says('Gucci', { ambiguousNames: ['Gucci'] })).Gucci?.ambiguousNames).toEqual(['Gucci']);
    expect(read(says('Hugo Boss', { ambiguousNames: [] }))['Hugo Boss']?.ambiguousNames).toEqual([]);
  });

  it('keeps an ignored brand, so that its names are taken for no other’s, and says that it is ignored', () => {
    const { ignored, Coach: coach } = read(says('Coach', { ignored: true }));
    expect(ignored).toEqual(['Coach']);
    expect(coach).toEqual(few[3]);
  });

  it('gives the names of a brand that counts as another to that one, with the evidence they need', () => {
    const { Coach: gone, Gucci: kept } = read(
      says('Coach', { mergedInto: 'Gucci' }),
      says('Gucci', { ownAliases: ['GG'] }),
    );
    expect(gone).toBeUndefined();
    expect(kept?.aliases).toEqual(['GG', 'Coach', 'Coach New York']);
    expect(kept?.ambiguousNames).toEqual(['Coach']);
  });

  it('goes by what the tenant said of a brand’s ambiguous names before it was merged, and after', () => {
    const gone = says('Coach', { mergedInto: 'Gucci', ambiguousNames: [] });
    expect(read(gone).Gucci?.ambiguousNames).toEqual([]);
    const kept = says('Gucci', { ambiguousNames: ['Coach New York'] });
    expect(read(says('Coach', { mergedInto: 'Gucci' }), kept).Gucci?.ambiguousNames).toEqual([
      'Coach New York',
    ]);
  });

  it('takes the names of several brands that count as one', () => {
    const { Moncler: kept } = read(
      says('Gucci', { mergedInto: 'Moncler' }),
      says('Coach', { mergedInto: 'Moncler' }),
    );
    expect(kept?.aliases).toEqual(['Moncler Genius', 'Gucci', 'Coach', 'Coach New York']);
  });

  it('leaves out an own alias that the catalogue has come to give to another brand', () => {
    const settings = says('Gucci', { ownAliases: ['BOSS', 'GG'] });
    expect(read(settings).Gucci?.aliases).toEqual(['GG']);
    // Unless that brand counts as the one whose alias it is.
    const merged = says('Hugo Boss', { mergedInto: 'Gucci' });
    expect(read(settings, merged).Gucci?.aliases).toEqual(['BOSS', 'GG', 'Hugo Boss', 'Boss']);
  });

  it('leaves the catalogue itself as it is', () => {
    const before = structuredClone(few);
    read(says('Gucci', { ownAliases: ['GG'], mergedInto: 'Coach' }), says('Coach', { ambiguousNames: [] }));
    expect(few).toEqual(before);
  });
});
