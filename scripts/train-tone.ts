import { writeFileSync } from 'node:fs';
import { createToneModel } from '../src/ingestion/enrich/tone/model.ts';
import { readFashionSentences } from './tone/fashion.ts';
import { confusionTable, figuresOf } from './tone/figures.ts';
import { type LabelledTarget, partOf, readNewsMtsc, type ToneClass } from './tone/newsmtsc.ts';
import { KEPT_FEATURES, trained, type WeighedTarget } from './tone/training.ts';

// Trains the tone toward a named target: `npm run train:tone` writes src/ingestion/enrich/tone/weights.json, learning from
// NewsMTSC, less the part that is set aside, and from our own sentences of fashion news. With --cross-validate it writes
// nothing and prints accuracy and macro-F1 of each by cross-validation, for several weights of our own sentences; with
// --wrong as well, what is told wrong among our own. Nothing is drawn by chance: one data, one model.

const weightsFile = new URL('../src/ingestion/enrich/tone/weights.json', import.meta.url);
/** Of the squared weights: of 30, 60 and 90 the best by cross-validation. */
const PENALTY = 60;
/** A target of our own counts as much as so many of NewsMTSC. */
const OWN_WEIGHT = 3;
const WEIGHTS_TRIED = [0, 1, 3, 5];
const FOLDS = 5;

const data = readNewsMtsc();
const own = readFashionSentences();
if (data === null) {
  console.log('Nothing to train on: shared/data/text/sentiment-newsmtsc does not lie beside the repository.');
} else if (process.argv.includes('--cross-validate')) {
  for (const ownWeight of process.argv.includes('--wrong') ? [OWN_WEIGHT] : WEIGHTS_TRIED)
    console.log(JSON.stringify({ ownWeight, ...crossValidated(data.rest, ownWeight) }));
} else {
  const weights = trained(weighed(data.rest, OWN_WEIGHT), PENALTY);
  writeFileSync(weightsFile, `${JSON.stringify(weights, null, 2)}\n`);
  console.log(
    `${KEPT_FEATURES} features of ${data.rest.length} and ${own.length} targets written to ${weightsFile.pathname}`,
  );
}

/** What is learnt from of the two sources: all that is not held out. */
function weighed(
  news: LabelledTarget[],
  ownWeight: number,
  isHeldOut: (target: LabelledTarget) => boolean = () => false,
): WeighedTarget[] {
  return [
    ...news.map((target) => ({ ...target, weight: 1 })),
    ...(ownWeight > 0 ? own.map((target) => ({ ...target, weight: ownWeight })) : []),
  ].filter((target) => !isHeldOut(target));
}

function crossValidated(news: LabelledTarget[], ownWeight: number) {
  const [ofNews, ofOwn] = [confusionTable(), confusionTable()];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isHeldOut = ({ group }: LabelledTarget) => partOf(group, FOLDS, 'fold ') === fold;
    const model = createToneModel(trained(weighed(news, ownWeight, isHeldOut), PENALTY));
    const told = ({ place }: LabelledTarget): ToneClass => {
      const { negative, neutral, positive } = model.probabilities(place);
      return positive > Math.max(negative, neutral) ? 2 : negative > neutral ? 0 : 1;
    };
    for (const target of news.filter(isHeldOut)) ofNews[target.tone][told(target)] += 1;
    for (const target of own.filter(isHeldOut)) {
      ofOwn[target.tone][told(target)] += 1;
      if (process.argv.includes('--wrong') && told(target) !== target.tone)
        console.log('-=+'[target.tone], '-=+'[told(target)], target.group);
    }
  }
  return { news: figuresOf(ofNews), own: figuresOf(ofOwn) };
}
