import type { Sentiment, Tone } from '../../../model/report.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Token } from '../text/tokens.ts';
import { contrasts, intensities, isDirectedVerb, negations, weightOf } from './lexicon.ts';

/** A feeling as a number, -1 (hostile) to 1 (enthusiastic). */
export type Score = number;

/** A place in a sentence: the words from `from` up to `to`, which is not part of it. */
export interface Place {
  sentence: Sentence;
  from: number;
  to: number;
}

/** A score at least so far from 0 is a tone. */
const TONE_THRESHOLD = 0.18;
const SENTIMENT_THRESHOLD = 0.12;
/** Words at which a feeling counts half. */
const HALF_DISTANCE = 10;
/** The sum of feelings that gives a score of 0.7. */
const SATURATION = 3;

/**
 * The feeling of a sentence toward what stands at a place in it: the lexicon's words, turned by negation, scaled by
 * intensity, weaker with distance and across a contrast ('but'); a verb that is directed at somebody counts for its
 * object, hardly for its subject.
 */
export function scoreToward({ sentence, from, to }: Place): Score {
  const turn = sentence.tokens.findIndex((token) => contrasts.has(token.folded));
  let sum = 0;
  for (const feeling of feelings(sentence.tokens)) {
    if (feeling.at >= from && feeling.at < to) continue;
    const distance = feeling.at < from ? from - feeling.at : feeling.at - to + 1;
    let weight = feeling.weight / (1 + distance / HALF_DISTANCE);
    if (turn > 0 && turn < sentence.tokens.length - 1) {
      if (feeling.at > turn !== from > turn) weight *= 0.4;
    }
    if (feeling.at >= to && isActiveVerb(sentence.tokens, feeling.at, to)) weight *= 0.3;
    sum += weight;
  }
  return saturate(sum);
}

/** The feeling of a whole sentence. */
export function scoreOf(sentence: Sentence): Score {
  return saturate(feelings(sentence.tokens).reduce((sum, feeling) => sum + feeling.weight, 0) / 1.5);
}

/** The tone that a score toward a brand is called by. */
export function toneOf(score: Score): Tone {
  if (score >= TONE_THRESHOLD) return 'POSITIVE';
  return score <= -TONE_THRESHOLD ? 'NEGATIVE' : 'NEUTRAL';
}

/** The sentiment of an article from its sentences, of which the headline and the lead count double. */
export function sentimentOf(sentences: Sentence[]): { sentiment: Sentiment; score: Score } {
  let sum = 0;
  let weights = 0;
  let positive = 0;
  let negative = 0;
  for (const sentence of sentences) {
    const score = scoreOf(sentence);
    const weight = sentence.part === 'TITLE' || sentence.lead ? 2 : 1;
    sum += weight * score;
    weights += weight;
    if (score > 0.4) positive += weight;
    if (score < -0.4) negative += weight;
  }
  if (weights === 0) return { sentiment: 'NEUTRAL', score: 0 };
  const score = rounded(Math.max(-1, Math.min(1, (1.5 * sum) / weights)));
  const both = Math.min(positive, negative);
  if (both >= 2 && both / weights > 0.15 && Math.max(positive, negative) < 2.5 * both)
    return { sentiment: 'MIXED', score };
  if (score >= SENTIMENT_THRESHOLD) return { sentiment: 'POSITIVE', score };
  return { sentiment: score <= -SENTIMENT_THRESHOLD ? 'NEGATIVE' : 'NEUTRAL', score };
}

/** Two decimals are all that a lexicon can say. */
export function rounded(score: Score): Score {
  return Math.round(score * 100) / 100 || 0;
}

function feelings(tokens: Token[]): { at: number; weight: number }[] {
  const found: { at: number; weight: number }[] = [];
  for (const [at, token] of tokens.entries()) {
    let weight = weightOf(token.folded);
    if (weight === 0) continue;
    weight *= intensities.get(tokens[at - 1]?.folded ?? '') ?? 1;
    for (let back = 1; back <= 4; back += 1) {
      if (negations.has(tokens[at - back]?.folded ?? '')) {
        // 'not good' is worse than neutral, 'not bad' is hardly praise.
        weight *= weight > 0 ? -0.7 : -0.3;
        break;
      }
    }
    found.push({ at, weight });
  }
  return found;
}

/** Whether the verb has the place before it as its subject: not 'was praised', not 'is being sued'. */
function isActiveVerb(tokens: Token[], at: number, placeEnd: number): boolean {
  const verb = tokens[at];
  if (verb === undefined || at - placeEnd > 4 || !isDirectedVerb(verb.folded)) return false;
  const between = tokens.slice(placeEnd, at).map((token) => token.folded);
  return (
    !between.some((word) => /^(?:is|was|were|are|be|been|being|got|gets)$/.test(word)) &&
    tokens[at + 1]?.folded !== 'by'
  );
}

function saturate(sum: number): Score {
  return sum / Math.sqrt(sum * sum + SATURATION * SATURATION);
}
