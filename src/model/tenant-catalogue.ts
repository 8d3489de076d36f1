import { type CatalogueBrand, foldBrandName } from './brand.ts';
import { groupBy } from './group.ts';
import type { NameRule } from './mention-evidence.ts';

/** What a tenant says of how one brand of the catalogue is found. */
export interface BrandSettings {
  /** Its canonical name. */
  brand: string;
  /** It is not to be found. */
  ignored: boolean;
  ownAliases: string[];
  /** Instead of the catalogue's; null leaves those. */
  ambiguousNames: string[] | null;
  /** The brand as which it counts, null when it counts as itself; never one that itself counts as another. */
  mergedInto: string | null;
  /** How its names are judged; a name without a rule is judged as the catalogue says. */
  rules: NameRule[];
}

/** How a tenant wants articles read. */
export interface TenantSettings {
  /** Of the brands of which it says something. */
  brands: readonly BrandSettings[];
  /** A name counts as its brand when the finder is at least so sure, 0 to 1. */
  mentionThreshold: number;
}

/** The catalogue as one tenant wants it read. */
export interface TenantCatalogue {
  /** Those that count as another brand are not among them. */
  brands: CatalogueBrand[];
  /** Canonical names of brands that are found, so that their names are taken for no other brand's, and not mentioned. */
  ignored: Set<string>;
}

/**
 * The catalogue with a tenant's word: its own aliases are added, its ambiguous names replace the catalogue's, and the
 * names of brands that count as another become aliases of that one; its rules come with its brands. An own alias that the catalogue has come to give
 * to another brand counts no longer.
 */
export function tenantCatalogue(
  catalogue: readonly CatalogueBrand[],
  settings: readonly BrandSettings[],
): TenantCatalogue {
  const ignored = new Set(settings.filter((one) => one.ignored).map(({ brand }) => brand));
  const settingsOf = new Map(settings.map((one) => [one.brand, one]));
  const countsAs = ({ name }: CatalogueBrand) => settingsOf.get(name)?.mergedInto ?? name;
  const partsOf = groupBy(catalogue, countsAs);
  const ownerOf = new Map(
    catalogue.flatMap((brand) =>
      namesOf(brand).map((name) => [foldBrandName(name), countsAs(brand)] as const),
    ),
  );
  const ownAliases = ({ name }: CatalogueBrand) =>
    (settingsOf.get(name)?.ownAliases ?? []).filter(
      (alias) => (ownerOf.get(foldBrandName(alias)) ?? name) === name,
    );
  const ambiguousNames = ({ name, ambiguousNames: usual }: CatalogueBrand) =>
    settingsOf.get(name)?.ambiguousNames ?? usual;
  const brands = catalogue
    .filter((brand) => countsAs(brand) === brand.name)
    .map((brand) => {
      const merged = (partsOf.get(brand.name) ?? []).filter((part) => part !== brand);
      return {
        ...brand,
        aliases: [...brand.aliases, ...ownAliases(brand), ...merged.flatMap(namesOf)],
        ambiguousNames:
          settingsOf.get(brand.name)?.ambiguousNames ?? [brand, ...merged].flatMap(ambiguousNames),
        ...rulesOf(settingsOf.get(brand.name)),
      };
    });
  return { brands, ignored };
}

function rulesOf(settings: BrandSettings | undefined): Pick<CatalogueBrand, 'rules'> {
  return settings && settings.rules.length > 0 ? { rules: settings.rules } : {};
}

function namesOf({ name, aliases }: CatalogueBrand): string[] {
  return [name, ...aliases];
}
