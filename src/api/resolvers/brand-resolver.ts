import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { type Brand as BrandRow, foldBrandName } from '../../model/brand.ts';
import type { Report as ReportRow } from '../../model/report.ts';
import { readBrandFilter } from '../args/filters.ts';
import { readPage } from '../args/page.ts';
import { readText } from '../args/values.ts';
import { brandKnownAs } from '../brand-names.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Brand,
  BrandConnection,
  BrandReportsArgs,
  QueryBrandsArgs,
  ReportConnection,
} from '../generated/types.ts';
import { reportsOf } from '../report-lists.ts';

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
      ({ name, id }) => ({ value: foldBrandName(name), id }),
      () => brands.count(filter),
    );
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
  ): Promise<Connection<ReportRow>> {
    return reportsOf('brand', name, session, args);
  }
}
