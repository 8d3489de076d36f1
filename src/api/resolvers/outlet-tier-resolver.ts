import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { OutletTier as OutletTierRow } from '../../model/reach.ts';
import { outletToRemove, outletToSet } from '../args/outlet-forms.ts';
import { readPage } from '../args/page.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  OutletTierConnection,
  QueryOutletTiersArgs,
  RemoveOutletTierInput,
  RemoveOutletTierPayload,
  SetOutletTierInput,
  SetOutletTierPayload,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';
import { removeOutletTier, setOutletTier } from '../outlet-tiers.ts';

/** What the tenant says of outlets. */
@Resolver()
export class OutletTierResolver {
  @Authorized('VIEWER')
  @Query(() => OutletTierConnection)
  async outletTiers(
    @Args(() => QueryOutletTiersArgs) args: QueryOutletTiersArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<OutletTierRow>> {
    const { outletTiers, tenantId } = session.tenant;
    const scope = { tenantId, list: 'outletTiers:SOURCE:ASC' };
    return new Connection(
      await outletTiers.page(readPage(args, scope, session.limits, 'name')),
      scope,
      ({ source }) => ({ value: source, id: source }),
      () => outletTiers.count(),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => SetOutletTierPayload)
  async setOutletTier(
    @Arg('input', () => SetOutletTierInput) input: SetOutletTierInput,
    @Ctx() context: ApiContext,
  ): Promise<{ outletTier: OutletTierRow; warnings: string[] }> {
    return mutate(context, 'setOutletTier', outletToSet, input, setOutletTier);
  }

  @Authorized('ANALYST')
  @Mutation(() => RemoveOutletTierPayload)
  async removeOutletTier(
    @Arg('input', () => RemoveOutletTierInput) input: RemoveOutletTierInput,
    @Ctx() context: ApiContext,
  ): Promise<{ removedSource: string }> {
    return mutate(context, 'removeOutletTier', outletToRemove, input, removeOutletTier);
  }
}
