import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Quote } from '../../analytics/brand-questions.ts';
import type { CoMention as CoMentionRow } from '../../analytics/co-mentions.ts';
import type { Figures } from '../../analytics/figures.ts';
import type { Brand as BrandRow } from '../../model/brand.ts';
import type { Reach as ReachOfReports } from '../../model/reach.ts';
import type { ListedReport, Report as ReportRow } from '../../model/report.ts';
import {
  coMentionedBrands,
  type FramedBrand,
  figuresOfBrand,
  languagesOfBrand,
  quotesOfBrand,
  reachOfBrand,
  seenOfBrand,
  seriesOfBrand,
  shareOfBrand,
  sourcesOfBrand,
  topicsOfBrand,
} from '../analytics/figures-of-brands.ts';
import { brandNamed } from '../brand-names.ts';
import type { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Brand,
  BrandAnalytics,
  BrandAnalyticsBestQuotesArgs,
  BrandAnalyticsCoMentionedBrandsArgs,
  BrandAnalyticsLanguagesArgs,
  BrandAnalyticsReportsArgs,
  BrandAnalyticsSeriesArgs,
  BrandAnalyticsSourcesArgs,
  BrandAnalyticsWorstQuotesArgs,
  BrandFigures,
  BrandQuote,
  BrandShare,
  CoMention,
  ComparedCount,
  ComparedRate,
  LanguageFigures,
  Reach,
  Report,
  ReportConnection,
  SeriesPoint,
  SourceFigures,
  ToneFigures,
  TopicFigures,
} from '../generated/types.ts';
import { reportsOf } from '../report-lists.ts';
import { reportWithId } from '../report-with-id.ts';

/** What was said of a brand in a range. */
@Resolver(() => BrandAnalytics)
export class BrandAnalyticsResolver {
  @FieldResolver(() => ComparedCount)
  async mentions(@Root() of: FramedBrand, @Ctx() { session }: ApiContext): Promise<Figures['reports']> {
    return (await figuresOfBrand(session, of)).reports;
  }

  @FieldResolver(() => ComparedCount)
  async stories(@Root() of: FramedBrand, @Ctx() { session }: ApiContext): Promise<Figures['stories']> {
    return (await figuresOfBrand(session, of)).stories;
  }

  @FieldResolver(() => ComparedRate)
  async pickUpRate(@Root() of: FramedBrand, @Ctx() { session }: ApiContext): Promise<Figures['pickUpRate']> {
    return (await figuresOfBrand(session, of)).pickUpRate;
  }

  @FieldResolver(() => ToneFigures)
  async tone(@Root() of: FramedBrand, @Ctx() { session }: ApiContext): Promise<Figures['tone']> {
    return (await figuresOfBrand(session, of)).tone;
  }

  @FieldResolver(() => [SeriesPoint])
  async series(
    @Root() of: FramedBrand,
    @Args(() => BrandAnalyticsSeriesArgs) { by }: BrandAnalyticsSeriesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return seriesOfBrand(session, of, by);
  }

  @FieldResolver(() => [TopicFigures])
  async topics(@Root() of: FramedBrand, @Ctx() { session }: ApiContext) {
    return topicsOfBrand(session, of);
  }

  @FieldResolver(() => [SourceFigures])
  async sources(
    @Root() of: FramedBrand,
    @Args(() => BrandAnalyticsSourcesArgs) { first }: BrandAnalyticsSourcesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return sourcesOfBrand(session, of, first);
  }

  @FieldResolver(() => [LanguageFigures])
  async languages(
    @Root() of: FramedBrand,
    @Args(() => BrandAnalyticsLanguagesArgs) { first }: BrandAnalyticsLanguagesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return languagesOfBrand(session, of, first);
  }

  @FieldResolver(() => [BrandFigures])
  async coMentionedBrands(
    @Root() of: FramedBrand,
    @Args(() => BrandAnalyticsCoMentionedBrandsArgs) { first }: BrandAnalyticsCoMentionedBrandsArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return coMentionedBrands(session, of, first);
  }

  @FieldResolver(() => BrandShare)
  async shareOfVoice(@Root() of: FramedBrand, @Ctx() { session }: ApiContext) {
    return shareOfBrand(session, of);
  }

  @FieldResolver(() => Reach)
  async reach(@Root() of: FramedBrand, @Ctx() { session }: ApiContext): Promise<ReachOfReports> {
    return reachOfBrand(session, of);
  }

  @FieldResolver(() => Date, { nullable: true })
  async firstSeenAt(@Root() of: FramedBrand, @Ctx() { session }: ApiContext): Promise<Date | null> {
    const { first } = await seenOfBrand(session, of);
    return first === null ? null : new Date(first);
  }

  @FieldResolver(() => Date, { nullable: true })
  async lastSeenAt(@Root() of: FramedBrand, @Ctx() { session }: ApiContext): Promise<Date | null> {
    const { last } = await seenOfBrand(session, of);
    return last === null ? null : new Date(last);
  }

  @FieldResolver(() => [BrandQuote])
  async bestQuotes(
    @Root() of: FramedBrand,
    @Args(() => BrandAnalyticsBestQuotesArgs) { first }: BrandAnalyticsBestQuotesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return quotesOfBrand(session, of, 'BEST', first);
  }

  @FieldResolver(() => [BrandQuote])
  async worstQuotes(
    @Root() of: FramedBrand,
    @Args(() => BrandAnalyticsWorstQuotesArgs) { first }: BrandAnalyticsWorstQuotesArgs,
    @Ctx() { session }: ApiContext,
  ) {
    return quotesOfBrand(session, of, 'WORST', first);
  }

  @FieldResolver(() => ReportConnection)
  async reports(
    @Root() { brand, frame }: FramedBrand,
    @Args(() => BrandAnalyticsReportsArgs) args: BrandAnalyticsReportsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ListedReport>> {
    return reportsOf('brand', brand.name, session, args, frame.range);
  }
}

/** Brands that answers hold by their canonical names. */
interface NamedBrand {
  brand: string;
}

/** Brands with their parts in what is said. */
@Resolver(() => BrandShare)
export class BrandShareResolver {
  @FieldResolver(() => Brand)
  async brand(
    @Root() { brand }: NamedBrand,
    @Ctx() { session }: ApiContext,
  ): Promise<Pick<BrandRow, 'name'>> {
    return brandNamed(session, brand);
  }
}

/** Brands beside another one. */
@Resolver(() => BrandFigures)
export class BrandFiguresResolver {
  @FieldResolver(() => Brand)
  async brand(
    @Root() { brand }: NamedBrand,
    @Ctx() { session }: ApiContext,
  ): Promise<Pick<BrandRow, 'name'>> {
    return brandNamed(session, brand);
  }
}

/** Pairs of brands. */
@Resolver(() => CoMention)
export class CoMentionResolver {
  @FieldResolver(() => [Brand])
  async brands(
    @Root() { brands }: CoMentionRow,
    @Ctx() { session }: ApiContext,
  ): Promise<Pick<BrandRow, 'name'>[]> {
    return Promise.all(brands.map((brand) => brandNamed(session, brand)));
  }
}

/** What reports say of a brand. */
@Resolver(() => BrandQuote)
export class BrandQuoteResolver {
  @FieldResolver(() => Report)
  async report(@Root() { reportId }: Quote, @Ctx() { session }: ApiContext): Promise<ReportRow> {
    return reportWithId(session, reportId);
  }
}
