import { SentimentIntensityAnalyzer } from 'vader-sentiment';
import { type Confusion, confusionTable, figuresOf } from '../../../scripts/tone/figures.ts';
import { placeIn, readNewsMtsc, type ToneClass, toneClasses } from '../../../scripts/tone/newsmtsc.ts';
import { createArticleAnalyser } from '../../../src/ingestion/enrich/analyser.ts';
import type { Place } from '../../../src/ingestion/enrich/tone/place.ts';
import { toneToward } from '../../../src/ingestion/enrich/tone/tone.ts';
import type { Analysis } from '../../../src/model/report.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import {
  type TonePart,
  toneArticles,
  toneParts,
  toneSentences,
} from '../../fixtures/enrich/labelled-texts.ts';
import type { Section } from './section.ts';

interface Target {
  place: Place;
  tone: ToneClass;
}

/** VADER calls a text neutral whose score is nearer to 0, as its authors advise. */
const VADER_THRESHOLD = 0.05;
/** Words on each side of the target that are its neighbourhood, for VADER. */
const NEIGHBOURHOOD = 8;
/** Sentences that are read before the clock starts. */
const WARM_UP = 1_000;

/** Tone toward a target: the set-aside part of NewsMTSC and our own sentences, beside VADER; sentences a second. */
export const toneTowardBrands: Section = {
  title: 'Tone toward a target',
  print() {
    const news = readNewsMtsc();
    if (news === null) console.log('NewsMTSC skipped: ../shared/data/text/sentiment-newsmtsc is absent');
    const sets = [
      ...(news === null ? [] : [{ name: 'NewsMTSC, set aside', targets: news.setAside }]),
      ...toneParts.map((half) => ({
        name: `fashion sentences, ${half}`,
        targets: toneSentences.filter((sentence) => sentence.half === half).map(targetOf),
      })),
    ];
    for (const { name, targets } of sets) {
      console.log(`${name}: ${targets.length} targets`);
      console.table({
        'this model': figuresOfAll(targets, told),
        'VADER on the sentence': figuresOfAll(targets, ({ sentence }) => vaderOf(sentence.text)),
        'VADER on the neighbourhood': figuresOfAll(targets, (place) => vaderOf(neighbourhoodOf(place))),
        'always NEUTRAL': figuresOfAll(targets, () => 1),
      });
    }
    for (const half of toneParts) printArticles(half);
    printSpeed((sets[0]?.targets ?? []).map(({ place }) => place));
  },
};

function targetOf({ text, brand, tone }: (typeof toneSentences)[number]): Target {
  const at = text.indexOf(brand);
  const place = at < 0 ? null : placeIn(text, at, at + brand.length);
  const label = toneClasses.indexOf(tone);
  if (place === null || (label !== 0 && label !== 1 && label !== 2))
    throw new Error(`${brand} does not stand in: ${text}`);
  return { place, tone: label };
}

function told(place: Place): ToneClass {
  const { tone } = toneToward([{ ...place, weight: 1 }]);
  return tone === 'POSITIVE' ? 2 : tone === 'NEGATIVE' ? 0 : 1;
}

function vaderOf(text: string): ToneClass {
  const { compound } = SentimentIntensityAnalyzer.polarity_scores(text);
  if (compound >= VADER_THRESHOLD) return 2;
  return compound <= -VADER_THRESHOLD ? 0 : 1;
}

function neighbourhoodOf({ sentence: { text, tokens }, from, to }: Place): string {
  const first = tokens[Math.max(0, from - NEIGHBOURHOOD)];
  const last = tokens[Math.min(tokens.length, to + NEIGHBOURHOOD) - 1];
  return text.slice(first?.start ?? 0, last?.end ?? text.length);
}

function figuresOfAll(targets: Target[], tell: (place: Place) => ToneClass) {
  const confusion: Confusion = confusionTable();
  for (const { place, tone } of targets) confusion[tone][tell(place)] += 1;
  const { accuracy, macroF1 } = figuresOf(confusion);
  return { accuracy, 'macro-F1': macroF1 };
}

/** Tones and sentiments of the short articles, in which several sentences and brands meet. */
function printArticles(half: TonePart): void {
  const own = toneArticles.filter((article) => article.half === half);
  if (own.length === 0) return;
  const analyser = createArticleAnalyser(catalogue);
  const read = own.map((article) => ({
    ...article,
    ...tonesIn(analyser.analyse({ ...article, summary: null, categories: [], declaredLanguages: ['en'] })),
  }));
  const labelled = read.flatMap(({ tones, told }) =>
    Object.entries(tones).map(([brand, tone]) => told.get(brand) === tone),
  );
  const share = (right: boolean[]) => `${right.filter(Boolean).length} of ${right.length}`;
  console.log(
    `short articles, ${half}: ${share(labelled)} tones right, ${share(read.map((article) => article.sentiment === article.toldSentiment))} sentiments`,
  );
}

function tonesIn({ mentions, sentiment }: Analysis) {
  return { told: new Map(mentions.map(({ brand, tone }) => [brand, tone])), toldSentiment: sentiment };
}

/** By the clock, and by the time of the processor alone, which others on the machine hardly change. */
function printSpeed(places: Place[]): void {
  for (const place of places.slice(0, WARM_UP)) told(place);
  const [began, used] = [performance.now(), process.cpuUsage()];
  for (const place of places) told(place);
  const { user, system } = process.cpuUsage(used);
  const byClock = places.length / ((performance.now() - began) / 1e3);
  const byProcessor = places.length / ((user + system) / 1e6);
  console.log(
    `${Math.round(byClock)} targets in a second by the clock, ${Math.round(byProcessor)} in one of the processor (one target a sentence, already cut)`,
  );
}
