import { takeFeatures } from '../../src/ingestion/enrich/tone/features.ts';
import type { ToneWeights } from '../../src/ingestion/enrich/tone/model.ts';
import { type Example, fitLogistic } from './logistic.ts';
import type { LabelledTarget } from './newsmtsc.ts';

/** A target to learn from, with how many it counts as. */
export interface WeighedTarget extends LabelledTarget {
  weight: number;
}

const STEPS = 40;
/** A word seen in fewer sentences without a capital is no word of the vocabulary. */
const NEEDED_OF_WORD = 2;
/** A feature of fewer targets is not learnt. */
const NEEDED_OF_FEATURE = 3;
/** So many features are kept, those that decide most. */
export const KEPT_FEATURES = 20_000;

/** Trains the model by these targets. Nothing is drawn by chance: the same targets in the same order give the same weights. */
export function trained(targets: WeighedTarget[], penalty: number): ToneWeights {
  const vocabulary = vocabularyOf(targets);
  const places = targets.map(({ place }) => featuresOf(place, vocabulary));
  const counts = new Map<string, number>();
  for (const features of places) {
    for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const known = [...counts].filter(([, count]) => count >= NEEDED_OF_FEATURE).map(([name]) => name);
  const all = fitted(targets, places, known, penalty);
  // What a feature decides is how far it parts the classes, and how often.
  const deciding = known
    .map((name, index) => ({
      name,
      decides: Math.hypot(...sidesOf(all, index)) * Math.sqrt(counts.get(name) ?? 0),
    }))
    .sort((a, b) => b.decides - a.decides)
    .slice(0, KEPT_FEATURES)
    .map(({ name }) => name)
    .sort((a, b) => (groupOf(a) < groupOf(b) ? -1 : groupOf(a) > groupOf(b) ? 1 : a < b ? -1 : 1));
  return stored(deciding, fitted(targets, places, deciding, penalty), vocabulary);
}

function fitted(
  targets: WeighedTarget[],
  places: Map<string, number>[],
  names: string[],
  penalty: number,
): Float64Array {
  const indexes = new Map(names.map((name, index) => [name, index]));
  const examples = places.map((features, at): Example => {
    const known = [...features].flatMap(([name, value]) => {
      const index = indexes.get(name);
      return index === undefined ? [] : [{ index, value }];
    });
    return {
      indexes: Int32Array.from(known, ({ index }) => index),
      values: Float32Array.from(known, ({ value }) => value),
      label: targets[at]?.tone ?? 1,
      weight: targets[at]?.weight ?? 1,
    };
  });
  return fitLogistic(examples, names.length, { penalty, steps: STEPS });
}

/** Words that stand without a capital often enough: no names. */
function vocabularyOf(targets: LabelledTarget[]): Set<string> {
  const counts = new Map<string, number>();
  const sentences = new Map(targets.map(({ place }) => [place.sentence.text, place.sentence]));
  for (const { tokens } of sentences.values()) {
    for (const { folded, capital } of tokens) {
      if (!capital && /^[a-z]+$/.test(folded)) counts.set(folded, (counts.get(folded) ?? 0) + 1);
    }
  }
  return new Set(
    [...counts]
      .filter(([, count]) => count >= NEEDED_OF_WORD)
      .map(([word]) => word)
      .sort(),
  );
}

function featuresOf(place: LabelledTarget['place'], vocabulary: Set<string>): Map<string, number> {
  const features = new Map<string, number>();
  takeFeatures(place, vocabulary, (name, value) => features.set(name, (features.get(name) ?? 0) + value));
  return features;
}

/** NEUTRAL weighs nothing, the two others what they weigh more than it. */
function sidesOf(weights: Float64Array, index: number): [negative: number, positive: number] {
  const [negative = 0, neutral = 0, positive = 0] = weights.subarray(3 * index, 3 * index + 3);
  return [negative - neutral, positive - neutral];
}

function stored(names: string[], weights: Float64Array, vocabulary: Set<string>): ToneWeights {
  const sides = names.flatMap((_, index) => sidesOf(weights, index));
  const unit = Math.max(...sides.map(Math.abs)) / 127;
  const features: Record<string, string[]> = {};
  for (const name of names) {
    const group = groupOf(name);
    features[group] ??= [];
    features[group].push(name.slice(group.length + 1));
  }
  return {
    vocabulary: [...vocabulary].join(' '),
    features: Object.fromEntries(Object.entries(features).map(([group, rest]) => [group, rest.join(',')])),
    weights: Buffer.from(Int8Array.from(sides, (side) => Math.round(side / unit))).toString('base64'),
    unit,
    bias: sidesOf(weights, names.length),
  };
}

function groupOf(name: string): string {
  return name.slice(0, name.indexOf(':'));
}
