import type { CursorScope } from '../model/cursor.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { ListedReport, ReportFilter } from '../model/report.ts';
import type { ReportOrder } from '../model/report-order.ts';
import type { Span } from '../model/rollup-sums.ts';
import type { ReportParent } from '../storage/report-source.ts';
import { readPage } from './args/page.ts';
import { readReportFilter } from './args/report-filter.ts';
import { canonicalNames } from './brand-names.ts';
import type { Session } from './context.ts';
import type { ExportFormat } from './export/export-link.ts';
import { ExportableReports } from './exportable-reports.ts';
import { asksForFeedLabels } from './feed-of.ts';
import type * as Generated from './generated/types.ts';
import { asksForListedReports, asksForPages } from './listed-fields.ts';

/** The tenant's reports as a connection. @param within the stretch in which they were published; absent: ever */
export async function allReports(
  session: Session,
  args: Generated.QueryReportsArgs,
  within?: Span,
): Promise<ExportableReports> {
  const { filter, order, page, scope, given } = await readReportArgs(session, args, within);
  const { reports } = session.tenant;
  return new ExportableReports(
    await pageOf(session, filter, order, page),
    scope,
    order,
    () => reports.count(filter),
    linkTo(session, given, order),
  );
}

/** What stands for a page that nobody looks at. */
const unread = { rows: [], hasPreviousPage: false, hasNextPage: false };

/** A page of reports with no more of them than the request asks for; its feeds are handed to their loader. */
async function pageOf(
  session: Session,
  filter: ReportFilter,
  order: ReportOrder,
  page: PageRequest,
): Promise<Page<ListedReport>> {
  const { tenant, asked, loaders } = session;
  const { reports } = tenant;
  if (!asksForPages(session)) return unread;
  if (!asksForListedReports(session)) return reports.page(filter, order, page);
  const withFeeds = asked.has('Report', 'feed') && asksForFeedLabels(session);
  const list = await reports.list(filter, order, page, { withFeeds });
  for (const feed of list.feeds) loaders.feedLabelById.prime(feed.id, feed);
  return list;
}

/**
 * The reports of one feed, brand, story or author as a connection, loaded together with those of the others of the same list.
 *
 * @param parent the id of the feed or story, the brand's canonical name, or the author's key
 * @param within the stretch in which they were published; absent: ever
 */
export async function reportsOf(
  kind: ReportParent,
  parent: string,
  session: Session,
  args: Generated.FeedReportsArgs,
  within?: Span,
): Promise<ExportableReports> {
  const { filter, order, page, scope, given } = await readReportArgs(session, args, within);
  const { pages, counts } = session.loaders.reportsOf[kind];
  return new ExportableReports(
    asksForPages(session) ? await pages.load({ parent, filter, order, page }) : unread,
    scope,
    order,
    () => counts.load({ parent, filter }),
    linkTo(session, [filterOf(kind, parent), ...given], order),
  );
}

function filterOf(kind: ReportParent, parent: string): Generated.ReportFilter {
  if (kind === 'brand') return { brands: { all: [parent] } };
  if (kind === 'author') return { authors: [parent] };
  return kind === 'feed' ? { feedIds: [parent] } : { storyIds: [parent] };
}

interface ReportQuestion {
  filter: ReportFilter;
  order: ReportOrder;
  page: PageRequest;
  scope: CursorScope;
  /** The filter as it was given, if one was, and the stretch. */
  given: Generated.ReportFilter[];
}

/** A report filter in the model's words, names and saved searches found among the tenant's. */
export async function readFilterOf(
  session: Pick<Session, 'loaders'>,
  filter: Generated.ReportFilter | null | undefined,
): Promise<ReportFilter> {
  return readReportFilter(filter, {
    canonicalNames: (names) => canonicalNames(session, names),
    savedSearch: (id) => session.loaders.savedSearchById.load(id),
    reportIdsOfStories: async (ids) => {
      const reportIds = await Promise.all(ids.map((id) => session.loaders.reportIdsByStoryId.load(id)));
      return [...new Set(reportIds.flat())];
    },
  });
}

async function readReportArgs(
  session: Session,
  args: Generated.QueryReportsArgs,
  within: Span | undefined,
): Promise<ReportQuestion> {
  const order: ReportOrder = args.orderBy ?? { field: 'PUBLISHED_AT', direction: 'DESC' };
  const scope = {
    tenantId: session.tenant.tenantId,
    list: `reports:${order.field}:${order.direction}`,
  };
  const stretch = within ? [{ publishedAfter: within.from, publishedBefore: within.to }] : [];
  const asked = await readFilterOf(session, args.filter);
  const filter = within ? { ...asked, and: [...(asked.and ?? []), ...stretch] } : asked;
  const given = [...stretch, ...(args.filter ? [args.filter] : [])];
  return { filter, order, page: readPage(args, scope, session.limits), scope, given };
}

/** Makes the link to a file with all reports that some filters let through. */
function linkTo(
  { exportLinks, principal, now }: Session,
  filters: Generated.ReportFilter[],
  order: ReportOrder,
) {
  const { tenantId, keyId } = principal;
  return (format: ExportFormat) => exportLinks.urlOf({ tenantId, keyId, filters, order, format }, now());
}
