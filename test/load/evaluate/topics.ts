import { createArticleAnalyser } from '../../../src/ingestion/enrich/analyser.ts';
import type { Topic } from '../../../src/model/report.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { halves, type TopicText, topicHeadlines, topicTexts } from '../../fixtures/enrich/labelled-texts.ts';
import { count, figures, type Section } from './section.ts';

/** The first topic of headlines with their leads; with `-- --wrong` those told wrongly in the open half. */
export const topicsOfHeadlines: Section = {
  title: 'First topic of a headline with its lead (test/fixtures/enrich/topic-headlines.jsonl)',
  print() {
    const rows = halves.map((half) => {
      const own = topicHeadlines.filter((headline) => headline.half === half);
      const told = own.map(topicsTold);
      const right = own.filter(({ topic }, at) => told[at]?.[0] === topic).length;
      const among = own.filter(({ topic }, at) => told[at]?.includes(topic)).length;
      listWrong(own.map((text) => ({ ...text, topics: [text.topic] })));
      return {
        half,
        headlines: own.length,
        'first right': (right / own.length).toFixed(3),
        'among its topics': (among / own.length).toFixed(3),
      };
    });
    console.table(rows);
  },
};

/**
 * All topics of a headline with one sentence: how often the first is right, and precision, recall and F1 of all of them
 * counted one by one (micro); with `-- --wrong` those told wrongly in the open half.
 */
export const topicsOfShortTexts: Section = {
  title: 'Topics of short texts, several where they apply (test/fixtures/enrich/topic-short-texts.jsonl)',
  print() {
    const rows = halves.map((half) => {
      const own = topicTexts.filter((text) => text.half === half);
      const tally = { right: 0, wrong: 0, missed: 0 };
      let first = 0;
      for (const text of own) {
        const told = topicsTold(text);
        if (told[0] === text.topics[0]) first += 1;
        count(tally, onceEach(told), onceEach(text.topics));
      }
      listWrong(own);
      return { half, texts: own.length, 'first right': (first / own.length).toFixed(3), ...figures(tally) };
    });
    console.table(rows);
  },
};

const analyser = createArticleAnalyser(catalogue);

function topicsTold({ title, lead }: { title: string; lead: string }): Topic[] {
  return analyser.analyse({ title, summary: lead, text: null, categories: [], declaredLanguages: ['en'] })
    .topics;
}

function onceEach(topics: Topic[]): Map<Topic, number> {
  return new Map(topics.map((topic) => [topic, 1]));
}

function listWrong(texts: TopicText[]): void {
  if (!process.argv.includes('--wrong')) return;
  for (const text of texts) {
    const told = topicsTold(text);
    const isSame = told[0] === text.topics[0] && [...told].sort().join() === [...text.topics].sort().join();
    if (text.half === 'OPEN' && !isSame)
      console.log(`${text.title}: ${told.join(', ')}; wanted ${text.topics.join(', ')}`);
  }
}
