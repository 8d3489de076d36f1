import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Author as AuthorRow } from '../../model/author.ts';
import type { Brand as BrandRow } from '../../model/brand.ts';
import { notFound } from '../../model/errors.ts';
import type { FeedLabel, Feed as FeedRow } from '../../model/feed.ts';
import type { RejectedMention as RejectedMentionRow } from '../../model/mention-evidence.ts';
import type { ListedReport, Mention as MentionRow, Report as ReportRow } from '../../model/report.ts';
import type { Story as StoryRow } from '../../model/story.ts';
import type { Tenant as TenantRow } from '../../model/tenant.ts';
import { readSize } from '../args/page.ts';
import { readId } from '../args/values.ts';
import { brandNamed } from '../brand-names.ts';
import type { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import type { ExportableReports } from '../exportable-reports.ts';
import { feedOf } from '../feed-of.ts';
import {
  Author,
  Brand,
  Feed,
  Mention,
  QueryReportsArgs,
  RejectedMention,
  Report,
  ReportConnection,
  ReportConnectionExportUrlArgs,
  ReportRelatedArgs,
  Story,
  Tenant,
} from '../generated/types.ts';
import { inputLimits } from '../limits/limits.ts';
import { allReports } from '../report-lists.ts';
import { ownTenant } from './own-tenant.ts';

/** Reports. */
@Resolver(() => Report)
export class ReportResolver {
  @Authorized('VIEWER')
  @Query(() => Report)
  async report(@Arg('id', () => ID) id: string, @Ctx() { session }: ApiContext): Promise<ReportRow> {
    const report = await session.loaders.reportById.load(readId('id', id));
    if (!report) throw notFound('report', `with the id "${id}"`);
    return report;
  }

  @Authorized('VIEWER')
  @Query(() => ReportConnection)
  async reports(
    @Args(() => QueryReportsArgs) args: QueryReportsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ListedReport>> {
    return allReports(session, args);
  }

  @FieldResolver(() => String, { nullable: true })
  async fullText(@Root() { id }: ListedReport, @Ctx() { session }: ApiContext): Promise<string | null> {
    return session.loaders.fullTextByReportId.load(id);
  }

  @FieldResolver(() => [Mention])
  async mentions(@Root() { id }: ListedReport, @Ctx() { session }: ApiContext): Promise<MentionRow[]> {
    return session.loaders.mentionsByReportId.load(id);
  }

  @FieldResolver(() => [RejectedMention])
  async rejectedMentions(
    @Root() { id }: ListedReport,
    @Ctx() { session }: ApiContext,
  ): Promise<RejectedMentionRow[]> {
    return session.loaders.rejectedMentionsByReportId.load(id);
  }

  @FieldResolver(() => [Report])
  async related(
    @Root() { id }: ListedReport,
    @Args(() => ReportRelatedArgs) args: ReportRelatedArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<ReportRow[]> {
    const first = readSize('first', args.first, inputLimits.relatedReports);
    return session.loaders.relatedByReportId.load({ parent: id, first });
  }

  @FieldResolver(() => [Author])
  async authors(@Root() { id }: ListedReport, @Ctx() { session }: ApiContext): Promise<AuthorRow[]> {
    return session.loaders.authorsByReportId.load(id);
  }

  @FieldResolver(() => Story)
  async story(@Root() { id }: ListedReport, @Ctx() { session }: ApiContext): Promise<StoryRow> {
    const story = await session.loaders.storyByReportId.load(id);
    // The report may have been deleted between two statements.
    if (!story) throw notFound('report', `with the id "${id}"`);
    return story;
  }

  @FieldResolver(() => Feed, { nullable: true })
  feed(
    @Root() { feedId }: ListedReport,
    @Ctx() { session }: ApiContext,
  ): Promise<FeedRow | FeedLabel | null> {
    return feedOf(session, feedId);
  }

  @FieldResolver(() => Tenant)
  async tenant(@Ctx() { session }: ApiContext): Promise<TenantRow> {
    return ownTenant(session);
  }
}

/** Lists of reports. */
@Resolver(() => ReportConnection)
export class ReportConnectionResolver {
  @FieldResolver(() => Boolean)
  totalCountIsEstimate(@Root() reports: ExportableReports): Promise<boolean> {
    return reports.isCountEstimate();
  }

  @FieldResolver(() => String)
  exportUrl(
    @Root() reports: ExportableReports,
    @Args(() => ReportConnectionExportUrlArgs) { format }: ReportConnectionExportUrlArgs,
  ): string {
    return reports.exportUrl(format);
  }
}

/** Mentions. */
@Resolver(() => Mention)
export class MentionResolver {
  @FieldResolver(() => Brand)
  async brand(
    @Root() { brand: name }: MentionRow,
    @Ctx() { session }: ApiContext,
  ): Promise<Pick<BrandRow, 'name'>> {
    return brandNamed(session, name);
  }
}

/** Names that were not counted. */
@Resolver(() => RejectedMention)
export class RejectedMentionResolver {
  @FieldResolver(() => Brand)
  async brand(
    @Root() { brand: name }: RejectedMentionRow,
    @Ctx() { session }: ApiContext,
  ): Promise<Pick<BrandRow, 'name'>> {
    return brandNamed(session, name);
  }
}
