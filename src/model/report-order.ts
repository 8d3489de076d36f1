import type { Direction, Position } from './page.ts';
import type { ListedReport, ReportOrderField } from './report.ts';

/** An order of reports. */
export interface ReportOrder {
  field: ReportOrderField;
  direction: Direction;
}

/** The place of a report in an order. */
export function reportPosition(report: ListedReport, { field }: ReportOrder): Position {
  const time = field === 'PUBLISHED_AT' ? report.publishedAt : report.ingestedAt;
  return { value: time.toISOString(), id: report.id };
}
