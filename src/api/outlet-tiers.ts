import type { z } from 'zod';
import { CodedError, notFound } from '../model/errors.ts';
import { mostOutletTiers, type OutletTier } from '../model/reach.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { outletToRemove, outletToSet } from './args/outlet-forms.ts';

/**
 * Gives an outlet a tier and a reach, in place of what was said of it: under the name that reports have for it, where that
 * differs in case or spaces alone. An outlet that no report has yet may have one, since tenants prepare theirs.
 *
 * @returns with what the tenant should know of it, in words
 * @throws {CodedError} CONFLICT when as many outlets have one as may
 */
export async function setOutletTier(
  { source: given, tier, reachPerReport: reach }: z.output<typeof outletToSet>,
  { outletTiers }: TenantRepositories,
): Promise<{ outletTier: OutletTier; warnings: string[] }> {
  await outletTiers.lock();
  const known = await outletTiers.spellingInReports(given);
  const source = known ?? given;
  const reachPerReport = reach ?? null;
  const isNew = (await outletTiers.forSources([source])).length === 0;
  const count = isNew ? await outletTiers.count() : 0;
  if (count >= mostOutletTiers) {
    throw new CodedError(
      'CONFLICT',
      `${count} outlets have a tier, which is as many as may. Take one away with removeOutletTier.`,
    );
  }
  const outletTier = await outletTiers.set({ source, tier, reachPerReport });
  return { outletTier, warnings: warningsOf(given, known, reachPerReport) };
}

function warningsOf(given: string, known: string | null, reachPerReport: number | null): string[] {
  const warnings: string[] = [];
  if (known === null) {
    warnings.push(
      `No report is of "${given}" yet: it counts once one is, if written like this. See sources.`,
    );
  } else if (known !== given) {
    warnings.push(`"${given}" was taken for "${known}", as reports write it.`);
  }
  if (reachPerReport === null) {
    warnings.push(
      'A tier alone changes no figure: without reachPerReport, no reach is counted of the outlet.',
    );
  }
  return warnings;
}

/** Takes an outlet's tier away, found as {@link setOutletTier} finds it. @throws {CodedError} NOT_FOUND when it has none */
export async function removeOutletTier(
  { source: given }: z.output<typeof outletToRemove>,
  { outletTiers }: TenantRepositories,
): Promise<{ removedSource: string }> {
  if (await outletTiers.remove(given)) return { removedSource: given };
  const known = await outletTiers.spellingInReports(given);
  if (known !== null && (await outletTiers.remove(known))) return { removedSource: known };
  throw notFound('outlet with a tier', `named "${given}"`, ' See outletTiers for those that have one.');
}
