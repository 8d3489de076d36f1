import { negations } from './lexicon.ts';

/** A negation reaches so many words. */
const NEGATION_REACH = 4;
/** Words that deny the one right before them: 'pleased nobody'. */
const denyingObjects = new Set(['nobody', 'nothing', 'neither', 'none']);
/** Words that deny what follows them and 'to': 'hard to love' is blame, 'hard to beat' none. */
const difficulties = new Set('hard harder hardest difficult impossible tough tougher'.split(' '));

/** What denies and what is denied in a sentence, all lists of its length. */
export interface Denials {
  denies: boolean[];
  denied: boolean[];
  /** Whether a word that has a feeling elsewhere only denies here: 'hard' in 'hard to beat'. */
  onlyDenies: boolean[];
}

/**
 * Which of the folded words of a sentence deny, and which are denied: within four words after, or by the word right after.
 * 'Rather than' denies as well.
 *
 * @param joined the words of expressions, which deny nothing
 */
export function denialsIn(words: readonly string[], joined: readonly boolean[] = []): Denials {
  const found: Denials = { denies: [], denied: [], onlyDenies: [] };
  let last = -NEGATION_REACH - 1;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1] ?? '';
    const isFree = joined[at] !== true;
    const onlyDenies = isFree && next === 'to' && difficulties.has(word);
    const denies =
      onlyDenies || (isFree && negations.has(word)) || (word === 'than' && words[at - 1] === 'rather');
    found.onlyDenies.push(onlyDenies);
    found.denies.push(denies);
    found.denied.push(at - last <= NEGATION_REACH || denyingObjects.has(next));
    if (denies) last = at;
  }
  return found;
}
