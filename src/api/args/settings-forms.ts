import { z } from 'zod';

/** Forms of the mutation of the tenant's settings. */

const outOfRange = ({ input }: { input?: unknown }) => `${String(input)} is out of range. Allowed: 0 to 1.`;

/** Changes of the tenant's settings. */
export const settingsChange = z
  .object({
    mentionThreshold: z
      .number({ error: outOfRange })
      .min(0, { error: outOfRange })
      .max(1, { error: outOfRange })
      .optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    error: 'it changes nothing. Give mentionThreshold.',
    when: () => true,
  });
