// How well articles are read, and how fast: `npm run evaluate`. One section after the other, each says what it measures.
import { languages } from './evaluate/language.ts';
import type { Section } from './evaluate/section.ts';
import { toneTowardBrands } from './evaluate/tone.ts';
import { topicsOfHeadlines } from './evaluate/topics.ts';

const sections: Section[] = [toneTowardBrands, topicsOfHeadlines, languages];

for (const { title, print } of sections) {
  console.log(`\n${title}`);
  await print();
}
