import DataLoader from 'dataloader';
import { type Brand, foldBrandName } from '../model/brand.ts';
import type { Feed } from '../model/feed.ts';
import { groupBy } from '../model/group.ts';
import type { JobExecution } from '../model/job.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { Mention, Report, ReportFilter } from '../model/report.ts';
import type { Tenant } from '../model/tenant.ts';
import type { ReportOrder, ReportParent } from '../storage/report-repository.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';

/** Which reports of a feed or brand. */
export interface ReportsOfParent {
  /** The feed's id, or the brand's canonical name. */
  parent: string;
  filter: ReportFilter;
}

/** Which page of the reports of a feed or brand. */
export interface ReportPageOfParent extends ReportsOfParent {
  order: ReportOrder;
  page: PageRequest;
}

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>;

/**
 * Makes the loaders of one request: what its fields ask for one by one is fetched together, and once. Each answers in
 * the order of its keys, null (or an empty list, or 0) where there is nothing.
 */
export function createLoaders(storage: Storage, tenant: TenantStorage) {
  const { reports, feeds, brands, executions } = tenant;
  return {
    tenantById: byId<Tenant>((ids) => storage.tenants.byIds(ids)),
    reportById: byId<Report>((ids) => reports.byIds(ids)),
    feedById: byId<Feed>((ids) => feeds.byIds(ids)),
    jobExecutionById: byId<JobExecution>((ids) => executions.byIds(ids)),
    /** By name or alias, in any spelling. */
    brandByName: new DataLoader<string, Brand | null, string>(
      async (names) => {
        const found = await brands.byFoldedNames(names.map(foldBrandName));
        return names.map((name) => found.get(foldBrandName(name)) ?? null);
      },
      { cacheKeyFn: foldBrandName },
    ),
    /** Names that resemble one that no brand has. A name is looked up once, however many rows of a query ask for it. */
    similarBrandNames: new DataLoader<string, string[], string>(
      (names) => Promise.all(names.map((name) => brands.namesLike(foldBrandName(name)))),
      { cacheKeyFn: foldBrandName },
    ),
    mentionsByReportId: fromMap<Mention[]>((ids) => reports.mentions(ids), []),
    fullTextByReportId: fromMap<string | null>((ids) => reports.fullTexts(ids), null),
    reportCountByBrand: fromMap<number>((names) => reports.countsByBrand(names), 0),
    reportPageByFeedId: pagesOf('feed', tenant),
    reportPageByBrand: pagesOf('brand', tenant),
    filteredReportCountByFeedId: countsOf('feed', tenant),
    filteredReportCountByBrand: countsOf('brand', tenant),
  };
}

function byId<Row extends { id: string }>(fetch: (ids: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row | null>(async (ids) => {
    const rows = new Map((await fetch(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

function fromMap<Value>(fetch: (keys: readonly string[]) => Promise<Map<string, Value>>, none: Value) {
  return new DataLoader<string, Value>(async (keys) => {
    const values = await fetch(keys);
    return keys.map((key) => values.get(key) ?? none);
  });
}

function pagesOf(kind: ReportParent, { reports }: TenantStorage) {
  return new DataLoader<ReportPageOfParent, Page<Report>, string>(
    alikeTogether(({ filter, order, page }, parents) =>
      reports.pagesByParent(kind, parents, filter, order, page),
    ),
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );
}

function countsOf(kind: ReportParent, { reports }: TenantStorage) {
  return new DataLoader<ReportsOfParent, number, string>(
    alikeTogether(({ filter }, parents) => reports.countsByParent(kind, parents, filter)),
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );
}

/**
 * A batch function that fetches once for all keys that ask the same of different parents. One field of a query asks
 * the same of all its parents, so the number of fetches is that of the query's fields, whatever it returns.
 */
function alikeTogether<Key extends { parent: string }, Value>(
  fetch: (question: Key, parents: string[]) => Promise<Map<string, Value>>,
) {
  return async (keys: readonly Key[]): Promise<(Value | Error)[]> => {
    const questionOf = ({ parent, ...question }: Key) => JSON.stringify(question);
    const answers = new Map<string, Map<string, Value>>();
    await Promise.all(
      [...groupBy(keys, questionOf)].map(async ([question, alike]) => {
        const parents = alike.map(({ parent }) => parent);
        if (alike[0]) answers.set(question, await fetch(alike[0], parents));
      }),
    );
    return keys.map(
      (key) =>
        answers.get(questionOf(key))?.get(key.parent) ?? new Error(`nothing was fetched for ${key.parent}`),
    );
  };
}
