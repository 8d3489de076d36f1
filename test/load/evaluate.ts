// How well articles are read, and how fast: `npm run evaluate`. One section after the other, each says what it measures.
// `--OPEN` lists what is wrong in the open half of the hard sentences, `--SET_ASIDE` in the other.
import { brandsInHardSentences } from './evaluate/hard-sentences.ts';
import { brandsInPress } from './evaluate/press.ts';
import type { Section } from './evaluate/section.ts';

const sections: Section[] = [brandsInPress, brandsInHardSentences];

for (const { title, print } of sections) {
  console.log(`\n${title}`);
  await print();
}
