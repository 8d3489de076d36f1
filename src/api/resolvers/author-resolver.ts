import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Author as AuthorRow, BrandCount as BrandCountRow } from '../../model/author.ts';
import type { Brand as BrandRow } from '../../model/brand.ts';
import { authorKey } from '../../model/byline.ts';
import { notFound } from '../../model/errors.ts';
import type { ListedReport } from '../../model/report.ts';
import type { TopicCount as TopicCountRow } from '../../model/report-groups.ts';
import { readAuthorFilter } from '../args/filters.ts';
import { readPage, readSize } from '../args/page.ts';
import { readText } from '../args/values.ts';
import { brandNamed } from '../brand-names.ts';
import { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  Author,
  AuthorBrandsArgs,
  AuthorConnection,
  AuthorReportsArgs,
  Brand,
  BrandCount,
  QueryAuthorsArgs,
  ReportConnection,
  TopicCount,
} from '../generated/types.ts';
import { inputLimits } from '../limits/limits.ts';
import { reportsOf } from '../report-lists.ts';

/** Authors. */
@Resolver(() => Author)
export class AuthorResolver {
  @Authorized('VIEWER')
  @Query(() => Author)
  async author(@Arg('name', () => String) name: string, @Ctx() { session }: ApiContext): Promise<AuthorRow> {
    const author = await session.loaders.authorByKey.load(authorKey(readText('name', name) ?? name));
    if (!author) throw notFound('author', `named "${name}"`);
    return author;
  }

  @Authorized('VIEWER')
  @Query(() => AuthorConnection)
  async authors(
    @Args(() => QueryAuthorsArgs) args: QueryAuthorsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<AuthorRow>> {
    const { authors, tenantId } = session.tenant;
    const scope = { tenantId, list: 'authors:NAME:ASC' };
    const filter = readAuthorFilter(args.filter);
    return new Connection(
      await authors.page(filter, readPage(args, scope, session.limits, 'name')),
      scope,
      ({ key }) => ({ value: key, id: key }),
      () => authors.count(filter),
    );
  }

  @FieldResolver(() => [String])
  async outlets(@Root() { key }: AuthorRow, @Ctx() { session }: ApiContext): Promise<string[]> {
    return session.loaders.outletsByAuthor.load(key);
  }

  @FieldResolver(() => [BrandCount])
  async brands(
    @Root() { key }: AuthorRow,
    @Args(() => AuthorBrandsArgs) args: AuthorBrandsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<BrandCountRow[]> {
    const first = readSize('first', args.first, inputLimits.authorBrands);
    return session.loaders.brandsByAuthor.load({ parent: key, first });
  }

  @FieldResolver(() => [TopicCount])
  async topics(@Root() { key }: AuthorRow, @Ctx() { session }: ApiContext): Promise<TopicCountRow[]> {
    return session.loaders.topicsByAuthor.load(key);
  }

  @FieldResolver(() => Int)
  async reportCount(@Root() { key }: AuthorRow, @Ctx() { session }: ApiContext): Promise<number> {
    return session.loaders.reportCountByAuthor.load(key);
  }

  @FieldResolver(() => ReportConnection)
  async reports(
    @Root() { key }: AuthorRow,
    @Args(() => AuthorReportsArgs) args: AuthorReportsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ListedReport>> {
    return reportsOf('author', key, session, args);
  }
}

/** Brands with the number of reports that they are found in. */
@Resolver(() => BrandCount)
export class BrandCountResolver {
  @FieldResolver(() => Brand)
  async brand(
    @Root() { brand: name }: BrandCountRow,
    @Ctx() { session }: ApiContext,
  ): Promise<Pick<BrandRow, 'name'>> {
    return brandNamed(session, name);
  }
}
