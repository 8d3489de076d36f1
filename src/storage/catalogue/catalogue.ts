import type { BrandCategory, CatalogueBrand } from '../../model/brand.ts';
import beauty from './brands/beauty.json' with { type: 'json' };
import eyewear from './brands/eyewear.json' with { type: 'json' };
import fragrance from './brands/fragrance.json' with { type: 'json' };
import groups from './brands/groups.json' with { type: 'json' };
import houses from './brands/houses.json' with { type: 'json' };
import jewellery from './brands/jewellery.json' with { type: 'json' };
import labelsAfricaMiddleEast from './brands/labels-africa-middle-east.json' with { type: 'json' };
import labelsAmericas from './brands/labels-americas.json' with { type: 'json' };
import labelsAsiaPacific from './brands/labels-asia-pacific.json' with { type: 'json' };
import labelsBritainIreland from './brands/labels-britain-ireland.json' with { type: 'json' };
import labelsEurope from './brands/labels-europe.json' with { type: 'json' };
import labelsFrance from './brands/labels-france.json' with { type: 'json' };
import labelsItaly from './brands/labels-italy.json' with { type: 'json' };
import labelsNordics from './brands/labels-nordics.json' with { type: 'json' };
import marketplaces from './brands/marketplaces.json' with { type: 'json' };
import retailersAfricaMiddleEast from './brands/retailers-africa-middle-east.json' with { type: 'json' };
import retailersAmericas from './brands/retailers-americas.json' with { type: 'json' };
import retailersAsiaPacific from './brands/retailers-asia-pacific.json' with { type: 'json' };
import retailersBritainIreland from './brands/retailers-britain-ireland.json' with { type: 'json' };
import retailersEurope from './brands/retailers-europe.json' with { type: 'json' };
import sportswear from './brands/sportswear.json' with { type: 'json' };
import watches from './brands/watches.json' with { type: 'json' };
import owners from './other-owners.json' with { type: 'json' };

/** A brand as a file of the catalogue writes it, one a line: what is absent is empty or not known. */
export interface ListedBrand {
  name: string;
  aliases?: string[] | undefined;
  ambiguousNames?: string[] | undefined;
  ownerGroup?: string | undefined;
  country?: string | undefined;
}

/** A file of the catalogue: brands of one category, ordered by folded name. */
export interface CatalogueFile {
  /** In src/storage/catalogue/brands, without '.json'. */
  file: string;
  category: BrandCategory;
  brands: readonly ListedBrand[];
}

/** All files of the catalogue; `npx tsx scripts/check-catalogue.ts` says what is wrong with them. */
export const catalogueFiles: CatalogueFile[] = [
  { file: 'houses', category: 'HOUSE', brands: houses },
  { file: 'labels-africa-middle-east', category: 'LABEL', brands: labelsAfricaMiddleEast },
  { file: 'labels-americas', category: 'LABEL', brands: labelsAmericas },
  { file: 'labels-asia-pacific', category: 'LABEL', brands: labelsAsiaPacific },
  { file: 'labels-britain-ireland', category: 'LABEL', brands: labelsBritainIreland },
  { file: 'labels-europe', category: 'LABEL', brands: labelsEurope },
  { file: 'labels-france', category: 'LABEL', brands: labelsFrance },
  { file: 'labels-italy', category: 'LABEL', brands: labelsItaly },
  { file: 'labels-nordics', category: 'LABEL', brands: labelsNordics },
  { file: 'groups', category: 'GROUP', brands: groups },
  { file: 'sportswear', category: 'SPORTSWEAR', brands: sportswear },
  { file: 'jewellery', category: 'JEWELLERY', brands: jewellery },
  { file: 'watches', category: 'WATCHES', brands: watches },
  { file: 'eyewear', category: 'EYEWEAR', brands: eyewear },
  { file: 'beauty', category: 'BEAUTY', brands: beauty },
  { file: 'fragrance', category: 'BEAUTY', brands: fragrance },
  { file: 'retailers-africa-middle-east', category: 'RETAILER', brands: retailersAfricaMiddleEast },
  { file: 'retailers-americas', category: 'RETAILER', brands: retailersAmericas },
  { file: 'retailers-asia-pacific', category: 'RETAILER', brands: retailersAsiaPacific },
  { file: 'retailers-britain-ireland', category: 'RETAILER', brands: retailersBritainIreland },
  { file: 'retailers-europe', category: 'RETAILER', brands: retailersEurope },
  { file: 'marketplaces', category: 'MARKETPLACE', brands: marketplaces },
];

/** The owners of brands that are no fashion names themselves, as `ownerGroup` writes them. */
export const otherOwners: ReadonlySet<string> = new Set(owners);

/** The brands that every tenant starts with: public facts, written by hand. docs/decisions/catalogue.md names the sources. */
export const catalogue: CatalogueBrand[] = brandsOf(catalogueFiles);

/** The brands of some files, in the order of those, with what is absent filled in. */
export function brandsOf(files: readonly CatalogueFile[]): CatalogueBrand[] {
  return files.flatMap(({ category, brands }) =>
    brands.map(({ name, aliases = [], ambiguousNames = [], ownerGroup = null, country = null }) => ({
      name,
      aliases,
      ambiguousNames,
      ownerGroup,
      category,
      country,
    })),
  );
}
