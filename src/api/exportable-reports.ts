import type { CursorScope } from '../model/cursor.ts';
import type { Page } from '../model/page.ts';
import type { ListedReport } from '../model/report.ts';
import { type ReportOrder, reportPosition } from '../model/report-order.ts';
import { Connection } from './connection.ts';
import type { ExportFormat } from './export/export-link.ts';

/** A page of reports, all of which, whatever the page, can be had as a file. */
export class ExportableReports extends Connection<ListedReport> {
  /** @param exportUrl a link to that file; BAD_USER_INPUT when the filter is too long for one */
  constructor(
    page: Page<ListedReport>,
    scope: CursorScope,
    order: ReportOrder,
    count: () => Promise<number>,
    readonly exportUrl: (format: ExportFormat) => string,
  ) {
    super(page, scope, (report) => reportPosition(report, order), count);
  }
}
