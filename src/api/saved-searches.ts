import type { z } from 'zod';
import { badFields, CodedError, type FieldFault, notFound } from '../model/errors.ts';
import { mostSavedSearches, type SavedBrandsCondition } from '../model/saved-search.ts';
import type { SavedSearchRow } from '../storage/search-repository.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import { Faults } from './args/faults.ts';
import { resolveBrands } from './args/report-filter.ts';
import type { searchToDelete, searchToSave } from './args/search-forms.ts';
import { type BrandLookup, canonicalNames } from './brand-names.ts';
import type { Session } from './context.ts';
import { brandLoaders } from './loaders.ts';

/**
 * Saves a search, or changes a saved one.
 *
 * @throws {CodedError} BAD_USER_INPUT for what {@link brandFaults} finds, NOT_FOUND when the tenant has no search with
 *   the id, CONFLICT when another one has the name or there are as many as there may be
 */
export async function saveSearch(
  { id, name, filter }: z.output<typeof searchToSave>,
  { searches, brands }: TenantRepositories,
  { now }: Session,
): Promise<{ savedSearch: SavedSearchRow }> {
  // In the transaction: a look-up elsewhere would need a second connection while this one is held.
  const faults = await brandFaults({ loaders: brandLoaders(brands) }, filter.brands);
  if (faults.length > 0) throw badFields(faults);
  await searches.lock();
  if (id !== undefined && (await searches.byIds([id])).length === 0) throw noSearch(id);
  if (await searches.isNameTaken(name, id ?? null)) {
    throw new CodedError('CONFLICT', `There is a saved search named "${name}" already.`);
  }
  if (id === undefined) {
    refuseTooMany(await searches.count());
    return { savedSearch: await searches.add(name, filter, now()) };
  }
  const savedSearch = await searches.change(id, name, filter, now());
  if (!savedSearch) throw noSearch(id);
  return { savedSearch };
}

/** The brands of a filter to be saved that nobody knows. */
export async function brandFaults(
  lookup: BrandLookup,
  brands: SavedBrandsCondition = {},
): Promise<readonly FieldFault[]> {
  const faults = new Faults('input.filter.');
  await resolveBrands(brands, (names) => canonicalNames(lookup, names), faults);
  return faults.all;
}

/** Deletes a saved search. @throws {CodedError} NOT_FOUND when the tenant has none with this id */
export async function deleteSearch(
  { id }: z.output<typeof searchToDelete>,
  { searches }: TenantRepositories,
): Promise<{ deletedSearchId: string }> {
  if (!(await searches.delete(id))) throw noSearch(id);
  return { deletedSearchId: id };
}

function refuseTooMany(count: number): void {
  if (count < mostSavedSearches) return;
  throw new CodedError(
    'CONFLICT',
    `${count} searches are saved, which is as many as a tenant may have. Delete one, or change one by its id.`,
  );
}

/** The same words wherever a saved search is asked for. */
export function noSearch(id: string): CodedError {
  return notFound('saved search', `with the id "${id}"`);
}
