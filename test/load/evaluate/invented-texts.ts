import {
  createBrandFinder,
  type FindableArticle,
} from '../../../src/ingestion/enrich/brands/brand-finder.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { brandArticles, findableArticle } from '../../fixtures/enrich/brand-articles.ts';
import { articleOf, hardSentences } from '../../fixtures/enrich/hard-sentences.ts';
import { count, figures, type Section, type Tally } from './section.ts';

/** A text with the brands that a person reads in it; none: it is a trap. */
interface InventedText {
  part: 'OPEN' | 'SET_ASIDE';
  article: FindableArticle;
  brands: string[];
}

/** Brands in sentences that were written to be hard, both halves apart, with the whole catalogue. */
export const brandsInHardSentences: Section = {
  title: 'Brands in hard sentences (test/fixtures/enrich/hard-sentences.jsonl)',
  print: () =>
    printParts(
      hardSentences.map((row) => ({ part: row.half, article: articleOf(row), brands: row.brands })),
      'sentences',
    ),
};

/** Brands in short articles of all kinds, true names and false ones, both parts apart, with the whole catalogue. */
export const brandsInShortArticles: Section = {
  title: 'Brands in short articles (test/fixtures/enrich/brand-articles.jsonl)',
  print: () =>
    printParts(
      brandArticles.map((row) => ({ part: row.part, article: findableArticle(row), brands: row.brands })),
      'articles',
    ),
};

function printParts(texts: InventedText[], kind: string): void {
  const finder = createBrandFinder(catalogue);
  const table: Record<string, object> = {};
  for (const part of ['OPEN', 'SET_ASIDE'] as const) {
    const tally: Tally = { right: 0, wrong: 0, missed: 0 };
    const own = texts.filter((text) => text.part === part);
    let textsRight = 0;
    let wrongOnTraps = 0;
    for (const { article, brands } of own) {
      const found = finder.find(article).brands.map(({ brand }) => brand.name);
      count(tally, once(found), once(brands));
      const wrong = found.filter((brand) => !brands.includes(brand));
      const missed = brands.filter((brand) => !found.includes(brand));
      if (wrong.length + missed.length === 0) textsRight += 1;
      else if (process.argv.includes(`--${part}`))
        console.log(
          `${article.title || article.text}: wrong ${wrong.join(', ') || '-'}; missed ${missed.join(', ') || '-'}`,
        );
      if (brands.length === 0) wrongOnTraps += found.length;
    }
    table[part] = {
      [kind]: own.length,
      'all right': textsRight,
      traps: own.filter(({ brands }) => brands.length === 0).length,
      'false on traps': wrongOnTraps,
      ...figures(tally),
    };
  }
  console.table(table);
}

const once = (names: string[]) => new Map(names.map((name) => [name, 1]));
