import type { ReportStatus } from '../model/report.ts';
import { moveVersion } from './data-version.ts';
import { type Connections, named, Prisma } from './database.ts';
import { changeReports } from './rollups/change-reports.ts';
import { allFacets, type Facets, statusFacets } from './rollups/contributions.ts';

/** Changes what a team may change of its reports. To be called within a transaction, in which nothing holds a report yet. */
export class ReportEditor {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** Sets the status of reports, by one statement and those that count. @returns the ids of those that exist, in any order */
  async setStatus(ids: readonly string[], status: ReportStatus): Promise<string[]> {
    return this.change(
      ids,
      statusFacets,
      named(
        'reports.setStatus',
        Prisma.sql`UPDATE reports SET status = ${status}::report_status
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[]) RETURNING id`,
      ),
    );
  }

  /**
   * Deletes reports with their mentions, by one statement and those that count. Their keys stay, without a report, by which they are
   * recognised and left out when a feed shows them again.
   *
   * @returns the ids of those that existed, in any order
   */
  async delete(ids: readonly string[]): Promise<string[]> {
    return this.change(
      ids,
      allFacets,
      named(
        'reports.delete',
        Prisma.sql`DELETE FROM reports
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[]) RETURNING id`,
      ),
    );
  }

  private async change(ids: readonly string[], facets: Facets, statement: Prisma.Sql): Promise<string[]> {
    const { writer } = this.database;
    const rows = await changeReports(writer, this.tenantId, { changed: ids, facets }, () =>
      writer.$queryRaw<{ id: string }[]>(statement),
    );
    if (rows.length > 0) await moveVersion(writer, this.tenantId);
    return rows.map(({ id }) => id);
  }
}
