import { foldBrandName } from '../../../model/brand.ts';

/** A word of a text, or one of the signs '&' and '+' that names are written with. */
export interface Token {
  /** As {@link foldBrandName} folds it: no accents, no case, '&' as 'and'. */
  folded: string;
  /** Where it stands in the text: `text.slice(start, end)` is the word as written. */
  start: number;
  end: number;
  /** Whether its first letter is a capital. */
  capital: boolean;
  /** Whether it has two letters or more and all are capitals. */
  allCapitals: boolean;
}

/** Latin words end where another script begins, so that a name inside Japanese or Russian text is a word. */
const word = /[\p{Script=Latin}\p{N}\p{M}]+|[^\P{L}\p{Script=Latin}]+|[&+]/gu;

/** Cuts a text into words. An apostrophe, a hyphen and a full stop end a word: "d'Armani" is two, 'A.P.C.' three. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(word)) {
    const written = found[0];
    const lower = written.toLowerCase();
    tokens.push({
      folded: foldWord(written, lower),
      start: found.index,
      end: found.index + written.length,
      capital: written.charAt(0) !== lower.charAt(0),
      allCapitals: written.length > 1 && written !== lower && written === written.toUpperCase(),
    });
  }
  return tokens;
}

/** The words of a text as {@link tokenise} folds them, with a space between. */
export function foldedWords(text: string): string {
  return tokenise(text)
    .map((token) => token.folded)
    .join(' ');
}

function foldWord(written: string, lower: string): string {
  if (written === '&') return 'and';
  // Most words need no more than lower case; folding the others costs ten times as much.
  return /^[a-z0-9+]*$/.test(lower) ? lower : foldBrandName(written);
}
