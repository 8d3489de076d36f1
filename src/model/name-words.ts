import { foldBrandName } from './brand.ts';

/** Latin words end where another script begins, so that a name inside Japanese or Russian text is a word. */
export const wordPattern = /[\p{Script=Latin}\p{N}\p{M}]+|[^\P{L}\p{Script=Latin}]+|[&+]/gu;

/**
 * Folds one word of a text as {@link foldBrandName} does, with '&' as 'and'.
 *
 * @param lower the word in lower case
 */
export function foldWord(written: string, lower: string): string {
  if (written === '&') return 'and';
  // Most words need no more than lower case; folding the others costs ten times as much.
  return /^[a-z0-9+]*$/.test(lower) ? lower : foldBrandName(written);
}

/**
 * The words of a name or another short text, folded, with a space between. It is by this that names are found in
 * articles and that rules are of names: what stands between the words tells nothing, so that 'Off-White' and 'Off White'
 * are one name, and 'A.P.C.' and 'APC' are two.
 */
export function wordsOfName(name: string): string {
  return [...name.matchAll(wordPattern)].map(([word]) => foldWord(word, word.toLowerCase())).join(' ');
}
