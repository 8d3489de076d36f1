import { describe, expect, it } from 'vitest';
import { articleSentences } from '../../../src/ingestion/enrich/text/sentences.ts';
import { type NamedPlace, placesAbout } from '../../../src/ingestion/enrich/tone/about.ts';

/** The sentences that speak of each name, by their first four words. */
function aboutIn(title: string, text: string, names: string[]): Record<string, string[]> {
  const sentences = articleSentences({ title, summary: null, text });
  const named = new Map(
    names.map((name): [string, NamedPlace[]] => [
      name,
      sentences.flatMap(({ tokens }, position) => {
        const at = tokens.findIndex(({ folded }) => folded === name.toLowerCase());
        return at < 0 ? [] : [{ position, from: at, to: at + 1 }];
      }),
    ]),
  );
  return Object.fromEntries(
    [...placesAbout(sentences, named)].map(([name, places]) => [
      name,
      places.map(({ sentence }) => sentence.text.split(' ').slice(0, 4).join(' ')),
    ]),
  );
}

describe('what an article says about a brand', () => {
  it('goes on in the paragraph after a sentence that names it alone', () => {
    const text = 'Prada showed on Friday. The coats were superb.\nThe weather was dreadful.';
    expect(aboutIn('A show', text, ['Prada'])).toEqual({
      Prada: ['Prada showed on Friday.', 'The coats were superb.'],
    });
  });

  it('is taken up again by what stands for it, until another is named', () => {
    const text =
      'Prada showed on Friday.\nThe company reported superb sales.\nGucci opens on Monday.\nIts shop is lovely.';
    expect(aboutIn('A week', text, ['Prada', 'Gucci'])).toEqual({
      Prada: ['Prada showed on Friday.', 'The company reported superb'],
      Gucci: ['Gucci opens on Monday.', 'Its shop is lovely.'],
    });
  });

  it('ends where two are named together, and holds no sentence without a feeling', () => {
    const text = 'Prada met Gucci. The meeting was superb.\nPrada left at nine. It was ten.';
    expect(aboutIn('A week', text, ['Prada', 'Gucci'])).toEqual({
      Prada: ['Prada met Gucci.', 'Prada left at nine.'],
      Gucci: ['Prada met Gucci.'],
    });
  });
});
