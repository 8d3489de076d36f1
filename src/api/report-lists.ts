import type { CursorScope } from '../model/cursor.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { Report, ReportFilter } from '../model/report.ts';
import type { ReportOrder, ReportParent } from '../storage/report-repository.ts';
import { readReportFilter } from './args/filters.ts';
import { readPage } from './args/page.ts';
import { canonicalNames } from './brand-names.ts';
import { Connection } from './connection.ts';
import type { Session } from './context.ts';
import type * as Generated from './generated/types.ts';

/** The tenant's reports as a connection. */
export async function allReports(
  session: Session,
  args: Generated.QueryReportsArgs,
): Promise<Connection<Report>> {
  const { filter, order, page, scope } = await readReportArgs(session, args);
  const { reports } = session.tenant;
  return connect(await reports.page(filter, order, page), order, scope, () => reports.count(filter));
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
): Promise<Connection<Report>> {
  const { filter, order, page, scope } = await readReportArgs(session, args);
  const { loaders } = session;
  const pages = kind === 'feed' ? loaders.reportPageByFeedId : loaders.reportPageByBrand;
  const counts = kind === 'feed' ? loaders.filteredReportCountByFeedId : loaders.filteredReportCountByBrand;
  return connect(await pages.load({ parent, filter, order, page }), order, scope, () =>
    counts.load({ parent, filter }),
  );
}

interface ReportQuestion {
  filter: ReportFilter;
  order: ReportOrder;
  page: PageRequest;
  scope: CursorScope;
}

async function readReportArgs(session: Session, args: Generated.QueryReportsArgs): Promise<ReportQuestion> {
  const order: ReportOrder = args.orderBy ?? { field: 'PUBLISHED_AT', direction: 'DESC' };
  const scope = {
    tenantId: session.tenant.tenantId,
    list: `reports:${order.field}:${order.direction}`,
  };
  const filter = await readReportFilter(args.filter, (names) => canonicalNames(session, names));
  return { filter, order, page: readPage(args, scope), scope };
}

function connect(page: Page<Report>, order: ReportOrder, scope: CursorScope, count: () => Promise<number>) {
  const field = order.field === 'PUBLISHED_AT' ? 'publishedAt' : 'ingestedAt';
  return new Connection(page, scope, (row) => ({ value: row[field].toISOString(), id: row.id }), count);
}
