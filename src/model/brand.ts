import type { NameRule } from './mention-evidence.ts';

/** What kind of name a brand is. */
export const brandCategories = [
  'HOUSE',
  'LABEL',
  'GROUP',
  'SPORTSWEAR',
  'JEWELLERY',
  'WATCHES',
  'EYEWEAR',
  'BEAUTY',
  'RETAILER',
  'MARKETPLACE',
] as const;

/** One of {@link brandCategories}. */
export type BrandCategory = (typeof brandCategories)[number];

/** A brand of the shared catalogue. */
export interface CatalogueBrand {
  /** The canonical name: what reports store and what the API shows. */
  name: string;
  /** Other spellings and short forms that mean the same brand. */
  aliases: string[];
  /**
   * Those of name and aliases that are also everyday words, persons or places: they need evidence near by. One that is
   * listed without its accents needs it only where a text writes it so: 'Hermes' of 'Hermès'.
   */
  ambiguousNames: string[];
  /** The group that owns it ('LVMH'), null when independent or not known. */
  ownerGroup: string | null;
  category: BrandCategory;
  /** ISO 3166-1 alpha-2 of the home country, null when not known. */
  country: string | null;
  /** Of the item of Wikidata that is this brand ('Q178516'), null when not known for certain. */
  wikidataId: string | null;
  /** How a tenant wants some of its names judged; a name without a rule is judged as the catalogue says. */
  rules?: NameRule[];
}

/**
 * The form in which brand names are compared: no accents, no case, one kind of apostrophe and hyphen, '&' as 'and',
 * single spaces. 'Comme  des Garçons' and 'comme des garcons' are equal in it, and so are 'H&M' and 'H & M'.
 */
export function foldBrandName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s*&\s*/g, ' and ')
    .replace(/\s*\+\s*/g, ' + ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A name as a text writes it that has no accents: 'Hermes' for 'Hermès'. */
export function withoutAccents(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** What a brand is to a tenant that follows it. */
export const followedRelations = ['CLIENT', 'COMPETITOR', 'INDUSTRY'] as const;
/** What a brand is to a tenant; IGNORED: not to be found in what is read. */
export const brandRelations = [...followedRelations, 'IGNORED'] as const;
/** One of {@link brandRelations}. */
export type BrandRelation = (typeof brandRelations)[number];

/** A brand of the catalogue, as a tenant sees it. */
export interface Brand {
  id: string;
  name: string;
  /** The catalogue's, the tenant's own, and the names of brands that count as this one. */
  aliases: string[];
  /** Those of them that are the tenant's own. */
  ownAliases: string[];
  /** Those of its names that need evidence near by. */
  ambiguousNames: string[];
  /** Null when the tenant does not follow it. */
  relation: BrandRelation | null;
  group: string | null;
  category: BrandCategory;
  country: string | null;
  wikidataId: string | null;
}

/** Which brands: all conditions hold together, an absent one restricts nothing, lists are never empty. */
export interface BrandFilter {
  /** A part of a name or alias, folded. */
  search?: string;
  categories?: BrandCategory[];
  /** Owner groups, in any case. */
  groups?: string[];
  /** Whether the tenant's reports mention it. */
  inReports?: boolean;
  relations?: BrandRelation[];
}
