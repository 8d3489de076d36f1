import type { Sentence } from '../text/sentences.ts';

/** Words of a sentence: from `from` up to `to`, which is not part of them. */
export interface Span {
  from: number;
  to: number;
}

/**
 * A place in a sentence, toward which a tone is told. Where `from` and `to` are the same, it stands before that word: what
 * a sentence is about without naming it.
 */
export interface Place extends Span {
  sentence: Sentence;
  /** What of the sentence speaks of the place; all of it by default. */
  within?: Span;
}
