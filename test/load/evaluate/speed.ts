import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { hardSentences } from '../../fixtures/enrich/hard-sentences.ts';
import { buildServer } from '../../support/builds.ts';
import type { Section } from './section.ts';

const WORDS = 1_000;
const ROUNDS = 240;
const TIMES_AS_MANY = 100;

/** Processor time of an article of 1,000 words, dense in names, beside a general reader of English and a larger catalogue; compiled. */
export const timeOfArticle: Section = {
  title: `Processor time of an article of ${WORDS} words`,
  async print() {
    const { createArticleAnalyser, createBrandFinder } = await compiled();
    const text = articleText();
    const article = { title: 'A week of shows', summary: null, text, language: 'en' };
    const reader = winkNLP(model);
    const analyser = createArticleAnalyser(catalogue);
    const finder = createBrandFinder(catalogue);
    const alone = measure({
      'everything (language, topic, brands, tone)': () =>
        analyser.analyse({
          title: article.title,
          summary: null,
          text,
          categories: [],
          declaredLanguages: ['en'],
        }),
      'the brands alone': () => finder.find(article),
      'wink-nlp reads the same text once': () => reader.readDoc(text),
    });
    console.table(alone);

    const many = Array.from({ length: TIMES_AS_MANY - 1 }, (_, round) =>
      catalogue.map((brand) => ({
        ...brand,
        name: `${brand.name} ${round}`,
        aliases: brand.aliases.map((alias) => `${alias} ${round}`),
        ambiguousNames: brand.ambiguousNames.map((name) => `${name} ${round}`),
      })),
    ).flat();
    const large = createBrandFinder([...catalogue, ...many]);
    const usual = `the brands, among ${catalogue.length}`;
    const larger = `the brands, among ${catalogue.length * TIMES_AS_MANY}`;
    const both = measure({ [usual]: () => finder.find(article), [larger]: () => large.find(article) });
    console.table(both);
    const times = ratio(both[larger]?.['median ms'], both[usual]?.['median ms']);
    console.log(`${TIMES_AS_MANY} times the catalogue costs ${times} times the time.`);
  },
};

/**
 * What production runs. As sources, tsx keeps the name of each function that is made, by a call
 * (docs/decisions/running-typescript.md), which took a tenth of this time.
 */
async function compiled() {
  await buildServer();
  const load = (path: string) =>
    import(new URL(`../../../dist/ingestion/enrich/${path}.js`, import.meta.url).href);
  // Compiled code has no types; these are those of its sources.
  const analyser = (await load('analyser')) as typeof import('../../../src/ingestion/enrich/analyser.ts');
  const finder = (await load(
    'brands/brand-finder',
  )) as typeof import('../../../src/ingestion/enrich/brands/brand-finder.ts');
  return { ...analyser, ...finder };
}

/** The first words of the hard sentences, in paragraphs of five. */
function articleText(): string {
  const sentences = hardSentences
    .filter(({ language }) => language === undefined)
    .map(({ title, text }) => text ?? `${title}.`);
  let words = 0;
  const kept = sentences.filter((sentence) => {
    words += sentence.split(' ').length;
    return words <= WORDS;
  });
  return kept.map((sentence, at) => (at % 5 === 4 ? `${sentence}\n\n` : `${sentence} `)).join('');
}

/**
 * Median and best processor time of each, in milliseconds, with that of collecting garbage; their rounds take turns, so
 * that a busy machine treats all alike.
 */
function measure(
  works: Record<string, () => unknown>,
): Record<string, { 'median ms': number; 'best ms': number }> {
  const times = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const started = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(started);
      // Until then V8 is still compiling, in threads whose time counts as well: a process reads thousands of articles.
      if (round >= ROUNDS / 2) times.get(name)?.push((user + system) / 1_000);
    }
  }
  return Object.fromEntries(
    [...times].map(([name, taken]) => {
      const sorted = taken.toSorted((a, b) => a - b);
      const rounded = (value = 0) => Math.round(value * 100) / 100;
      return [
        name,
        { 'median ms': rounded(sorted[Math.floor(sorted.length / 2)]), 'best ms': rounded(sorted[0]) },
      ];
    }),
  );
}

function ratio(one = Number.NaN, other = Number.NaN): string {
  return (one / other).toFixed(2);
}
