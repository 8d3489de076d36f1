// How well brands are found: `npx tsx test/load/brands.ts`. Precision and recall per article on the labelled articles
// of ../shared/data/press, with the whole catalogue; what is missed and what is found wrongly is listed.
import { existsSync, readFileSync } from 'node:fs';
import { createArticleAnalyser } from '../../src/ingestion/enrich/analyser.ts';
import { foldBrandName } from '../../src/model/brand.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';

interface Article {
  id: number;
  topic: string;
  title: string | null;
  subtitle: string | null;
  body: string;
}

interface Labels {
  id: number;
  brands: { brand: string }[];
}

const folder = new URL('../../../shared/data/press/', import.meta.url);
if (!existsSync(folder)) {
  console.log('skipped: ../shared/data/press is absent');
  process.exit(0);
}
const lines = <Row>(name: string): Row[] =>
  readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const canonical = new Map(
  catalogue.flatMap(({ name, aliases }) => [name, ...aliases].map((known) => [foldBrandName(known), name])),
);
const labels = new Map(lines<Labels>('brands.jsonl').map(({ id, brands }) => [id, brands]));
const analyser = createArticleAnalyser(catalogue);
const sums = { right: 0, wrong: 0, missed: 0, unlisted: 0, wrongInSport: 0 };

for (const { id, topic, title, subtitle, body } of lines<Article>('articles.jsonl')) {
  const labelled = labels.get(id);
  if (!labelled) continue;
  const wanted = new Set(labelled.map(({ brand }) => canonical.get(foldBrandName(brand)) ?? `(${brand})`));
  const { mentions } = analyser.analyse({
    title: title ?? '',
    summary: subtitle,
    text: body,
    categories: [],
    declaredLanguages: ['en'],
  });
  const found = new Set(mentions.map(({ brand }) => brand));
  const wrong = [...found].filter((brand) => !wanted.has(brand));
  const missed = [...wanted].filter((brand) => !found.has(brand));
  sums.right += found.size - wrong.length;
  sums.wrong += wrong.length;
  sums.missed += missed.length;
  sums.unlisted += missed.filter((brand) => brand.startsWith('(')).length;
  if (topic === 'sport') sums.wrongInSport += wrong.length;
  if (wrong.length + missed.length > 0) {
    console.log(`${id} ${topic}: wrong ${wrong.join(', ') || '-'}; missed ${missed.join(', ') || '-'}`);
  }
}

const { right, wrong, missed, unlisted, wrongInSport } = sums;
const precision = right / (right + wrong);
const recall = right / (right + missed);
console.table({
  precision: precision.toFixed(3),
  recall: recall.toFixed(3),
  'recall of listed brands': (right / (right + missed - unlisted)).toFixed(3),
  F1: ((2 * precision * recall) / (precision + recall)).toFixed(3),
  'wrong in sport articles': wrongInSport,
});
