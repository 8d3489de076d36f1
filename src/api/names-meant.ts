import { type Brand, foldBrandName } from '../model/brand.ts';
import type { NameRule } from '../model/mention-evidence.ts';
import { wordsOfName } from '../model/name-words.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { Faults } from './args/faults.ts';
import { mostNames, refuseTooMany } from './name-limits.ts';

/** What a tenant says of the names of a brand; what is absent stays. */
export interface NamesGiven {
  /** The tenant's own aliases. */
  ownAliases?: readonly string[] | undefined;
  /** Those that need evidence near by. */
  ambiguousNames?: readonly string[] | undefined;
  /** All rules. One of a name that the brand has not makes it an own alias. */
  rules?: readonly NameRule[] | undefined;
}

/** What changes of the names of a brand by it, each name as the brand writes it; what is absent stays. */
export interface NamesMeant {
  ownAliases?: string[];
  ambiguousNames?: string[];
  rules?: NameRule[];
}

/** A name that an input gives to a brand, and the field that gives it. */
interface GivenName {
  name: string;
  field: string;
}

/** Names of a brand that a message lists. */
const mostShown = 10;
/** An own alias has at least so many letters and digits. */
const fewestCharacters = 2;

/**
 * What changes when a tenant says something of the names of a brand. What was said of an alias that goes, goes with it.
 *
 * @param faults takes a name that another brand has, a new alias that is too short, too many of them, a name with two
 * rules, and an ambiguous name that is none of the brand's; what is given is of use only where there are none
 */
export async function namesMeant(
  given: NamesGiven,
  brand: Brand,
  { brands, brandRules }: Pick<TenantRepositories, 'brands' | 'brandRules'>,
  faults: Faults,
): Promise<NamesMeant> {
  await refuseTooMany(given, brand, brandRules, faults);
  // Too many are not looked up.
  if (faults.all.length > 0) return {};
  const shared = [brand.name, ...brand.aliases.filter((alias) => !brand.ownAliases.includes(alias))];
  const ruled = (given.rules ?? []).map(({ name }, at) => ({ name, field: `rules.${at}.name` }));
  const staying = byWords([...shared, ...(given.ownAliases ?? brand.ownAliases)]);
  const added = ruled.filter(({ name }) => !staying.has(wordsOfName(name)));
  const aliases = (given.ownAliases ?? []).map((name, at) => ({ name, field: `ownAliases.${at}` }));
  await refuseNamesOfOthers([...aliases, ...added], brand, brands, faults);
  refuseDoubles(ruled, faults);
  const isSame = given.ownAliases === undefined && added.length === 0;
  const ownAliases = isSame
    ? brand.ownAliases
    : missingIn(shared, [...(given.ownAliases ?? brand.ownAliases), ...added.map(({ name }) => name)]);
  const haveChanged = JSON.stringify(ownAliases) !== JSON.stringify(brand.ownAliases);
  refuseUnfit(ownAliases, [...aliases, ...added], brand, faults);
  const names = byWords([...shared, ...ownAliases]);
  const ambiguousNames = given.ambiguousNames
    ? ambiguousMeant(given.ambiguousNames, brand, names, faults)
    : brand.ambiguousNames.filter((name) => names.has(wordsOfName(name)));
  const isStale = ambiguousNames.length < brand.ambiguousNames.length;
  const rules = given.rules ?? (haveChanged ? await rulesOf(brand, brandRules) : undefined);
  return {
    ...(haveChanged ? { ownAliases } : {}),
    // Unless they are changed, the catalogue's word stays.
    ...(given.ambiguousNames || isStale ? { ambiguousNames } : {}),
    ...(rules ? { rules: rulesAsWritten(rules, names) } : {}),
  };
}

async function rulesOf(
  { name }: Brand,
  brandRules: TenantRepositories['brandRules'],
): Promise<readonly NameRule[]> {
  return (await brandRules.versions([name], 1)).get(name)?.[0]?.rules ?? [];
}

/** Rules with their names as the brand writes them; those of other names are left out. One name has one: the first. */
function rulesAsWritten(rules: readonly NameRule[], names: ReadonlyMap<string, string>): NameRule[] {
  const ruled = new Map<string, NameRule>();
  for (const rule of rules) {
    const name = names.get(wordsOfName(rule.name));
    if (name !== undefined && !ruled.has(name)) ruled.set(name, { ...rule, name });
  }
  return [...ruled.values()];
}

function refuseDoubles(ruled: readonly GivenName[], faults: Faults): void {
  const seen = new Map<string, string>();
  for (const { name, field } of ruled) {
    const words = wordsOfName(name);
    const first = seen.get(words);
    if (first === undefined) seen.set(words, name);
    else
      faults.add(
        field,
        `"${name}" has a rule already, that of "${first}": the words are the same. Put both into one.`,
      );
  }
}

async function refuseNamesOfOthers(
  given: readonly GivenName[],
  brand: Brand,
  brands: TenantRepositories['brands'],
  faults: Faults,
): Promise<void> {
  if (given.length === 0) return;
  const owners = await brands.byFoldedNames(given.map(({ name }) => wordsOfName(name)));
  for (const { name, field } of given) {
    const owner = owners.get(wordsOfName(name));
    if (!owner || owner.name === brand.name) continue;
    faults.add(
      field,
      `"${name}" is a name of ${owner.name}. Leave it out or, if the two are one brand, merge them.`,
    );
  }
}

/** Refuses aliases that are new and too short, and more aliases than are taken, where they have become more. */
function refuseUnfit(
  ownAliases: readonly string[],
  given: readonly GivenName[],
  brand: Brand,
  faults: Faults,
): void {
  const known = bySpelling([brand.name, ...brand.aliases]);
  for (const { name, field } of given) {
    const characters = name.match(/[\p{L}\p{N}]/gu) ?? [];
    if (characters.length >= fewestCharacters || known.has(foldBrandName(name))) continue;
    faults.add(
      field,
      `"${name}" has one letter or digit. An alias has at least ${fewestCharacters}: one alone stands in too many texts.`,
    );
  }
  if (ownAliases.length <= mostNames || ownAliases.length <= brand.ownAliases.length) return;
  faults.add(
    'rules',
    `with them the brand would have ${ownAliases.length} own aliases. At most ${mostNames} are taken for one brand.`,
  );
}

/**
 * Names as a brand writes them, each once; what is none of its names is a fault. One that needs evidence only without its
 * accents ('Hermes') stays so, so that what is read of a brand can be sent back.
 */
function ambiguousMeant(
  given: readonly string[],
  { ambiguousNames }: Brand,
  names: ReadonlyMap<string, string>,
  faults: Faults,
): string[] {
  const meant = given.map((name, at) => {
    const known = names.get(wordsOfName(name));
    const written = known !== undefined && ambiguousNames.includes(name) ? name : known;
    if (written === undefined) faults.add(`ambiguousNames.${at}`, noNameOf(name, [...names.values()]));
    return written ?? name;
  });
  return [...new Set(meant)];
}

function noNameOf(name: string, names: readonly string[]): string {
  const some = names.slice(0, mostShown).map((each) => `"${each}"`);
  const others = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
  return `"${name}" is no name of the brand. It has: ${some.join(', ')}${others}.`;
}

/** Those of some names that a list of names lacks, each once. */
function missingIn(names: readonly string[], given: readonly string[]): string[] {
  const known = bySpelling(names);
  return [...bySpelling(given)].flatMap(([folded, written]) => (known.has(folded) ? [] : [written]));
}

/** Names by how lists of them are compared, each as it is written first. */
function bySpelling(names: readonly string[]): Map<string, string> {
  return firstBy(foldBrandName, names);
}

/** Names by how articles are searched for them, each as it is written first. */
function byWords(names: readonly string[]): Map<string, string> {
  return firstBy(wordsOfName, names);
}

function firstBy(key: (name: string) => string, names: readonly string[]): Map<string, string> {
  const written = new Map<string, string>();
  for (const name of names) {
    if (!written.has(key(name))) written.set(key(name), name);
  }
  return written;
}
