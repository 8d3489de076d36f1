import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Alert as AlertRow } from '../../model/alert.ts';
import type { AlertDelivery as AlertDeliveryRow, Webhook as WebhookRow } from '../../model/webhook.ts';
import type { AlertRuleRow } from '../../storage/alerts/alert-rule-repository.ts';
import { readDeliveryFilter } from '../alert-lists.ts';
import { readPage } from '../args/page.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Alert,
  AlertDelivery,
  AlertDeliveryConnection,
  AlertRule,
  QueryAlertDeliveriesArgs,
  Webhook,
} from '../generated/types.ts';

/** What is sent to webhooks. */
@Resolver(() => AlertDelivery)
export class AlertDeliveryResolver {
  @Authorized('VIEWER')
  @Query(() => AlertDeliveryConnection)
  async alertDeliveries(
    @Args(() => QueryAlertDeliveriesArgs) args: QueryAlertDeliveriesArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<AlertDeliveryRow>> {
    const { deliveries, tenantId } = session.tenant;
    const scope = { tenantId, list: 'alertDeliveries:CREATED_AT:DESC' };
    const filter = readDeliveryFilter(args.filter);
    return new Connection(
      await deliveries.page(filter, readPage(args, scope, session.limits)),
      scope,
      ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }),
      () => deliveries.count(filter),
    );
  }

  @FieldResolver(() => Alert, { nullable: true })
  alert(
    @Root() { alertId }: AlertDeliveryRow,
    @Ctx() { session }: ApiContext,
  ): Promise<AlertRow | null> | null {
    return alertId === null ? null : session.loaders.alertById.load(alertId);
  }

  @FieldResolver(() => AlertRule, { nullable: true })
  rule(
    @Root() { ruleId }: AlertDeliveryRow,
    @Ctx() { session }: ApiContext,
  ): Promise<AlertRuleRow | null> | null {
    return ruleId === null ? null : session.loaders.alertRuleById.load(ruleId);
  }

  @FieldResolver(() => Webhook, { nullable: true })
  webhook(
    @Root() { webhookId }: AlertDeliveryRow,
    @Ctx() { session }: ApiContext,
  ): Promise<WebhookRow | null> {
    return session.loaders.webhookById.load(webhookId);
  }
}
