import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CoverageGap as CoverageGapModel, Coverage as CoverageModel } from '../../model/coverage.ts';
import { resolveRange } from '../../model/date-range.ts';
import type { FeedLabel, Feed as FeedRow } from '../../model/feed.ts';
import type { ApiContext } from '../context.ts';
import { coverageOf } from '../coverage-of.ts';
import { feedOf } from '../feed-of.ts';
import { AnalyticsRange, Coverage, CoverageGap, Feed } from '../generated/types.ts';

/** How well feeds were read. */
@Resolver(() => CoverageGap)
export class CoverageResolver {
  @Authorized('VIEWER')
  @Query(() => Coverage)
  coverage(
    @Arg('range', () => AnalyticsRange) range: AnalyticsRange,
    @Arg('timeZone', () => String, { nullable: true }) timeZone: string | null,
    @Ctx() { session }: ApiContext,
  ): Promise<CoverageModel> {
    return coverageOf(session, resolveRange(range, timeZone ?? 'UTC', session.now()));
  }

  @FieldResolver(() => [Feed])
  async feeds(
    @Root() { feedIds }: CoverageGapModel,
    @Ctx() { session }: ApiContext,
  ): Promise<(FeedRow | FeedLabel)[]> {
    const feeds = await Promise.all(feedIds.map((id) => feedOf(session, id)));
    // One may have been deleted since.
    return feeds.filter((feed) => feed !== null);
  }
}
