import { foldWord, wordPattern } from '../../../model/name-words.ts';

/** A word of a text, or one of the signs '&' and '+' that names are written with. */
export interface Token {
  /** As {@link foldWord} folds it: no accents, no case, '&' as 'and'. */
  folded: string;
  /** Where it stands in the text: `text.slice(start, end)` is the word as written. */
  start: number;
  end: number;
  /** Whether its first letter is a capital. */
  capital: boolean;
  /** Whether it has two letters or more and all are capitals. */
  allCapitals: boolean;
}

/** Cuts a text into words. An apostrophe, a hyphen and a full stop end a word: "d'Armani" is two, 'A.P.C.' three. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(wordPattern)) {
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
