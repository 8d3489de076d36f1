import { isTransaction } from '../data-version.ts';
import { named, Prisma, type Writer } from '../database.ts';
import { takeTurn } from '../tenant-turn.ts';
import { appendDifference } from './append-difference.ts';
import { allFacets, contributions, type Facets, keyColumns, negatedMeasures } from './contributions.ts';

/** Which reports a change concerns, and in what. */
export interface ReportChange {
  /** Reports that are there before the change; unknown ids are left out. */
  changed: readonly string[];
  /** Reports that are new: nothing has counted them yet. */
  added?: readonly string[];
  /** What of them changes; all of it by default. */
  facets?: Facets;
}

/**
 * Makes a change of a tenant's reports, of their mentions or stories, and has the rollups follow it, in one transaction:
 * every such change goes through here or {@link countChange}. It waits for the tenant's turn first, so the transaction
 * must hold no report before.
 *
 * @throws when it is not called within a transaction
 */
export async function changeReports<Result>(
  writer: Writer,
  tenantId: string,
  concerns: ReportChange,
  change: () => Promise<Result>,
): Promise<Result> {
  // Alone, each statement would be a transaction of its own: the turn over before the change, the change without its sums.
  if (!isTransaction(writer)) throw new Error('reports are changed within a transaction only');
  await takeTurn(writer, tenantId);
  return countChange(writer, tenantId, concerns, change);
}

/** As {@link changeReports}, for a transaction that has the tenant's turn. */
export async function countChange<Result>(
  writer: Writer,
  tenantId: string,
  { changed, added = [], facets = allFacets }: ReportChange,
  change: () => Promise<Result>,
): Promise<Result> {
  const before = changed.length === 0 ? null : await contributionsBefore(writer, tenantId, changed, facets);
  const result = await change();
  const ids = [...added, ...(before?.ids ?? [])];
  if (ids.length > 0) {
    await writer.$queryRaw(
      named(
        'rollups.append',
        appendDifference(
          tenantId,
          Prisma.sql`SELECT unnest(${ids}::uuid[]) AS id`,
          facets,
          before && negated(before.rows),
        ),
      ),
    );
  }
  return result;
}

/** What reports, and those that tell the same stories, contribute. */
interface Contributions {
  ids: string[];
  /** As JSON, which goes back as it came. */
  rows: string;
}

async function contributionsBefore(
  writer: Writer,
  tenantId: string,
  changed: readonly string[],
  facets: Facets,
): Promise<Contributions> {
  const concerned = Prisma.sql`SELECT unnest(${changed}::uuid[]) AS id
      UNION
      SELECT other.report_id FROM report_stories AS its
      JOIN report_stories AS other ON other.tenant_id = ${tenantId}::uuid AND other.story_id = its.story_id
      WHERE its.tenant_id = ${tenantId}::uuid AND its.report_id = any(${changed}::uuid[])`;
  const [found] = await writer.$queryRaw<Contributions[]>(
    named(
      'rollups.before',
      Prisma.sql`WITH ${contributions(tenantId, concerned, facets)}
        SELECT array(SELECT id FROM member) AS ids,
          (SELECT coalesce(json_agg(c), '[]')::text FROM contribution AS c) AS rows`,
    ),
  );
  if (!found) throw new Error('the database did not say what reports contribute');
  return found;
}

function negated(rows: string): Prisma.Sql {
  return Prisma.sql`SELECT ${keyColumns}, ${negatedMeasures} FROM json_to_recordset(${rows}::json) AS was(brand text,
    facet text, grain text, start timestamptz, value text, reports bigint, stories bigint, positive bigint,
    neutral bigint, negative bigint, mixed bigint, score_sum bigint)`;
}
