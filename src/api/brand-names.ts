import { badInput } from '../model/errors.ts';
import type { Session } from './context.ts';

/** Names that a message repeats; the others it counts. */
const mostShown = 5;

/**
 * The canonical names of brands given by name or alias, in the order given.
 *
 * @throws {CodedError} BAD_USER_INPUT for a name that no brand has, with names that resemble it
 */
export async function canonicalNames(session: Session, names: readonly string[]): Promise<string[]> {
  const brands = await Promise.all(names.map((name) => session.loaders.brandByName.load(name)));
  const unknown = names.filter((_, at) => !brands[at]);
  if (unknown.length > 0) throw badInput(await unknownBrands(session, unknown));
  return brands.flatMap((brand) => brand?.name ?? []);
}

async function unknownBrands({ loaders }: Session, names: readonly string[]): Promise<string> {
  const [first = ''] = names;
  const alike = await loaders.similarBrandNames.load(first);
  const hint = alike.length > 0 ? ` Did you mean ${alike.map((name) => `"${name}"`).join(' or ')}?` : '';
  const shown = names.slice(0, mostShown).map((name) => `"${name}"`);
  const others = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
  return `No brand is known as ${shown.join(', ')}${others}.${hint}`;
}
