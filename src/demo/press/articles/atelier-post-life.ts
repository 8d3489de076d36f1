import type { PressArticle } from '../article.ts';

/** The Atelier Post on beauty, presents and the state of the planet. */
export const atelierPostLife: PressArticle[] = [
  {
    slug: 'estee-lauder-night-serum-trial',
    title: 'Three weeks, two serums and one very tired reporter',
    standfirst:
      'We tried the new night serum by Estée Lauder and a cheaper rival. The winner was a surprise.',
    author: 'Imogen Vale',
    section: 'Beauty',
    language: 'en',
    daysAgo: 7,
    time: '06:50',
    body: [
      'The bottle is brown, the dropper is familiar, and the promise on the box is the usual one: better skin by morning. For three weeks I put the new night serum by Estée Lauder on the left half of my face and one by The Ordinary, at a sixth of the price, on the right.',
      'After a week there was nothing to report except that I had begun to sleep on my back. After two, a colleague asked whether I had been on holiday, and looked at the left half while asking. The Estée Lauder formula is light, sinks in at once and leaves a comfortable softness that lasted all day. I loved it, and I did not expect to.',
      'The rival was perfectly decent. It did its work without perfume or fuss, though it felt sticky under sun cream, and twice it pilled beneath make-up. For the price it remains excellent value.',
      'At Sephora, where I went for a second opinion, a patient adviser looked at both cheeks through a magnifying glass and said that the difference was small. Then she sold me a lipstick by Charlotte Tilbury, which is how these visits end.',
      'Verdict: a superb serum, and a fine one. My moisturiser, a pot by La Roche-Posay that has seen better days, was not available for comment.',
    ],
  },
  {
    slug: 'gift-guide-under-the-tree',
    title: 'The gift guide: fifteen presents we would keep for ourselves',
    standfirst:
      'From a candle to a watch: what to give to those who have everything, and to those who say that they want nothing.',
    author: 'The editors',
    section: 'Gift guide',
    language: 'en',
    daysAgo: 3,
    time: '12:00',
    body: [
      'Every year we ask the whole office for one thing they would love to be given. Every year somebody says “sleep”. These are the other answers.',
      { heading: 'Small and lovely' },
      'The fig candle by Diptyque, because it makes any flat smell like August. Hand balm by Aesop, in the tube that ends up on every desk. A notebook by Smythson, pale blue, gilt-edged, far too good for shopping lists. The tiny hoops by Mejuri, which nobody ever takes off again.',
      { heading: 'To wear now' },
      'A checked mohair scarf by Acne Studios, as warm as a dog. Felt clogs by Birkenstock. The ribbed cashmere beanie by COS, in red. A waxed jacket by Barbour for somebody who owns a real dog. Striped pyjamas by Toast, for breakfasts that last until noon.',
      { heading: 'To carry' },
      'The folding bag by Longchamp, with initials. The half-moon bag by Polène, which holds more than it admits. A card holder by Loewe in bottle green.',
      { heading: 'To keep for ever' },
      'The ring of three golds by Cartier, a classic that has never needed a campaign. A steel watch by Tudor, for those who would rather not be asked about it. And a scent by Le Labo, mixed while you wait, with a name on the label.',
      'Prices were right when we wrote this. Wrapping paper, as always, is your own affair.',
    ],
  },
  {
    slug: 'stella-mccartney-patagonia-repair',
    title: 'Mend, resell, regrow: three ideas that are working',
    standfirst: 'Stella McCartney’s fungus, Patagonia’s needles and a bold trial at H&M.',
    author: 'Clara Whitcombe',
    section: 'Planet',
    language: 'en',
    daysAgo: 35,
    time: '13:30',
    body: [
      'Good news about clothes and the climate is rare enough to deserve a page of its own. Here are three pieces of it.',
      'Stella McCartney has shown a trainer whose sole is grown from fungus on sawdust. It weighs less than rubber, composts in a garden within a year and, according to the two marathon runners who tested it, survives rain. The first thousand pairs sold out in a morning; more are growing, literally, in a former dairy.',
      'Patagonia’s repair vans, now eleven of them, mended their hundred-thousandth jacket in Europe this month. The outdoor label says that a mended garment stays in use for four more years, which saves more carbon than any new fibre it could invent. Queues at the vans have become social events, with soup.',
      'And H&M has begun a brave experiment in Gothenburg: a shop with no new stock at all. Everything on the rails has been brought back, cleaned and, where needed, altered by four tailors who work in the window. It made a small profit in its first quarter, to the surprise of the people who run it.',
      'None of this is enough, as campaigners are right to say. The industry still makes far more than anybody wears. But mending is fun, it turns out, and fun is a good beginning.',
    ],
  },
];
