import type { BrandName } from './brand-name.ts';
import { fashionPointsOf } from './context-words.ts';
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
      // No everyday word has a capital within: 'prAna', 'iRobot'.
      if (to - from === 1 && /\p{Ll}\p{Lu}/u.test(text.slice(token.start, token.end))) return 'TELLING';
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

const firmWords = new Set(['group', 'groupe', 'gruppo', 'grupo', 'gruppe', 'konzern']);

/**
 * 'free people', 'on holding a rally': a word has no capital here that has one in the name. Such words are a phrase,
 * unless the whole sentence is written so, what lost its capital is a word of the trade ('Lee jeans', 'la maison
 * Chanel'), or it is the second half of a name within a sentence ('in Miu miu').
 */
export function isPhrase({ name, sentence: { tokens }, from, to }: Candidate): boolean {
  if (name.isOneWord || !tokens.some((token) => token.capital)) return false;
  const own = tokens.slice(from, to);
  const lost = own.filter((token, at) => !token.capital && name.words[at]?.capital === true);
  if (
    lost.length < own.length &&
    lost.every(({ folded }) => fashionPointsOf(folded) > 0 || firmWords.has(folded))
  )
    return false;
  return from === 0 || own[0]?.capital !== true;
}

/** 'des vêtements' for 'Vetements': a word in lower case with accents that the name has not. */
export function isForeignWord({ written }: BrandName, text: string): boolean {
  const accents = /\p{M}/u;
  return accents.test(text.normalize('NFD')) && !accents.test(written.normalize('NFD'));
}
