import type { Sentence } from '../text/sentences.ts';

/** A place in a sentence: the words from `from` up to `to`, which is not part of it. */
export interface Place {
  sentence: Sentence;
  from: number;
  to: number;
}
