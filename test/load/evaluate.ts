// How well articles are read, and how fast: `npm run evaluate`. One section after the other, each says what it measures.
// With `-- --OPEN` it lists what is wrong in the open part of the hard sentences and the short articles, with
// `-- --SET_ASIDE` in the other.
import { brandsInHardSentences, brandsInShortArticles } from './evaluate/invented-texts.ts';
import { languages } from './evaluate/language.ts';
import { brandsInPress } from './evaluate/press.ts';
import type { Section } from './evaluate/section.ts';
import { timeOfArticle } from './evaluate/speed.ts';
import { stories } from './evaluate/stories.ts';
import { toneTowardBrands } from './evaluate/tone.ts';
import { topicsOfHeadlines, topicsOfShortTexts } from './evaluate/topics.ts';

const sections: Section[] = [
  brandsInPress,
  brandsInHardSentences,
  brandsInShortArticles,
  toneTowardBrands,
  topicsOfHeadlines,
  topicsOfShortTexts,
  languages,
  stories,
  timeOfArticle,
];

for (const { title, print } of sections) {
  console.log(`\n${title}`);
  await print();
}
