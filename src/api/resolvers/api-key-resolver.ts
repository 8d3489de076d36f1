import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ApiKey as ApiKeyRow, User as UserRow } from '../../model/tenant.ts';
import { readPage } from '../args/page.ts';
import { keyToRevoke, newKey } from '../args/people-forms.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  ApiKey,
  ApiKeyConnection,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  QueryApiKeysArgs,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
  User,
} from '../generated/types.ts';
import { createKey, holderFaults, mutatePeople, revokeKey } from '../people.ts';

/** Keys. */
@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Authorized('ADMIN')
  @Query(() => ApiKeyConnection)
  async apiKeys(
    @Args(() => QueryApiKeysArgs) args: QueryApiKeysArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ApiKeyRow>> {
    const { keys, tenantId } = session.tenant;
    const scope = { tenantId, list: 'apiKeys:CREATED_AT:DESC' };
    return new Connection(
      await keys.page(readPage(args, scope, session.limits)),
      scope,
      ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }),
      () => keys.count(),
    );
  }

  @FieldResolver(() => User, { nullable: true })
  async user(@Root() { userId }: ApiKeyRow, @Ctx() { session }: ApiContext): Promise<UserRow | null> {
    return userId === null ? null : session.loaders.userById.load(userId);
  }

  @Authorized('ADMIN')
  @Mutation(() => CreateApiKeyPayload)
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() context: ApiContext,
  ): Promise<{ apiKey: ApiKeyRow; key: string }> {
    return mutatePeople(context, 'createApiKey', newKey, input, createKey, ({ tenant }) =>
      holderFaults(tenant.users, input.role, input.userId),
    );
  }

  @Authorized('ADMIN')
  @Mutation(() => RevokeApiKeyPayload)
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput,
    @Ctx() context: ApiContext,
  ): Promise<{ apiKey: ApiKeyRow }> {
    return mutatePeople(context, 'revokeApiKey', keyToRevoke, input, revokeKey);
  }
}
