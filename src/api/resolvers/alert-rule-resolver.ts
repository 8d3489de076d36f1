import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { AlertDelivery as AlertDeliveryRow, Webhook as WebhookRow } from '../../model/webhook.ts';
import type { AlertRuleRow } from '../../storage/alerts/alert-rule-repository.ts';
import type { SavedSearchRow } from '../../storage/search-repository.ts';
import {
  backtestDraft,
  createAlertRule,
  deleteAlertRule,
  noAlertRule,
  ruleFaults,
  testAlertRule,
  updateAlertRule,
} from '../alert-rules.ts';
import { alertRuleChange, newAlertRule, oneById } from '../args/alert-forms.ts';
import { readPage } from '../args/page.ts';
import { readId } from '../args/values.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  AlertBacktest,
  AlertRule,
  AlertRuleConnection,
  AlertRuleDraft,
  CreateAlertRuleInput,
  CreateAlertRulePayload,
  DeleteAlertRuleInput,
  DeleteAlertRulePayload,
  QueryAlertRulesArgs,
  SavedSearch,
  TestAlertRuleInput,
  TestAlertRulePayload,
  UpdateAlertRuleInput,
  UpdateAlertRulePayload,
  Webhook,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';

/** Alert rules. */
@Resolver(() => AlertRule)
export class AlertRuleResolver {
  @Authorized('VIEWER')
  @Query(() => AlertRule)
  async alertRule(@Arg('id', () => ID) id: string, @Ctx() { session }: ApiContext): Promise<AlertRuleRow> {
    const rule = await session.loaders.alertRuleById.load(readId('id', id));
    if (!rule) throw noAlertRule(id);
    return rule;
  }

  @Authorized('VIEWER')
  @Query(() => AlertRuleConnection)
  async alertRules(
    @Args(() => QueryAlertRulesArgs) args: QueryAlertRulesArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<AlertRuleRow>> {
    const { alertRules, tenantId } = session.tenant;
    const scope = { tenantId, list: 'alertRules:NAME:ASC' };
    return new Connection(
      await alertRules.page(readPage(args, scope, session.limits, 'text')),
      scope,
      ({ orderedName, id }) => ({ value: orderedName, id }),
      () => alertRules.count(),
    );
  }

  @Authorized('VIEWER')
  @Query(() => AlertBacktest)
  async backtestAlertRule(
    @Arg('draft', () => AlertRuleDraft) draft: AlertRuleDraft,
    @Ctx() { session }: ApiContext,
  ): Promise<AlertBacktest> {
    return backtestDraft(session, draft);
  }

  @FieldResolver(() => SavedSearch, { nullable: true })
  savedSearch(
    @Root() { savedSearchId }: AlertRuleRow,
    @Ctx() { session }: ApiContext,
  ): Promise<SavedSearchRow | null> | null {
    return savedSearchId === null ? null : session.loaders.savedSearchById.load(savedSearchId);
  }

  @FieldResolver(() => Webhook, { nullable: true })
  webhook(
    @Root() { webhookId }: AlertRuleRow,
    @Ctx() { session }: ApiContext,
  ): Promise<WebhookRow | null> | null {
    return webhookId === null ? null : session.loaders.webhookById.load(webhookId);
  }

  @Authorized('ANALYST')
  @Mutation(() => CreateAlertRulePayload)
  async createAlertRule(
    @Arg('input', () => CreateAlertRuleInput) input: CreateAlertRuleInput,
    @Ctx() context: ApiContext,
  ): Promise<{ alertRule: AlertRuleRow }> {
    return mutate(context, 'createAlertRule', newAlertRule, input, createAlertRule, (session) =>
      ruleFaults(session.tenant, input, session),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => UpdateAlertRulePayload)
  async updateAlertRule(
    @Arg('input', () => UpdateAlertRuleInput) input: UpdateAlertRuleInput,
    @Ctx() context: ApiContext,
  ): Promise<{ alertRule: AlertRuleRow }> {
    return mutate(context, 'updateAlertRule', alertRuleChange, input, updateAlertRule, (session) =>
      ruleFaults(session.tenant, input, session),
    );
  }

  @Authorized('ANALYST')
  @Mutation(() => DeleteAlertRulePayload)
  async deleteAlertRule(
    @Arg('input', () => DeleteAlertRuleInput) input: DeleteAlertRuleInput,
    @Ctx() context: ApiContext,
  ): Promise<{ deletedAlertRuleId: string }> {
    return mutate(context, 'deleteAlertRule', oneById, input, deleteAlertRule);
  }

  @Authorized('ANALYST')
  @Mutation(() => TestAlertRulePayload)
  async testAlertRule(
    @Arg('input', () => TestAlertRuleInput) input: TestAlertRuleInput,
    @Ctx() context: ApiContext,
  ): Promise<{ delivery: AlertDeliveryRow }> {
    return testAlertRule(context, input);
  }
}
