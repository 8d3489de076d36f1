import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../model/errors.ts';
import type { Feed as FeedRow } from '../../model/feed.ts';
import { type FeedHealth as Health, healthOf, healthSince } from '../../model/feed-health.ts';
import type { ListedReport } from '../../model/report.ts';
import type { FeedOrder } from '../../storage/feed-repository.ts';
import { readFeedFilter } from '../args/filters.ts';
import { readPage } from '../args/page.ts';
import { readId } from '../args/values.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Feed,
  FeedConnection,
  FeedHealth,
  FeedReportsArgs,
  QueryFeedsArgs,
  ReportConnection,
} from '../generated/types.ts';
import { reportsOf } from '../report-lists.ts';

/** Feeds. */
@Resolver(() => Feed)
export class FeedResolver {
  @Authorized('VIEWER')
  @Query(() => Feed)
  async feed(@Arg('id', () => ID) id: string, @Ctx() { session }: ApiContext): Promise<FeedRow> {
    const feed = await session.loaders.feedById.load(readId('id', id));
    if (!feed) throw notFound('feed', `with the id "${id}"`);
    return feed;
  }

  @Authorized('VIEWER')
  @Query(() => FeedConnection)
  async feeds(
    @Args(() => QueryFeedsArgs) args: QueryFeedsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<FeedRow>> {
    const { feeds, tenantId } = session.tenant;
    const order: FeedOrder = args.orderBy ?? { field: 'CREATED_AT', direction: 'DESC' };
    const orderedBy = order.field === 'CREATED_AT' ? 'createdAt' : 'nextFetchAt';
    const scope = { tenantId, list: `feeds:${order.field}:${order.direction}` };
    const filter = readFeedFilter(args.filter);
    return new Connection(
      await feeds.page(filter, order, readPage(args, scope, session.limits)),
      scope,
      (feed) => ({ value: feed[orderedBy].toISOString(), id: feed.id }),
      () => feeds.count(filter),
    );
  }

  @FieldResolver(() => FeedHealth)
  async health(@Root() feed: FeedRow, @Ctx() { session }: ApiContext): Promise<Health> {
    const now = session.now();
    const days = { parent: feed.id, since: healthSince(now) };
    return healthOf(feed, await session.loaders.visitSumsByFeedId.load(days), now);
  }

  @FieldResolver(() => ReportConnection)
  async reports(
    @Root() { id }: FeedRow,
    @Args(() => FeedReportsArgs) args: FeedReportsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ListedReport>> {
    return reportsOf('feed', id, session, args);
  }
}
