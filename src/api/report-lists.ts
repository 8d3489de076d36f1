import type { CursorScope } from '../model/cursor.ts';
import type { PageRequest } from '../model/page.ts';
import type { ReportFilter } from '../model/report.ts';
import type { ReportOrder } from '../model/report-order.ts';
import type { ReportParent } from '../storage/report-repository.ts';
import { readPage } from './args/page.ts';
import { readReportFilter } from './args/report-filter.ts';
import { canonicalNames } from './brand-names.ts';
import type { Session } from './context.ts';
import type { ExportFormat } from './export/export-link.ts';
import { ExportableReports } from './exportable-reports.ts';
import { asksForFeedLabels } from './feed-of.ts';
import type * as Generated from './generated/types.ts';

/** The tenant's reports as a connection. */
export async function allReports(
  session: Session,
  args: Generated.QueryReportsArgs,
): Promise<ExportableReports> {
  const { filter, order, page, scope, given } = await readReportArgs(session, args);
  const { reports } = session.tenant;
  const withFeeds = session.asked.has('Report', 'feed') && asksForFeedLabels(session);
  const found = await reports.page(filter, order, page, { withFeeds });
  for (const feed of found.feeds) session.loaders.feedLabelById.prime(feed.id, feed);
  return new ExportableReports(
    found,
    scope,
    order,
    () => reports.count(filter),
    linkTo(session, given, order),
  );
}

/**
 * The reports of one feed or brand as a connection, loaded together with those of the other feeds or brands of the
 * same list.
 *
 * @param parent the feed's id or the brand's canonical name
 */
export async function reportsOf(
  kind: ReportParent,
  parent: string,
  session: Session,
  args: Generated.FeedReportsArgs,
): Promise<ExportableReports> {
  const { filter, order, page, scope, given } = await readReportArgs(session, args);
  const { loaders } = session;
  const pages = kind === 'feed' ? loaders.reportPageByFeedId : loaders.reportPageByBrand;
  const counts = kind === 'feed' ? loaders.filteredReportCountByFeedId : loaders.filteredReportCountByBrand;
  const ofParent = kind === 'feed' ? { feedIds: [parent] } : { brands: { all: [parent] } };
  return new ExportableReports(
    await pages.load({ parent, filter, order, page }),
    scope,
    order,
    () => counts.load({ parent, filter }),
    linkTo(session, [ofParent, ...given], order),
  );
}

interface ReportQuestion {
  filter: ReportFilter;
  order: ReportOrder;
  page: PageRequest;
  scope: CursorScope;
  /** The filter as it was given, if one was. */
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
  });
}

async function readReportArgs(session: Session, args: Generated.QueryReportsArgs): Promise<ReportQuestion> {
  const order: ReportOrder = args.orderBy ?? { field: 'PUBLISHED_AT', direction: 'DESC' };
  const scope = {
    tenantId: session.tenant.tenantId,
    list: `reports:${order.field}:${order.direction}`,
  };
  const filter = await readFilterOf(session, args.filter);
  const given = args.filter ? [args.filter] : [];
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
