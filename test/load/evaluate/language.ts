import { languageOf } from '../../../src/ingestion/enrich/text/language.ts';
import { languageSentences } from '../../fixtures/enrich/labelled-texts.ts';
import type { Section } from './section.ts';

const lengths = [
  { name: 'up to 20 characters', most: 20 },
  { name: '21 to 60', most: 60 },
  { name: 'more than 60', most: Number.POSITIVE_INFINITY },
];

/** The language of texts that declare none, by length, with the mean confidence where it is right and where not. */
export const languages: Section = {
  title: 'Language, nothing declared (test/fixtures/enrich/language-sentences.jsonl)',
  print() {
    let least = 0;
    const table = lengths.map(({ name, most }) => {
      const own = languageSentences.filter(({ text }) => text.length > least && text.length <= most);
      least = most;
      const told = own.map(({ text, language }) => ({ ...languageOf(text, [null]), wanted: language }));
      const right = told.filter(({ language, wanted }) => language === wanted);
      const wrong = told.filter(({ language, wanted }) => language !== null && language !== wanted);
      return {
        characters: name,
        texts: own.length,
        languages: new Set(own.map(({ language }) => language)).size,
        right: right.length,
        wrong: wrong.length,
        'not told': told.length - right.length - wrong.length,
        'confidence when right': meanConfidence(right),
        'when wrong': meanConfidence(wrong),
      };
    });
    console.table(table);
  },
};

function meanConfidence(told: { confidence: number | null }[]): string {
  if (told.length === 0) return '-';
  return (told.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0) / told.length).toFixed(2);
}
