import { Arg, Authorized, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Alert as AlertRow } from '../../model/alert.ts';
import type { FeedEvent as FeedEventRow } from '../../model/feed-event.ts';
import type { JobExecution as JobExecutionRow } from '../../model/job.ts';
import type { Report as ReportRow } from '../../model/report.ts';
import { readAlertFilter } from '../alert-lists.ts';
import { readFeedEventFilter } from '../args/filters.ts';
import { readId } from '../args/values.ts';
import type { ApiContext } from '../context.ts';
import {
  Alert,
  AlertFilter,
  FeedEvent,
  FeedEventFilter,
  JobExecution,
  Report,
  ReportFilter,
} from '../generated/types.ts';
import { readFilterOf } from '../report-lists.ts';
import {
  StreamFailure,
  watchAlerts,
  watchExecution,
  watchFeedEvents,
  watchReports,
} from '../subscriptions/watch.ts';

/** What a subscription's source is given: TypeGraphQL leaves the types to us. */
interface SubscribeData<Args> {
  args: Args;
  context: ApiContext;
}

/** What clients are told as it happens. */
@Resolver()
export class SubscriptionResolver {
  @Authorized('VIEWER')
  @Subscription(() => Report, {
    subscribe: ({ args, context }: SubscribeData<{ filter?: ReportFilter }>) =>
      watchReports(context, (session) => readFilterOf(session, args.filter)),
  })
  reportAdded(
    @Root() event: ReportRow | StreamFailure,
    @Arg('filter', () => ReportFilter, { nullable: true }) _filter?: ReportFilter,
  ): ReportRow {
    return StreamFailure.rowOf(event);
  }

  @Authorized('VIEWER')
  @Subscription(() => FeedEvent, {
    subscribe: async ({ args, context }: SubscribeData<{ filter?: FeedEventFilter }>) =>
      watchFeedEvents(context, readFeedEventFilter(args.filter)),
  })
  feedEventAdded(
    @Root() event: FeedEventRow | StreamFailure,
    @Arg('filter', () => FeedEventFilter, { nullable: true }) _filter?: FeedEventFilter,
  ): FeedEventRow {
    return StreamFailure.rowOf(event);
  }

  @Authorized('VIEWER')
  @Subscription(() => Alert, {
    subscribe: ({ args, context }: SubscribeData<{ filter?: AlertFilter }>) =>
      watchAlerts(context, (session) => readAlertFilter(session, args.filter)),
  })
  alertRaised(
    @Root() event: AlertRow | StreamFailure,
    @Arg('filter', () => AlertFilter, { nullable: true }) _filter?: AlertFilter,
  ): AlertRow {
    return StreamFailure.rowOf(event);
  }

  @Authorized('VIEWER')
  @Subscription(() => JobExecution, {
    subscribe: ({ args, context }: SubscribeData<{ executionId: string }>) =>
      watchExecution(context, readId('executionId', args.executionId)),
  })
  jobProgress(
    @Root() event: JobExecutionRow | StreamFailure,
    @Arg('executionId', () => ID) _executionId: string,
  ): JobExecutionRow {
    return StreamFailure.rowOf(event);
  }
}
