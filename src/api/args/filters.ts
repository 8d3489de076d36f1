import type { BrandFilter } from '../../model/brand.ts';
import { foldBrandName } from '../../model/brand.ts';
import { badInput } from '../../model/errors.ts';
import type { FeedFilter } from '../../model/feed.ts';
import type { JobExecutionFilter } from '../../model/job.ts';
import type { ReportFilter } from '../../model/report.ts';
import type * as Generated from '../generated/types.ts';
import { given, readId, readList, readText, readTexts, readTime, readWords } from './values.ts';

/** Gives the canonical names of brands, in the order of the names asked for; throws for a name no brand has. */
export type CanonicalNames = (names: readonly string[]) => Promise<string[]>;

/**
 * A report filter in the model's words, brands by their canonical names.
 *
 * @throws {CodedError} BAD_USER_INPUT for an id that is no id, a blank or too long text, an unknown brand, or a range
 *   that ends before it begins
 */
export async function readReportFilter(
  filter: Generated.ReportFilter | null | undefined,
  canonicalNames: CanonicalNames,
): Promise<ReportFilter> {
  if (!filter) return {};
  const named = async (quantity: 'all' | 'any' | 'none') => {
    const names = readTexts(`brands.${quantity}`, filter.brands?.[quantity]);
    return names && canonicalNames(names);
  };
  // At once, so that one statement finds the names of all three.
  const [brandsAll, brandsAny, brandsNone] = await Promise.all([named('all'), named('any'), named('none')]);
  const publishedAfter = readTime('publishedAfter', filter.publishedAfter);
  const publishedBefore = readTime('publishedBefore', filter.publishedBefore);
  if (publishedAfter && publishedBefore && publishedAfter >= publishedBefore) {
    throw badInput(
      `publishedAfter: ${publishedAfter.toISOString()} is not before publishedBefore: ${publishedBefore.toISOString()}.`,
    );
  }
  return given({
    brandsAll,
    brandsAny,
    brandsNone,
    search: readText('search', filter.search),
    topics: readWords('topics', filter.topics),
    sentiments: readWords('sentiments', filter.sentiments),
    statuses: readWords('statuses', filter.statuses),
    providers: readWords('providers', filter.providers),
    feedIds: readList('feedIds', filter.feedIds)?.map((id) => readId('feedIds', id)),
    sources: readTexts('sources', filter.sources),
    languages: readTexts('languages', filter.languages)?.map((language) => language.toLowerCase()),
    publishedAfter,
    publishedBefore,
  });
}

/** A brand filter in the model's words. @throws {CodedError} BAD_USER_INPUT for a blank or too long text */
export function readBrandFilter(filter: Generated.BrandFilter | null | undefined): BrandFilter {
  if (!filter) return {};
  const search = readText('search', filter.search);
  const folded = search === undefined ? undefined : foldBrandName(search);
  if (folded === '') throw badInput(`search: "${search}" has nothing but accents. Write a part of a name.`);
  return given({
    search: folded,
    categories: readWords('categories', filter.categories),
    groups: readTexts('groups', filter.groups),
    inReports: filter.inReports ?? undefined,
  });
}

/** A feed filter in the model's words. @throws {CodedError} BAD_USER_INPUT for a blank or too long text */
export function readFeedFilter(filter: Generated.FeedFilter | null | undefined): FeedFilter {
  if (!filter) return {};
  return given({
    states: readWords('states', filter.states),
    providers: readWords('providers', filter.providers),
    search: readText('search', filter.search),
  });
}

/** An execution filter in the model's words. */
export function readExecutionFilter(
  filter: Generated.JobExecutionFilter | null | undefined,
): JobExecutionFilter {
  return given({ statuses: readWords('statuses', filter?.statuses) });
}
