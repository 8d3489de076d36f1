import { z } from 'zod';
import { mostReach, tiers } from '../../model/reach.ts';
import { inputLimits } from '../limits/limits.ts';
import { text, wholeNumber } from './forms.ts';

/** Forms of the mutations of outlets' tiers. */

const source = text(inputLimits.textLength);

/** A tier to give to an outlet. */
export const outletToSet = z.object({
  source,
  tier: z.enum(tiers),
  reachPerReport: wholeNumber(0, mostReach, 'people').optional(),
});

/** An outlet whose tier is to go. */
export const outletToRemove = z.object({ source });
