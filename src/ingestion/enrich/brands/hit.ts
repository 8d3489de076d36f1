import type { MentionReason } from '../../../model/mention-evidence.ts';
import type { Sentence } from '../text/sentences.ts';
import type { NameMatch } from './name-index.ts';

/** The verdict on one place where a name stands. */
export interface Decision {
  accepted: boolean;
  reason: MentionReason;
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

/** The first word of a candidate, as it is compared. */
export function foldedOf({ sentence, from }: Candidate): string {
  return sentence.tokens[from]?.folded ?? '';
}

/** A candidate with the verdict on it. Written out, since spreading it for each of thousands takes a tenth of the time. */
export function judged(candidate: Candidate, decision: Decision): Hit {
  const { name, from, to, isPart, isPlural, isHyphened, sentence, position } = candidate;
  return { name, from, to, isPart, isPlural, isHyphened, sentence, position, decision };
}
