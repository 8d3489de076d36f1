import { brandCategories, foldBrandName, withoutAccents } from '../../model/brand.ts';
import type { CatalogueFile, ListedBrand } from './catalogue-files.ts';
import { countryCodes } from './countries.ts';

/** So many brands a catalogue needs to be of use. */
export const LEAST_BRANDS = 1_500;

const keys = new Set(['name', 'aliases', 'ambiguousNames', 'ownerGroup', 'country', 'wikidataId']);

/** A brand, and where it is listed. */
interface Listed {
  file: string;
  brand: ListedBrand;
}

/**
 * What is wrong with a catalogue, one sentence a fault that names the file, none when it is sound: too few brands, an
 * unknown category, brands out of the order of their folded names; keys that do not exist, texts that are empty or not
 * in the one spelling of spaces and apostrophes; an ambiguous name that the brand does not have, an unknown country,
 * an owner that is no brand of the catalogue, by name or alias, and none of the other owners, or in two spellings; a
 * name or alias that two brands share when only letters and digits are compared, or that says nothing new once folded;
 * an id of Wikidata that is malformed or of two brands.
 *
 * @param otherOwners the owners that are no fashion names
 */
export function catalogueFaults(files: readonly CatalogueFile[], otherOwners: ReadonlySet<string>): string[] {
  const listed = files.flatMap(({ file, brands }) => brands.map((brand): Listed => ({ file, brand })));
  const few =
    listed.length < LEAST_BRANDS
      ? [`There are ${listed.length} brands, at least ${LEAST_BRANDS} are needed.`]
      : [];
  return [
    ...few,
    ...files.flatMap(unknownCategory),
    ...files.flatMap(misplaced),
    ...listed.flatMap(({ file, brand }) =>
      brandFaults(brand).map((fault) => `${file}: "${brand.name}" ${fault}`),
    ),
    ...sharedNames(listed),
    ...ownerFaults(listed, otherOwners),
    ...sharedItems(listed),
  ];
}

function unknownCategory({ file, category }: CatalogueFile): string[] {
  return brandCategories.includes(category)
    ? []
    : [`${file}: the category "${category}" is none of ${brandCategories.join(', ')}.`];
}

function misplaced({ file, brands }: CatalogueFile): string[] {
  return brands.flatMap((brand, at) => {
    const before = brands[at - 1];
    const inOrder =
      before === undefined || compareCodePoints(foldBrandName(before.name), foldBrandName(brand.name)) <= 0;
    return inOrder
      ? []
      : [`${file}: "${brand.name}" stands after "${before.name}", brands are ordered by their folded names.`];
  });
}

/** Texts by their code points, which no locale changes. */
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function brandFaults(brand: ListedBrand): string[] {
  const { ambiguousNames = [], ownerGroup, country, wikidataId } = brand;
  const names = namesOf(brand);
  const texts = ownerGroup === undefined ? names : [...names, ownerGroup];
  return [
    ...Object.keys(brand)
      .filter((key) => !keys.has(key))
      .map((key) => `has "${key}", which is none of ${[...keys].join(', ')}.`),
    ...texts
      .filter((text) => text === '' || text !== oneSpelling(text))
      .map((text) => `has the text "${text}": it is empty, or "${oneSpelling(text)}" is how it is spelled.`),
    ...ambiguousNames
      .filter((ambiguous) => !names.some((name) => ambiguous === name || ambiguous === withoutAccents(name)))
      .map(
        (ambiguous) =>
          `has the ambiguous name "${ambiguous}", which is neither its name nor an alias, with accents or without.`,
      ),
    ...(new Set(ambiguousNames.map(foldBrandName)).size < ambiguousNames.length
      ? ['lists an ambiguous name twice.']
      : []),
    ...(country !== undefined && !countryCodes.has(country)
      ? [`has the country "${country}", which is no code of ISO 3166-1 alpha-2.`]
      : []),
    ...(wikidataId !== undefined && !/^Q[1-9]\d*$/.test(wikidataId)
      ? [`has "${wikidataId}", which is no id of a Wikidata item, like Q178516.`]
      : []),
  ];
}

/** Composed letters, straight apostrophes, plain hyphens and single spaces: what a keyboard writes. */
function oneSpelling(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

function sharedNames(listed: readonly Listed[]): string[] {
  const faults: string[] = [];
  const owners = new Map<string, Listed>();
  for (const { file, brand } of listed) {
    const own = new Set<string>();
    for (const name of namesOf(brand)) {
      const folded = foldBrandName(name);
      if (own.has(folded))
        faults.push(
          `${file}: "${brand.name}" has the alias "${name}", which says nothing new: it is "${folded}" once folded.`,
        );
      own.add(folded);
      const bare = bareSpelling(name);
      const owner = owners.get(bare);
      if (owner && owner.brand !== brand)
        faults.push(
          `${file}: "${name}" is of "${brand.name}" and, in ${owner.file}, of "${owner.brand.name}": both are "${bare}".`,
        );
      else owners.set(bare, { file, brand });
    }
  }
  return faults;
}

/** Its letters and digits: names that differ in nothing else cannot be told apart in a text. */
function bareSpelling(name: string): string {
  return foldBrandName(name).replace(/[^\p{L}\p{N}+]/gu, '');
}

/** Owners that do not exist, one owner in several spellings, and other owners that are brands or own nothing. */
function ownerFaults(listed: readonly Listed[], otherOwners: ReadonlySet<string>): string[] {
  const brandByName = new Map(
    listed.flatMap(({ brand }) => namesOf(brand).map((name) => [name, brand.name])),
  );
  const spellings = new Map<string, string>();
  return [
    ...listed.flatMap(({ file, brand: { name, ownerGroup } }) => {
      if (ownerGroup === undefined) return [];
      const owner = brandByName.get(ownerGroup) ?? ownerGroup;
      if (!brandByName.has(ownerGroup) && !otherOwners.has(ownerGroup))
        return [
          `${file}: "${name}" has the owner "${ownerGroup}", which is neither a brand nor one of the other owners.`,
        ];
      const other = spellings.get(owner);
      spellings.set(owner, other ?? ownerGroup);
      return other !== undefined && other !== ownerGroup
        ? [`${file}: "${name}" has the owner "${ownerGroup}", which elsewhere is called "${other}".`]
        : [];
    }),
    ...[...otherOwners].flatMap((owner) => {
      if (brandByName.has(owner)) return [`"${owner}" is a brand and need not be among the other owners.`];
      return listed.some(({ brand }) => brand.ownerGroup === owner)
        ? []
        : [`The other owner "${owner}" owns no brand.`];
    }),
  ];
}

function sharedItems(listed: readonly Listed[]): string[] {
  const brandByItem = new Map<string, string>();
  return listed.flatMap(({ file, brand: { name, wikidataId } }) => {
    if (wikidataId === undefined) return [];
    const other = brandByItem.get(wikidataId);
    brandByItem.set(wikidataId, other ?? name);
    return other === undefined
      ? []
      : [`${file}: "${name}" has ${wikidataId} of Wikidata, as "${other}" has.`];
  });
}

function namesOf({ name, aliases = [] }: ListedBrand): string[] {
  return [name, ...aliases];
}
