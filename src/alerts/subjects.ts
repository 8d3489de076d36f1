import type { AlertCondition } from '../model/alert.ts';
import { wordsOfName } from '../model/name-words.ts';
import type { ReportFilter } from '../model/report.ts';
import type { SavedReportFilter } from '../model/saved-search.ts';
import type { TenantRepositories } from '../storage/storage.ts';

/** What a rule is judged by, as it is meant now: a brand that came to count as another one counts as that. */
export interface Subjects<Condition extends AlertCondition> {
  condition: Condition;
  brands: string[];
  rivals: string[];
  /** The index of its search among {@link Understood.filters}; null when it has none. */
  search: number | null;
}

/** What some rules are about. */
export interface Understood<Condition extends AlertCondition> {
  rules: Subjects<Condition>[];
  filters: ReportFilter[];
  /** Of all rules, each once. */
  brands: string[];
}

/**
 * Looks up what rules are about: brands by the names they have now, and saved searches by what they let through now.
 * Three statements at most, however many rules there are. A name that no brand has any more finds nothing.
 */
export async function understand<Condition extends AlertCondition>(
  conditions: readonly Condition[],
  { searches, brands, stories }: Pick<TenantRepositories, 'searches' | 'brands' | 'stories'>,
): Promise<Understood<Condition>> {
  const searchIds = [...new Set(conditions.flatMap(({ savedSearchId }) => savedSearchId ?? []))];
  const saved = searchIds.length === 0 ? [] : await searches.byIds(searchIds);
  const names = [
    ...conditions.flatMap((one) => [...one.brands, ...one.rivals]),
    ...saved.flatMap(({ filter }) => Object.values(filter.brands ?? {}).flat()),
  ].map(wordsOfName);
  const found = names.length === 0 ? new Map() : await brands.byFoldedNames([...new Set(names)]);
  const nameOf = (name: string): string => found.get(wordsOfName(name))?.name ?? name;
  const storyIds = saved.flatMap(({ filter }) => filter.storyIds ?? []);
  const reports = storyIds.length === 0 ? new Map<string, string[]>() : await stories.reportIds(storyIds);
  const rules = conditions.map((condition) => {
    const at = saved.findIndex(({ id }) => id === condition.savedSearchId);
    const own = unique(condition.brands.map(nameOf));
    return {
      condition,
      brands: own,
      rivals: unique(condition.rivals.map(nameOf)).filter((name) => !own.includes(name)),
      search: at === -1 ? null : at,
    };
  });
  return {
    rules,
    filters: saved.map(({ filter }) => understoodFilter(filter, nameOf, reports)),
    brands: unique(rules.flatMap((one) => [...one.brands, ...one.rivals])),
  };
}

function understoodFilter(
  { brands = {}, storyIds, publishedAfter, publishedBefore, ...conditions }: SavedReportFilter,
  nameOf: (name: string) => string,
  reports: ReadonlyMap<string, string[]>,
): ReportFilter {
  return {
    ...conditions,
    ...(brands.all && { brandsAll: brands.all.map(nameOf) }),
    ...(brands.any && { brandsAny: brands.any.map(nameOf) }),
    ...(brands.none && { brandsNone: brands.none.map(nameOf) }),
    ...(storyIds && { ids: storyIds.flatMap((id) => reports.get(id) ?? []) }),
    ...(publishedAfter !== undefined && { publishedAfter: new Date(publishedAfter) }),
    ...(publishedBefore !== undefined && { publishedBefore: new Date(publishedBefore) }),
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
