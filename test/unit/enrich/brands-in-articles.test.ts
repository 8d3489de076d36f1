import { describe, expect, it } from 'vitest';
import { createBrandFinder } from '../../../src/ingestion/enrich/brands/brand-finder.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { brandArticles } from '../../fixtures/enrich/brand-articles.ts';

const finder = createBrandFinder(catalogue);
const find = (text: string, title = 'A report', language = 'en') =>
  finder.find({ title, summary: null, text, language });
const names = (text: string, title?: string, language?: string) =>
  find(text, title, language)
    .brands.map((found) => found.brand.name)
    .sort();

/** Sixty words on nothing of fashion, so that an article counts as being about something else. */
const otherNews =
  'The council met in the evening and spoke for three hours about the bridge over the canal. An engineer had drawn two plans. ' +
  'The first would take a year, the second would take two and cost less. Nobody could say what would become of the ferry. ' +
  'The meeting goes on after the holidays, when the minister will have read both plans and the letters.';

/** Sentences dense in words of fashion, without a name. */
const fashionNews =
  'The collection came in leather and suede, with pleated skirts and long coats. On the runway there were handbags and boots.';

describe('an ambiguous name', () => {
  it.each([
    ['opens a sentence before a verb', 'Diesel shredded its knits and coated the denim.', 'Diesel'],
    ['opens a sentence before an aside', 'Mango, down the street, sells the same blazer for less.', 'Mango'],
    [
      'has garments of its own',
      'Champion, which nobody had expected, won with its fleece hoodie.',
      'Champion',
    ],
    [
      'is called a company by the next sentence',
      'Express has a plan. The retailer wants fewer malls.',
      'Express',
    ],
    ['stands before a model', 'She packed a Theory Clairene blazer and a book.', 'Theory'],
    ['is all that follows a colon', `${fashionNews} The mother of the bride: Celine.`, 'Celine'],
    ['is somebody’s', `${fashionNews} We came for Anthony Price’s Coach.`, 'Coach'],
    ['has a chief executive', 'Target’s chief executive will retire in the spring.', 'Target'],
    ['is enumerated with another', `${fashionNews} Mango and Oasis grew.`, 'Mango'],
    ['is in the headline too', fashionNews.concat(' Nobody had known Guess so tender.'), 'Guess'],
    ['has a number after it', 'Teenagers want a Salomon XT-4, not trainers that look new.', 'Salomon'],
    ['owns what is told of', `${fashionNews} Coach’s price is half.`, 'Coach'],
    ['is called a brand in another language', 'Vimos a Camper, la marca mallorquina de zapatos.', 'Camper'],
    ['is worn', 'The bride arrived in Coach, her sister in silk.', 'Coach'],
  ])('is a brand where it %s', (_, text, brand) => {
    expect(names(text, brand === 'Guess' ? 'Inside Guess' : 'A report')).toContain(brand);
  });

  it.each([
    ['a school', 'Students at Columbia wore coats to the exam, and a professor lent his scarf.'],
    ['a place', 'Residents of Hollister bought boots and coats when the river rose.'],
    ['a place that something is in', 'The wind in Patagonia tears hats off and turns umbrellas.'],
    ['a crop', 'Mango growers sold less fruit in the stores this season.'],
    ['a person by another mention', `Paige Lindqvist wore a silk dress. ${fashionNews} Paige laughed.`],
    ['a longer name', `They met at Hamilton House. ${otherNews} A sale at Hamilton was put off.`],
    [
      'the beginning of a longer name',
      'Tourists bought silk scarves and coats below the Great Wall of China.',
    ],
    ['a neighbour in another language', `${fashionNews} Sandro, le voisin, chante.`],
    ['a dog', `${fashionNews} Hunter, the dog, slept under a coat.`],
    ['an everyday word in lower case', 'A puma was born at the zoo. The Puma house opens in May.'],
  ])('is none where it is %s', (_, text) => {
    expect(names(text)).toEqual([]);
  });

  it('written in mixed case is written as a name', () => {
    expect(names('Yoga tights by prAna are cut from hemp.')).toEqual(['Prana']);
  });
});

describe('a clear name', () => {
  it.each([
    ['a person in a role', 'The defence had no plan for captain Ted Baker.'],
    ['a double name', 'Anneliese Dior-Hartmann keeps the minutes.'],
    ['a museum', 'The Fondazione Prada opens its tower to classes.'],
    ['a cup', 'Both crews had waited a year for the Prada Cup.'],
    ['a hamlet in another language', 'Il pullman arriva a Prada, frazione di Brentonico.'],
    ['a hamlet', 'The bus goes as far as Prada, a hamlet of nine houses.'],
    ['somebody’s given name', `Chanel Okafor leads the choir. ${otherNews} Chanel is twelve.`],
    ['a person', `Calvin Klein keeps bees on the roof. ${otherNews} The bees like Calvin Klein.`],
    ['a god without the accent', `On the vase is Hermes. ${otherNews}`],
  ])('is none where it is %s', (_, text) => {
    expect(names(text)).toEqual([]);
  });

  it.each([
    ['a model after an article', `The thief took a Rolex Daytona. ${otherNews}`, ['Rolex']],
    ['what stands as a label', `He sells Calvin Klein underwear. ${otherNews}`, ['Calvin Klein']],
    ['a sports brand among names', `She ran in Adidas Adizero. ${otherNews}`, ['Adidas']],
    ['the plural of a double name', 'Everyone on the boat had Ray-Bans.', ['Ray-Ban']],
    ['a name with an apostrophe at the end of a word', 'Lands’ End ships tomorrow.', ["Lands' End"]],
    ['an adjective made of it', 'Dior-clad guests ran for the boats.', ['Dior']],
  ])('counts as %s', (_, text, brands) => {
    expect(names(text)).toEqual(brands);
  });

  it('may be half of a German compound', () => {
    expect(names('Der Adidas-Vorstand tagt am Montag.', 'Ein Bericht', 'de')).toEqual(['Adidas']);
  });
});

describe('the short articles', () => {
  const ofCatalogue = new Set(catalogue.map(({ name }) => name));

  it('are of 60 to 200 words and name only brands of the catalogue', () => {
    for (const { title, text, brands } of brandArticles) {
      const words = `${title} ${text}`.split(/\s+/).length;
      expect(words, title).toBeGreaterThanOrEqual(60);
      expect(words, title).toBeLessThanOrEqual(200);
      expect(
        brands.filter((brand) => !ofCatalogue.has(brand)),
        title,
      ).toEqual([]);
    }
  });

  it('of the part that is set aside are read as well as docs/decisions/finding-brands.md says', () => {
    const own = brandArticles.filter(({ part }) => part === 'SET_ASIDE');
    const tally = { right: 0, wrong: 0, missed: 0 };
    for (const { title, text, language, brands } of own) {
      const found = names(text, title, language);
      tally.right += found.filter((name) => brands.includes(name)).length;
      tally.wrong += found.filter((name) => !brands.includes(name)).length;
      tally.missed += brands.filter((name) => !found.includes(name)).length;
    }
    const f1 = (2 * tally.right) / (2 * tally.right + tally.wrong + tally.missed);
    expect(f1).toBeGreaterThanOrEqual(0.95);
  });
});
