import type { Sentiment, Tone } from '../../../model/report.ts';
import type { Sentence } from '../text/sentences.ts';
import { createToneModel, type ToneProbabilities } from './model.ts';
import type { Place } from './place.ts';
import { ruleScore, ruleScoreOfAll } from './rule.ts';
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
const UNDECIDED_SCORE = 0.1;
/** Over several sentences, a score so far from 0 is a tone, though each of them may be likelier to be neutral. */
const CLEAR_SCORE = 0.25;
/** What is named in passing has a tone from such a score: of a list of things the words are about many others. */
const PASSING_SCORE = 0.5;
/** Over several sentences, the rules tell so much of the tone, the model the rest; the rules are shy. */
const RULE_SHARE = 0.4;
const RULE_SCALE = 1.5;

const model = createToneModel({ ...weights, bias: [weights.bias[0] ?? 0, weights.bias[1] ?? 0] });

/**
 * The tone of English sentences toward what stands at the places in them. In one sentence the likeliest is told. Over
 * several it is told by the weighed mean of how likely each is by the model and by the rules, which know the words of
 * fashion better: NEUTRAL where the score is nearer to 0 than 0.1, POSITIVE or NEGATIVE where it is farther than 0.25, the
 * likeliest between. NEUTRAL with score 0 for no place.
 *
 * @param inPassing whether a list names it among many: then there is no tone below 0.5
 */
export function toneToward(places: WeighedPlace[], inPassing = false): ToneReading {
  const mean: ToneProbabilities = { negative: 0, neutral: 0, positive: 0 };
  let weights = 0;
  const isAlone = places.length === 1;
  for (const place of places) {
    const byModel = model.probabilities(place);
    const told = isAlone ? byModel : withRules(place, byModel);
    const weight = place.weight * (toneOf(told) === 'NEUTRAL' ? NEUTRAL_WEIGHT : 1);
    mean.negative += weight * told.negative;
    mean.neutral += weight * told.neutral;
    mean.positive += weight * told.positive;
    weights += weight;
  }
  if (weights === 0) return { tone: 'NEUTRAL', score: 0 };
  const score = rounded((mean.positive - mean.negative) / weights);
  const strength = Math.abs(score);
  // Praise and blame may be equally likely, and each likelier than neither.
  if (strength === 0 || strength < (inPassing ? PASSING_SCORE : isAlone ? 0 : UNDECIDED_SCORE))
    return { tone: 'NEUTRAL', score };
  if (isAlone || strength < CLEAR_SCORE) return { tone: toneOf(mean), score };
  return { tone: score > 0 ? 'POSITIVE' : 'NEGATIVE', score };
}

function withRules(place: Place, { negative, neutral, positive }: ToneProbabilities): ToneProbabilities {
  const score = Math.max(-1, Math.min(1, RULE_SCALE * ruleScore(place)));
  const mixed = (byModel: number, byRules: number) => (1 - RULE_SHARE) * byModel + RULE_SHARE * byRules;
  return {
    negative: mixed(negative, Math.max(0, -score)),
    neutral: mixed(neutral, 1 - Math.abs(score)),
    positive: mixed(positive, Math.max(0, score)),
  };
}

function toneOf({ negative, neutral, positive }: ToneProbabilities): Tone {
  if (positive > Math.max(negative, neutral)) return 'POSITIVE';
  return negative > neutral ? 'NEGATIVE' : 'NEUTRAL';
}

/**
 * The sentiment of an article from its sentences, of which the headline and the lead count double. MIXED also where it
 * praises one of the brands that it is about and blames another.
 *
 * @param tones toward the brands in headline and lead
 */
export function sentimentOf(
  sentences: Sentence[],
  tones: ToneReading[],
): { sentiment: Sentiment; score: number } {
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
  const [praised, blamed] = [tones.some(isTold('POSITIVE')), tones.some(isTold('NEGATIVE'))];
  const both = Math.min(positive, negative);
  if (praised && blamed) return { sentiment: 'MIXED', score };
  if (both >= 4 && both / weights > MIXED_SHARE && Math.max(positive, negative) < MIXED_RATIO * both)
    return { sentiment: 'MIXED', score };
  if (score >= SENTIMENT_THRESHOLD) return { sentiment: 'POSITIVE', score };
  return { sentiment: score <= -SENTIMENT_THRESHOLD ? 'NEGATIVE' : 'NEUTRAL', score };
}

/** Whether a tone is told clearly: a faint one makes no article mixed. */
function isTold(expected: Tone) {
  return ({ tone, score }: ToneReading) => tone === expected && Math.abs(score) >= CLEAR_SCORE;
}

/** Two decimals are all that the methods can say. */
function rounded(score: number): number {
  return Math.round(score * 100) / 100 || 0;
}
