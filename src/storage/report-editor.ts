import type { ReportStatus } from '../model/report.ts';
import { moveVersion } from './data-version.ts';
import { type Connections, named, Prisma } from './database.ts';

/** Changes what a team may change of its reports. */
export class ReportEditor {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /** Sets the status of reports, by one statement. @returns the ids of those that exist, in any order */
  async setStatus(ids: readonly string[], status: ReportStatus): Promise<string[]> {
    const rows = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'reports.setStatus',
        Prisma.sql`UPDATE reports SET status = ${status}::report_status
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[]) RETURNING id`,
      ),
    );
    if (rows.length > 0) await moveVersion(this.database.writer, this.tenantId);
    return rows.map(({ id }) => id);
  }

  /**
   * Deletes reports with their mentions, by one statement. Their keys stay, without a report, by which they are
   * recognised and left out when a feed shows them again.
   *
   * @returns the ids of those that existed, in any order
   */
  async delete(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.writer.$queryRaw<{ id: string }[]>(
      named(
        'reports.delete',
        Prisma.sql`DELETE FROM reports
          WHERE tenant_id = ${this.tenantId}::uuid AND id = any(${ids}::uuid[]) RETURNING id`,
      ),
    );
    if (rows.length > 0) await moveVersion(this.database.writer, this.tenantId);
    return rows.map(({ id }) => id);
  }
}
