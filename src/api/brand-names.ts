import type { Brand } from '../model/brand.ts';
import { badInput, notFound } from '../model/errors.ts';
import type { Session } from './context.ts';
import type { brandLoaders } from './loaders.ts';

/** What brands are looked up in: a session, or a transaction's own loaders. */
export interface BrandLookup {
  loaders: ReturnType<typeof brandLoaders>;
}

const nameAlone = new Set(['name', '__typename']);

/** Names that a message repeats; the others it counts. */
const mostShown = 5;

/**
 * The canonical names of brands given by name or alias, in the order given.
 *
 * @throws {CodedError} as {@link knownBrands}
 */
export async function canonicalNames(lookup: BrandLookup, names: readonly string[]): Promise<string[]> {
  return (await knownBrands(lookup, names)).map(({ name }) => name);
}

/**
 * Brands given by name or alias, in the order given.
 *
 * @throws {CodedError} BAD_USER_INPUT for a name that no brand has, with names that resemble it
 */
export async function knownBrands(lookup: BrandLookup, names: readonly string[]): Promise<Brand[]> {
  const brands = await Promise.all(names.map((name) => lookup.loaders.brandByName.load(name)));
  const unknown = names.filter((_, at) => !brands[at]);
  if (unknown.length > 0) throw badInput(await unknownBrands(lookup, unknown));
  return brands.filter((brand) => brand !== null);
}

/**
 * The brand that has a name or alias.
 *
 * @throws {CodedError} NOT_FOUND when none has, with names that resemble it
 */
export async function brandKnownAs(lookup: BrandLookup, name: string): Promise<Brand> {
  const brand = await lookup.loaders.brandByName.load(name);
  if (brand) return brand;
  throw notFound('brand', `known as "${name}"`, await didYouMean(lookup, name));
}

/**
 * The brand of a canonical name that stands in a report. It is looked up unless its name is all that the request asks of
 * brands.
 *
 * @throws {CodedError} NOT_FOUND when the catalogue has lost it
 */
export async function brandNamed(
  { asked, loaders }: Pick<Session, 'asked' | 'loaders'>,
  name: string,
): Promise<Pick<Brand, 'name'>> {
  if (asked.hasOnly('Brand', nameAlone)) return { name };
  const brand = await loaders.brandByName.load(name);
  if (!brand) throw notFound('brand', `named "${name}"`);
  return brand;
}

async function didYouMean({ loaders }: BrandLookup, name: string): Promise<string> {
  const alike = await loaders.similarBrandNames.load(name);
  return alike.length > 0 ? ` Did you mean ${alike.map((one) => `"${one}"`).join(' or ')}?` : '';
}

async function unknownBrands(lookup: BrandLookup, names: readonly string[]): Promise<string> {
  const hint = await didYouMean(lookup, names[0] ?? '');
  const shown = names.slice(0, mostShown).map((name) => `"${name}"`);
  const others = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
  return `No brand is known as ${shown.join(', ')}${others}.${hint}`;
}
