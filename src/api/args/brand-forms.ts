import { z } from 'zod';
import { followedRelations } from '../../model/brand.ts';
import { inputLimits } from '../limits/limits.ts';
import { text, word } from './forms.ts';

/** Forms of the mutations of brands. */

const aliasLength = 100;
/** Words of a rule, at most. */
const mostRuleWords = 50;

/** A name or an alias that a brand goes by. */
export const brandName = text(inputLimits.textLength);

/** What can be found in an article. */
const alias = text(aliasLength).refine((name) => name === '' || /[\p{L}\p{N}]/u.test(name), {
  error: ({ input }) => `"${String(input)}" has no letter and no digit, so it cannot be found in a text.`,
});

/** How many are taken depends on the brand: see name-limits.ts. */
const names = z.array(alias);

/** A brand to follow. */
export const brandToFollow = z.object({
  brand: brandName,
  relation: word(followedRelations),
});

/** A brand that is meant by one of its names. */
export const oneBrand = z.object({ brand: brandName });

/** Changes of how a brand is found. */
export const brandChange = z
  .object({
    brand: brandName,
    ownAliases: names.optional(),
    ambiguousNames: names.optional(),
    ignored: z.boolean().optional(),
  })
  .refine(({ brand: _, ...change }) => Object.values(change).some((value) => value !== undefined), {
    error: 'it changes nothing. Give at least one of ownAliases, ambiguousNames and ignored.',
    // Also where the brand's name is faulty: all faults are reported at once.
    when: () => true,
  });

const ruleWordLength = 50;
const ruleWords = z
  .array(
    text(ruleWordLength).refine((word) => word === '' || /[\p{L}\p{N}]/u.test(word), {
      error: ({ input }) => `"${String(input)}" has no letter and no digit, so it cannot be found in a text.`,
    }),
  )
  .max(mostRuleWords, {
    error: ({ input }) =>
      `${Array.isArray(input) ? input.length : 0} words. At most ${mostRuleWords} are taken for one name.`,
  })
  .transform((words) => [...new Set(words)]);

/** How the names of a brand are judged; how many rules are taken depends on the brand, too. */
const nameRules = z.array(
  z.object({
    name: alias,
    ignored: z.boolean().default(false),
    needsContext: z.boolean(),
    contextWords: ruleWords.default([]),
    counterWords: ruleWords.default([]),
  }),
);

/** All that is said of a brand's names. */
const brandRules = { ownAliases: names.optional(), rules: nameRules };

/** Rules of a brand. */
export const rulesOfBrand = z.object({ brand: brandName, ...brandRules });

/** Rules that are tried before they are saved. */
export const rulesDraft = z.object(brandRules);

/** Two brands that are one. */
export const brandsToMerge = z.object({ from: brandName, into: brandName });
