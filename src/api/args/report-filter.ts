import { badFields, FaultyFields } from '../../model/errors.ts';
import type { ReportFilter } from '../../model/report.ts';
import type { SavedBrandsCondition, SavedReportFilter, SavedSearch } from '../../model/saved-search.ts';
import type * as Generated from '../generated/types.ts';
import { Faults } from './faults.ts';
import { given, readId, readLanguage, readList, readText, readTexts, readTime, readWords } from './values.ts';

/** Gives the canonical names of brands, in the order of the names asked for; throws for a name no brand has. */
export type CanonicalNames = (names: readonly string[]) => Promise<string[]>;

/** What the names and ids of a filter are looked up in. */
export interface FilterLookups {
  canonicalNames: CanonicalNames;
  /** The tenant's saved search with this id, null when it has none. */
  savedSearch(id: string): Promise<SavedSearch | null>;
  /** The ids of the reports of some stories; none for a story that there is not. */
  reportIdsOfStories(storyIds: readonly string[]): Promise<string[]>;
}

/** A saved filter, its times read. */
type ReopenedFilter = Omit<SavedReportFilter, 'publishedAfter' | 'publishedBefore'> & {
  publishedAfter?: Date;
  publishedBefore?: Date;
  savedSearchId?: undefined;
};

/** A filter as GraphQL or a saved search hands it over. */
type GivenFilter = Generated.ReportFilter | ReopenedFilter;

/** A filter of which all is checked that can be checked without looking anything up. */
export interface CheckedFilter {
  /** As they were given, trimmed. */
  brands: SavedBrandsCondition;
  /** All other conditions. */
  conditions: Omit<ReportFilter, 'brandsAll' | 'brandsAny' | 'brandsNone' | 'ids' | 'and'>;
  storyIds: string[] | undefined;
  savedSearchId: string | undefined;
}

/**
 * A report filter in the model's words: brands by their canonical names, a saved search by the filter that it stands
 * for now.
 *
 * @param path stands before the names of faulty fields; empty for a filter that is no argument
 * @throws {CodedError} BAD_USER_INPUT with every faulty field: an id that is no id, a blank or too long text, an unknown
 *   brand or saved search, a range that ends before it begins, a saved search that names a brand unknown by now
 */
export async function readReportFilter(
  filter: GivenFilter | null | undefined,
  lookups: FilterLookups,
  path: 'filter.' | '' = 'filter.',
): Promise<ReportFilter> {
  if (!filter) return {};
  const faults = new Faults(path);
  const { brands, conditions, storyIds, savedSearchId } = checkReportFilter(filter, faults);
  const [named, search, ids] = await Promise.all([
    resolveBrands(brands, lookups.canonicalNames, faults),
    savedSearchId === undefined ? undefined : lookups.savedSearch(savedSearchId),
    storyIds && lookups.reportIdsOfStories(storyIds),
  ]);
  if (search === null) faults.add('savedSearchId', noSearchWith(filter.savedSearchId));
  faults.throwIfAny();
  const and = search ? [await readSavedFilter(search, lookups)] : undefined;
  return given({ ...named, ...conditions, ids, and });
}

/** That a tenant has no saved search with an id, for the field that names it. */
export function noSearchWith(id: string | null | undefined): string {
  return `there is no saved search with the id "${id}". See savedSearches.`;
}

/** A condition's brands by their canonical names; a name that no brand has is among the faults then. */
export async function resolveBrands(
  { all, any, none }: SavedBrandsCondition,
  canonicalNames: CanonicalNames,
  faults: Faults,
): Promise<Pick<ReportFilter, 'brandsAll' | 'brandsAny' | 'brandsNone'>> {
  // At once, so that one statement finds the names of all three.
  const [brandsAll, brandsAny, brandsNone] = await Promise.allSettled(
    [all, any, none].map(async (names) => names && canonicalNames(names)),
  );
  return given({
    brandsAll: brandsAll && faults.settle('brands.all', brandsAll),
    brandsAny: brandsAny && faults.settle('brands.any', brandsAny),
    brandsNone: brandsNone && faults.settle('brands.none', brandsNone),
  });
}

/** Reads the fields of a filter; what is wrong with them is among the faults then, and missing from what it gives. */
export function checkReportFilter(filter: GivenFilter, faults: Faults): CheckedFilter {
  const texts = (field: string, list: string[] | null | undefined) =>
    faults.read(field, (argument) => readTexts(argument, list));
  const words = <Word extends string>(field: string, list: Word[] | null | undefined) =>
    faults.read(field, (argument) => readWords(argument, list));
  const ids = (field: string, list: string[] | null | undefined) =>
    faults.read(field, (argument) => readList(argument, list)?.map((id) => readId(argument, id)));
  const time = (field: string, moment: Date | null | undefined) =>
    faults.read(field, (argument) => readTime(argument, moment));

  const publishedAfter = time('publishedAfter', filter.publishedAfter);
  const publishedBefore = time('publishedBefore', filter.publishedBefore);
  if (publishedAfter && publishedBefore && publishedAfter >= publishedBefore) {
    const [after, before] = [publishedAfter.toISOString(), publishedBefore.toISOString()];
    faults.add('publishedAfter', `${after} is not before publishedBefore: ${before}.`);
  }
  return {
    brands: given({
      all: texts('brands.all', filter.brands?.all),
      any: texts('brands.any', filter.brands?.any),
      none: texts('brands.none', filter.brands?.none),
    }),
    conditions: given({
      search: faults.read('search', (argument) => readText(argument, filter.search)),
      topics: words('topics', filter.topics),
      sentiments: words('sentiments', filter.sentiments),
      statuses: words('statuses', filter.statuses),
      providers: words('providers', filter.providers),
      feedIds: ids('feedIds', filter.feedIds),
      authors: texts('authors', filter.authors),
      sources: texts('sources', filter.sources),
      languages: faults.read('languages', (argument) =>
        readTexts(argument, filter.languages)?.map((language) => readLanguage(argument, language)),
      ),
      publishedAfter,
      publishedBefore,
    }),
    storyIds: ids('storyIds', filter.storyIds),
    savedSearchId: faults.read('savedSearchId', (argument) =>
      typeof filter.savedSearchId === 'string' ? readId(argument, filter.savedSearchId) : undefined,
    ),
  };
}

/** A checked filter in the form in which it is kept; the saved search it names is not part of it. */
export function toSavedFilter({ brands, conditions, storyIds }: CheckedFilter): SavedReportFilter {
  return given({
    brands: Object.keys(brands).length > 0 ? brands : undefined,
    ...conditions,
    storyIds,
    publishedAfter: conditions.publishedAfter?.toISOString(),
    publishedBefore: conditions.publishedBefore?.toISOString(),
  });
}

/** A saved search's filter, read anew: names may have come to mean other brands since it was saved. */
async function readSavedFilter({ name, filter }: SavedSearch, lookups: FilterLookups): Promise<ReportFilter> {
  try {
    return await readReportFilter(reopened(filter), lookups, '');
  } catch (error) {
    if (!(error instanceof FaultyFields)) throw error;
    const message = `the saved search "${name}" cannot be used as it stands: ${error.message} Save it anew.`;
    throw badFields([{ field: 'filter.savedSearchId', message }]);
  }
}

function reopened({ publishedAfter, publishedBefore, ...rest }: SavedReportFilter): ReopenedFilter {
  return {
    ...rest,
    ...(publishedAfter === undefined ? {} : { publishedAfter: new Date(publishedAfter) }),
    ...(publishedBefore === undefined ? {} : { publishedBefore: new Date(publishedBefore) }),
  };
}
