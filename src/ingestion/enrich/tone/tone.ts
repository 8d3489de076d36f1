import type { Sentiment, Tone } from '../../../model/report.ts';
import type { Sentence } from '../text/sentences.ts';
import { createToneModel } from './model.ts';
import type { Place } from './place.ts';
import { ruleScore, ruleScoreOfAll } from './rule.ts';
import weights from './weights.json' with { type: 'json' };

/** A feeling as a number, -1 (hostile) to 1 (enthusiastic). */
export type Score = number;

/** A score at least so far from 0 is a tone. */
const TONE_THRESHOLD = 0.18;
const SENTIMENT_THRESHOLD = 0.12;
/** How much the rules say beside the model, which was trained on politics and knows no 'profit warning'. */
const RULE_SHARE = 0.3;

const model = createToneModel({ ...weights, bias: [weights.bias[0] ?? 0, weights.bias[1] ?? 0] });

/** The feeling of an English sentence toward what stands at a place in it. */
export function scoreToward(place: Place): Score {
  const { positive, negative } = model.probabilities(place);
  return (1 - RULE_SHARE) * (positive - negative) + RULE_SHARE * ruleScore(place);
}

/** The feeling of a whole sentence. */
export function scoreOf(sentence: Sentence): Score {
  return ruleScoreOfAll(sentence.tokens);
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
