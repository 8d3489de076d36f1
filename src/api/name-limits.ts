import type { Brand } from '../model/brand.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { Faults } from './args/faults.ts';

/** Own aliases of a brand, ambiguous names and rules, at most, unless it has come to have more by a merge. */
export const mostNames = 50;

/** Lists of what a tenant says of a brand's names; what is absent stays. */
export interface NameLists {
  ownAliases?: readonly unknown[] | null | undefined;
  ambiguousNames?: readonly unknown[] | null | undefined;
  rules?: readonly unknown[] | null | undefined;
}

/**
 * Refuses lists that would grow beyond {@link mostNames}. As many as the brand has already are taken: what is read of a
 * brand can be sent back, also after a merge, which gives it the names and rules of two.
 *
 * @param brand null where none has the name that was given
 */
export async function refuseTooMany(
  { ownAliases, ambiguousNames, rules }: NameLists,
  brand: Brand | null,
  brandRules: TenantRepositories['brandRules'],
  faults: Faults,
): Promise<void> {
  const refuse = (field: string, count: number, words: string, has: number) => {
    const most = Math.max(mostNames, has);
    if (count > most) faults.add(field, `${count} ${words}. At most ${most} are taken for this brand.`);
  };
  refuse('ownAliases', ownAliases?.length ?? 0, 'names', brand?.ownAliases.length ?? 0);
  refuse('ambiguousNames', ambiguousNames?.length ?? 0, 'names', brand?.ambiguousNames.length ?? 0);
  if (!rules || rules.length <= mostNames) return;
  const stored = brand && (await brandRules.versions([brand.name], 1)).get(brand.name)?.[0]?.rules;
  refuse('rules', rules.length, 'rules', stored?.length ?? 0);
}
