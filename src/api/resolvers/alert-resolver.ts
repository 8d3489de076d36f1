import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { type AlertPart as AlertPartRow, type Alert as AlertRow, alertState } from '../../model/alert.ts';
import { notFound } from '../../model/errors.ts';
import type { Report as ReportRow } from '../../model/report.ts';
import type { AlertRuleRow } from '../../storage/alerts/alert-rule-repository.ts';
import { readAlertFilter } from '../alert-lists.ts';
import { snoozeAlert } from '../alert-rules.ts';
import { snooze } from '../args/alert-forms.ts';
import { readPage } from '../args/page.ts';
import { readId } from '../args/values.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Alert,
  AlertConnection,
  AlertPart,
  AlertRule,
  AlertState,
  QueryAlertsArgs,
  Report,
  SnoozeAlertInput,
  SnoozeAlertPayload,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';

/** Alerts. */
@Resolver(() => Alert)
export class AlertResolver {
  @Authorized('VIEWER')
  @Query(() => Alert)
  async alert(@Arg('id', () => ID) id: string, @Ctx() { session }: ApiContext): Promise<AlertRow> {
    const alert = await session.loaders.alertById.load(readId('id', id));
    if (!alert) throw notFound('alert', `with the id "${id}"`);
    return alert;
  }

  @Authorized('VIEWER')
  @Query(() => AlertConnection)
  async alerts(
    @Args(() => QueryAlertsArgs) args: QueryAlertsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<AlertRow>> {
    const { alerts, tenantId } = session.tenant;
    const scope = { tenantId, list: 'alerts:OPENED_AT:DESC' };
    const filter = await readAlertFilter(session, args.filter);
    const now = session.now();
    return new Connection(
      await alerts.page(filter, now, readPage(args, scope, session.limits)),
      scope,
      ({ openedAt, id }) => ({ value: openedAt.toISOString(), id }),
      () => alerts.count(filter, now),
    );
  }

  @FieldResolver(() => AlertRule, { nullable: true })
  rule(@Root() { ruleId }: AlertRow, @Ctx() { session }: ApiContext): Promise<AlertRuleRow | null> {
    return session.loaders.alertRuleById.load(ruleId);
  }

  @FieldResolver(() => String, { nullable: true })
  brand(@Root() { brand }: AlertRow): string | null {
    return brand === '' ? null : brand;
  }

  @FieldResolver(() => AlertState)
  state(@Root() alert: AlertRow, @Ctx() { session }: ApiContext): string {
    return alertState(alert, session.now());
  }

  @FieldResolver(() => Float)
  change(@Root() { observed, expected }: AlertRow): number {
    return Math.round((observed - expected) * 100) / 100;
  }

  @FieldResolver(() => [AlertPart])
  outlets(@Root() { parts }: AlertRow): AlertPartRow[] {
    return parts.outlets;
  }

  @FieldResolver(() => [AlertPart])
  topics(@Root() { parts }: AlertRow): AlertPartRow[] {
    return parts.topics;
  }

  @FieldResolver(() => [AlertPart])
  tones(@Root() { parts }: AlertRow): AlertPartRow[] {
    return parts.tones;
  }

  @FieldResolver(() => [Report])
  async reports(@Root() { reportIds }: AlertRow, @Ctx() { session }: ApiContext): Promise<ReportRow[]> {
    const reports = await Promise.all(reportIds.map((id) => session.loaders.reportById.load(id)));
    return reports.filter((report) => report !== null);
  }

  @Authorized('ANALYST')
  @Mutation(() => SnoozeAlertPayload)
  async snoozeAlert(
    @Arg('input', () => SnoozeAlertInput) input: SnoozeAlertInput,
    @Ctx() context: ApiContext,
  ): Promise<{ alert: AlertRow }> {
    return mutate(context, 'snoozeAlert', snooze(context.session.now()), input, snoozeAlert);
  }
}
