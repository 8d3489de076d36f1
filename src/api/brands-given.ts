import type { Brand } from '../model/brand.ts';
import type { FieldFault } from '../model/errors.ts';
import type { BrandRepository } from '../storage/brand-repository.ts';
import { brandName } from './args/brand-forms.ts';
import { Faults } from './args/faults.ts';
import { type BrandLookup, knownBrands } from './brand-names.ts';
import type { Session } from './context.ts';
import { brandLoaders } from './loaders.ts';
import { type NameLists, refuseTooMany } from './name-limits.ts';

/** The faults of fields that are to name brands: a fault for each name that no brand has. */
export async function brandFaults(
  lookup: BrandLookup,
  given: Record<string, string>,
): Promise<readonly FieldFault[]> {
  const faults = new Faults('input.');
  await findBrands(lookup, fieldsThatName(given), faults);
  return faults.all;
}

/** As {@link brandFaults} for one brand, and the faults of lists that are too long for it. */
export async function faultsOfNames(
  { loaders, tenant }: Session,
  { brand: name, ...lists }: NameLists & { brand: string },
): Promise<readonly FieldFault[]> {
  const faults = new Faults('input.');
  const { brand } = await findBrands({ loaders }, fieldsThatName({ brand: name }), faults);
  await refuseTooMany(lists, brand ?? null, tenant.brandRules, faults);
  return faults.all;
}

/** Fields without those that have a fault already, since what they hold is no name at all. */
function fieldsThatName(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([, name]) => brandName.safeParse(name).success));
}

/** The brands that fields of an input name. @throws {CodedError} BAD_USER_INPUT for each name that no brand has */
export async function brandsGiven<Field extends string>(
  brands: BrandRepository,
  given: Record<Field, string>,
): Promise<Record<Field, Brand>> {
  const faults = new Faults('input.');
  const found = await findBrands({ loaders: brandLoaders(brands) }, given, faults);
  faults.throwIfAny();
  // Where there is no fault, each field has its brand.
  return found as Record<Field, Brand>;
}

async function findBrands(
  lookup: BrandLookup,
  given: Record<string, string>,
  faults: Faults,
): Promise<Record<string, Brand | undefined>> {
  const fields = Object.entries(given);
  // At once, so that one statement finds them all.
  const found = await Promise.allSettled(fields.map(([, name]) => knownBrands(lookup, [name])));
  return Object.fromEntries(
    fields.map(([field], at) => {
      const result = found[at];
      return [field, result && faults.settle(field, result)?.[0]];
    }),
  );
}
