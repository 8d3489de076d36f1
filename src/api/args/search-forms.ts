import { z } from 'zod';
import type * as Generated from '../generated/types.ts';
import { Faults } from './faults.ts';
import { id, text } from './forms.ts';
import { checkReportFilter, toSavedFilter } from './report-filter.ts';

/** Forms of the mutations of saved searches. */

/** A filter to be saved: read as any filter, but for its brands' names, which are looked up later. */
const filter = z.custom<Generated.ReportFilter>().transform(({ savedSearchId, ...conditions }, context) => {
  const faults = new Faults();
  const checked = checkReportFilter(conditions, faults);
  if (savedSearchId != null) {
    faults.add('savedSearchId', 'a saved search cannot name another one. Give the conditions themselves.');
  }
  for (const { field, message } of faults.all) {
    context.addIssue({ code: 'custom', path: field.split('.'), message });
  }
  return toSavedFilter(checked);
});

/** A search to save. */
export const searchToSave = z.object({ id: id.optional(), name: text(100), filter });

/** A search to delete. */
export const searchToDelete = z.object({ id });
