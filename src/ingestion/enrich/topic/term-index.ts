import { type NamedTopic, topicTerms } from './topic-terms.ts';

/** A word or a pair of words that tells topics. */
export interface Term {
  /** In how many points, by topic. */
  points: [NamedTopic, number][];
}

const STRONG = 2;
const WEAK = 0.6;

const terms = new Map<string, Term>();
/** By every form that a text may write. */
const termByForm = new Map<string, Term>();
/** First words of terms of two words: only after one of these two words can be a term, and most words are none. */
const firstWords = new Set<string>();

for (const [topic, { strong, weak }] of Object.entries(topicTerms) as [
  NamedTopic,
  { strong: string; weak: string },
][]) {
  for (const [list, points] of [
    [weak, WEAK],
    [strong, STRONG],
  ] as const) {
    for (const written of list.split('|').map((term) => term.trim())) addTerm(written, topic, points);
  }
}
for (const [written, term] of terms) {
  for (const form of formsOf(written)) if (!termByForm.has(form)) termByForm.set(form, term);
}

/** The term that a word is in any of its forms, folded. */
export function termOf(word: string): Term | undefined {
  return termByForm.get(word);
}

/** The term of two words that a word closes. */
export function termOfTwo(before: string, word: string): Term | undefined {
  return firstWords.has(before) ? termByForm.get(`${before} ${word}`) : undefined;
}

function addTerm(written: string, topic: NamedTopic, points: number): void {
  const space = written.indexOf(' ');
  if (space > 0) firstWords.add(written.slice(0, space));
  const known = terms.get(written)?.points ?? [];
  terms.set(written, { points: [...known.filter(([of]) => of !== topic), [topic, points]] });
}

/** 'story' and 'stories'; of a verb with a star 'sue', 'sues', 'sued' and 'suing'. As written comes first. */
function formsOf(written: string): string[] {
  const word = written.replace('*', '');
  const plural = /[^aeiou]y$/.test(word)
    ? `${word.slice(0, -1)}ies`
    : /(?:[sxz]|[cs]h)$/.test(word)
      ? `${word}es`
      : `${word}s`;
  if (!written.endsWith('*')) return [word, plural];
  const silent = word.endsWith('e') ? word.slice(0, -1) : word;
  const past = word.endsWith('e')
    ? `${word}d`
    : /[^aeiou]y$/.test(word)
      ? `${word.slice(0, -1)}ied`
      : `${word}ed`;
  return [word, plural, past, `${silent}ing`];
}
