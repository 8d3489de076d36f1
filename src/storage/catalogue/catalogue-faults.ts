import { brandCategories, type CatalogueBrand, foldBrandName } from '../../model/brand.ts';
import { countryCodes } from './countries.ts';

/** So many brands a catalogue needs to be of use. */
export const LEAST_BRANDS = 400;

/**
 * What is wrong with a catalogue, one sentence a fault, none when it is sound: too few brands, empty or untrimmed
 * texts, a name or alias that two brands share once folded, an alias that is its own brand's name or another of its
 * aliases once folded, an ambiguous name that the brand does not have, an unknown category or country, an owner group
 * in two spellings, and brands out of the order of their folded names.
 */
export function catalogueFaults(brands: readonly CatalogueBrand[]): string[] {
  const few =
    brands.length < LEAST_BRANDS
      ? [`There are ${brands.length} brands, at least ${LEAST_BRANDS} are needed.`]
      : [];
  return [
    ...few,
    ...brands.flatMap(brandFaults),
    ...sharedNames(brands),
    ...groupSpellings(brands),
    ...misplaced(brands),
  ];
}

function brandFaults(brand: CatalogueBrand): string[] {
  const names = [brand.name, ...brand.aliases];
  const texts = [...names, ...brand.ambiguousNames, ...(brand.ownerGroup === null ? [] : [brand.ownerGroup])];
  const faults: string[] = [];
  if (texts.some((text) => text === '' || text !== text.trim())) {
    faults.push(`"${brand.name}" has a text that is empty, or begins or ends with a space.`);
  }
  for (const ambiguous of brand.ambiguousNames) {
    if (!names.includes(ambiguous)) {
      faults.push(
        `"${brand.name}": the ambiguous name "${ambiguous}" is neither its name nor one of its aliases.`,
      );
    }
  }
  if (new Set(brand.ambiguousNames).size < brand.ambiguousNames.length) {
    faults.push(`"${brand.name}" lists an ambiguous name twice.`);
  }
  if (!brandCategories.includes(brand.category)) {
    faults.push(
      `"${brand.name}": the category "${brand.category}" is none of ${brandCategories.join(', ')}.`,
    );
  }
  if (brand.country !== null && !countryCodes.has(brand.country)) {
    faults.push(`"${brand.name}": the country "${brand.country}" is no code of ISO 3166-1 alpha-2.`);
  }
  return faults;
}

function sharedNames(brands: readonly CatalogueBrand[]): string[] {
  const faults: string[] = [];
  const owners = new Map<string, CatalogueBrand>();
  for (const brand of brands) {
    for (const name of [brand.name, ...brand.aliases]) {
      const folded = foldBrandName(name);
      const owner = owners.get(folded);
      if (owner === brand)
        faults.push(`"${brand.name}": "${name}" says nothing new, it is "${folded}" once folded.`);
      else if (owner)
        faults.push(
          `"${name}" is of "${owner.name}" and of "${brand.name}": both are "${folded}" once folded.`,
        );
      else owners.set(folded, brand);
    }
  }
  return faults;
}

function groupSpellings(brands: readonly CatalogueBrand[]): string[] {
  const spellings = new Map<string, Set<string>>();
  for (const { ownerGroup } of brands) {
    if (ownerGroup === null) continue;
    const folded = foldBrandName(ownerGroup);
    spellings.set(folded, (spellings.get(folded) ?? new Set()).add(ownerGroup));
  }
  return [...spellings.values()]
    .filter((all) => all.size > 1)
    .map((all) => `One owner group is spelled in several ways: ${[...all].join(', ')}.`);
}

function misplaced(brands: readonly CatalogueBrand[]): string[] {
  return brands.flatMap((brand, at) => {
    const before = brands[at - 1];
    const inOrder =
      before === undefined || compareCodePoints(foldBrandName(before.name), foldBrandName(brand.name)) <= 0;
    return inOrder
      ? []
      : [`"${brand.name}" stands after "${before.name}", brands are ordered by their folded names.`];
  });
}

/** Texts by their code points, which no locale changes. */
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
