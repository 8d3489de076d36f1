import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Webhook as WebhookRow } from '../../model/webhook.ts';
import { newWebhook, oneById, webhookChange } from '../args/alert-forms.ts';
import { readPage } from '../args/page.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  CreateWebhookInput,
  CreateWebhookPayload,
  DeleteWebhookInput,
  DeleteWebhookPayload,
  QueryWebhooksArgs,
  UpdateWebhookInput,
  UpdateWebhookPayload,
  Webhook,
  WebhookConnection,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';
import { createWebhook, deleteWebhook, updateWebhook } from '../webhooks.ts';

/** Webhooks. */
@Resolver(() => Webhook)
export class WebhookResolver {
  @Authorized('VIEWER')
  @Query(() => WebhookConnection)
  async webhooks(
    @Args(() => QueryWebhooksArgs) args: QueryWebhooksArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<WebhookRow>> {
    const { webhooks, tenantId } = session.tenant;
    const scope = { tenantId, list: 'webhooks:CREATED_AT:DESC' };
    return new Connection(
      await webhooks.page(readPage(args, scope, session.limits)),
      scope,
      ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }),
      () => webhooks.count(),
    );
  }

  @FieldResolver(() => String)
  host(@Root() { url }: WebhookRow): string {
    return new URL(url).host;
  }

  @FieldResolver(() => String, { nullable: true })
  url(@Root() { url }: WebhookRow, @Ctx() { session }: ApiContext): string | null {
    return session.principal.role === 'ADMIN' ? url : null;
  }

  @Authorized('ADMIN')
  @Mutation(() => CreateWebhookPayload)
  async createWebhook(
    @Arg('input', () => CreateWebhookInput) input: CreateWebhookInput,
    @Ctx() context: ApiContext,
  ): Promise<{ webhook: WebhookRow; secret: string }> {
    return mutate(context, 'createWebhook', newWebhook, input, createWebhook);
  }

  @Authorized('ADMIN')
  @Mutation(() => UpdateWebhookPayload)
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput) input: UpdateWebhookInput,
    @Ctx() context: ApiContext,
  ): Promise<{ webhook: WebhookRow; secret: string | null }> {
    return mutate(context, 'updateWebhook', webhookChange, input, updateWebhook);
  }

  @Authorized('ADMIN')
  @Mutation(() => DeleteWebhookPayload)
  async deleteWebhook(
    @Arg('input', () => DeleteWebhookInput) input: DeleteWebhookInput,
    @Ctx() context: ApiContext,
  ): Promise<{ deletedWebhookId: string }> {
    return mutate(context, 'deleteWebhook', oneById, input, deleteWebhook);
  }
}
