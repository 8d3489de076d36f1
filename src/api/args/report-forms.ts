import { z } from 'zod';
import { reportStatuses } from '../../model/report.ts';
import { reportIds } from './forms.ts';

/** The input of `updateReports`. */
export const updateReportsForm = z.object({ ids: reportIds, status: z.enum(reportStatuses) });

/** The input of `deleteReports`. */
export const deleteReportsForm = z.object({ ids: reportIds });
