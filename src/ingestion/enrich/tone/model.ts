import { takeFeatures } from './features.ts';
import type { Place } from './place.ts';

/** A trained model as it is stored. */
export interface ToneWeights {
  /** Words that are not names though a capital begins them, separated by spaces. */
  vocabulary: string;
  /** Features by what stands before the colon in their names, the rest of the names separated by commas. */
  features: Record<string, string>;
  /** Base64 of two signed bytes for each feature, in the order of `features`: for hostile, for friendly. */
  weights: string;
  /** What one unit of a byte weighs. */
  unit: number;
  /** Before any feature: for hostile, for friendly. */
  bias: [negative: number, positive: number];
}

/** How likely each tone toward a place is; together 1. */
export interface ToneProbabilities {
  negative: number;
  neutral: number;
  positive: number;
}

/** Tells the tone toward a place in an English sentence. */
export interface ToneModel {
  probabilities(place: Place): ToneProbabilities;
}

/**
 * Makes the model of its weights: multinomial logistic regression, in which NEUTRAL weighs 0.
 *
 * @throws {Error} when there are not as many weights as features
 */
export function createToneModel({ vocabulary, features, weights, unit, bias }: ToneWeights): ToneModel {
  const words = new Set(vocabulary.split(' '));
  const indexes = new Map<string, number>();
  for (const [group, names] of Object.entries(features)) {
    for (const name of names.split(',')) indexes.set(group === '' ? name : `${group}:${name}`, indexes.size);
  }
  const bytes = Int8Array.from(Buffer.from(weights, 'base64'));
  if (bytes.length !== 2 * indexes.size)
    throw new Error(`${bytes.length} tone weights for ${indexes.size} features: run npm run train:tone.`);
  return {
    probabilities(place) {
      let negative = 0;
      let positive = 0;
      takeFeatures(place, words, (name, value) => {
        const index = indexes.get(name);
        if (index === undefined) return;
        negative += value * (bytes[2 * index] ?? 0);
        positive += value * (bytes[2 * index + 1] ?? 0);
      });
      return softmax(bias[0] + unit * negative, bias[1] + unit * positive);
    },
  };
}

function softmax(negative: number, positive: number): ToneProbabilities {
  const most = Math.max(negative, 0, positive);
  const [low, middle, high] = [Math.exp(negative - most), Math.exp(-most), Math.exp(positive - most)];
  const sum = low + middle + high;
  return { negative: low / sum, neutral: middle / sum, positive: high / sum };
}
