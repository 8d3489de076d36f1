import { Args, Authorized, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import type { Coverage as CoverageOfRange } from '../../model/coverage.ts';
import type { ListedReport } from '../../model/report.ts';
import { coMentionsOf, framedBrand, framedBrands, shareOfVoice } from '../analytics/figures-of-brands.ts';
import {
  busiestDays,
  type DatedPoint,
  languagesOf,
  overviewOf,
  seriesOf,
  sourcesOf,
  topicsOf,
} from '../analytics/figures-of-reports.ts';
import { type AnalyticsFrame, readFrame, shownRange } from '../analytics/frame.ts';
import { trendsIn } from '../analytics/trends-in.ts';
import type { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Analytics,
  AnalyticsBrandArgs,
  AnalyticsBusiestDaysArgs,
  AnalyticsCoMentionsArgs,
  AnalyticsCompareArgs,
  AnalyticsLanguagesArgs,
  AnalyticsReportsArgs,
  AnalyticsSeriesArgs,
  AnalyticsShareOfVoiceArgs,
  AnalyticsSourcesArgs,
  AnalyticsTrendsArgs,
  BrandAnalytics,
  BrandShare,
  CoMention,
  ComparedRange,
  Coverage,
  LanguageFigures,
  Overview,
  QueryAnalyticsArgs,
  ReportConnection,
  SeriesPoint,
  SourceFigures,
  TimeRange,
  TopicFigures,
  Trend,
} from '../generated/types.ts';
import { allReports } from '../report-lists.ts';

/** What the press said in a range. */
@Resolver(() => Analytics)
export class AnalyticsResolver {
  @Authorized('VIEWER')
  @Query(() => Analytics)
  async analytics(
    @Args(() => QueryAnalyticsArgs) args: QueryAnalyticsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<AnalyticsFrame> {
    return readFrame(session, args);
  }

  @FieldResolver(() => TimeRange)
  range(@Root() { range }: AnalyticsFrame) {
    return shownRange(range);
  }

  @FieldResolver(() => ComparedRange, { nullable: true })
  comparedTo(@Root() { compared }: AnalyticsFrame) {
    return compared && { ...compared, range: shownRange(compared.range) };
  }

  @FieldResolver(() => Coverage)
  async coverage(@Root() frame: AnalyticsFrame, @Ctx() { session }: ApiContext): Promise<CoverageOfRange> {
    return frame.coverage(session);
  }

  @FieldResolver(() => Overview)
  async overview(@Root() frame: AnalyticsFrame, @Ctx() { session }: ApiContext) {
    return overviewOf(session, frame);
  }

  @FieldResolver(() => [SeriesPoint])
  async series(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsSeriesArgs) { by }: AnalyticsSeriesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return seriesOf(session, frame, by);
  }

  @FieldResolver(() => [SeriesPoint])
  async busiestDays(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsBusiestDaysArgs) { first }: AnalyticsBusiestDaysArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return busiestDays(session, frame, first);
  }

  @FieldResolver(() => BrandAnalytics)
  async brand(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsBrandArgs) { name }: AnalyticsBrandArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return framedBrand(session, frame, name);
  }

  @FieldResolver(() => [BrandAnalytics])
  async compare(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsCompareArgs) { brands }: AnalyticsCompareArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return framedBrands(session, frame, brands);
  }

  @FieldResolver(() => [BrandShare])
  async shareOfVoice(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsShareOfVoiceArgs) { brands, first }: AnalyticsShareOfVoiceArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return shareOfVoice(session, frame, brands, first);
  }

  @FieldResolver(() => [Trend])
  async trends(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsTrendsArgs) { direction, first }: AnalyticsTrendsArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return trendsIn(session, frame, direction, first);
  }

  @FieldResolver(() => [TopicFigures])
  async topics(@Root() frame: AnalyticsFrame, @Ctx() { session }: ApiContext) {
    return topicsOf(session, frame);
  }

  @FieldResolver(() => [SourceFigures])
  async sources(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsSourcesArgs) { first }: AnalyticsSourcesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return sourcesOf(session, frame, first);
  }

  @FieldResolver(() => [LanguageFigures])
  async languages(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsLanguagesArgs) { first }: AnalyticsLanguagesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return languagesOf(session, frame, first);
  }

  @FieldResolver(() => [CoMention])
  async coMentions(
    @Root() frame: AnalyticsFrame,
    @Args(() => AnalyticsCoMentionsArgs) { brands, first }: AnalyticsCoMentionsArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return coMentionsOf(session, frame, brands, first);
  }

  @FieldResolver(() => ReportConnection)
  async reports(
    @Root() { range }: AnalyticsFrame,
    @Args(() => AnalyticsReportsArgs) args: AnalyticsReportsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ListedReport>> {
    return allReports(session, args, range);
  }
}

/** Periods of a series. */
@Resolver(() => SeriesPoint)
export class SeriesPointResolver {
  @FieldResolver(() => Boolean)
  async isCovered(@Root() { frame, period }: DatedPoint, @Ctx() { session }: ApiContext): Promise<boolean> {
    return (await frame.coverage(session)).ofPeriod(period).isComplete;
  }

  @FieldResolver(() => Float)
  async confidence(@Root() { frame, period }: DatedPoint, @Ctx() { session }: ApiContext): Promise<number> {
    return (await frame.coverage(session)).ofPeriod(period).confidence;
  }
}
