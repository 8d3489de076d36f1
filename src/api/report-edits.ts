import type { ReportStatus } from '../model/report.ts';
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

/** Those of some ids that are not among others, in their order. */
function missingFrom(found: readonly string[], ids: readonly string[]): string[] {
  const known = new Set(found);
  return ids.filter((id) => !known.has(id));
}
