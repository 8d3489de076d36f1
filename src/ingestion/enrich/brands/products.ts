import { garmentModifiers, isCommonWord, isGarment } from './context-words.ts';
import type { Candidate } from './hit.ts';
import { givenNames } from './people.ts';

/** 'Salomon trail shoes': a thing worn or carried follows, with nothing but what it is made of or for between. */
export function isBeforeGarment({ sentence: { tokens, text }, to }: Candidate, next: number): boolean {
  for (let at = next; at < to + 4; at += 1) {
    const token = tokens[at];
    if (!token || token.capital || !/^[ -]$/.test(text.slice(tokens[at - 1]?.end, token.start))) return false;
    if (isGarment(token.folded)) return true;
    if (!garmentModifiers.has(token.folded)) return false;
  }
  return false;
}

/**
 * 'Theory Etiennette blazer': a model's name of one or two words stands between. After a given name it may be a surname,
 * and what is sold the jersey of a player.
 */
export function isBeforeModel({ name, sentence: { tokens, text, titleCase }, from, to }: Candidate): boolean {
  if (titleCase || !name.isOneWord || givenNames.has(tokens[from]?.folded ?? '')) return false;
  for (let at = to; at < to + 3; at += 1) {
    const token = tokens[at];
    if (!token || text.slice(tokens[at - 1]?.end, token.start) !== ' ') return false;
    if (!token.capital) return at > to && isGarment(token.folded) && token.folded !== 'jersey';
  }
  return false;
}

/** 'The Coach Tabby Bag': in a headline a thing worn or carried may stand second after the name. */
export function isHeadlineOfGarment({ sentence: { tokens, titleCase }, to }: Candidate): boolean {
  const [first, second] = tokens.slice(to, to + 2);
  if (!titleCase || !first?.capital || !second?.capital) return false;
  return first.folded.length > 3 && !isCommonWord(first.folded) && isGarment(second.folded);
}

/** 'Puma …: its carbon shoe': a garment of 'its' own later in the sentence, and no other label between. */
export function hasGarmentsOfItsOwn(
  { sentence: { tokens }, to }: Candidate,
  certain: { from: number }[],
): boolean {
  const its = tokens.findIndex(({ folded }, at) => at >= to && folded === 'its');
  if (its < 0 || certain.some(({ from }) => from >= to && from < its)) return false;
  return tokens.slice(its + 1, its + 4).some(({ folded }) => isGarment(folded));
}

/** 'blazer, Theory, $495': a price right after the name. */
export function hasPrice({ sentence: { tokens, text }, to }: Candidate): boolean {
  const end = tokens[to - 1]?.end ?? 0;
  return /^[,:]? ?\(?(?:[$£€¥]\s?\d{1,5}\b|\d{1,5}(?:[.,]\d{2})? ?(?:[€£]|euros?\b|dollars?\b))/.test(
    text.slice(end, end + 20),
  );
}
