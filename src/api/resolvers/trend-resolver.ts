import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { FeedInTrend, SourceChange } from '../../analytics/source-change.ts';
import type { Brand as BrandRow } from '../../model/brand.ts';
import type { FeedLabel, Feed as FeedRow } from '../../model/feed.ts';
import { type ShownTrend, sourceChangeIn } from '../analytics/trends-in.ts';
import { brandNamed } from '../brand-names.ts';
import type { ApiContext } from '../context.ts';
import { feedOf } from '../feed-of.ts';
import { Brand, Feed, Trend, TrendFeed, TrendSourceChange } from '../generated/types.ts';

/** Brands that rise or fall. */
@Resolver(() => Trend)
export class TrendResolver {
  @FieldResolver(() => Brand)
  async brand(
    @Root() { brand }: ShownTrend,
    @Ctx() { session }: ApiContext,
  ): Promise<Pick<BrandRow, 'name'>> {
    return brandNamed(session, brand);
  }

  @FieldResolver(() => TrendSourceChange, { nullable: true })
  async sourceChange(
    @Root() trend: ShownTrend,
    @Ctx() { session }: ApiContext,
  ): Promise<SourceChange | null> {
    return sourceChangeIn(session, trend);
  }
}

/** Feeds that make a trend. */
@Resolver(() => TrendFeed)
export class TrendFeedResolver {
  @FieldResolver(() => Feed, { nullable: true })
  async feed(
    @Root() { feedId }: FeedInTrend,
    @Ctx() { session }: ApiContext,
  ): Promise<FeedRow | FeedLabel | null> {
    return feedOf(session, feedId);
  }
}
