import { createBrandFinder } from '../../../src/ingestion/enrich/brands/brand-finder.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { articleOf, type HardSentence, hardSentences } from '../../fixtures/enrich/hard-sentences.ts';
import { count, figures, type Section, type Tally } from './section.ts';

/** Brands in sentences that were written to be hard, both halves apart, with the whole catalogue. */
export const brandsInHardSentences: Section = {
  title: 'Brands in hard sentences (test/fixtures/enrich/hard-sentences.jsonl)',
  print() {
    const finder = createBrandFinder(catalogue);
    const table: Record<string, object> = {};
    for (const half of ['OPEN', 'SET_ASIDE'] as const) {
      const tally: Tally = { right: 0, wrong: 0, missed: 0 };
      const own = hardSentences.filter((sentence) => sentence.half === half);
      let sentencesRight = 0;
      let wrongOnTraps = 0;
      for (const sentence of own) {
        const found = finder.find(articleOf(sentence)).brands.map(({ brand }) => brand.name);
        count(tally, once(found), once(sentence.brands));
        if (isRight(found, sentence)) sentencesRight += 1;
        else if (process.argv.includes(`--${half}`))
          console.log(
            `${sentence.title ?? sentence.text}: found ${found.join(', ') || '-'}; wanted ${sentence.brands.join(', ') || '-'}`,
          );
        if (sentence.brands.length === 0) wrongOnTraps += found.length;
      }
      table[half] = {
        sentences: own.length,
        'all right': sentencesRight,
        traps: own.filter(({ brands }) => brands.length === 0).length,
        'false on traps': wrongOnTraps,
        ...figures(tally),
      };
    }
    console.table(table);
  },
};

function isRight(found: string[], { brands }: HardSentence): boolean {
  return found.length === brands.length && brands.every((brand) => found.includes(brand));
}

const once = (names: string[]) => new Map(names.map((name) => [name, 1]));
