import { stringify } from 'csv-stringify/sync';
import type { Report } from '../../model/report.ts';
import type { ExportFormat } from './export-link.ts';

/** How files of one format are made. */
export interface FileFormat {
  contentType: string;
  /** Without a dot. */
  extension: string;
  /** The file's text in small parts, each made when it is asked for. */
  parts(pages: AsyncIterable<Report[]>): AsyncGenerator<string, void>;
}

/** The forms of exported files. */
export const fileFormats: Record<ExportFormat, FileFormat> = {
  CSV: { contentType: 'text/csv; charset=utf-8; header=present', extension: 'csv', parts: csvParts },
  NDJSON: { contentType: 'application/x-ndjson', extension: 'ndjson', parts: ndjsonParts },
};

const columns = [
  'id',
  'publishedAt',
  'title',
  'url',
  'source',
  'provider',
  'author',
  'language',
  'topic',
  'sentiment',
  'sentimentScore',
  'status',
  'brands',
  'summary',
  'ingestedAt',
] as const satisfies (keyof Report)[];

type Row = Record<(typeof columns)[number], unknown>;

/**
 * Rows that become one text. Larger texts, and rows that wait long for their turn, outlive the collections of the young
 * heap and fill the old one, which Node lets grow to several times what is in use (docs/decisions/exports.md).
 */
const rowsPerPart = 100;

async function* inParts(pages: AsyncIterable<Report[]>): AsyncGenerator<Report[], void> {
  for await (const reports of pages) {
    for (let at = 0; at < reports.length; at += rowsPerPart) yield reports.slice(at, at + rowsPerPart);
  }
}

/** Comma-separated values (RFC 4180), the first part with the heading. What a spreadsheet might run gets a `'` in front. */
async function* csvParts(pages: AsyncIterable<Report[]>): AsyncGenerator<string, void> {
  yield csvOf([], true);
  for await (const reports of inParts(pages)) yield csvOf(reports, false);
}

function csvOf(reports: readonly Report[], header: boolean): string {
  const rows: Row[] = reports.map((report) => ({
    ...report,
    publishedAt: report.publishedAt.toISOString(),
    ingestedAt: report.ingestedAt.toISOString(),
    brands: report.brands.join('; '),
  }));
  return stringify(rows, {
    columns: [...columns],
    header,
    record_delimiter: 'windows',
    // With a delimiter of one's own, it would quote CRLF alone, and a lone line break would end a record for many readers.
    quote_record_delimiter: true,
    escape_formulas: true,
    // Of what OWASP lists (CSV injection), the package leaves a line feed at the start.
    cast: { string: (text) => (text.startsWith('\n') ? `'${text}` : text) },
  });
}

/** One JSON object a line. */
async function* ndjsonParts(pages: AsyncIterable<Report[]>): AsyncGenerator<string, void> {
  for await (const reports of inParts(pages)) {
    yield reports.map((report) => `${JSON.stringify(report, [...columns])}\n`).join('');
  }
}
