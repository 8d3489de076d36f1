import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import type { Tenant as TenantRow, User as UserRow } from '../../model/tenant.ts';
import { settingsChange } from '../args/settings-forms.ts';
import type { ApiContext } from '../context.ts';
import { Tenant, UpdateSettingsInput, UpdateSettingsPayload, User, Viewer } from '../generated/types.ts';
import { mutate } from '../mutation.ts';
import { type ChangedSettings, updateSettings } from '../settings-changes.ts';
import { ownTenant } from './own-tenant.ts';

/** Who asks. */
@Resolver(() => Viewer)
export class ViewerResolver {
  @Authorized('VIEWER')
  @Query(() => Viewer)
  viewer(@Ctx() { session }: ApiContext) {
    return session.principal;
  }

  @FieldResolver(() => User, { nullable: true })
  async user(@Ctx() { session }: ApiContext): Promise<UserRow | null> {
    const { userId } = session.principal;
    return userId === null ? null : session.loaders.userById.load(userId);
  }

  @FieldResolver(() => Tenant)
  async tenant(@Ctx() { session }: ApiContext): Promise<TenantRow> {
    return ownTenant(session);
  }
}

/** The tenant whose key asks. */
@Resolver(() => Tenant)
export class TenantResolver {
  @Authorized('VIEWER')
  @Query(() => Tenant)
  async tenant(@Ctx() { session }: ApiContext): Promise<TenantRow> {
    return ownTenant(session);
  }

  @Authorized('ADMIN')
  @Mutation(() => UpdateSettingsPayload)
  async updateSettings(
    @Arg('input', () => UpdateSettingsInput) input: UpdateSettingsInput,
    @Ctx() context: ApiContext,
  ): Promise<ChangedSettings> {
    return mutate(context, 'updateSettings', settingsChange, input, updateSettings);
  }
}
