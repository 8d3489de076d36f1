import type { Token } from '../text/tokens.ts';
import { denialsIn } from './denial.ts';
import { weightOf } from './lexicon.ts';
import { movementAt } from './movement.ts';
import { phraseAt } from './phrases.ts';

/** What the words of a sentence feel, all lists of its length. */
export interface Feelings {
  /** Weights of the project's own words, expressions and movements, -3 to 3; an expression's stands at its first word. */
  own: number[];
  /** Whether a word denies others, and whether another denies it: {@link denialsIn}. */
  denies: boolean[];
  denied: boolean[];
  /** Whether an expression, a movement or what is 'hard to' do gives the word its feeling, or takes it. */
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
  const own: number[] = new Array(words.length).fill(0);
  const joined: boolean[] = new Array(words.length).fill(false);
  joinPhrases(words, own, joined);
  joinMovements(words, own, joined);
  // What an expression denies ('no buyer') is in its weight.
  const { denies, denied, onlyDenies } = denialsIn(words, joined);
  for (const [at, word] of words.entries()) {
    if (onlyDenies[at]) joined[at] = true;
    else if (!joined[at]) own[at] = weightOf(word);
  }
  return { own, denies, denied, joined };
}

function joinPhrases(words: readonly string[], own: number[], joined: boolean[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const phrase = phraseAt(words, at);
    if (phrase === null) continue;
    own[at] = phrase.weight;
    joined.fill(true, at, at + phrase.words);
    at += phrase.words - 1;
  }
}

/** Among the words that are in no expression. */
function joinMovements(words: readonly string[], own: number[], joined: boolean[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const movement = joined[at] ? null : movementAt(words, at);
    if (movement === null) continue;
    own[at] = movement.weight;
    joined[at] = true;
    joined[movement.thing] = true;
  }
}
