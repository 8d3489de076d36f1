import { createArticleAnalyser } from '../../../src/ingestion/enrich/analyser.ts';
import { halves, topicHeadlines } from '../../fixtures/enrich/labelled-texts.ts';
import type { Section } from './section.ts';

/** The first topic of headlines with their leads; with `-- --wrong` those told wrongly. */
export const topicsOfHeadlines: Section = {
  title: 'First topic of a headline with its lead (test/fixtures/enrich/topic-headlines.jsonl)',
  print() {
    const analyser = createArticleAnalyser([]);
    const table = halves.map((half) => {
      const own = topicHeadlines.filter((headline) => headline.half === half);
      const told = own.map(({ title, lead }) =>
        analyser.analyse({ title, summary: lead, text: null, categories: [], declaredLanguages: ['en'] }),
      );
      const right = own.filter(({ topic }, at) => told[at]?.topics[0] === topic).length;
      const among = own.filter(({ topic }, at) => told[at]?.topics.includes(topic)).length;
      if (process.argv.includes('--wrong')) {
        for (const [at, { title, topic }] of own.entries()) {
          const topics = told[at]?.topics ?? [];
          if (topics[0] !== topic) console.log(`${half}: ${title}: ${topics.join(', ')}; wanted ${topic}`);
        }
      }
      return {
        half,
        headlines: own.length,
        'first right': (right / own.length).toFixed(3),
        'among its topics': (among / own.length).toFixed(3),
      };
    });
    console.table(table);
  },
};
