import { z } from 'zod';
import { alertKinds, mostRuleBrands } from '../../model/alert.ts';
import { CodedError } from '../../model/errors.ts';
import { readHttpAddress } from '../../model/http-address.ts';
import { inputLimits } from '../limits/limits.ts';
import { id, text, wholeNumber } from './forms.ts';
import { isStorableTime } from './values.ts';

/** Forms of the mutations of alerts and webhooks, and of a rule that is tried. */

const mostLeastMentions = 10_000;
const longestSnoozeMs = 366 * 86_400_000;

const names = z
  .array(text(inputLimits.textLength))
  .max(mostRuleBrands, {
    error: ({ input }) =>
      `${Array.isArray(input) ? input.length : 0} brands. At most ${mostRuleBrands} are taken.`,
  })
  .nullish();

/** What a rule watches for; its brands' names are looked up later. */
export const alertCondition = z
  .object({
    kind: z.enum(alertKinds),
    brands: names,
    rivals: names,
    savedSearchId: id.nullish(),
    sensitivity: z.enum(['FEWER', 'BALANCED', 'MORE']).nullish(),
    leastMentions: wholeNumber(1, mostLeastMentions, 'mentions').nullish(),
    line: z.number().nullish(),
    side: z.enum(['ABOVE', 'BELOW']).nullish(),
  })
  .superRefine(
    (condition, context) => {
      const fault = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      const { kind, brands, rivals, savedSearchId, line, side } = condition;
      const isSearch = kind === 'SEARCH_MATCH';
      const isShare = kind === 'SHARE_OF_VOICE';
      const areNone = (list: unknown) => !Array.isArray(list) || list.length === 0;
      if (!isSearch && areNone(brands)) fault('brands', 'it names no brand. Give at least one.');
      if (isSearch && !areNone(brands))
        fault('brands', `${kind} takes no brands. Save them with the search.`);
      if (isShare && areNone(rivals)) fault('rivals', 'it names no rival. Give at least one.');
      if (!isShare && !areNone(rivals)) fault('rivals', `${kind} takes no rivals. Leave them out.`);
      if (isSearch && savedSearchId == null)
        fault('savedSearchId', 'it is missing. Save a search, and give its id.');
      if (!isSearch && savedSearchId != null)
        fault('savedSearchId', `${kind} takes no search. Leave it out.`);
      if (isShare && !(typeof line === 'number' && line > 0 && line < 100)) {
        fault(
          'line',
          `${line == null ? 'it is missing' : `${line} is no line`}. Give per cent: more than 0 and less than 100.`,
        );
      }
      if (!isShare && line != null) fault('line', `${kind} takes no line. Leave it out.`);
      if (isShare && side == null) fault('side', 'it is missing. Give ABOVE or BELOW.');
      if (!isShare && side != null) fault('side', `${kind} takes no side. Leave it out.`);
    },
    // Also where other fields are faulty: all faults are reported at once.
    { when: () => true },
  );

const webhookUrl = z.string().transform((given, context) => {
  try {
    return readHttpAddress(given, {
      example: 'https://example.com/hooks/press',
      onlyHttp: 'cannot be called: webhooks are called over http and https only',
    });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/** A rule to add. */
export const newAlertRule = z.object({
  name: text(100),
  condition: alertCondition,
  webhookId: id.optional(),
});

/** Changes of a rule. */
export const alertRuleChange = z
  .object({
    id,
    name: text(100).optional(),
    condition: alertCondition.optional(),
    webhookId: id.optional(),
    withoutWebhook: z.boolean().optional(),
    isActive: z.boolean().optional(),
  })
  .refine(({ webhookId, withoutWebhook }) => !(webhookId !== undefined && withoutWebhook), {
    path: ['withoutWebhook'],
    error: 'it cannot be given with a webhookId. Give one of them.',
    when: () => true,
  });

/** A rule, an alert or a webhook, by its id. */
export const oneById = z.object({ id });

/** An alert that is to keep still. @param now the moment from which on it may */
export function snooze(now: Date) {
  const latest = new Date(now.getTime() + longestSnoozeMs);
  return z.object({
    id,
    until: z
      .date()
      .refine((until) => isStorableTime(until) && until > now && until <= latest, {
        error: ({ input }) =>
          `${input instanceof Date ? input.toISOString() : String(input)} is out of range. Allowed: a moment to come, at most a year from now.`,
      })
      .optional(),
  });
}

/** A webhook to add. */
export const newWebhook = z.object({ label: text(100), url: webhookUrl });

/** Changes of a webhook. */
export const webhookChange = z.object({
  id,
  label: text(100).optional(),
  url: webhookUrl.optional(),
  isActive: z.boolean().optional(),
  renewSecret: z.boolean().optional(),
});
