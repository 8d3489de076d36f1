import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { brandChange, brandsToMerge, brandToFollow, oneBrand, rulesOfBrand } from '../args/brand-forms.ts';
import {
  type ChangedBrand,
  followBrand,
  mergeBrands,
  type RereadBrand,
  unfollowBrand,
  updateBrand,
  updateBrandRules,
} from '../brand-changes.ts';
import { brandFaults, faultsOfNames } from '../brands-given.ts';
import type { ApiContext } from '../context.ts';
import {
  FollowBrandInput,
  FollowBrandPayload,
  MergeBrandsInput,
  MergeBrandsPayload,
  UnfollowBrandInput,
  UnfollowBrandPayload,
  UpdateBrandInput,
  UpdateBrandPayload,
  UpdateBrandRulesInput,
  UpdateBrandRulesPayload,
} from '../generated/types.ts';
import { type FurtherFaults, mutate } from '../mutation.ts';

/** Changes of what brands are to the tenant. */
@Resolver()
export class BrandMutationsResolver {
  @Authorized('ANALYST')
  @Mutation(() => FollowBrandPayload)
  async followBrand(
    @Arg('input', () => FollowBrandInput) input: FollowBrandInput,
    @Ctx() context: ApiContext,
  ): Promise<RereadBrand> {
    return mutate(context, 'followBrand', brandToFollow, input, followBrand, (session) =>
      brandFaults(session, { brand: input.brand }),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => UnfollowBrandPayload)
  async unfollowBrand(
    @Arg('input', () => UnfollowBrandInput) input: UnfollowBrandInput,
    @Ctx() context: ApiContext,
  ): Promise<ChangedBrand> {
    return mutate(context, 'unfollowBrand', oneBrand, input, unfollowBrand, (session) =>
      brandFaults(session, { brand: input.brand }),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => UpdateBrandPayload)
  async updateBrand(
    @Arg('input', () => UpdateBrandInput) input: UpdateBrandInput,
    @Ctx() context: ApiContext,
  ): Promise<RereadBrand> {
    return mutate(context, 'updateBrand', brandChange, input, updateBrand, (session) =>
      faultsOfNames(session, input),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => UpdateBrandRulesPayload)
  async updateBrandRules(
    @Arg('input', () => UpdateBrandRulesInput) input: UpdateBrandRulesInput,
    @Ctx() context: ApiContext,
  ): Promise<RereadBrand> {
    return mutate(context, 'updateBrandRules', rulesOfBrand, input, updateBrandRules, (session) =>
      faultsOfNames(session, input),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => MergeBrandsPayload)
  async mergeBrands(
    @Arg('input', () => MergeBrandsInput) input: MergeBrandsInput,
    @Ctx() context: ApiContext,
  ): Promise<RereadBrand & { movedReports: number }> {
    const furtherFaults: FurtherFaults = (session) =>
      brandFaults(session, { from: input.from, into: input.into });
    return mutate(context, 'mergeBrands', brandsToMerge, input, mergeBrands, furtherFaults, {
      holdsReports: true,
    });
  }
}
