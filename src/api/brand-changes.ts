import type { z } from 'zod';
import type { Brand } from '../model/brand.ts';
import type { JobExecution } from '../model/job.ts';
import { wordsOfName } from '../model/name-words.ts';
import type { Concerned } from '../model/stored-article.ts';
import type { BrandRepository } from '../storage/brand-repository.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type {
  brandChange,
  brandsToMerge,
  brandToFollow,
  oneBrand,
  rulesOfBrand,
} from './args/brand-forms.ts';
import { Faults } from './args/faults.ts';
import { brandsGiven } from './brands-given.ts';
import type { Session } from './context.ts';
import { inputLimits } from './limits/limits.ts';
import { namesMeant } from './names-meant.ts';

/** What comes of a change of a brand. */
export interface ChangedBrand {
  brand: Brand;
}

/** What comes of a change of how a brand is found. */
export interface RereadBrand extends ChangedBrand {
  /** In which stored reports are read again; null when none of them can have changed. */
  jobExecution: JobExecution | null;
}

/** Follows a brand, or changes what it is to the tenant; one that was ignored is found again. */
export async function followBrand(
  { brand: name, relation }: z.output<typeof brandToFollow>,
  repositories: TenantRepositories,
  { now }: Session,
): Promise<RereadBrand> {
  const { brands, tenantBrands } = repositories;
  await tenantBrands.lock();
  const { brand } = await brandsGiven(brands, { brand: name });
  await tenantBrands.save(brand.name, { relation });
  return rereadIfChanged(brand, await asStored(brands, brand), repositories, now());
}

/** Follows a brand no longer; one that is ignored stays so. */
export async function unfollowBrand(
  { brand: name }: z.output<typeof oneBrand>,
  { brands, tenantBrands }: TenantRepositories,
): Promise<ChangedBrand> {
  await tenantBrands.lock();
  const { brand } = await brandsGiven(brands, { brand: name });
  const isFollowed = brand.relation !== null && brand.relation !== 'IGNORED';
  if (isFollowed) await tenantBrands.save(brand.name, { relation: null });
  return asStored(brands, brand);
}

/**
 * Changes how a brand is found for the tenant, and has stored reports read again. Where its own aliases change, they are
 * the next version of its rules, as if they had come with those.
 *
 * @throws {CodedError} BAD_USER_INPUT for an alias that another brand has, and for an ambiguous name that is none of the
 * brand's names
 */
export async function updateBrand(
  input: z.output<typeof brandChange>,
  repositories: TenantRepositories,
  { principal, now }: Session,
): Promise<RereadBrand> {
  const { brands, tenantBrands, brandRules } = repositories;
  await tenantBrands.lock();
  const { brand } = await brandsGiven(brands, { brand: input.brand });
  const { ownAliases, ambiguousNames } = input;
  const faults = new Faults('input.');
  const { rules, ...names } = await namesMeant({ ownAliases, ambiguousNames }, brand, repositories, faults);
  faults.throwIfAny();
  await tenantBrands.save(brand.name, { relation: relationAfter(brand, input.ignored), ...names });
  if (rules) await brandRules.save(brand.name, rules, principal.userId, now());
  return rereadIfChanged(brand, await asStored(brands, brand), repositories, now());
}

/**
 * Says which names of its own a tenant has for a brand and how its names are judged, and has stored reports read again.
 *
 * @throws {CodedError} BAD_USER_INPUT for a name that another brand has, that is too short, or that has two rules, and for
 * too many aliases
 */
export async function updateBrandRules(
  { brand: name, ...given }: z.output<typeof rulesOfBrand>,
  repositories: TenantRepositories,
  { principal, now }: Session,
): Promise<RereadBrand> {
  const { brands, tenantBrands, brandRules, rereadings } = repositories;
  await tenantBrands.lock();
  const { brand } = await brandsGiven(brands, { brand: name });
  const faults = new Faults('input.');
  const { rules = [], ...names } = await namesMeant(given, brand, repositories, faults);
  faults.throwIfAny();
  if (Object.keys(names).length > 0) {
    await tenantBrands.save(brand.name, { relation: brand.relation, ...names });
  }
  await brandRules.save(brand.name, rules, principal.userId, now());
  const changed = await asStored(brands, brand);
  const jobExecution = await rereadings.request(concernedBy(brand, changed.brand), now());
  return { ...changed, jobExecution };
}

/**
 * Counts one brand as another from now on, and has stored reports read again by the names of both.
 *
 * @throws {CodedError} BAD_USER_INPUT when both are the same brand, or count as one already, and when the one that goes
 * is in more reports than can be changed at once
 */
export async function mergeBrands(
  { from: goes, into: stays }: z.output<typeof brandsToMerge>,
  { brands, tenantBrands, reports, rereadings }: TenantRepositories,
  { now }: Session,
): Promise<RereadBrand & { movedReports: number }> {
  const { from, into } = await brandsGiven(brands, { from: goes, into: stays });
  const count = (await reports.countsByBrand([from.name])).get(from.name) ?? 0;
  const faults = new Faults('input.');
  if (from.name === into.name) {
    faults.add('from', `"${goes}" and "${stays}" are one brand already: ${into.name}. Name two brands.`);
  } else if (count > inputLimits.reportsMerged) {
    faults.add(
      'from',
      `${from.name} is in ${count} reports. At most ${inputLimits.reportsMerged} are changed at once; perhaps the other brand can go instead.`,
    );
  }
  faults.throwIfAny();
  const movedReports = await tenantBrands.merge(from, into);
  const jobExecution = await rereadings.request(concernedBy(from, into), now());
  return { ...(await asStored(brands, into)), movedReports, jobExecution };
}

/** Has reports that may name a brand read again, where a change of it is one of how it is found. */
async function rereadIfChanged(
  before: Brand,
  { brand: after }: ChangedBrand,
  { rereadings }: TenantRepositories,
  now: Date,
): Promise<RereadBrand> {
  const found = ({ aliases, ambiguousNames, relation }: Brand) =>
    JSON.stringify([aliases.toSorted(), ambiguousNames.toSorted(), relation === 'IGNORED']);
  const isSame = found(before) === found(after);
  const jobExecution = isSame ? null : await rereadings.request(concernedBy(before, after), now);
  return { brand: after, jobExecution };
}

/** The reports that a change of how brands are found may concern: those that count one, or hold one of the names. */
function concernedBy(...brands: Brand[]): Concerned {
  return {
    brands: [...new Set(brands.map(({ name }) => name))],
    names: [...new Set(brands.flatMap(({ name, aliases }) => [name, ...aliases]))],
  };
}

/** A brand as it stands after a change of it. */
async function asStored(brands: BrandRepository, { name }: Brand): Promise<ChangedBrand> {
  const folded = wordsOfName(name);
  const brand = (await brands.byFoldedNames([folded])).get(folded);
  if (!brand) throw new Error(`the brand ${name} has gone while it was changed`);
  return { brand };
}

function relationAfter({ relation }: Brand, ignored: boolean | undefined): Brand['relation'] {
  if (ignored === undefined) return relation;
  if (ignored) return 'IGNORED';
  return relation === 'IGNORED' ? null : relation;
}
