import type { z } from 'zod';
import { CodedError, notFound } from '../model/errors.ts';
import { mostOutletTiers, type OutletTier } from '../model/reach.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { outletToRemove, outletToSet } from './args/outlet-forms.ts';

/**
 * Gives an outlet a tier and a reach, in place of what was said of it.
 *
 * @throws {CodedError} CONFLICT when as many outlets have one as may
 */
export async function setOutletTier(
  { source, tier, reachPerReport }: z.output<typeof outletToSet>,
  { outletTiers }: TenantRepositories,
): Promise<{ outletTier: OutletTier }> {
  await outletTiers.lock();
  const isNew = (await outletTiers.forSources([source])).length === 0;
  const count = isNew ? await outletTiers.count() : 0;
  if (count >= mostOutletTiers) {
    throw new CodedError(
      'CONFLICT',
      `${count} outlets have a tier, which is as many as may. Take one away with removeOutletTier.`,
    );
  }
  return { outletTier: await outletTiers.set({ source, tier, reachPerReport: reachPerReport ?? null }) };
}

/** Takes an outlet's tier away. @throws {CodedError} NOT_FOUND when it has none */
export async function removeOutletTier(
  { source }: z.output<typeof outletToRemove>,
  { outletTiers }: TenantRepositories,
): Promise<{ removedSource: string }> {
  if (!(await outletTiers.remove(source))) {
    throw notFound(
      'outlet with a tier',
      `named "${source}"`,
      ' Names are taken exactly as reports write them.',
    );
  }
  return { removedSource: source };
}
