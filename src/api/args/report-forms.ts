import { z } from 'zod';
import { mentionVerdicts } from '../../model/mention-correction.ts';
import { reportStatuses } from '../../model/report.ts';
import { brandName } from './brand-forms.ts';
import { id, reportIds } from './forms.ts';

/** The input of `updateReports`. */
export const updateReportsForm = z.object({ ids: reportIds, status: z.enum(reportStatuses) });

/** The input of `deleteReports`. */
export const deleteReportsForm = z.object({ ids: reportIds });

/** The input of `correctMention`. */
export const correctMentionForm = z.object({
  reportId: id,
  brand: brandName,
  verdict: z.enum(mentionVerdicts),
});
