import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../model/errors.ts';
import type { FeedLabel, Feed as FeedRow } from '../../model/feed.ts';
import type { JobExecution as JobExecutionRow } from '../../model/job.ts';
import { readExecutionFilter } from '../args/filters.ts';
import { readPage } from '../args/page.ts';
import { readId } from '../args/values.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import { feedOf } from '../feed-of.ts';
import {
  Feed,
  JobExecution,
  JobExecutionConnection,
  QueryJobExecutionsArgs,
  Rereading,
} from '../generated/types.ts';

/** Runs of the ingestion. */
@Resolver(() => JobExecution)
export class JobExecutionResolver {
  @Authorized('VIEWER')
  @Query(() => JobExecution)
  async jobExecution(
    @Arg('id', () => ID) id: string,
    @Ctx() { session }: ApiContext,
  ): Promise<JobExecutionRow> {
    const execution = await session.loaders.jobExecutionById.load(readId('id', id));
    if (!execution) throw notFound('job execution', `with the id "${id}"`);
    return execution;
  }

  @Authorized('VIEWER')
  @Query(() => JobExecutionConnection)
  async jobExecutions(
    @Args(() => QueryJobExecutionsArgs) args: QueryJobExecutionsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<JobExecutionRow>> {
    const { executions, tenantId } = session.tenant;
    const scope = { tenantId, list: 'jobExecutions:STARTED_AT:DESC' };
    const filter = readExecutionFilter(args.filter);
    return new Connection(
      await executions.page(filter, readPage(args, scope, session.limits)),
      scope,
      ({ startedAt, id }) => ({ value: startedAt.toISOString(), id }),
      () => executions.count(filter),
    );
  }

  @FieldResolver(() => Feed, { nullable: true })
  feed(
    @Root() { feedId }: JobExecutionRow,
    @Ctx() { session }: ApiContext,
  ): Promise<FeedRow | FeedLabel | null> {
    return feedOf(session, feedId);
  }

  @FieldResolver(() => Rereading, { nullable: true })
  rereading(@Root() execution: JobExecutionRow): Rereading | null {
    const { kind, reportsTotal, reportsRead, reportsChanged } = execution;
    return kind === 'REREADING' ? { reportsTotal, reportsRead, reportsChanged } : null;
  }

  @FieldResolver(() => Int, { nullable: true })
  durationMs(@Root() { startedAt, finishedAt }: JobExecutionRow): number | null {
    return finishedAt && finishedAt.getTime() - startedAt.getTime();
  }
}
