import type { z } from 'zod';
import { notFound } from '../model/errors.ts';
import type { Report, ReportStatus } from '../model/report.ts';
import type { correctMentionForm } from './args/report-forms.ts';
import { brandsGiven } from './brands-given.ts';
import type { Effect } from './mutation.ts';

/** Sets the status of reports, and says which of them there are not. */
export const setStatus: Effect<
  { ids: string[]; status: ReportStatus },
  { updatedCount: number; missingIds: string[] }
> = async ({ ids, status }, { reportEditor }) => {
  const updated = await reportEditor.setStatus(ids, status);
  return { updatedCount: updated.length, missingIds: missingFrom(updated, ids) };
};

/** Deletes reports, and says which of them there were not. */
export const deleteReports: Effect<
  { ids: string[] },
  { deletedCount: number; missingIds: string[] }
> = async ({ ids }, { reportEditor }) => {
  const deleted = await reportEditor.delete(ids);
  return { deletedCount: deleted.length, missingIds: missingFrom(deleted, ids) };
};

/** Has an analyst's word on a brand in a report count. @throws {CodedError} NOT_FOUND when there is no such report */
export const correctMention: Effect<z.output<typeof correctMentionForm>, { report: Report }> = async (
  { reportId, brand: name, verdict },
  { brands, reports, tenantBrands, corrections },
  { principal, now },
) => {
  await tenantBrands.lock();
  const { brand } = await brandsGiven(brands, { brand: name });
  const isThere = (await reports.byIds([reportId])).length > 0;
  if (isThere) await corrections.save({ reportId, brand: brand.name, verdict, by: principal.userId }, now());
  const [report] = await reports.byIds([reportId]);
  if (!report) throw notFound('report', `with the id "${reportId}"`);
  return { report };
};

/** Those of some ids that are not among others, in their order. */
function missingFrom(found: readonly string[], ids: readonly string[]): string[] {
  const known = new Set(found);
  return ids.filter((id) => !known.has(id));
}
