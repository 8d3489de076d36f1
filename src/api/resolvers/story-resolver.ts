import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../model/errors.ts';
import type { ListedReport, Report as ReportRow } from '../../model/report.ts';
import type { Story as StoryRow } from '../../model/story.ts';
import { readId } from '../args/values.ts';
import type { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import { Report, ReportConnection, Story, StoryReportsArgs } from '../generated/types.ts';
import { reportsOf } from '../report-lists.ts';
import { reportWithId } from '../report-with-id.ts';

/** Stories. */
@Resolver(() => Story)
export class StoryResolver {
  @Authorized('VIEWER')
  @Query(() => Story)
  async story(@Arg('id', () => ID) id: string, @Ctx() { session }: ApiContext): Promise<StoryRow> {
    const story = await session.loaders.storyById.load(readId('id', id));
    if (!story) throw notFound('story', `with the id "${id}"`);
    return story;
  }

  @FieldResolver(() => Report)
  async originator(@Root() { originatorId }: StoryRow, @Ctx() { session }: ApiContext): Promise<ReportRow> {
    return reportWithId(session, originatorId);
  }

  @FieldResolver(() => ReportConnection)
  async reports(
    @Root() { id }: StoryRow,
    @Args(() => StoryReportsArgs) args: StoryReportsArgs,
    @Ctx() { session }: ApiContext,
  ): Promise<Connection<ListedReport>> {
    return reportsOf('story', id, session, args);
  }
}
