import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Source as SourceRow, TopicCount as TopicCountRow } from '../../model/report-groups.ts';
import type { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import { QuerySourcesArgs, QueryTopicsArgs, SourceConnection, TopicCount } from '../generated/types.ts';
import { readFilterOf } from '../report-lists.ts';
import { sourcesOf } from '../source-list.ts';

/** What reports have in common: outlets and topics. */
@Resolver()
export class ReportGroupsResolver {
  @Authorized('VIEWER')
  @Query(() => SourceConnection)
  async sources(
    @Args(() => QuerySourcesArgs) args: QuerySourcesArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<SourceRow>> {
    return sourcesOf(session, args);
  }

  @Authorized('VIEWER')
  @Query(() => [TopicCount])
  async topics(
    @Args(() => QueryTopicsArgs) { filter }: QueryTopicsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<TopicCountRow[]> {
    return session.tenant.reportGroups.topicCounts(await readFilterOf(session, filter));
  }
}
