import type { z } from 'zod';
import { notFound } from '../model/errors.ts';
import type { Feed } from '../model/feed.ts';
import { providerOf } from '../model/feed-address.ts';
import type { JobExecution } from '../model/job.ts';
import type { OpmlFeeds } from '../platform/opml.ts';
import type { TenantRepositories } from '../storage/storage.ts';
import type { feedChange, feedsToImport, newFeed, oneFeed } from './args/feed-forms.ts';
import { given } from './args/values.ts';
import type { Session } from './context.ts';

/** What comes of a file of feeds. */
export interface ImportedFeeds {
  /** Those that are new, in the order of the file. */
  feeds: Feed[];
  alreadyFollowed: number;
  refused: OpmlFeeds['refused'];
}

/** Follows a feed, and has it read at once. @throws {CodedError} CONFLICT when it is followed already */
export async function createFeed(
  { url, title, ...reading }: z.output<typeof newFeed>,
  { feeds, executions }: TenantRepositories,
  { now }: Session,
): Promise<{ feed: Feed }> {
  const feed = await feeds.addOne({
    url,
    title: title ?? null,
    provider: providerOf(url),
    ...reading,
  });
  await executions.enqueue([feed.id], now());
  return { feed };
}

/** Changes how a feed is read. @throws {CodedError} NOT_FOUND when the tenant has none with this id */
export async function updateFeed(
  { id, ...change }: z.output<typeof feedChange>,
  { feeds }: TenantRepositories,
  { now }: Session,
): Promise<{ feed: Feed }> {
  const feed = await feeds.changeById(id, given(change), now());
  if (!feed) throw noFeed(id);
  return { feed };
}

/** Follows a feed no longer. @throws {CodedError} NOT_FOUND when the tenant has none with this id */
export async function deleteFeed(
  { id }: z.output<typeof oneFeed>,
  { feeds }: TenantRepositories,
): Promise<{ deletedFeedId: string }> {
  if (!(await feeds.delete(id))) throw noFeed(id);
  return { deletedFeedId: id };
}

/** Follows the feeds of a file, and has those that are new read at once, each in an execution of its own. */
export async function importFeeds(
  { opml }: z.output<typeof feedsToImport>,
  { feeds, executions }: TenantRepositories,
  { now }: Session,
): Promise<ImportedFeeds> {
  const added = new Map((await feeds.add(opml.feeds)).map((feed) => [feed.url, feed]));
  const inOrder = opml.feeds.flatMap(({ url }) => added.get(url) ?? []);
  await executions.enqueue(
    inOrder.map(({ id }) => id),
    now(),
  );
  return {
    feeds: inOrder,
    alreadyFollowed: opml.feeds.length - inOrder.length,
    refused: opml.refused,
  };
}

/**
 * Has a feed read as soon as a process of the ingestion is free; who asks again while it waits is given the same
 * execution.
 *
 * @throws {CodedError} NOT_FOUND when the tenant has none with this id
 */
export async function refreshFeed(
  { id }: z.output<typeof oneFeed>,
  { feeds, executions }: TenantRepositories,
  { now }: Session,
): Promise<{ jobExecution: JobExecution }> {
  // Two who ask at once would both find that it does not wait yet.
  if (!(await feeds.hold(id))) throw noFeed(id);
  const waiting = await executions.askForWaiting(id);
  const [jobExecution] = waiting ? [waiting] : await executions.enqueue([id], now());
  if (!jobExecution) throw new Error(`no execution was made for the feed ${id}`);
  return { jobExecution };
}

function noFeed(id: string) {
  return notFound('feed', `with the id "${id}"`);
}
