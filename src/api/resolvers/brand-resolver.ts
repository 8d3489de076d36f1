import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Brand as BrandRow } from '../../model/brand.ts';
import type { NameRule as NameRuleRow, RuleVersion } from '../../model/mention-evidence.ts';
import { wordsOfName } from '../../model/name-words.ts';
import type { ListedReport, Report as ReportRow } from '../../model/report.ts';
import type { User as UserRow } from '../../model/tenant.ts';
import { readBrandFilter } from '../args/filters.ts';
import { readPage, readSize } from '../args/page.ts';
import { readText } from '../args/values.ts';
import { brandKnownAs } from '../brand-names.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Brand,
  BrandConnection,
  BrandReportsArgs,
  BrandRulesPreview,
  BrandRuleVersion,
  BrandRuleVersionsArgs,
  NameRule,
  NameStatistics,
  PreviewSample,
  QueryBrandsArgs,
  QueryPreviewBrandRulesArgs,
  Report,
  ReportConnection,
  User,
} from '../generated/types.ts';
import { inputLimits } from '../limits/limits.ts';
import { statisticsOfNames } from '../name-statistics.ts';
import { recentSince } from '../recent-days.ts';
import { reportsOf } from '../report-lists.ts';
import { reportWithId } from '../report-with-id.ts';
import {
  type BrandRulesPreview as Preview,
  previewBrandRules,
  type PreviewSample as Sample,
} from '../rule-preview.ts';

/** Brands. */
@Resolver(() => Brand)
export class BrandResolver {
  @Authorized('VIEWER')
  @Query(() => Brand)
  async brand(@Arg('name', () => String) name: string, @Ctx() { session }: ApiContext): Promise<BrandRow> {
    return brandKnownAs(session, readText('name', name) ?? name);
  }

  @Authorized('VIEWER')
  @Query(() => BrandConnection)
  async brands(
    @Args(() => QueryBrandsArgs) args: QueryBrandsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<BrandRow>> {
    const { brands, tenantId } = session.tenant;
    const scope = { tenantId, list: 'brands:NAME:ASC' };
    const filter = readBrandFilter(args.filter);
    return new Connection(
      await brands.page(filter, readPage(args, scope, session.limits, 'text')),
      scope,
      ({ name, id }) => ({ value: wordsOfName(name), id }),
      () => brands.count(filter),
    );
  }

  @Authorized('ANALYST')
  @Query(() => BrandRulesPreview)
  async previewBrandRules(
    @Args(() => QueryPreviewBrandRulesArgs) { brand, draft }: QueryPreviewBrandRulesArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Preview> {
    return previewBrandRules(session, brand, draft);
  }

  @FieldResolver(() => [NameRule])
  async rules(@Root() { name }: BrandRow, @Ctx() { session }: ApiContext): Promise<NameRuleRow[]> {
    const [newest] = await session.loaders.ruleVersionsByBrand.load({ parent: name, first: 1 });
    return newest?.rules ?? [];
  }

  @FieldResolver(() => [BrandRuleVersion])
  async ruleVersions(
    @Root() { name }: BrandRow,
    @Args(() => BrandRuleVersionsArgs) args: BrandRuleVersionsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<RuleVersion[]> {
    const first = readSize('first', args.first, inputLimits.ruleVersions);
    return session.loaders.ruleVersionsByBrand.load({ parent: name, first });
  }

  @FieldResolver(() => [NameStatistics])
  async nameStatistics(
    @Root() { name, aliases }: BrandRow,
    @Ctx() { session }: ApiContext,
  ): Promise<NameStatistics[]> {
    const key = { parent: name, since: recentSince(session.now()) };
    return statisticsOfNames([name, ...aliases], await session.loaders.nameStatisticsByBrand.load(key));
  }

  @FieldResolver(() => Int)
  async reportCount(@Root() { name }: BrandRow, @Ctx() { session }: ApiContext): Promise<number> {
    return session.loaders.reportCountByBrand.load(name);
  }

  @FieldResolver(() => ReportConnection)
  async reports(
    @Root() { name }: BrandRow,
    @Args(() => BrandReportsArgs) args: BrandReportsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ListedReport>> {
    return reportsOf('brand', name, session, args);
  }
}

/** Reports of a preview. */
@Resolver(() => PreviewSample)
export class PreviewSampleResolver {
  @FieldResolver(() => Report)
  async report(@Root() { reportId }: Sample, @Ctx() { session }: ApiContext): Promise<ReportRow> {
    return reportWithId(session, reportId);
  }
}

/** Versions of a brand's rules. */
@Resolver(() => BrandRuleVersion)
export class BrandRuleVersionResolver {
  @FieldResolver(() => User, { nullable: true })
  async createdBy(
    @Root() { createdBy }: RuleVersion,
    @Ctx() { session }: ApiContext,
  ): Promise<UserRow | null> {
    return createdBy === null ? null : session.loaders.userById.load(createdBy);
  }
}
