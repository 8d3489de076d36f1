import { z } from 'zod';
import { emailAddress } from '../../model/email.ts';
import { inputLimits } from '../limits/limits.ts';
import { isId, isStorable, shortened } from './values.ts';

/** Forms of single fields of mutations' inputs; each fault names the offending value and what is allowed. */

/** An id, as it is stored. */
export const id = z
  .string()
  .refine(isId, {
    error: ({ input }) => `"${shown(input)}" is no id. Ids are UUIDs, as this API returns them.`,
  })
  .transform((text) => text.toLowerCase());

/** A text that somebody typed, trimmed. @param most characters */
export function text(most: number) {
  return z
    .string()
    .transform((typed) => typed.trim())
    .refine((typed) => typed !== '', { error: 'it is empty. Write something, or leave it out.' })
    .refine((typed) => typed.length <= most, {
      error: ({ input }) =>
        `"${shown(input)}" has ${String(input).length} characters. At most ${most} are allowed.`,
    })
    .refine(isStorable, {
      error: ({ input }) => `"${shown(input)}" holds characters that no text can hold.`,
    });
}

/** A whole number. */
export function wholeNumber(least: number, most: number, unit: string) {
  const error = ({ input }: { input?: unknown }) =>
    `${String(input)} is out of range. Allowed: a whole number of ${unit} from ${least} to ${most}.`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

/** One of some words; the schema allows more of them than this field does. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, {
    error: ({ input }) => `${String(input)} cannot be used here. Allowed: ${words.join(', ')}.`,
  });
}

/** Ids of reports, each once. */
export const reportIds = z
  .array(id)
  .min(1, { error: 'it names no report. Give at least one id.' })
  .max(inputLimits.reportsAtOnce, {
    error: ({ input }) =>
      `${Array.isArray(input) ? input.length : 0} ids. At most ${inputLimits.reportsAtOnce} are taken at once.`,
  })
  .transform((ids) => [...new Set(ids)]);

/** An e-mail address, in lower case. */
export const email = z
  .string()
  .refine((typed) => emailAddress(typed) !== null, {
    error: ({ input }) => `"${shown(input)}" is no e-mail address; write it like admin@maison-x.example.`,
  })
  .transform((typed) => emailAddress(typed) ?? '');

/** Long enough not to be hit upon by chance: answers are kept under it. */
export const idempotencyKey = z
  .string()
  .refine((key) => key.length >= 16 && key.length <= 255 && isStorable(key), {
    error: ({ input }) =>
      `"${shown(input)}" cannot be used: 16 to 255 characters that no other call has, a UUID say.`,
  })
  .optional();

function shown(input: unknown): string {
  return shortened(String(input));
}
