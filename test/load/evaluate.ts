// How well articles are read, and how fast: `npm run evaluate`. One section after the other, each says what it measures.
// With `-- --OPEN` it lists what is wrong in the open half of the hard sentences, with `-- --SET_ASIDE` in the other.
import { brandsInHardSentences } from './evaluate/hard-sentences.ts';
import { languages } from './evaluate/language.ts';
import { brandsInPress } from './evaluate/press.ts';
import type { Section } from './evaluate/section.ts';
import { timeOfArticle } from './evaluate/speed.ts';
import { stories } from './evaluate/stories.ts';
import { toneTowardBrands } from './evaluate/tone.ts';
import { topicsOfHeadlines } from './evaluate/topics.ts';

const sections: Section[] = [
  brandsInPress,
  brandsInHardSentences,
  toneTowardBrands,
  topicsOfHeadlines,
  languages,
  stories,
  timeOfArticle,
];

for (const { title, print } of sections) {
  console.log(`\n${title}`);
  await print();
}
