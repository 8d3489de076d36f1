import {
  AlertDeliveryPageDocument,
  AlertPageDocument,
  AlertRulePageDocument,
  ApiKeyPageDocument,
  BrandPageDocument,
  CalendarEventPageDocument,
  FeedEventPageDocument,
  type FeedOrder,
  FeedPageDocument,
  JobExecutionPageDocument,
  type ReportFilter,
  type ReportOrder,
  ReportPageDocument,
  ReportPageOfBrandDocument,
  ReportPageOfFeedDocument,
  SavedSearchPageDocument,
  UserPageDocument,
  WebhookPageDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, type TestApi } from './api.ts';
import type { PagingArguments } from './relay-oracle.ts';

/** A connection as all lists answer it. */
export interface ConnectionAnswer {
  totalCount: number;
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  edges: { cursor: string; node: { id: string } }[];
}

/** One list of the API in one order, and what it must hold. */
export interface ListUnderTest {
  name: string;
  page(api: TestApi, args: PagingArguments, key?: string): Promise<ConnectionAnswer>;
  /** SELECT of the ids in the list's order; $1 is the tenant, $2 a feed. */
  truth: string;
}

const directions = ['ASC', 'DESC'] as const;
const reportOrders: Required<ReportOrder>[] = directions.flatMap((direction) => [
  { field: 'PUBLISHED_AT', direction },
  { field: 'INGESTED_AT', direction },
]);
const feedOrders: Required<FeedOrder>[] = directions.flatMap((direction) => [
  { field: 'CREATED_AT', direction },
  { field: 'NEXT_FETCH_AT', direction },
]);

const newestFirst = { field: 'CREATED_AT', direction: 'DESC' };
const gucci: ReportFilter = { brands: { any: ['Gucci'] } };

function inOrder(from: string, { field, direction }: { field: string; direction: string }): string {
  return `SELECT id FROM ${from} ORDER BY ${field.toLowerCase()} ${direction}, id ${direction}`;
}

function nameOf(list: string, { field, direction }: { field: string; direction: string }): string {
  return `${list} by ${field} ${direction}`;
}

/** The reports of the tenant, of the brand Gucci, or of a feed, in one order. */
export function reportList(
  of: 'tenant' | 'brand' | 'feed',
  filter: ReportFilter | null,
  orderBy: Required<ReportOrder>,
  feedId: () => string = () => '',
): ListUnderTest {
  const conditions = [
    'tenant_id = $1',
    ...(of === 'feed' ? ['feed_id = $2'] : ['($2::uuid IS NULL OR true)']),
    ...(of === 'brand' || filter?.brands ? [`'Gucci' = any(brands)`] : []),
    ...(filter?.search
      ? [`title || ' ' || coalesce(summary, '') || ' ' || coalesce(full_text, '') ~ 'silk'`]
      : []),
  ];
  return {
    name: nameOf(`reports of a ${of}${filter ? ` with ${JSON.stringify(filter)}` : ''}`, orderBy),
    truth: inOrder(`reports WHERE ${conditions.join(' AND ')}`, orderBy),
    page: async (api, paging, key) => {
      const args = { ...paging, filter, orderBy };
      if (of === 'tenant') return dataOf(await api.query(ReportPageDocument, args, key)).reports;
      return of === 'brand'
        ? dataOf(await api.query(ReportPageOfBrandDocument, { ...args, name: 'gucci' }, key)).brand.reports
        : dataOf(await api.query(ReportPageOfFeedDocument, { ...args, id: feedId() }, key)).feed.reports;
    },
  };
}

/** Every list of the API, in every order it has. */
export function allLists(feedId: () => string): ListUnderTest[] {
  return [
    ...reportOrders.flatMap((order) => [
      reportList('tenant', null, order),
      reportList('tenant', gucci, order),
      reportList('brand', null, order),
      reportList('feed', null, order, feedId),
    ]),
    reportList('brand', { search: 'silk' }, { field: 'PUBLISHED_AT', direction: 'DESC' }),
    reportList('brand', { search: 'silk' }, { field: 'INGESTED_AT', direction: 'ASC' }),
    reportList('feed', gucci, { field: 'PUBLISHED_AT', direction: 'DESC' }, feedId),
    ...feedOrders.map(
      (orderBy): ListUnderTest => ({
        name: nameOf('feeds', orderBy),
        truth: inOrder('feeds WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', orderBy),
        page: async (api, paging) => dataOf(await api.query(FeedPageDocument, { ...paging, orderBy })).feeds,
      }),
    ),
    {
      name: 'brands by name',
      truth: `SELECT id FROM brands WHERE owner_group = 'LVMH' AND ($1::uuid, $2::uuid) IS NOT NULL
        ORDER BY folded_names[1] COLLATE "C", id`,
      page: async (api, paging) =>
        dataOf(await api.query(BrandPageDocument, { ...paging, filter: { groups: ['lvmh'] } })).brands,
    },
    {
      name: 'feed events by HAPPENED_AT DESC',
      truth: inOrder('feed_events WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', {
        field: 'HAPPENED_AT',
        direction: 'DESC',
      }),
      page: async (api, paging) => dataOf(await api.query(FeedEventPageDocument, { ...paging })).feedEvents,
    },
    {
      name: 'job executions by STARTED_AT DESC',
      truth: inOrder('job_executions WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', {
        field: 'STARTED_AT',
        direction: 'DESC',
      }),
      page: async (api, paging) =>
        dataOf(await api.query(JobExecutionPageDocument, { ...paging })).jobExecutions,
    },
    {
      name: 'users by CREATED_AT DESC',
      truth: inOrder('users WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', newestFirst),
      page: async (api, paging) => dataOf(await api.query(UserPageDocument, { ...paging })).users,
    },
    {
      name: 'API keys by CREATED_AT DESC',
      truth: inOrder('api_keys WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', newestFirst),
      page: async (api, paging) => dataOf(await api.query(ApiKeyPageDocument, { ...paging })).apiKeys,
    },
    {
      name: 'saved searches by name',
      truth: `SELECT id FROM saved_searches WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)
        ORDER BY lower(name) COLLATE "C", id`,
      page: async (api, paging) =>
        dataOf(await api.query(SavedSearchPageDocument, { ...paging })).savedSearches,
    },
    {
      name: 'calendar events by day',
      truth: `SELECT id FROM calendar_events WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)
        AND series = 'own' ORDER BY starts_on, id`,
      page: async (api, paging) =>
        dataOf(await api.query(CalendarEventPageDocument, { ...paging, filter: { series: ['own'] } }))
          .calendarEvents,
    },
    {
      name: 'alert rules by name',
      truth: `SELECT id FROM alert_rules WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)
        ORDER BY lower(name) COLLATE "C", id`,
      page: async (api, paging) => dataOf(await api.query(AlertRulePageDocument, { ...paging })).alertRules,
    },
    {
      name: 'alerts by OPENED_AT DESC',
      truth: inOrder('alerts WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', {
        field: 'OPENED_AT',
        direction: 'DESC',
      }),
      page: async (api, paging) => dataOf(await api.query(AlertPageDocument, { ...paging })).alerts,
    },
    {
      name: 'alert deliveries by CREATED_AT DESC',
      truth: inOrder('alert_deliveries WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', newestFirst),
      page: async (api, paging) =>
        dataOf(await api.query(AlertDeliveryPageDocument, { ...paging })).alertDeliveries,
    },
    {
      name: 'webhooks by CREATED_AT DESC',
      truth: inOrder('webhooks WHERE tenant_id = $1 AND ($2::uuid IS NULL OR true)', newestFirst),
      page: async (api, paging) => dataOf(await api.query(WebhookPageDocument, { ...paging })).webhooks,
    },
  ];
}
