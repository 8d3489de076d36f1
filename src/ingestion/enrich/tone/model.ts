import { takeFeatureParts } from './features.ts';
import type { Place } from './place.ts';

/** A trained model as it is stored. */
export interface ToneWeights {
  /** Words that are not names though a capital begins them, separated by spaces. */
  vocabulary: string;
  /** The names of features by group, separated by commas, and their parts by spaces. */
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
  const { groups, count } = treeOf(features);
  const bytes = Int8Array.from(Buffer.from(weights, 'base64'));
  if (bytes.length !== 2 * count)
    throw new Error(`${bytes.length} tone weights for ${count} features: run npm run train:tone.`);
  return {
    probabilities(place) {
      let negative = 0;
      let positive = 0;
      takeFeatureParts(place, words, (group, value, first, second, third) => {
        let branch = groups.get(group)?.next?.get(first);
        if (second !== undefined) branch = branch?.next?.get(second);
        if (third !== undefined) branch = branch?.next?.get(third);
        if (branch === undefined || branch.index < 0) return;
        negative += value * (bytes[2 * branch.index] ?? 0);
        positive += value * (bytes[2 * branch.index + 1] ?? 0);
      });
      return softmax(bias[0] + unit * negative, bias[1] + unit * positive);
    },
  };
}

/** Features by the parts of their names, so that no name is put together, and hashed, to be looked up. */
interface Branch {
  /** Of the feature whose name ends here; -1 when none does. */
  index: number;
  /** Null where no name goes on: most names end here, and empty maps would take most of the memory. */
  next: Map<string, Branch> | null;
}

function treeOf(features: ToneWeights['features']): { groups: Map<string, Branch>; count: number } {
  const groups = new Map<string, Branch>();
  let count = 0;
  for (const [group, names] of Object.entries(features)) {
    const root: Branch = { index: -1, next: null };
    groups.set(group, root);
    for (const name of names.split(',')) {
      let branch = root;
      for (const part of name.split(' ')) {
        branch.next ??= new Map();
        const next: Branch = branch.next.get(part) ?? { index: -1, next: null };
        branch.next.set(part, next);
        branch = next;
      }
      branch.index = count;
      count += 1;
    }
  }
  return { groups, count };
}

function softmax(negative: number, positive: number): ToneProbabilities {
  const most = Math.max(negative, 0, positive);
  const [low, middle, high] = [Math.exp(negative - most), Math.exp(-most), Math.exp(positive - most)];
  const sum = low + middle + high;
  return { negative: low / sum, neutral: middle / sum, positive: high / sum };
}
