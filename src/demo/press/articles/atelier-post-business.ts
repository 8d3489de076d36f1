import type { PressArticle } from '../article.ts';

/** The Atelier Post on companies, people and shops. */
export const atelierPostBusiness: PressArticle[] = [
  {
    slug: 'burberry-quarter-moncler',
    title: 'Burberry’s quarter disappoints as Moncler keeps its pace',
    standfirst:
      'The British house blames a warm autumn and weak tourism; in Milan, nobody seems to have noticed the weather.',
    author: 'Jonah Reyes',
    section: 'Business',
    language: 'en',
    daysAgo: 5,
    time: '07:15',
    body: [
      'Burberry reported a slower quarter than analysts had hoped for, with sales in its own stores slightly down on the year before. The company pointed to a warm autumn, which is bad for trench coats, and to fewer tourists in its London shops.',
      'Investors were not comforted. The shares lost four per cent in early trading, and one broker called the performance of outerwear “a disappointment in the one category where it ought to win”. Scarves did better, and a spokesperson said that the festive season had begun well.',
      'The contrast with Moncler was hard to miss. The group, which also owns Stone Island, announced a strong quarter an hour later: revenue grew in every region, its mountain shops had their best October, and waiting lists for the winter jackets are longer than last year. Its finance team was careful to call the outlook uncertain, as finance teams do.',
      'Nobody thinks the trench coat is finished. “Burberry has a wonderful product and a difficult season,” said Nora Lindqvist, who follows the sector for the research house Halden Row. “The problem is that its costs do not wait for the rain.” The company kept its forecast for the year and said that it would open fewer stores than planned.',
    ],
  },
  {
    slug: 'ferragamo-livia-marconi',
    title: 'Ferragamo names Livia Marconi to lead leather goods',
    standfirst: 'The Florentine house promotes a craftswoman who started on its workshop floor.',
    author: 'Imogen Vale',
    section: 'People',
    language: 'en',
    daysAgo: 12,
    time: '11:40',
    body: [
      'Ferragamo has appointed Livia Marconi as director of leather goods, a post that had been vacant since the summer. She takes up the role at the beginning of the month and will report to the chief executive.',
      'Marconi, 46, joined the house at nineteen as an apprentice in its workshop outside Florence and has spent most of her working life there, with a detour of six years to Delvaux in Brussels. Colleagues describe her as exacting, funny and allergic to glue.',
      '“A bag should be finished on the inside first,” she said in a short statement. “If the lining is honest, the rest follows.”',
      'The appointment was welcomed in Florence, where the city’s leather school counts her among its teachers. Retailers like it too: handbags make up almost half of what they sell for the house, and the latest styles, with their soft handles and small hardware, have been well received.',
      'Her predecessor left to open a studio of his own. The company thanked him and said that the two collections he had prepared would be shown as planned.',
      'Marconi’s first designs are expected in shops in a year. Until then, she says, she intends to spend her mornings where she has always spent them: at the cutting table, before the telephones start.',
    ],
  },
  {
    slug: 'hermes-copenhagen-delay',
    title: 'Hermès postpones its Copenhagen opening until spring',
    standfirst: 'Builders found a medieval wall in the cellar. The silk scarves will have to wait.',
    author: 'Theo Marsh',
    section: 'Retail',
    language: 'en',
    daysAgo: 20,
    time: '09:25',
    body: [
      'Hermès will not open its new shop in Copenhagen before the spring, half a year later than announced. During work on the foundations, builders in Købmagergade came upon a wall that Lene Bruun, archaeologist at the city museum, dates to the fourteenth century, and the city has asked for time to record it.',
      'The delay is a disappointment for the house, which had hoped to be in its new premises for the holiday season. Windows on two floors have been covered since March by a painted canvas, orange at first, now somewhat faded by the sun.',
      '“We would rather be late than careless,” said Mette Krag, who speaks for the house in Scandinavia. The company has offered to show part of the wall behind glass, beside the saddles, and the city museum is said to be charmed by the idea.',
      'Neighbours are less patient. Ganni, whose flagship stands across the street, had planned a joint party for the two openings and will now celebrate alone. “We have ordered the cake already,” a manager there said cheerfully. Two cafés complained to the town hall about the dust.',
      'Customers who had booked an appointment for a bag have been told by letter that they will be served in the old shop, a few streets away, which stays open until the move.',
    ],
  },
  {
    slug: 'apprentice-tailors-gap-between-schools-and-workrooms',
    title: 'Why the workrooms cannot find hands, and what the schools say',
    standfirst: 'A round table asks how to close the gap between what students learn and what ateliers need.',
    author: 'Theo Marsh',
    section: 'Ideas',
    language: 'en',
    daysAgo: 25,
    time: '14:00',
    body: [
      'Everybody in the room agreed about the problem. There is a growing gap between what young tailors learn at school and what a workroom asks of them on their first morning, and each side thinks that the other should close it.',
      'The round table, held in the hall of the old silk exchange in Lyon, brought together teachers, cutters, union people and a dozen students who had been promised lunch. It began politely. A cutter with forty years behind him said that graduates know the theory of the shoulder and have never set one. A teacher answered that a year has only so many weeks, and that the state sets the target, not the school.',
      'The students listened, then spoke. One of them, aged twenty, said that she had learned more in a summer spent with her grandmother than in three terms. Another said that nobody can live on what apprentices are paid, and the guess of the meeting, never quite put into words, was that she is right.',
      'By the end there was a plan of sorts: shared workshops two days a week, with the machines paid for by the trade, and a common examination. A first group of ten will start next week, on trial, in a former tram depot with good windows.',
      'Whether it will be enough is another question. But the coffee was strong, and nobody left early.',
    ],
  },
];
