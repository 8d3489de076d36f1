import type { CursorScope } from '../model/cursor.ts';
import type { Page } from '../model/page.ts';
import type { ListedReport } from '../model/report.ts';
import type { ReportCount } from '../model/report-count.ts';
import { type ReportOrder, reportPosition } from '../model/report-order.ts';
import { Connection } from './connection.ts';
import type { ExportFormat } from './export/export-link.ts';

/** A page of reports, all of which, whatever the page, can be had as a file. */
export class ExportableReports extends Connection<ListedReport> {
  private counted: Promise<ReportCount> | undefined;

  /** @param exportUrl a link to that file; BAD_USER_INPUT when the filter is too long for one */
  constructor(
    page: Page<ListedReport>,
    scope: CursorScope,
    order: ReportOrder,
    private readonly countReports: () => Promise<ReportCount>,
    readonly exportUrl: (format: ExportFormat) => string,
  ) {
    super(
      page,
      scope,
      (report) => reportPosition(report, order),
      async () => (await this.counting()).count,
    );
  }

  /** Whether the count is an estimate. */
  async isCountEstimate(): Promise<boolean> {
    return (await this.counting()).isEstimate;
  }

  /** Once, whichever field asks first. */
  private counting(): Promise<ReportCount> {
    this.counted ??= this.countReports();
    return this.counted;
  }
}
