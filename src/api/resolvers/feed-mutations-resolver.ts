import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Feed } from '../../model/feed.ts';
import type { JobExecution } from '../../model/job.ts';
import { feedChange, feedsToImport, newFeed, oneFeed } from '../args/feed-forms.ts';
import type { ApiContext } from '../context.ts';
import {
  createFeed,
  deleteFeed,
  type ImportedFeeds,
  importFeeds,
  refreshFeed,
  updateFeed,
} from '../feed-changes.ts';
import {
  CreateFeedInput,
  CreateFeedPayload,
  DeleteFeedInput,
  DeleteFeedPayload,
  ImportFeedsInput,
  ImportFeedsPayload,
  RefreshFeedInput,
  RefreshFeedPayload,
  UpdateFeedInput,
  UpdateFeedPayload,
} from '../generated/types.ts';
import { mutate } from '../mutation.ts';

/** Changes of what feeds the tenant follows, and how they are read. */
@Resolver()
export class FeedMutationsResolver {
  @Authorized('ADMIN')
  @Mutation(() => CreateFeedPayload)
  async createFeed(
    @Arg('input', () => CreateFeedInput) input: CreateFeedInput,
    @Ctx() context: ApiContext,
  ): Promise<{ feed: Feed }> {
    return mutate(context, 'createFeed', newFeed, input, createFeed);
  }

  @Authorized('ADMIN')
  @Mutation(() => UpdateFeedPayload)
  async updateFeed(
    @Arg('input', () => UpdateFeedInput) input: UpdateFeedInput,
    @Ctx() context: ApiContext,
  ): Promise<{ feed: Feed }> {
    return mutate(context, 'updateFeed', feedChange, input, updateFeed);
  }

  @Authorized('ADMIN')
  @Mutation(() => DeleteFeedPayload)
  async deleteFeed(
    @Arg('input', () => DeleteFeedInput) input: DeleteFeedInput,
    @Ctx() context: ApiContext,
  ): Promise<{ deletedFeedId: string }> {
    return mutate(context, 'deleteFeed', oneFeed, input, deleteFeed);
  }

  @Authorized('ADMIN')
  @Mutation(() => ImportFeedsPayload)
  async importFeeds(
    @Arg('input', () => ImportFeedsInput) input: ImportFeedsInput,
    @Ctx() context: ApiContext,
  ): Promise<ImportedFeeds> {
    return mutate(context, 'importFeeds', feedsToImport, input, importFeeds);
  }

  @Authorized('ADMIN')
  @Mutation(() => RefreshFeedPayload)
  async refreshFeed(
    @Arg('input', () => RefreshFeedInput) input: RefreshFeedInput,
    @Ctx() context: ApiContext,
  ): Promise<{ jobExecution: JobExecution }> {
    return mutate(context, 'refreshFeed', oneFeed, input, refreshFeed);
  }
}
