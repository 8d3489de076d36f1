import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { FeedLabel, Feed as FeedRow } from '../../model/feed.ts';
import type { FeedEvent as FeedEventRow } from '../../model/feed-event.ts';
import { readFeedEventFilter } from '../args/filters.ts';
import { readPage } from '../args/page.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import { feedOf } from '../feed-of.ts';
import { Feed, FeedEvent, FeedEventConnection, QueryFeedEventsArgs } from '../generated/types.ts';

/** What happens to feeds. */
@Resolver(() => FeedEvent)
export class FeedEventResolver {
  @Authorized('VIEWER')
  @Query(() => FeedEventConnection)
  async feedEvents(
    @Args(() => QueryFeedEventsArgs) args: QueryFeedEventsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<FeedEventRow>> {
    const { feedEvents, tenantId } = session.tenant;
    const scope = { tenantId, list: 'feedEvents:HAPPENED_AT:DESC' };
    const filter = readFeedEventFilter(args.filter);
    return new Connection(
      await feedEvents.page(filter, readPage(args, scope, session.limits)),
      scope,
      ({ happenedAt, id }) => ({ value: happenedAt.toISOString(), id }),
      () => feedEvents.count(filter),
    );
  }

  @FieldResolver(() => Feed, { nullable: true })
  feed(
    @Root() { feedId }: FeedEventRow,
    @Ctx() { session }: ApiContext,
  ): Promise<FeedRow | FeedLabel | null> {
    return feedOf(session, feedId);
  }
}
