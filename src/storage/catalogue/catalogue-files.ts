import type { BrandCategory } from '../../model/brand.ts';
import beautyAfricaMiddleEast from './brands/beauty-africa-middle-east.json' with { type: 'json' };
import beautyAmericas from './brands/beauty-americas.json' with { type: 'json' };
import beautyAsiaPacific from './brands/beauty-asia-pacific.json' with { type: 'json' };
import beautyEurope from './brands/beauty-europe.json' with { type: 'json' };
import eyewear from './brands/eyewear.json' with { type: 'json' };
import fragrance from './brands/fragrance.json' with { type: 'json' };
import groups from './brands/groups.json' with { type: 'json' };
import houses from './brands/houses.json' with { type: 'json' };
import jewellery from './brands/jewellery.json' with { type: 'json' };
import labelsAfricaMiddleEast from './brands/labels-africa-middle-east.json' with { type: 'json' };
import labelsAustraliaNewZealand from './brands/labels-australia-new-zealand.json' with { type: 'json' };
import labelsBritainIreland from './brands/labels-britain-ireland.json' with { type: 'json' };
import labelsCanadaLatinAmerica from './brands/labels-canada-latin-america.json' with { type: 'json' };
import labelsChina from './brands/labels-china.json' with { type: 'json' };
import labelsEasternEurope from './brands/labels-eastern-europe.json' with { type: 'json' };
import labelsFrance from './brands/labels-france.json' with { type: 'json' };
import labelsGermanyAustriaSwitzerland from './brands/labels-germany-austria-switzerland.json' with {
  type: 'json',
};
import labelsItaly from './brands/labels-italy.json' with { type: 'json' };
import labelsJapan from './brands/labels-japan.json' with { type: 'json' };
import labelsKorea from './brands/labels-korea.json' with { type: 'json' };
import labelsLowCountries from './brands/labels-low-countries.json' with { type: 'json' };
import labelsNordicsBaltics from './brands/labels-nordics-baltics.json' with { type: 'json' };
import labelsSouthAsia from './brands/labels-south-asia.json' with { type: 'json' };
import labelsSoutheastAsia from './brands/labels-southeast-asia.json' with { type: 'json' };
import labelsSpainPortugal from './brands/labels-spain-portugal.json' with { type: 'json' };
import labelsUnitedStates from './brands/labels-united-states.json' with { type: 'json' };
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
  wikidataId?: string | undefined;
}

/** A file of the catalogue: brands of one category, ordered by folded name. */
export interface CatalogueFile {
  /** In src/storage/catalogue/brands, without '.json'. */
  file: string;
  category: BrandCategory;
  brands: readonly ListedBrand[];
}

/** All files of the catalogue. */
export const catalogueFiles: CatalogueFile[] = [
  { file: 'houses', category: 'HOUSE', brands: houses },
  { file: 'labels-africa-middle-east', category: 'LABEL', brands: labelsAfricaMiddleEast },
  { file: 'labels-australia-new-zealand', category: 'LABEL', brands: labelsAustraliaNewZealand },
  { file: 'labels-britain-ireland', category: 'LABEL', brands: labelsBritainIreland },
  { file: 'labels-canada-latin-america', category: 'LABEL', brands: labelsCanadaLatinAmerica },
  { file: 'labels-china', category: 'LABEL', brands: labelsChina },
  { file: 'labels-eastern-europe', category: 'LABEL', brands: labelsEasternEurope },
  { file: 'labels-france', category: 'LABEL', brands: labelsFrance },
  { file: 'labels-germany-austria-switzerland', category: 'LABEL', brands: labelsGermanyAustriaSwitzerland },
  { file: 'labels-italy', category: 'LABEL', brands: labelsItaly },
  { file: 'labels-japan', category: 'LABEL', brands: labelsJapan },
  { file: 'labels-korea', category: 'LABEL', brands: labelsKorea },
  { file: 'labels-low-countries', category: 'LABEL', brands: labelsLowCountries },
  { file: 'labels-nordics-baltics', category: 'LABEL', brands: labelsNordicsBaltics },
  { file: 'labels-south-asia', category: 'LABEL', brands: labelsSouthAsia },
  { file: 'labels-southeast-asia', category: 'LABEL', brands: labelsSoutheastAsia },
  { file: 'labels-spain-portugal', category: 'LABEL', brands: labelsSpainPortugal },
  { file: 'labels-united-states', category: 'LABEL', brands: labelsUnitedStates },
  { file: 'groups', category: 'GROUP', brands: groups },
  { file: 'sportswear', category: 'SPORTSWEAR', brands: sportswear },
  { file: 'jewellery', category: 'JEWELLERY', brands: jewellery },
  { file: 'watches', category: 'WATCHES', brands: watches },
  { file: 'eyewear', category: 'EYEWEAR', brands: eyewear },
  { file: 'beauty-africa-middle-east', category: 'BEAUTY', brands: beautyAfricaMiddleEast },
  { file: 'beauty-americas', category: 'BEAUTY', brands: beautyAmericas },
  { file: 'beauty-asia-pacific', category: 'BEAUTY', brands: beautyAsiaPacific },
  { file: 'beauty-europe', category: 'BEAUTY', brands: beautyEurope },
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
