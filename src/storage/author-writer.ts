import { authorsOf } from '../model/byline.ts';
import type { Report } from '../model/report.ts';
import { moveVersion } from './data-version.ts';
import { type Database, named, Prisma, type Writer } from './database.ts';
import { storableJson } from './storable-text.ts';
import { inTransaction, longTransaction } from './transaction.ts';

/** What is read of a report to know who wrote it. */
export type Bylined = Pick<Report, 'id' | 'author' | 'source' | 'publishedAt'>;

/**
 * Stores who wrote some reports, by one statement, or none where no byline names a person. People are written in the
 * order of their keys, so that two visits that meet a new one cannot deadlock. Who is stored already stays as it is.
 *
 * @returns how many bylines named somebody who was not stored for the report
 */
export async function storeAuthors(
  writer: Writer,
  tenantId: string,
  reports: readonly Bylined[],
): Promise<number> {
  const rows = reports.flatMap(({ id, author, source, publishedAt }) =>
    authorsOf(author, source).map((person, place) => ({ ...person, reportId: id, publishedAt, place })),
  );
  if (rows.length === 0) return 0;
  return writer.$executeRaw(
    named(
      'authors.store',
      Prisma.sql`WITH bylines AS MATERIALIZED (
          SELECT * FROM json_to_recordset(${storableJson(rows)}::json) AS bylines(key text, name text,
            "reportId" uuid, "publishedAt" timestamptz, place integer)
        ), people AS (
          INSERT INTO authors (tenant_id, key, name)
          SELECT ${tenantId}::uuid, key, (array_agg(name))[1] FROM bylines GROUP BY key ORDER BY key COLLATE "C"
          ON CONFLICT DO NOTHING
        )
        INSERT INTO report_authors (tenant_id, author_key, published_at, report_id, place)
        SELECT ${tenantId}::uuid, key, "publishedAt", "reportId", place FROM bylines
        ON CONFLICT DO NOTHING`,
    ),
  );
}

/** Reports whose bylines are read by one transaction. */
const perBatch = 1_000;

/**
 * Stores who wrote the reports that were there before authors were read, in short transactions; it can be ended and
 * begun again at any time, beside the ingestion.
 *
 * @returns how many names were stored that were not there
 */
export async function fillAuthors(database: Database, tenantId: string): Promise<number> {
  let stored = 0;
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null; ) {
    const from: string = after;
    const batch = await inTransaction(
      database,
      async (writer) => {
        const reports = await bylinesAfter(writer, tenantId, from);
        const names = await storeAuthors(writer, tenantId, reports);
        if (names > 0) await moveVersion(writer, tenantId);
        return { reports, names };
      },
      longTransaction,
    );
    stored += batch.names;
    after = batch.reports.at(-1)?.id ?? null;
  }
  return stored;
}

/** Reports with a byline, in the order of their ids, held so that none is deleted before its authors are stored. */
async function bylinesAfter(writer: Writer, tenantId: string, id: string): Promise<Bylined[]> {
  return writer.$queryRaw<Bylined[]>(
    named(
      'authors.bylines',
      Prisma.sql`SELECT id, author, source, published_at AS "publishedAt" FROM reports
        WHERE tenant_id = ${tenantId}::uuid AND id > ${id}::uuid AND author IS NOT NULL
        ORDER BY id LIMIT ${perBatch} FOR KEY SHARE`,
    ),
  );
}
