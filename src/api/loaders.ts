import DataLoader from 'dataloader';
import { followedBrands } from '../analytics/brand-questions.ts';
import { type AnswerQuestion, computedFrom } from '../analytics/question.ts';
import type { Alert } from '../model/alert.ts';
import type { Author, BrandCount } from '../model/author.ts';
import type { Brand } from '../model/brand.ts';
import type { Feed, FeedLabel } from '../model/feed.ts';
import { noVisits, type VisitSums } from '../model/feed-health.ts';
import type { JobExecution } from '../model/job.ts';
import type { NameStatistics, RejectedMention, RuleVersion } from '../model/mention-evidence.ts';
import { wordsOfName } from '../model/name-words.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { Mention, Report, ReportFilter } from '../model/report.ts';
import type { ReportCount } from '../model/report-count.ts';
import type { TopicCount } from '../model/report-groups.ts';
import type { ReportOrder } from '../model/report-order.ts';
import type { Story } from '../model/story.ts';
import type { Tenant, User } from '../model/tenant.ts';
import type { Webhook } from '../model/webhook.ts';
import type { AlertRuleRow } from '../storage/alerts/alert-rule-repository.ts';
import type { BrandRepository } from '../storage/brand-repository.ts';
import type { ReportParent } from '../storage/report-source.ts';
import type { SavedSearchRow } from '../storage/search-repository.ts';
import type { Storage, TenantStorage } from '../storage/storage.ts';
import { analyticsLoaders } from './analytics/loaders.ts';
import { alikeTogether, type OnBatch } from './batches.ts';

/** Which reports of a feed, brand, story or author. */
export interface ReportsOfParent {
  /** The id of the feed or story, the brand's canonical name, or the author's key. */
  parent: string;
  filter: ReportFilter;
}

/** Which page of the reports of a feed, brand, story or author. */
export interface ReportPageOfParent extends ReportsOfParent {
  order: ReportOrder;
  page: PageRequest;
}

/** How much of what hangs on a report or an author. */
export interface FirstOfParent {
  /** The report's id, or the author's key. */
  parent: string;
  /** How many at most. */
  first: number;
}

/** Which versions of a brand's rules. */
export interface VersionsOfBrand {
  /** The brand's canonical name. */
  parent: string;
  /** How many at most, the newest first. */
  first: number;
}

/** Which statistics of a brand's names. */
export interface StatisticsOfBrand {
  /** The brand's canonical name. */
  parent: string;
  since: Date;
}

/** Which days of a feed. */
export interface DaysOfFeed {
  /** The feed's id. */
  parent: string;
  /** The first of them. */
  since: Date;
}

/** Finds brands by folded name ({@link wordsOfName}), each name once; one that no brand has is left out. */
export type FindBrands = (folded: readonly string[]) => Promise<ReadonlyMap<string, Brand>>;

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>;

/**
 * Makes the loaders of one request: what its fields ask for one by one is fetched together, and once. Each answers in
 * the order of its keys, null (or an empty list, or 0) where there is nothing.
 */
export function createLoaders(
  storage: Storage,
  tenant: TenantStorage,
  onBatch: OnBatch = () => {},
  answer: AnswerQuestion = computedFrom(tenant),
  findBrands?: FindBrands,
) {
  const {
    reports,
    stories,
    authors,
    feeds,
    brands,
    brandRules,
    nameStatistics,
    executions,
    searches,
    users,
  } = tenant;
  const make = makersOf(onBatch);
  const ofBrands = brandLoaders(brands, onBatch, findBrands);
  return {
    tenantById: make.byId<Tenant>('tenantById', (ids) => storage.tenants.byIds(ids)),
    reportById: make.byId<Report>('reportById', (ids) => reports.byIds(ids)),
    feedById: make.byId<Feed>('feedById', (ids) => feeds.byIds(ids)),
    feedLabelById: make.byId<FeedLabel>('feedLabelById', (ids) => feeds.labelsByIds(ids)),
    jobExecutionById: make.byId<JobExecution>('jobExecutionById', (ids) => executions.byIds(ids)),
    userById: make.byId<User>('userById', (ids) => users.byIds(ids)),
    alertRuleById: make.byId<AlertRuleRow>('alertRuleById', (ids) => tenant.alertRules.byIds(ids)),
    alertById: make.byId<Alert>('alertById', (ids) => tenant.alerts.byIds(ids)),
    webhookById: make.byId<Webhook>('webhookById', (ids) => tenant.webhooks.byIds(ids)),
    savedSearchById: make.byId<SavedSearchRow>('savedSearchById', (ids) => searches.byIds(ids)),
    ...ofBrands,
    /** Those that the tenant follows, whatever the key: there is one list. */
    followedBrands: new DataLoader<string, Brand[]>(async (keys) => {
      onBatch('followedBrands', 1);
      const followed = await answer(followedBrands, {});
      for (const brand of followed) ofBrands.brandByName.prime(brand.name, brand);
      return keys.map(() => followed);
    }),
    analytics: analyticsLoaders(answer, onBatch),
    mentionsByReportId: make.fromMap<Mention[]>('mentionsByReportId', (ids) => reports.mentions(ids), []),
    rejectedMentionsByReportId: make.fromMap<RejectedMention[]>(
      'rejectedMentionsByReportId',
      (ids) => reports.rejectedMentions(ids),
      [],
    ),
    fullTextByReportId: make.fromMap<string | null>(
      'fullTextByReportId',
      (ids) => reports.fullTexts(ids),
      null,
    ),
    relatedByReportId: new DataLoader<FirstOfParent, Report[], string>(
      alikeTogether(async ({ first }, ids) => {
        onBatch('relatedByReportId', ids.length);
        const related = await reports.related(ids, first);
        return new Map(ids.map((id) => [id, related.get(id) ?? []]));
      }),
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    visitSumsByFeedId: new DataLoader<DaysOfFeed, VisitSums, string>(
      alikeTogether(async ({ since }, ids) => {
        onBatch('visitSumsByFeedId', ids.length);
        const sums = await feeds.visitSums(ids, since);
        return new Map(ids.map((id) => [id, sums.get(id) ?? noVisits]));
      }),
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    ruleVersionsByBrand: new DataLoader<VersionsOfBrand, RuleVersion[], string>(
      alikeTogether(async ({ first }, brands) => {
        onBatch('ruleVersionsByBrand', brands.length);
        const versions = await brandRules.versions(brands, first);
        return new Map(brands.map((brand) => [brand, versions.get(brand) ?? []]));
      }),
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    nameStatisticsByBrand: new DataLoader<StatisticsOfBrand, NameStatistics[], string>(
      alikeTogether(async ({ since }, brands) => {
        onBatch('nameStatisticsByBrand', brands.length);
        const statistics = await nameStatistics.byBrands(brands, since);
        return new Map(brands.map((brand) => [brand, statistics.get(brand) ?? []]));
      }),
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    reportCountByBrand: make.fromMap<number>(
      'reportCountByBrand',
      (names) => reports.countsByBrand(names),
      0,
    ),
    storyByReportId: make.fromMap<Story | null>('storyByReportId', (ids) => stories.byReportIds(ids), null),
    storyById: make.fromMap<Story | null>('storyById', (ids) => stories.byIds(ids), null),
    reportIdsByStoryId: make.fromMap<string[]>('reportIdsByStoryId', (ids) => stories.reportIds(ids), []),
    authorByKey: make.fromMap<Author | null>('authorByKey', (keys) => authors.byKeys(keys), null),
    authorsByReportId: make.fromMap<Author[]>('authorsByReportId', (ids) => authors.byReportIds(ids), []),
    outletsByAuthor: make.fromMap<string[]>('outletsByAuthor', (keys) => authors.outlets(keys), []),
    topicsByAuthor: make.fromMap<TopicCount[]>('topicsByAuthor', (keys) => authors.topics(keys), []),
    reportCountByAuthor: make.fromMap<number>('reportCountByAuthor', (keys) => authors.reportCounts(keys), 0),
    brandsByAuthor: new DataLoader<FirstOfParent, BrandCount[], string>(
      alikeTogether(async ({ first }, keys) => {
        onBatch('brandsByAuthor', keys.length);
        const brandCounts = await authors.brands(keys, first);
        return new Map(keys.map((key) => [key, brandCounts.get(key) ?? []]));
      }),
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    reportsOf: {
      author: { pages: pagesOf('author', tenant, onBatch), counts: countsOf('author', tenant, onBatch) },
      feed: { pages: pagesOf('feed', tenant, onBatch), counts: countsOf('feed', tenant, onBatch) },
      brand: { pages: pagesOf('brand', tenant, onBatch), counts: countsOf('brand', tenant, onBatch) },
      story: { pages: pagesOf('story', tenant, onBatch), counts: countsOf('story', tenant, onBatch) },
    },
  };
}

/** The loaders of {@link createLoaders} that find brands; a transaction makes its own, to read on its own connection. */
export function brandLoaders(
  brands: BrandRepository,
  onBatch: OnBatch = () => {},
  findBrands: FindBrands = (folded) => brands.byFoldedNames(folded),
) {
  const brandByName = new DataLoader<string, Brand | null, string>(
    async (names) => {
      onBatch('brandByName', names.length);
      const found = await findBrands(names.map(wordsOfName));
      return names.map((name) => found.get(wordsOfName(name)) ?? null);
    },
    { cacheKeyFn: wordsOfName },
  );
  return {
    /** By name or alias, in any spelling. */
    brandByName,
    /** Names that resemble one that no brand has. A name is looked up once, however many rows of a query ask for it. */
    similarBrandNames: new DataLoader<string, string[], string>(
      (names) => Promise.all(names.map((name) => brands.namesLike(wordsOfName(name)))),
      { cacheKeyFn: wordsOfName },
    ),
  };
}

function makersOf(onBatch: OnBatch) {
  return {
    byId<Row extends { id: string }>(name: string, fetch: (ids: readonly string[]) => Promise<Row[]>) {
      return new DataLoader<string, Row | null>(async (ids) => {
        onBatch(name, ids.length);
        const rows = new Map((await fetch(ids)).map((row) => [row.id, row]));
        return ids.map((id) => rows.get(id) ?? null);
      });
    },
    fromMap<Value>(
      name: string,
      fetch: (keys: readonly string[]) => Promise<Map<string, Value>>,
      none: Value,
    ) {
      return new DataLoader<string, Value>(async (keys) => {
        onBatch(name, keys.length);
        const values = await fetch(keys);
        return keys.map((key) => values.get(key) ?? none);
      });
    },
  };
}

function pagesOf(kind: ReportParent, { reports }: TenantStorage, onBatch: OnBatch) {
  return new DataLoader<ReportPageOfParent, Page<Report>, string>(
    alikeTogether(({ filter, order, page }, parents) => {
      onBatch(`reportPageBy.${kind}`, parents.length);
      return reports.pagesByParent(kind, parents, filter, order, page);
    }),
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );
}

function countsOf(kind: ReportParent, { reports }: TenantStorage, onBatch: OnBatch) {
  return new DataLoader<ReportsOfParent, ReportCount, string>(
    alikeTogether(({ filter }, parents) => {
      onBatch(`filteredReportCountBy.${kind}`, parents.length);
      return reports.countsByParent(kind, parents, filter);
    }),
    { cacheKeyFn: (key) => JSON.stringify(key) },
  );
}
