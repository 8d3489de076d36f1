import { type CatalogueBrand, foldBrandName } from '../../model/brand.ts';
import { type CatalogueFile, catalogueFiles } from './catalogue-files.ts';

/**
 * The brands that every tenant starts with, ordered by folded name: public facts, written by hand in brands/*.json.
 * docs/decisions/catalogue.md names the sources; `npx tsx scripts/check-catalogue.ts` says what is wrong with the files.
 */
export const catalogue: CatalogueBrand[] = brandsOf(catalogueFiles);

/** The brands of some files, ordered by folded name, with what is absent filled in. */
export function brandsOf(files: readonly CatalogueFile[]): CatalogueBrand[] {
  return files
    .flatMap(({ category, brands }) =>
      brands.map(
        ({
          name,
          aliases = [],
          ambiguousNames = [],
          ownerGroup = null,
          country = null,
          wikidataId = null,
        }) => ({
          folded: Buffer.from(foldBrandName(name)),
          brand: { name, aliases, ambiguousNames, ownerGroup, category, country, wikidataId },
        }),
      ),
    )
    .sort((one, other) => Buffer.compare(one.folded, other.folded))
    .map(({ brand }) => brand);
}
