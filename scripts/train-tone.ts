import { writeFileSync } from 'node:fs';
import { takeFeatures } from '../src/ingestion/enrich/tone/features.ts';
import { createToneModel, type ToneWeights } from '../src/ingestion/enrich/tone/model.ts';
import { type Confusion, confusionTable, figuresOf } from './tone/figures.ts';
import { type Example, fitLogistic } from './tone/logistic.ts';
import { type LabelledTarget, partOf, readNewsMtsc, type ToneClass } from './tone/newsmtsc.ts';

// Trains the tone toward a named target: `npm run train:tone` writes src/ingestion/enrich/tone/weights.json. The part of
// the data that is set aside is not looked at. With --cross-validate it writes nothing and prints accuracy and macro-F1
// by cross-validation within the rest, for several penalties. Nothing is drawn by chance: one data, one model.

const weightsFile = new URL('../src/ingestion/enrich/tone/weights.json', import.meta.url);
/** Of the squared weights: of 30, 60 and 90 the best by cross-validation. */
const PENALTY = 60;
const STEPS = 40;
/** A word seen in fewer sentences without a capital is no word of the vocabulary. */
const NEEDED_OF_WORD = 2;
/** A feature of fewer targets is not learnt. */
const NEEDED_OF_FEATURE = 3;
/** So many features are kept, those that decide most. */
const KEPT_FEATURES = 20_000;
const FOLDS = 5;

const data = readNewsMtsc();
if (data === null) {
  console.log('Nothing to train on: shared/data/text/sentiment-newsmtsc does not lie beside the repository.');
} else if (process.argv.includes('--cross-validate')) {
  for (const penalty of [30, 60, 90]) console.log({ penalty, ...crossValidated(data.rest, penalty) });
} else {
  const weights = trained(data.rest, PENALTY);
  writeFileSync(weightsFile, `${JSON.stringify(weights, null, 2)}\n`);
  console.log(`${KEPT_FEATURES} features of ${data.rest.length} targets written to ${weightsFile.pathname}`);
}

function crossValidated(targets: LabelledTarget[], penalty: number) {
  const confusion: Confusion = confusionTable();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isHeldOut = ({ group }: LabelledTarget) => partOf(group, FOLDS, 'fold ') === fold;
    const model = createToneModel(
      trained(
        targets.filter((target) => !isHeldOut(target)),
        penalty,
      ),
    );
    for (const { place, tone } of targets.filter(isHeldOut)) {
      const { negative, neutral, positive } = model.probabilities(place);
      const told: ToneClass = positive > Math.max(negative, neutral) ? 2 : negative > neutral ? 0 : 1;
      confusion[tone][told] += 1;
    }
  }
  return figuresOf(confusion);
}

function trained(targets: LabelledTarget[], penalty: number): ToneWeights {
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
  targets: LabelledTarget[],
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
    features[group].push(group === '' ? name : name.slice(group.length + 1));
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
  return name.slice(0, Math.max(0, name.indexOf(':')));
}
