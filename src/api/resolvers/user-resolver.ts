import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { User as UserRow } from '../../model/tenant.ts';
import { readPage } from '../args/page.ts';
import { newUser, userChange } from '../args/people-forms.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  CreateUserInput,
  CreateUserPayload,
  QueryUsersArgs,
  UpdateUserInput,
  UpdateUserPayload,
  User,
  UserConnection,
} from '../generated/types.ts';
import { addUser, changeUser, mutatePeople } from '../people.ts';

/** People. */
@Resolver(() => User)
export class UserResolver {
  @Authorized('ADMIN')
  @Query(() => UserConnection)
  async users(
    @Args(() => QueryUsersArgs) args: QueryUsersArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<UserRow>> {
    const { users, tenantId } = session.tenant;
    const scope = { tenantId, list: 'users:CREATED_AT:DESC' };
    return new Connection(
      await users.page(readPage(args, scope, session.limits)),
      scope,
      ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }),
      () => users.count(),
    );
  }

  @Authorized('ADMIN')
  @Mutation(() => CreateUserPayload)
  async createUser(
    @Arg('input', () => CreateUserInput) input: CreateUserInput,
    @Ctx() context: ApiContext,
  ): Promise<{ user: UserRow }> {
    return mutatePeople(context, 'createUser', newUser, input, addUser);
  }

  @Authorized('ADMIN')
  @Mutation(() => UpdateUserPayload)
  async updateUser(
    @Arg('input', () => UpdateUserInput) input: UpdateUserInput,
    @Ctx() context: ApiContext,
  ): Promise<{ user: UserRow }> {
    return mutatePeople(context, 'updateUser', userChange, input, changeUser);
  }
}
