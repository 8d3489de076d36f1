import type { ListedReport } from '../model/report.ts';
import type { Session } from './context.ts';

const listed: Record<keyof Omit<ListedReport, 'feedId'>, true> = {
  id: true,
  title: true,
  url: true,
  source: true,
  provider: true,
  author: true,
  language: true,
  publishedAt: true,
  ingestedAt: true,
  summary: true,
  brands: true,
  topic: true,
  sentiment: true,
  sentimentScore: true,
  status: true,
};
/** Those that are found by the report's id or its feed's. */
const found = ['authors', 'feed', 'fullText', 'mentions', 'rejectedMentions', 'related', 'story', 'tenant'];
const answered = new Set([...Object.keys(listed), ...found, '__typename']);

/** Whether the request asks for reports themselves, and not only how many there are, or for the link to a file of them. */
export function asksForPages({ asked }: Session): boolean {
  return ['nodes', 'edges', 'pageInfo'].some((field) => asked.has('ReportConnection', field));
}

/** Whether the request asks of reports no more than can be answered from a {@link ListedReport}. */
export function asksForListedReports({ asked }: Session): boolean {
  return asked.hasOnly('Report', answered);
}
