import { groupBy } from '../model/group.ts';
import { type MentionVerdict, withCorrections } from '../model/mention-correction.ts';
import type { Mention } from '../model/report.ts';
import { type Connections, named, Prisma, type Writer } from './database.ts';
import { replaceMentions } from './mention-writer.ts';
import { ReportRepository } from './report-repository.ts';
import { changeReports } from './rollups/change-reports.ts';
import { mentionFacets } from './rollups/contributions.ts';

/** An analyst's word on one brand in one report. */
export interface NewCorrection {
  reportId: string;
  /** Canonical, and none that counts as another. */
  brand: string;
  verdict: MentionVerdict;
  /** A person's id; null for a key of no one. */
  by: string | null;
}

/** The verdicts on reports: by the report's id, then by the brand's name. */
export type Verdicts = Map<string, Map<string, MentionVerdict>>;

/** The verdicts of a tenant's analysts. */
export class CorrectionRepository {
  constructor(
    private readonly database: Connections,
    private readonly tenantId: string,
  ) {}

  /**
   * Records a verdict in the place of an earlier one, and has the report follow it. To be called within a transaction
   * that holds the tenant's brands (see TenantBrandRepository), and no report.
   */
  async save(correction: NewCorrection, now: Date): Promise<void> {
    const { writer } = this.database;
    const concerns = { changed: [correction.reportId], facets: mentionFacets };
    // The turn comes first: a verdict holds its report.
    await changeReports(writer, this.tenantId, concerns, async () => {
      await this.record(correction, now);
      await followCorrections(writer, this.tenantId, [correction.reportId]);
    });
  }

  private async record({ reportId, brand, verdict, by }: NewCorrection, now: Date): Promise<void> {
    await this.database.writer.$executeRaw(
      named(
        'corrections.save',
        Prisma.sql`INSERT INTO mention_corrections (tenant_id, report_id, brand, verdict, corrected_at, corrected_by)
          VALUES (${this.tenantId}::uuid, ${reportId}::uuid, ${brand}, ${verdict}::mention_verdict, ${now}::timestamptz,
            ${by}::uuid)
          ON CONFLICT (tenant_id, report_id, brand) DO UPDATE SET verdict = excluded.verdict,
            corrected_at = excluded.corrected_at, corrected_by = excluded.corrected_by`,
      ),
    );
  }

  /** The verdicts on several reports; reports without any are left out. */
  async byReportIds(ids: readonly string[]): Promise<Verdicts> {
    return verdictsOn(this.database.main, this.tenantId, ids);
  }
}

/**
 * Has reports follow the verdicts on them: what stands in them already is corrected, without reading their texts. To be
 * called within a change that is counted (see {@link changeReports}).
 */
export async function followCorrections(
  writer: Writer,
  tenantId: string,
  reportIds: readonly string[],
): Promise<void> {
  const reports = new ReportRepository({ writer, main: writer, reader: writer }, tenantId);
  const verdicts = await verdictsOn(writer, tenantId, reportIds);
  const mentions = await reports.mentions(reportIds);
  const rejected = await reports.rejectedMentions(reportIds);
  const changed = (await reports.byIds(reportIds)).map(({ id, title, publishedAt, brands }) => {
    const found = {
      mentions: inOrderOf(brands, mentions.get(id) ?? []),
      rejectedMentions: rejected.get(id) ?? [],
    };
    return { reportId: id, publishedAt, ...withCorrections(found, verdicts.get(id) ?? new Map(), title) };
  });
  await replaceMentions(writer, tenantId, changed);
}

async function verdictsOn(
  reader: Connections['main'],
  tenantId: string,
  reportIds: readonly string[],
): Promise<Verdicts> {
  const rows = await reader.$queryRaw<{ reportId: string; brand: string; verdict: MentionVerdict }[]>(
    named(
      'corrections.byReportIds',
      Prisma.sql`SELECT report_id AS "reportId", brand, verdict FROM mention_corrections
        WHERE tenant_id = ${tenantId}::uuid AND report_id = any(${reportIds}::uuid[]) ORDER BY report_id, brand`,
    ),
  );
  return new Map(
    [...groupBy(rows, ({ reportId }) => reportId)].map(([id, own]) => [
      id,
      new Map(own.map(({ brand, verdict }) => [brand, verdict])),
    ]),
  );
}

function inOrderOf(brands: readonly string[], mentions: readonly Mention[]): Mention[] {
  return mentions.toSorted((a, b) => brands.indexOf(a.brand) - brands.indexOf(b.brand));
}
