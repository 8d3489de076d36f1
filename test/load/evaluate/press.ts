import { existsSync, readFileSync } from 'node:fs';
import { createArticleAnalyser } from '../../../src/ingestion/enrich/analyser.ts';
import { foldBrandName } from '../../../src/model/brand.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { count, figures, type Section } from './section.ts';

interface Article {
  id: number;
  topic: string;
  title: string | null;
  subtitle: string | null;
  body: string;
}

interface Labels {
  id: number;
  brands: { brand: string; count: number }[];
  traps: { surface: string }[];
}

const folder = new URL('../../../../shared/data/press/', import.meta.url);

/** Brands in the articles of the press that a careful reader labelled, with the whole catalogue. */
export const brandsInPress: Section = {
  title: 'Brands in real articles (../shared/data/press)',
  print() {
    if (existsSync(folder)) printPress();
    else console.log('skipped: ../shared/data/press is absent');
  },
};

function printPress(): void {
  const labels = new Map(lines<Labels>('brands.jsonl').map((row) => [row.id, row]));
  const canonical = new Map(
    catalogue.flatMap(({ name, aliases }) => [name, ...aliases].map((known) => [foldBrandName(known), name])),
  );
  const analyser = createArticleAnalyser(catalogue);
  const perArticle = { right: 0, wrong: 0, missed: 0 };
  const listed = { right: 0, wrong: 0, missed: 0 };
  const perMention = { right: 0, wrong: 0, missed: 0 };
  let wrongInSport = 0;
  let wrongOnTraps = 0;

  for (const { id, topic, title, subtitle, body } of lines<Article>('articles.jsonl')) {
    const labelled = labels.get(id);
    if (!labelled) continue;
    const wanted = new Map(
      labelled.brands.map(({ brand, count: times }) => [
        canonical.get(foldBrandName(brand)) ?? `(${brand})`,
        times,
      ]),
    );
    const { mentions } = analyser.analyse({
      title: title ?? '',
      summary: subtitle,
      text: body,
      categories: [],
      declaredLanguages: ['en'],
    });
    const found = new Map(mentions.map((mention) => [mention.brand, mention.count]));
    const known = new Map([...wanted].filter(([brand]) => !brand.startsWith('(')));
    count(perArticle, once(found), once(wanted));
    count(listed, once(found), once(known));
    count(perMention, found, wanted);

    const wrong = [...found.keys()].filter((brand) => !wanted.has(brand));
    const missed = [...wanted.keys()].filter((brand) => !found.has(brand));
    const traps = new Set(labelled.traps.map(({ surface }) => canonical.get(foldBrandName(surface))));
    wrongOnTraps += wrong.filter((brand) => traps.has(brand)).length;
    if (topic === 'sport') wrongInSport += wrong.length;
    if (wrong.length + missed.length > 0)
      console.log(`${id} ${topic}: wrong ${wrong.join(', ') || '-'}; missed ${missed.join(', ') || '-'}`);
  }
  console.log('In brackets: brands that the catalogue does not have.');
  console.table({
    'per article': figures(perArticle),
    'per article, brands of the catalogue': figures(listed),
    'per mention': figures(perMention),
  });
  console.table({ 'false brands on traps': wrongOnTraps, 'false brands in sport articles': wrongInSport });
}

const once = (counts: Map<string, number>) => new Map([...counts.keys()].map((name) => [name, 1]));

function lines<Row>(name: string): Row[] {
  return readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}
