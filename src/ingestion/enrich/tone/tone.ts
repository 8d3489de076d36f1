import type { Sentiment, Tone } from '../../../model/report.ts';
import type { Sentence } from '../text/sentences.ts';
import { createToneModel, type ToneProbabilities } from './model.ts';
import type { Place } from './place.ts';
import { ruleScoreOfAll } from './rule.ts';
import weights from './weights.json' with { type: 'json' };

/** A tone with the number it comes from: how much likelier praise is than blame, -1 to 1, to two decimals. */
export interface ToneReading {
  tone: Tone;
  score: number;
}

/** A place that names a brand, with how much its sentence says of the article's tone toward it. */
export interface WeighedPlace extends Place {
  weight: number;
}

const SENTIMENT_THRESHOLD = 0.12;
/** The score of a sentence that is felt as praise or blame. */
const FELT = 0.2;
/** MIXED: praise and blame each take such a share of the article, and one at most so many times as much as the other. */
const MIXED_SHARE = 0.19;
const MIXED_RATIO = 2.5;
/** A sentence without feeling says less of the tone than one with. */
const NEUTRAL_WEIGHT = 0.4;
/** Over several sentences, a score nearer to 0 is praise here and blame there: no tone. */
const CLEAR_SCORE = 0.1;

const model = createToneModel({ ...weights, bias: [weights.bias[0] ?? 0, weights.bias[1] ?? 0] });

/**
 * The tone of English sentences toward what stands at the places in them: the weighed mean of how likely each tone is
 * in each sentence. The likeliest is told: NEUTRAL unless another is likelier,
 * and unless several sentences leave a score nearer to 0 than 0.1. NEUTRAL with score 0 for no place.
 */
export function toneToward(places: WeighedPlace[]): ToneReading {
  const mean: ToneProbabilities = { negative: 0, neutral: 0, positive: 0 };
  let weights = 0;
  for (const place of places) {
    const told = model.probabilities(place);
    const weight = place.weight * (toneOf(told) === 'NEUTRAL' ? NEUTRAL_WEIGHT : 1);
    mean.negative += weight * told.negative;
    mean.neutral += weight * told.neutral;
    mean.positive += weight * told.positive;
    weights += weight;
  }
  if (weights === 0) return { tone: 'NEUTRAL', score: 0 };
  const score = rounded((mean.positive - mean.negative) / weights);
  const isUndecided = places.length > 1 && Math.abs(score) < CLEAR_SCORE;
  return { tone: isUndecided ? 'NEUTRAL' : toneOf(mean), score };
}

function toneOf({ negative, neutral, positive }: ToneProbabilities): Tone {
  if (positive > Math.max(negative, neutral)) return 'POSITIVE';
  return negative > neutral ? 'NEGATIVE' : 'NEUTRAL';
}

/** The sentiment of an article from its sentences, of which the headline and the lead count double. */
export function sentimentOf(sentences: Sentence[]): { sentiment: Sentiment; score: number } {
  let sum = 0;
  let weights = 0;
  let positive = 0;
  let negative = 0;
  for (const sentence of sentences) {
    const score = ruleScoreOfAll(sentence.tokens);
    const weight = sentence.part === 'TITLE' || sentence.lead ? 2 : 1;
    sum += weight * score;
    weights += weight;
    if (score > FELT) positive += weight;
    if (score < -FELT) negative += weight;
  }
  if (weights === 0) return { sentiment: 'NEUTRAL', score: 0 };
  const score = rounded(Math.max(-1, Math.min(1, (1.5 * sum) / weights)));
  const both = Math.min(positive, negative);
  if (both >= 4 && both / weights > MIXED_SHARE && Math.max(positive, negative) < MIXED_RATIO * both)
    return { sentiment: 'MIXED', score };
  if (score >= SENTIMENT_THRESHOLD) return { sentiment: 'POSITIVE', score };
  return { sentiment: score <= -SENTIMENT_THRESHOLD ? 'NEGATIVE' : 'NEUTRAL', score };
}

/** Two decimals are all that the methods can say. */
function rounded(score: number): number {
  return Math.round(score * 100) / 100 || 0;
}
