import { describe, expect, it } from 'vitest';
import { type ArticleText, createArticleAnalyser } from '../../../src/ingestion/enrich/analyser.ts';
import { languageOf } from '../../../src/ingestion/enrich/text/language.ts';
import { splitSentences } from '../../../src/ingestion/enrich/text/sentences.ts';
import { weightOf } from '../../../src/ingestion/enrich/tone/lexicon.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { fewBrands } from '../../fixtures/enrich/brands.ts';

const analyser = createArticleAnalyser(fewBrands);
const whole = createArticleAnalyser(catalogue);
const article = (title: string, text: string, more: Partial<ArticleText> = {}): ArticleText => ({
  title,
  summary: null,
  text,
  categories: [],
  declaredLanguages: ['en'],
  ...more,
});
const toneOf = (text: string, brand: string) =>
  analyser
    .analyse(article('The week in the market', text))
    .mentions.find((mention) => mention.brand === brand)?.tone;

describe('tone toward a brand', () => {
  it.each([
    ['Gucci dazzled with a superb and inventive collection.', 'Gucci', 'POSITIVE'],
    ['The worst show of the week was a dull mess by Gucci.', 'Gucci', 'NEGATIVE'],
    ['Gucci opens in Lyon on Monday at nine.', 'Gucci', 'NEUTRAL'],
    ['The coats of Gucci are not good.', 'Gucci', 'NEGATIVE'],
    ['Critics slammed Prada over the scandal.', 'Prada', 'NEGATIVE'],
  ])('of: %s', (text, brand, tone) => {
    expect(toneOf(text, brand)).toBe(tone);
  });

  it('is each brand’s own on the two sides of a contrast', () => {
    const text = 'Gucci delivered a brilliant and beautiful show, but Prada was a terrible disappointment.';
    expect([toneOf(text, 'Gucci'), toneOf(text, 'Prada')]).toEqual(['POSITIVE', 'NEGATIVE']);
  });

  it('falls on the object of a verb, hardly on its subject', () => {
    const score = (brand: string) =>
      analyser
        .analyse(article('The week', 'Gucci sued Prada.'))
        .mentions.find((mention) => mention.brand === brand)?.score ?? 0;
    expect(score('Prada')).toBeLessThan(score('Gucci'));
    expect(score('Prada')).toBeLessThan(-0.3);
  });

  it('is not guessed in a language it was not made for, while brands are found', () => {
    const text =
      'La maison Gucci a présenté une collection magnifique, un triomphe pour la mode à Paris ce printemps. '.repeat(
        3,
      );
    const analysis = analyser.analyse(
      article('Un triomphe superbe à Paris', text, { declaredLanguages: ['fr'] }),
    );
    expect(analysis).toMatchObject({
      language: 'fr',
      analysis: 'BRANDS_ONLY',
      topics: [],
      sentiment: null,
      sentimentScore: null,
    });
    expect(analysis.mentions).toMatchObject([{ brand: 'Gucci', tone: null, score: null }]);
  });

  it('stays within -1 and 1, with two decimals', () => {
    const text = `Gucci is ${'brilliant, superb, stunning and wonderful '.repeat(50)}.`;
    const score = analyser.analyse(article('Gucci', text)).mentions[0]?.score ?? 0;
    expect(score).toBeGreaterThan(0.5);
    expect(score).toBeLessThanOrEqual(1);
    expect(score).toBe(Math.round(score * 100) / 100);
  });
});

describe('the lexicon', () => {
  it('knows words in their inflections', () => {
    expect(
      ['praised', 'praising', 'worries', 'worried', 'failing', 'boldest', 'disasters'].map((word) =>
        Math.sign(weightOf(word)),
      ),
    ).toEqual([1, 1, -1, -1, -1, 1, -1]);
    expect(['table', 'monday', 'string', ''].map(weightOf)).toEqual([0, 0, 0, 0]);
  });
});

describe('sentiment of an article', () => {
  const good = 'The show was a brilliant, joyful triumph and the buyers loved it. ';
  const bad = 'The accounts are a disaster, and angry creditors fear a scandal and a collapse. ';

  it.each([
    [good.repeat(4), 'POSITIVE'],
    [bad.repeat(4), 'NEGATIVE'],
    [`${good.repeat(3)}${bad.repeat(3)}`, 'MIXED'],
    ['The shop opens on Monday. It has four rooms and two doors. '.repeat(3), 'NEUTRAL'],
  ])('of: %s', (text, sentiment) => {
    expect(analyser.analyse(article('The week', text)).sentiment).toBe(sentiment);
  });
});

describe('topic', () => {
  it.each([
    [
      'Gucci sales fall as demand cools',
      'Revenue fell 8 percent in the quarter, the group told investors; profit halved.',
      'BUSINESS',
    ],
    [
      'Prada names new creative director',
      'The appointment follows the departure of her predecessor, who will join a rival as chief executive.',
      'PEOPLE',
    ],
    [
      'A ruling on the red sole',
      'The court found for the plaintiff in a trademark lawsuit; the defendant will appeal.',
      'LEGAL',
    ],
    [
      'Fendi opens flagship in Osaka',
      'The new store has three floors, a boutique for shoes and a café for shoppers.',
      'RETAIL',
    ],
    [
      'What the runway said about coats',
      'The autumn winter collection put long silhouettes on the catwalk during fashion week.',
      'COLLECTIONS',
    ],
    [
      'A watch for divers',
      'The chronograph has a steel case and a blue dial; the watchmaker made ninety.',
      'WATCHES_AND_JEWELLERY',
    ],
    ['A perfume of figs', 'The fragrance comes with a lipstick and a serum for the skin.', 'BEAUTY'],
    [
      'Cotton without the waste',
      'Recycled fibre cut carbon emissions by half, the sustainability report says.',
      'SUSTAINABILITY',
    ],
    ['The bridge reopens on Monday', 'Drivers may use both lanes again from six in the morning.', 'OTHER'],
  ])('of: %s', (title, text, topic) => {
    expect(analyser.analyse(article(title, text)).topics[0]).toBe(topic);
  });

  it.each([
    [
      'a fall by a share',
      'Kering fell 3 % in Paris',
      'It was the last day before the holidays.',
      ['BUSINESS'],
    ],
    ['a sum of millions', 'Kering is asked for €40m', 'Nobody would say what for.', ['BUSINESS']],
    ['the kind of a brand', 'Rolex and Omega wait', 'Rolex shows nothing yet.', ['WATCHES_AND_JEWELLERY']],
    [
      'no word of a name',
      'Watches of Switzerland waits',
      'Boots waits too, and nobody knows why.',
      ['OTHER'],
    ],
    [
      'what the first sentence adds to the headline',
      'Reebok without a chief executive',
      'The shares rose 5 per cent, and analysts were content.',
      ['PEOPLE', 'BUSINESS'],
    ],
  ])('is told by %s', (_what, title, text, topics) => {
    expect(whole.analyse(article(title, text)).topics).toEqual(topics);
  });

  it('hears the feed’s categories', () => {
    const text = 'It happened on Monday in Rome, in front of forty people.';
    expect(analyser.analyse(article('A surprise', text)).topics).toEqual(['OTHER']);
    expect(analyser.analyse(article('A surprise', text, { categories: ['Jewellery'] })).topics).toEqual([
      'WATCHES_AND_JEWELLERY',
    ]);
  });
});

describe('language', () => {
  const french =
    'La maison présente sa nouvelle collection au printemps, et les acheteurs sont venus de partout pour la voir. '.repeat(
      4,
    );

  it('is believed of a long text more than of what its page declares', () => {
    expect(languageOf(french, ['en-US'])).toEqual({ language: 'fr', confidence: 1 });
  });

  it('is believed of the page, then of the feed, on a text of a few words, and is then half sure', () => {
    const itIsSaid = { language: 'it', confidence: 0.5 };
    expect(languageOf('Prada Re-Nylon', ['it-IT', 'en'])).toEqual(itIsSaid);
    expect(languageOf('Prada Re-Nylon', [null, 'it'])).toEqual(itIsSaid);
    expect(languageOf('', ['nn-NO'])).toEqual({ language: 'no', confidence: 0.5 });
  });

  it('is surer of a longer text, and where text and page agree', () => {
    const sure = (text: string, declared: string | null) => languageOf(text, [declared]).confidence ?? 0;
    const short = 'Her er sommerens farver';
    expect(sure(short, null)).toBeLessThan(0.9);
    expect(sure(`${short} og de kjoler, som alle vil have`, null)).toBeGreaterThan(sure(short, null));
    expect(sure(short, 'da')).toBeGreaterThan(sure(short, null));
    expect(sure(french, 'fr')).toBe(1);
  });

  it('is null when nothing tells, and what is no language is passed over', () => {
    const nothing = { language: null, confidence: null };
    expect(languageOf('', [null])).toEqual(nothing);
    expect(languageOf('12345', ['english'])).toEqual(nothing);
  });
});

describe('sentences', () => {
  it.each([
    ['One. Two! Three? “Four.” Five…', ['One.', 'Two!', 'Three?', '“Four.”', 'Five…']],
    [
      'Dr. Martens and J. Crew met Mr. Hall at No. 4 of St. James.',
      ['Dr. Martens and J. Crew met Mr. Hall at No. 4 of St. James.'],
    ],
    ['It rose 3.5 percent to $4.2 million.', ['It rose 3.5 percent to $4.2 million.']],
    ['新しい店。客は多い。', ['新しい店。', '客は多い。']],
  ])('are cut where they end: %s', (text, expected) => {
    expect(splitSentences(text)).toEqual(expected);
  });
});
