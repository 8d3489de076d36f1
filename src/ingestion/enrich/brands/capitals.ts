import type { Candidate } from './hit.ts';

/**
 * What the capitals of a candidate tell: TELLING, it is written as a name where a common word would not be; SILENT,
 * it has capitals, but so would any word there (start of a sentence, headline in title case, German); MISSING, it is
 * written as a common word.
 */
export type Capitals = 'TELLING' | 'SILENT' | 'MISSING';

/** Reads the capitals of a candidate against those of its name as the catalogue writes it. */
export function capitalsOf({ name, sentence, from, to }: Candidate, nounsHaveCapitals: boolean): Capitals {
  const { tokens, text } = sentence;
  let telling = false;
  let compared = 0;
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    const word = name.words[at - from];
    if (token === undefined || !(word?.capital ?? true)) continue;
    const isArticle = at === from && token.folded === 'the' && to - from > 1;
    if (!token.capital && /\p{L}/u.test(token.folded)) {
      if (isArticle) continue;
      return 'MISSING';
    }
    compared += 1;
    const opensSentence =
      at === 0 || /["“«:•(]\s*$/.test(text.slice(Math.max(0, token.start - 3), token.start));
    if (!opensSentence && !isArticle) telling = true;
    if (token.allCapitals && word?.allCapitals && !allInCapitals(tokens.length, text)) return 'TELLING';
  }
  if (compared === 0) return 'SILENT';
  return telling && !sentence.titleCase && !nounsHaveCapitals ? 'TELLING' : 'SILENT';
}

function allInCapitals(words: number, text: string): boolean {
  return words < 2 || text === text.toUpperCase();
}
