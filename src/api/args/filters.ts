import type { AuthorFilter } from '../../model/author.ts';
import type { BrandFilter } from '../../model/brand.ts';
import { authorKey } from '../../model/byline.ts';
import { badFields } from '../../model/errors.ts';
import type { FeedFilter } from '../../model/feed.ts';
import type { FeedEventFilter } from '../../model/feed-event.ts';
import type { JobExecutionFilter } from '../../model/job.ts';
import { wordsOfName } from '../../model/name-words.ts';
import type * as Generated from '../generated/types.ts';
import { given, readId, readList, readText, readTexts, readWords } from './values.ts';

/** A brand filter in the model's words. @throws {CodedError} BAD_USER_INPUT for a blank or too long text */
export function readBrandFilter(filter: Generated.BrandFilter | null | undefined): BrandFilter {
  if (!filter) return {};
  const search = readText('filter.search', filter.search);
  const folded = search === undefined ? undefined : wordsOfName(search);
  if (folded === '')
    throw badFields([
      { field: 'filter.search', message: `"${search}" has no letter and no digit. Write a part of a name.` },
    ]);
  return given({
    search: folded,
    categories: readWords('filter.categories', filter.categories),
    groups: readTexts('filter.groups', filter.groups),
    inReports: filter.inReports ?? undefined,
    relations: readWords('filter.relations', filter.relations),
  });
}

/** An author filter in the model's words. @throws {CodedError} BAD_USER_INPUT for a blank or too long text */
export function readAuthorFilter(filter: Generated.AuthorFilter | null | undefined): AuthorFilter {
  const search = readText('filter.search', filter?.search);
  if (search === undefined) return {};
  const folded = authorKey(search);
  if (folded !== '') return { search: folded };
  throw badFields([
    { field: 'filter.search', message: `"${search}" has no letters. Write a part of a name.` },
  ]);
}

/** A feed filter in the model's words. @throws {CodedError} BAD_USER_INPUT for a blank or too long text */
export function readFeedFilter(filter: Generated.FeedFilter | null | undefined): FeedFilter {
  if (!filter) return {};
  return given({
    states: readWords('filter.states', filter.states),
    providers: readWords('filter.providers', filter.providers),
    search: readText('filter.search', filter.search),
  });
}

/** A filter of feed events in the model's words. @throws {CodedError} BAD_USER_INPUT for what is no id */
export function readFeedEventFilter(filter: Generated.FeedEventFilter | null | undefined): FeedEventFilter {
  if (!filter) return {};
  return given({
    kinds: readWords('filter.kinds', filter.kinds),
    feedIds: readList('filter.feedIds', filter.feedIds)?.map((id) => readId('filter.feedIds', id)),
  });
}

/** An execution filter in the model's words. */
export function readExecutionFilter(
  filter: Generated.JobExecutionFilter | null | undefined,
): JobExecutionFilter {
  return given({ statuses: readWords('filter.statuses', filter?.statuses) });
}
