import type { Sentence } from '../text/sentences.ts';
import type { NameMatch } from './name-index.ts';

/**
 * Why a hit was accepted or refused.
 * Accepted: NAME, an unambiguous name; FULL_NAME, the article names the brand in full elsewhere; CONTEXT, enough
 * evidence near by; SAME_NAME, accepted elsewhere in the article; CATEGORY, the feed files the entry under it.
 * Refused: LOWER_CASE, an everyday word; OWN_CASE, a short form not in its own case; COUNTER_CONTEXT, words beside it
 * that make it something else; PERSON, somebody's name; LONGER_NAME, part of another name; MISSING_CONTEXT, nothing
 * near by says that the brand is meant.
 */
export type HitReason =
  | 'NAME'
  | 'FULL_NAME'
  | 'CONTEXT'
  | 'SAME_NAME'
  | 'CATEGORY'
  | 'LOWER_CASE'
  | 'OWN_CASE'
  | 'COUNTER_CONTEXT'
  | 'PERSON'
  | 'LONGER_NAME'
  | 'MISSING_CONTEXT';

/** The verdict on one place where a name stands. */
export interface Decision {
  accepted: boolean;
  reason: HitReason;
  /** How sure the verdict 'this is the brand' is, 0 to 1; 0 when refused outright. */
  confidence: number;
}

/** One place where a name of the catalogue stands, not yet judged. */
export interface Candidate extends NameMatch {
  sentence: Sentence;
  /** Index of the sentence in the article. */
  position: number;
}

/** One place where a name of the catalogue stands, with the verdict on it. */
export interface Hit extends Candidate {
  decision: Decision;
}
