import { z } from 'zod';
import { roles } from '../../model/principal.ts';
import { mostOfLabel } from '../../model/tenant.ts';
import { email, id, text } from './forms.ts';

/** Forms of the mutations of people and keys. */

const role = z.enum(roles);

/** A person to add. */
export const newUser = z.object({ email, role });

/** Changes of a person. */
export const userChange = z
  .object({ id, role: role.optional(), isActive: z.boolean().optional() })
  .refine((change) => change.role !== undefined || change.isActive !== undefined, {
    error: 'it changes nothing. Give role, isActive, or both.',
    // Also where the id is faulty: all faults are reported at once.
    when: () => true,
  });

/** A key to make. */
export const newKey = z.object({ role, label: text(mostOfLabel).optional(), userId: id.optional() });

/** A key to end. */
export const keyToRevoke = z.object({ id });
