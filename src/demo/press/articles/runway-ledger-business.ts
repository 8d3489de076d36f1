import type { PressArticle } from '../article.ts';

/** Runway Ledger on groups, shops and the law. */
export const runwayLedgerBusiness: PressArticle[] = [
  {
    slug: 'kering-half-year-gucci-steadies',
    title: 'Gucci steadies and Saint Laurent slips in Kering’s mixed half-year',
    standfirst: 'Margins held, inventories fell, and the group’s smallest house was again its fastest.',
    author: 'Priya Nand',
    section: 'Companies',
    language: 'en',
    daysAgo: 4,
    time: '06:30',
    body: [
      'Kering closed its half-year with sales broadly level and a margin a little better than forecast. Behind the flat line lies a good deal of movement.',
      'Gucci, by far its largest house, returned to modest growth after several weak seasons. The new small leather goods sold well in Asia, full-price sales improved and the outlets that the group has been closing are hardly missed. Analysts welcomed the news; one spoke of “the first clean quarter in a long while”.',
      'Saint Laurent went the other way. Its sales fell by three per cent, hurt by a poor summer in America and by handbags that customers found too expensive. The house said that it would add styles at lower prices, a step that some in the industry regard as risky.',
      'Bottega Veneta was the bright spot: revenue grew by double digits, helped by its woven shoulder bag and by jewellery, a category it entered only recently. Boucheron also had a record half-year. Balenciaga was stable.',
      'The group’s net debt was lower than in the spring, thanks to the sale of two buildings. The board kept the dividend unchanged and promised more detail on store closures when it reports its annual results.',
      'The shares rose by two per cent in Paris before giving up half of the gain.',
    ],
  },
  {
    slug: 'hermes-denmark-store-archaeology',
    title: 'A 14th-century wall holds up Hermès in Denmark',
    standfirst:
      'The leather house pushes its Copenhagen flagship into next year after archaeologists step in.',
    author: 'Marcus Oyelaran',
    section: 'Stores',
    language: 'en',
    daysAgo: 20,
    time: '15:45',
    body: [
      'Medieval masonry has cost Hermès a Danish Christmas. The opening of the French company’s larger store in the centre of Copenhagen, due this autumn, has slipped to next spring because remains of a town wall were discovered under the building.',
      'According to Lene Bruun, archaeologist at the city museum, the stones under Købmagergade were laid in the 1300s and must be measured and photographed before any concrete is poured. The work will take some four months. No fine or dispute is involved, Mette Krag said for the house, and both sides call their talks friendly.',
      'For the retailer the setback is awkward rather than serious. Scandinavia is a small market for it, and the existing shop keeps trading. Still, the fourth quarter is when silk and leather sell best, and an analyst put the lost revenue at “a few million euros and some embarrassment”.',
      'Shoppers will see a piece of the past when the doors finally open: a section of the wall is to stay visible behind a pane of glass. Ganni, the Danish label that had prepared a street party with its future neighbour, says that it will dance anyway.',
      'It is not the first time that history has interfered with shopping here. Six years ago a supermarket had to move its freezers for a Viking latrine.',
    ],
  },
  {
    slug: 'zara-uniqlo-shein-high-street',
    title: 'Zara and Uniqlo expand on the high street; Shein’s pop-up falls flat',
    standfirst:
      'Two chains bet on larger shops with fewer clothes. An online giant learns that queues are harder than clicks.',
    author: 'Helen Brandt',
    section: 'Stores',
    language: 'en',
    daysAgo: 14,
    time: '10:20',
    body: [
      'The high street is not dead, it has simply become bigger. Zara opens a store of five thousand square metres in Rotterdam this month, with a café, a repair desk and a robot that fetches online orders. Uniqlo follows a few doors away with its largest shop in the country.',
      'Both have learned the same lesson: fewer clothes on more space sell better. At Zara the rails stand twice as far apart as they did a decade ago, and shoppers praise the calm. Uniqlo gives half a floor to alterations and to its popular heat-saving underwear, and staff can embroider a name while you wait.',
      'Shein, which sells almost everything online, tried something similar and came away bruised. Its pop-up shop in the same city drew long queues and then complaints: rails were half empty by noon, sizes were missing and the tills failed twice. “Two hours in the rain for a T-shirt that was out of stock,” one visitor grumbled. The company apologised and gave vouchers to those who had waited.',
      'Other chains are watching. Mango has signed a lease around the corner, Primark is said to be looking for space, and C&A has begun to renovate. Rents, which had fallen for ten years, are rising again.',
    ],
  },
  {
    slug: 'levis-pocket-stitching-settlement',
    title: 'Levi’s and a Lisbon start-up settle their quarrel over a pocket',
    standfirst: 'A court in Portugal had been asked who owns two curved lines. Now it need not say.',
    author: 'Helen Brandt',
    section: 'Law',
    language: 'en',
    daysAgo: 27,
    time: '16:30',
    body: [
      'Levi’s and the Portuguese denim start-up Maré Baixa have settled a trademark lawsuit over the stitching on back pockets, according to papers filed with a court in Lisbon. Terms were not disclosed.',
      'The American jeans maker had claimed that the double curve on its rival’s trousers infringed the mark that it has used since the nineteenth century. Lawyers for the start-up argued that the lines showed a wave, that waves cannot be owned and that no customer had ever been confused.',
      'Under the settlement, the younger company will turn its stitching upside down, so that the wave becomes a hill, and may sell what it has already made until the end of the year. Each side pays its own costs.',
      'Specialists in intellectual property call the outcome sensible. “A judgment would have been expensive and quite possibly useless for both,” said Rui Talha, who teaches trademark law in Coimbra and was not involved. “Pockets are a crowded field.”',
      'Cases of this kind are common. Adidas has defended its stripes in many courts with varying luck, and Christian Louboutin its red soles. A ruling from the regional tribunal on a handbag clasp, in which Tory Burch is a party, is expected early in the year.',
    ],
  },
  {
    slug: 'resale-vestiaire-vinted-realreal',
    title: 'Second hand, first choice: resale platforms grow up',
    standfirst:
      'Vestiaire Collective hires authenticators, Vinted turns a profit and The RealReal opens by the sea.',
    author: 'Priya Nand',
    section: 'Companies',
    language: 'en',
    daysAgo: 40,
    time: '09:00',
    body: [
      'A few years ago, resale was an idea with a warehouse. Now it is an industry with payrolls.',
      'Vestiaire Collective, the French marketplace for luxury, is to hire sixty authenticators for a new centre near Lille. The company says that demand for bags by Chanel and Louis Vuitton is so strong that checking them has become the bottleneck; sellers wait nine days on average, which is too long.',
      'Vinted, whose business is T-shirts rather than trophies, reported another profitable year and faster deliveries. Its own parcel lockers, once mocked, are proving a great success: they have cut the cost of shipping by a fifth. Users like them because they are open at night.',
      'The RealReal, meanwhile, has opened a shop in a former ice cream parlour on the coast of Maine. It sells sandals, sun hats and a surprising number of watches. The first weekend was busy enough that the staff ran out of bags to put the bags in.',
      'Not everything is rosy. Margins stay thin, counterfeits keep improving and prices for trainers have fallen. But houses that once fought resale now court it. Even the most cautious of them have understood that a coat which can be sold tomorrow is easier to buy today.',
    ],
  },
];
