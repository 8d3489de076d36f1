import { describe, expect, it } from 'vitest';
import { articleSentences } from '../../../src/ingestion/enrich/text/sentences.ts';
import { type NamedPlace, placesAbout } from '../../../src/ingestion/enrich/tone/about.ts';

/** The sentences that speak of each name, by their first four words. */
function aboutIn(
  title: string,
  text: string,
  names: string[],
  isOwner?: (owner: string, name: string) => boolean,
): Record<string, string[]> {
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
    [...placesAbout(sentences, named, isOwner)].map(([name, places]) => [
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

  it.each(['The group has superb news.', 'The shares rose again.', 'The board was superb.'])(
    'falls to the owner of the house named last, where that is named, when it can be the group’s only: %s',
    (sentence) => {
      const text = `Kering closed its year.\nBalenciaga was stable.\n${sentence}`;
      const start = sentence.split(' ').slice(0, 4).join(' ');
      const owned = aboutIn('A year', text, ['Kering', 'Balenciaga'], (owner) => owner === 'Kering');
      expect(owned).toEqual({
        Kering: ['Kering closed its year.', start],
        Balenciaga: ['Balenciaga was stable.'],
      });
      const strangers = aboutIn('A year', text, ['Kering', 'Balenciaga']);
      expect(strangers.Balenciaga).toEqual(['Balenciaga was stable.', start]);
    },
  );
});

describe('the words by which a sentence speaks of a brand', () => {
  /** Where each name stands, with its row, in a sentence of two. */
  function placesIn(text: string, names: string[]): Record<string, string> {
    const sentences = articleSentences({ title: text, summary: null, text: null });
    const named = new Map(
      names.map((name): [string, NamedPlace[]] => {
        const from = sentences[0]?.tokens.findIndex(({ folded }) => folded === name.toLowerCase()) ?? -1;
        return [name, [{ position: 0, from, to: from + 1 }]];
      }),
    );
    return Object.fromEntries(
      [...placesAbout(sentences, named)].map(([name, [place]]) => [
        name,
        (place?.sentence.tokens ?? [])
          .slice(place?.from, place?.to)
          .map(({ folded }) => folded)
          .join(' '),
      ]),
    );
  }

  it('are a row of brands as one', () => {
    expect(placesIn('Demand for bags by Chanel and Gucci is strong', ['Chanel', 'Gucci'])).toEqual({
      Chanel: 'chanel and gucci',
      Gucci: 'chanel and gucci',
    });
  });

  it('are those of the brand before, of which the same is said', () => {
    const text = 'A watch by Rolex did brilliantly, as did two models by Omega';
    expect(placesIn(text, ['Rolex', 'Omega'])).toEqual({ Rolex: 'rolex', Omega: 'rolex' });
    expect(placesIn('Rolex gained as Omega did badly', ['Rolex', 'Omega'])).toMatchObject({ Omega: 'omega' });
  });
});
