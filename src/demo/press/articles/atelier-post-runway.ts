import type { PressArticle } from '../article.ts';

/** The Atelier Post on shows, red carpets and museums. */
export const atelierPostRunway: PressArticle[] = [
  {
    slug: 'prada-grey-felt',
    title: 'Prada finds its quiet in a room of grey felt',
    standfirst:
      'In Milan the house took everything off the walls, and a good deal off the clothes. What was left was superb.',
    author: 'Clara Whitcombe',
    section: 'Shows',
    language: 'en',
    daysAgo: 2,
    time: '17:20',
    body: [
      'The guests who walked into the Prada show on the edge of Milan found nothing to photograph. Floor, walls and benches had been wrapped in the same grey felt, and the only sound before the first look was that of three hundred people lowering their phones.',
      'It was a clever trick, because it left the eye nowhere to go but to the clothes. The first coat, a narrow column in charcoal wool, had no visible fastening at all. The second had one button, placed slightly wrong, and the whole collection seemed to grow from that small, deliberate mistake: skirts that swung a little late, cardigans knitted as if the wool had run out, a raincoat cut with such precision that it drew applause.',
      '“We wanted to see how little a garment needs before it stops being one,” said a member of the studio backstage. The answer, it turned out, is very little, provided the little is perfect.',
      'Accessories were fewer than usual and better for it. A flat nylon bag, folded like a letter, is sure to be the most wanted thing of the season, and buyers from two department stores were already asking about delivery dates on the way out.',
      'Not every season needs a manifesto. This one had a room, some felt and forty-one beautiful looks, and it was the most confident Prada has been in years.',
    ],
  },
  {
    slug: 'balenciaga-loewe-paris-review',
    title: 'Loewe delights, Balenciaga puzzles on a long day in Paris',
    standfirst:
      'Two houses, one afternoon, and opposite ideas of what a show is for. Only one of them filled its seats until the end.',
    author: 'Jonah Reyes',
    section: 'Shows',
    language: 'en',
    daysAgo: 9,
    time: '19:05',
    body: [
      'It rained on Paris from noon, which suited Loewe and did nothing for Balenciaga. The first had a glass pavilion full of lemon trees, the second a car park with a leaking roof, and guests who had crossed the city for both could be forgiven for preferring the trees.',
      'Loewe was a joy from the first look to the last. The leather work, always the strength of the house, was astonishing: coats woven like baskets, a skirt made of ribbons that seemed to fall apart and never did. There was humour too, in a clutch shaped like a peeled orange, and real tenderness in the knitwear. The audience stood.',
      'Balenciaga was harder to love. The show began forty minutes late, and the giant shoulders and dragging hems, thrilling a few seasons ago, looked tired this time. A run of black dresses in the middle was weaker still: badly lit, hard to tell apart and, in one unlucky case, too long for the model to walk in. Some visitors left before the finale.',
      'To be fair, the last five looks were better, and a pleated evening coat showed what the studio can do when it trusts its own scissors. But they came too late to rescue an afternoon that felt more like an argument than a collection.',
    ],
  },
  {
    slug: 'couture-notes-dior-chanel',
    title: 'Couture notes: Chanel goes to the sea, Dior stays in the garden',
    standfirst: 'Salt, sails and a great deal of tulle in the first two days of the couture shows.',
    author: 'Clara Whitcombe',
    section: 'Shows',
    language: 'en',
    daysAgo: 44,
    time: '18:10',
    body: [
      'Couture is where fashion keeps its promises, and the first two days of the shows kept most of them.',
      'Chanel built a wooden jetty under the roof of an old market hall and sent out tweeds the colours of a wet beach. The suits were light enough to move like shirts, and the embroidery, tiny shells of silk and glass, rewarded anybody lucky enough to sit in the front row. It was a charming, breezy collection with some of the best tailoring of the week.',
      'Dior stayed on land. Its set was a kitchen garden, complete with beans, and the dresses followed: bodices laced like trellises, skirts with the weight and colour of cabbage leaves. A few of the looks were literal, and a cape of paper roses probably should have stayed in the sketchbook. The evening dresses at the end, plain, dark and cut on the bias, were exquisite.',
      'Jean Paul Gaultier invited its public to a cabaret, with sailors, feathers and a band that knew only one song. Nobody seemed to mind. Schiaparelli showed twenty looks in a silent salon, all in black and gold, and nobody breathed.',
      'The calendar continues with the younger houses, most of them in small rooms on the left bank of the river.',
    ],
  },
  {
    slug: 'sant-elmo-film-festival-red-carpet',
    title: 'The best dressed of the Sant’Elmo film festival',
    standfirst:
      'Mirela Dane in Valentino, Ilaria Conti in Schiaparelli, and an emerald that had its own bodyguard.',
    author: 'Imogen Vale',
    section: 'Red carpet',
    language: 'en',
    daysAgo: 16,
    time: '08:30',
    body: [
      'The little festival of Sant’Elmo has a short red carpet, which makes for tall dresses. On the opening night the actress Mirela Dane climbed all twenty-two steps in a Valentino gown of poppy-red chiffon, stopped at the top, turned once and was gone. Photographers who had waited four hours agreed that it had been worth it.',
      'Ilaria Conti, who stars in the opening film, chose Schiaparelli: a black velvet column with a gilded collar that stood a hand’s width from the neck. It was dramatic, difficult and worn as if it were a dressing gown.',
      'Among the men, the singer Tomas Reval looked wonderfully at ease in an unlined Giorgio Armani suit the colour of sand, with no tie and no socks. His co-star had borrowed a tuxedo from Saint Laurent, sharp as a paper cut.',
      'The jewels were by Bulgari, almost without exception. One necklace, with an emerald the size of a quail’s egg, arrived in its own car and left with its own bodyguard; the actress who wore it between these two moments was allowed to walk in front.',
      'The mood on the terrace afterwards was merry. Only the rain, which came at midnight and found most guests in suede, was not on the list.',
    ],
  },
  {
    slug: 'museum-westwood-comme-des-garcons',
    title: 'A museum of torn edges: Westwood and Comme des Garçons share a roof',
    standfirst:
      'An exhibition in Antwerp sets two great rebels side by side and lets the clothes do the shouting.',
    author: 'Theo Marsh',
    section: 'Culture',
    language: 'en',
    daysAgo: 30,
    time: '10:00',
    body: [
      'The new exhibition at the Scheldt Museum in Antwerp begins with a safety pin, alone in a glass case and lit like a crown jewel. From there two paths lead through the building. On the left hand hangs Vivienne Westwood, on the right Comme des Garçons, and visitors may cross from one to the other through doors cut in the shape of a sleeve.',
      'The curators have borrowed one hundred and sixty pieces, many of them from private wardrobes. The pirate boots are there, and so is the bulbous gingham that made an audience gasp in the nineties. A whole room is given to notebooks, patterns and toiles: pins still in them, instructions in pencil, a coffee stain.',
      'What makes the show so good is its patience. Nobody explains why a jacket has three arms. Instead a film shows a seamstress taking one apart, for eleven minutes, without a word; by the end everyone in the dark room understands it.',
      'The last gallery belongs to those who came after: a coat by Rick Owens, a dress by Simone Rocha, a bundle of denim by Marine Serre that looks freshly torn. It is a generous ending to a moving exhibition.',
      'The catalogue, bound in unbleached canvas, is already in its second printing. The museum expects eighty thousand visitors by spring.',
    ],
  },
];
