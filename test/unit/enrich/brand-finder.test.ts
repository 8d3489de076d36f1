import { describe, expect, it } from 'vitest';
import { createBrandFinder } from '../../../src/ingestion/enrich/brands/brand-finder.ts';
import { fewBrands } from '../../fixtures/enrich/brands.ts';
import { growthOverFourfold, linear } from '../../support/growth.ts';

const finder = createBrandFinder(fewBrands);
const find = (text: string, title = 'A report from the market') =>
  finder.find({ title, summary: null, text });
const names = (text: string, title?: string) =>
  find(text, title)
    .brands.map((found) => found.brand.name)
    .sort();
const reasons = (text: string) =>
  find(text).refused.map((hit) => `${hit.name.written}: ${hit.decision.reason}`);

describe('finding names', () => {
  it.each([
    ['GUCCI opened, gucci closed, Gucci’s shop stayed.', 'Gucci', 3],
    ['Hermes and Hermès and HERMÈS’ bags', 'Hermès', 3],
    ["Levi’s, Levi's, Levis and Levi`s jeans", "Levi's", 4],
    ["a stake of L’Oréal, l'oreal said", "L'Oréal", 2],
    ['H&M and H & M and Hennes and Mauritz', 'H&M', 3],
    ['Dolce and Gabbana, Dolce & Gabbana, Dolce\u00a0&\u00a0Gabbana', 'Dolce & Gabbana', 3],
    ['Comme des Garcons, Comme-des-Garçons', 'Comme des Garçons', 2],
    ['A.P.C. and APC', 'A.P.C.', 2],
    ['a pair of Birkenstocks', 'Birkenstock', 1],
    ['Dr. Martens and Dr Martens and Doc Martens', 'Dr. Martens', 3],
    ['il mondo di Prada, l’anima di Prada, quello d’Prada', 'Prada', 3],
    ['「グッチ」はGucciのこと', 'Gucci', 1],
  ])('finds %s', (text, name, count) => {
    const { brands } = find(text);
    expect(brands.map((found) => [found.brand.name, found.count])).toEqual([[name, count]]);
  });

  it('finds no name inside a longer word', () => {
    expect(names('Guccified, a Pradaesque look, the fordable river')).toEqual([]);
  });

  it('lets the longest name win', () => {
    expect(names('The Polo Ralph Lauren line and the Yves Saint Laurent archive')).toEqual([
      'Ralph Lauren',
      'Saint Laurent',
    ]);
    expect(find('The Polo Ralph Lauren line').brands[0]?.count).toBe(1);
  });

  it('finds no name across the end of a sentence', () => {
    expect(names('They met Ralph. Lauren came later.')).toEqual([]);
  });

  it('takes a short form in capitals only in its own case', () => {
    expect(names('YSL and LV trunks')).toEqual(['Louis Vuitton', 'Saint Laurent']);
    expect(reasons('the lv form and the cdg file')).toEqual(['LV: OWN_CASE', 'CDG: OWN_CASE']);
  });

  it('takes no surname for a brand', () => {
    expect(reasons('Then Harrison Ford arrived')).toEqual(['Ford: PERSON']);
    expect(names('Then a suit by Tom Ford arrived')).toEqual(['Tom Ford']);
    expect(names('Then Ford arrived')).toEqual(['Ford']);
  });
});

describe('clear names', () => {
  it.each([
    ['Ralph Lauren died at home.', 'PERSON'],
    ['Ralph Lauren told us that he was born here.', 'PERSON'],
    ["Ralph Lauren's father painted houses.", 'PERSON'],
    ['Mr. Gucci was late.', 'PERSON'],
    ['Dior Johnson had 20 points.', 'PERSON'],
    ['Marni Nixon sang.', 'PERSON'],
    ["They met at Levi's Stadium.", 'LONGER_NAME'],
    ['The Devil Wears Prada is a film.', 'LONGER_NAME'],
    ['She read saint laurent in the file of Rome.', 'LOWER_CASE'],
  ])('are no brand in: %s (%s)', (text, reason) => {
    expect(find(text).brands).toEqual([]);
    expect(find(text).refused.map((hit) => hit.decision.reason)).toContain(reason);
  });

  it.each([
    ['Ralph Lauren said its revenue rose and his job was done.', 'Ralph Lauren'],
    ['Ralph Lauren showed his collection of knit dresses.', 'Ralph Lauren'],
    ['In Paris Gucci opened.', 'Gucci'],
    ['Dior Sauvage is a perfume.', 'Dior'],
    ['saint laurent, all in small letters', 'Saint Laurent'],
  ])('are a brand in: %s', (text, name) => {
    expect(names(text)).toEqual([name]);
  });

  it('are found in the plural in an article on fashion, also when they are ambiguous, and not as everyday words', () => {
    const shoes = 'The sandals and sneakers of summer. ';
    expect(names(`${shoes}I wore my Celines and the Champions.`)).toEqual(['Celine']);
    expect(names('I wore my Celines.')).toEqual([]);
  });
});

describe('ambiguous names', () => {
  it.each([
    ['The head coach said the gap between the sides was closing.', ['Coach: LOWER_CASE', 'Gap: LOWER_CASE']],
    ['Next week she will defend her title.', ['Next: COUNTER_CONTEXT']],
    ['Coach Weber told his players to run.', ['Coach: LONGER_NAME']],
    ['World Champion Anna Berg won the race.', ['Champion: COUNTER_CONTEXT']],
    ['Next, she wore a wool coat and boots to the show.', ['Next: MISSING_CONTEXT']],
    ['She looked for Celine in the crowd.', ['Celine: MISSING_CONTEXT']],
    ['Tom Ford said he liked the film.', ['Tom Ford: PERSON']],
    ['A row over fees, and an off-white gown.', ['Off-White: LOWER_CASE']],
    ['Vince Harper scored, and Vince won the game.', ['Vince: LONGER_NAME', 'Vince: MISSING_CONTEXT']],
  ])('are refused in: %s', (text, expected) => {
    expect(names(text)).toEqual([]);
    expect(reasons(text)).toEqual(expected);
  });

  it.each([
    ['The handbag maker Coach raised its forecast.', ['Coach']],
    ['She carried a Coach bag.', ['Coach']],
    ['Coach opened a store in Lyon.', ['Coach']],
    ['The dress was Celine, the shoes were Prada.', ['Celine', 'Prada']],
    ['Shoppers like Gucci, Coach and Fendi.', ['Coach', 'Fendi', 'Gucci']],
    ['In Milan, Off-White showed off-white gowns.', ['Off-White']],
    ['A coat from the Row sold out at the boutique.', ['The Row']],
    ['Gap Inc. reported higher sales. The Gap has more stores.', ['Gap']],
    ['Tom Ford’s runway show closed the week.', ['Tom Ford']],
  ])('are accepted with evidence in: %s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('are accepted after the full name', () => {
    const { brands } = find('Hugo Boss cut its forecast. Analysts had warned that Boss would miss it.');
    expect(brands.map((found) => [found.brand.name, found.count])).toEqual([['Hugo Boss', 2]]);
    expect(brands[0]?.hits.map((hit) => hit.decision.reason)).toEqual(['NAME', 'FULL_NAME']);
    expect(names('Analysts had warned that the Boss would miss it.')).toEqual([]);
  });

  it('are accepted elsewhere once they were accepted in the article', () => {
    const { brands } = find(`The label Vince showed knitwear.

${'It rained all day and nobody went out. '.repeat(9)}

Then Vince left.`);
    expect(brands[0]?.hits.map((hit) => hit.decision.reason)).toEqual(['CONTEXT', 'SAME_NAME']);
  });

  it('are accepted when the feed files the entry under them', () => {
    const article = { title: 'What Celine did', summary: null, text: 'Then Celine left the room.' };
    expect(finder.find(article).brands).toEqual([]);
    expect(finder.find({ ...article, categories: ['Paris', 'CÉLINE'] }).brands[0]?.brand.name).toBe('Celine');
  });

  it('need more than a capital in German, which writes every noun with one', () => {
    const text = 'Wir kauften ein Kleid, weil Champion im Sport oft gewinnt.';
    expect(finder.find({ title: 'Mode', summary: null, text, language: 'de' }).brands).toEqual([]);
  });

  it.each([
    ['X brought back its knit dresses.', 'what has things of its own'],
    ['The label X is for sale.', 'a noun for a label'],
    ['La marca española X abre en Lyon.', 'such a noun with an adjective, in another language'],
    ['Vuitton, led by nobody, met X, owned by a bank.', 'who leads or owns it'],
    ['X Inc. moved to Ohio.', 'a legal form'],
    ['Nobody knew X, its Italian label.', 'an apposition'],
    ['X trail shoes were everywhere.', 'a thing worn, with what it is for between'],
    ['Blazer, X, $495; shoes, nobody.', 'a price'],
    ['She walked for X twice.', 'whom people walk for'],
    ['Prada, X and others came.', 'an enumeration'],
  ])('are accepted when a label would stand so: %s (%s)', (text) => {
    expect(names(text.replace('X', 'Champion'))).toContain('Champion');
  });

  it('speak for each other when they are enumerated', () => {
    expect(names('She walked for Champion, Vince and Celine.')).toEqual(['Celine', 'Champion', 'Vince']);
  });

  it('need to stand as a label in an article about something else', () => {
    const match = 'The team won the match in the final and the players scored two goals. '.repeat(14);
    const text = 'They cheered Vince in his torn jersey and coat. ';
    expect(names(text)).toEqual(['Vince']);
    expect(names(`${match}${text}`)).toEqual([]);
    expect(names(`${match}He had a coat by the label Vince.`)).toEqual(['Vince']);
  });

  it('leave a person a person for the whole article', () => {
    expect(reasons('The actor Greta Vince wore a gown by Dior. Later Vince changed into a dress.')).toEqual([
      'Vince: PERSON',
      'Vince: PERSON',
    ]);
  });
});

describe('what is said of a found brand', () => {
  it('tells headline, lead and body apart, the most prominent first', () => {
    const filler = 'The street was full of people who had come to look. '.repeat(4);
    const text = [`Prada came second. ${filler}`, filler, filler, `Fendi came last. ${filler}`].join('\n\n');
    const { brands } = find(text, 'How Gucci won the week');
    expect(brands.map((found) => [found.brand.name, found.position])).toEqual([
      ['Gucci', 'HEADLINE'],
      ['Prada', 'LEAD'],
      ['Fendi', 'BODY'],
    ]);
    expect(brands.map((found) => found.quote)).toEqual([
      'How Gucci won the week',
      'Prada came second.',
      'Fendi came last.',
    ]);
  });

  it('calls the passing names of a round-up LIST, and its subject not', () => {
    const intro = 'Here is what to give this year. '.repeat(30);
    const list = ['Gucci', 'Prada', 'Fendi', 'Dior', 'Loewe', 'Marni', 'Kering', 'Birkenstock']
      .map((name) => `A small thing by ${name}.`)
      .join('\n\n');
    const more = 'Prada has two more. Prada has three more. Prada has it all.';
    const positions = new Map(
      find([intro, intro, list, more].join('\n\n')).brands.map((found) => [found.brand.name, found.position]),
    );
    expect(positions.get('Prada')).toBe('BODY');
    expect(positions.get('Dior')).toBe('LIST');
  });

  describe('in a round-up', () => {
    const positionsIn = (title: string, text: string) =>
      Object.fromEntries(find(text, title).brands.map(({ brand, position }) => [brand.name, position]));
    const guide = 'It was a long year, and these are for those who got us through it.';

    it.each([
      ['The Gift Guide for People Who Have It All', 'Think of scarves from Gucci, Prada and Dior.'],
      ['12 chic gifts under $500', 'Gucci, Prada, Dior.'],
      ['Idées cadeaux pour Noël', 'Un sac de Gucci, un parfum de Dior, un foulard de Prada.'],
    ])('says LIST of the brands that one sentence lists, under: %s', (title, text) => {
      expect(positionsIn(title, `${text}\n\n${guide}`)).toEqual({
        Gucci: 'LIST',
        Prada: 'LIST',
        Dior: 'LIST',
      });
    });

    it('says LIST of captions with prices, whatever the headline', () => {
      const captions = 'Gucci scarf, $420\n\nPrada wallet (£310)\n\nDior lipstick, 45 euros';
      expect(positionsIn('What I wore', `${guide}\n\n${captions}`)).toEqual({
        Gucci: 'LIST',
        Prada: 'LIST',
        Dior: 'LIST',
      });
    });

    it('keeps the places of the headline and of what is told of one brand', () => {
      const text = `Gucci, Prada, Dior and Fendi are here.\n\nPrada has done it again this year.\n\n${guide}`;
      expect(positionsIn('A gift guide, with Gucci first', text)).toEqual({
        Gucci: 'HEADLINE',
        Prada: 'LEAD',
        Dior: 'LIST',
        Fendi: 'LIST',
      });
    });

    it('is not every article that names three brands in a sentence', () => {
      expect(positionsIn('A week in Milan', 'Gucci, Prada and Dior were there.')).toEqual({
        Gucci: 'LEAD',
        Prada: 'LEAD',
        Dior: 'LEAD',
      });
    });
  });

  it('does not count twice what the summary repeats of the text', () => {
    const text = 'Gucci opened a shop. It is small.';
    expect(finder.find({ title: 'A shop', summary: 'Gucci opened a shop.', text }).brands[0]?.count).toBe(1);
  });

  it('cuts a long quote around the name', () => {
    const long = `${'the street was full of people and '.repeat(30)}Gucci was not there ${'and nobody knew the reason why '.repeat(30)}`;
    const quote = find(long).brands[0]?.quote ?? '';
    expect(quote.length).toBeLessThanOrEqual(500);
    expect(quote).toMatch(/^….*Gucci was not there.*…$/);
  });

  it('gives a capitalised name more confidence than one in lower case', () => {
    const confidence = (text: string) => find(text).brands[0]?.confidence ?? 0;
    expect(confidence('We saw Gucci there.')).toBeGreaterThan(confidence('we saw gucci there.'));
  });

  it('answers for texts of nothing, of signs and of one word', () => {
    for (const text of ['', ' \n\n ', '...!?', '«»', 'x'.repeat(100_000)])
      expect(find(text).brands).toEqual([]);
  });
});

describe('time', () => {
  it('does not grow with the catalogue', () => {
    const many = Array.from({ length: 100 }, (_, round) =>
      fewBrands.map((brand) => ({ ...brand, name: `${brand.name} ${round}`, aliases: [] })),
    ).flat();
    const large = createBrandFinder([...fewBrands, ...many]);
    const article = {
      title: 'A week',
      summary: null,
      text: 'Gucci and Prada and the others met at the show in Milan. '.repeat(100),
    };
    const time = (timed: typeof finder) => {
      for (let round = 0; round < 30; round += 1) timed.find(article);
      const rounds = Array.from({ length: 15 }, () => {
        const started = performance.now();
        timed.find(article);
        return performance.now() - started;
      });
      return Math.min(...rounds);
    };
    expect(time(large)).toBeLessThan(3 * time(finder) + 1);
  });

  it.each([['Coach, '], ['.'], ['Gucci '], ['" '], ['not good but ']])(
    'is linear for a text of %s',
    (piece) => {
      const growth = growthOverFourfold((size) => {
        find(piece.repeat(Math.floor(size / piece.length)));
      }, 30_000);
      expect(growth).toBeLessThan(linear);
    },
  );
});
