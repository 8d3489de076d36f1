import { authorKey } from '../../../src/model/byline.ts';
import type { Provider, ReportStatus, Sentiment, Tone } from '../../../src/model/report.ts';
import { type MentionPosition, mentionPositions, topics } from '../../../src/model/report.ts';
import { catalogue } from '../../../src/storage/catalogue/catalogue.ts';
import { drawMoment, end } from './calendar.ts';
import { Dice, Weights, zipf } from './dice.ts';

/** A report as a bench loads it. */
export interface BenchReport {
  id: string;
  /** Null for one that is a story of its own. */
  storyId: string | null;
  outlet: number;
  title: string;
  summary: string;
  author: { key: string; name: string } | null;
  language: string | null;
  provider: Provider;
  status: ReportStatus;
  publishedAt: Date;
  ingestedAt: Date;
  topic: (typeof topics)[number];
  sentiment: Sentiment;
  score: number;
  mentions: BenchMention[];
}

/** A brand in a {@link BenchReport}. */
export interface BenchMention {
  brand: string;
  position: MentionPosition;
  count: number;
  tone: Tone;
  score: number;
}

const outletCount = 300;
const wellKnown = [
  ...['Gucci', 'Chanel', 'Dior', 'Louis Vuitton', 'Prada', 'Nike', 'Hermès', 'Zara', 'Adidas', 'Burberry'],
  ...['Balenciaga', 'Versace', 'Saint Laurent', 'Valentino', 'Fendi', 'Bottega Veneta', 'Loewe', 'Miu Miu'],
];
const names = catalogue.map(({ name }) => name);

/** A brand that only the first hundred reports of a tenant carry, and of these twenty. */
export const rareBrand = names.at(-1) ?? '';

/** The brands of the catalogue, the most frequent first; {@link rareBrand} is not among them. */
export const brands: readonly string[] = [
  ...wellKnown.filter((name) => names.includes(name)),
  ...shuffled(names.filter((name) => !wellKnown.includes(name) && name !== rareBrand)),
];

/** Outlets, the most productive first, each with its language and its people. */
export const outlets: readonly { name: string; language: string | null; people: string[] }[] = Array.from(
  { length: outletCount },
  (_, at) => ({
    name: `${['Atelier', 'Runway', 'Moda', 'Silk', 'Mode', 'Stil'][at % 6]} ${['Post', 'Ledger', 'Journal', 'Review', 'Daily'][at % 5]} ${at + 1}`,
    language:
      [...'eeeeeefite'].map((letter) => ({ e: 'en', f: 'fr', i: 'it' })[letter] ?? 'de')[at % 10] ?? null,
    people: Array.from(
      { length: 6 },
      (_, person) => `${['Ada', 'Luca', 'Inès', 'Mara', 'Otto', 'June'][person]} Vane${at + 1}`,
    ),
  }),
);

const [brandWeights, outletWeights] = [zipf(brands.length), zipf(outletCount)];
const topicWeights = new Weights([22, 18, 9, 9, 9, 4, 7, 8, 5, 3, 2, 2, 2]);
const brandCounts = new Weights([40, 25, 15, 10, 6, 4]);
const copyCounts = new Weights([74, 10, 6, 3, 2, 1.5, 1, 0.8, 0.6, 0.5, 0.3, 0.3]);
const verbs = [
  'shows',
  'opens',
  'answers',
  'names',
  'sells',
  'reworks',
  'closes',
  'joins',
  'sues',
  'revives',
];
const things = [
  ...[
    'silk',
    'leather',
    'coats',
    'couture',
    'sneakers',
    'perfume',
    'watches',
    'denim',
    'knitwear',
    'handbags',
  ],
  ...[
    'boutique',
    'campaign',
    'designer',
    'earnings',
    'factory',
    'archive',
    'lawsuit',
    'sales',
    'runway',
    'tailoring',
  ],
];
const places = ['Milan', 'Paris', 'London', 'New York', 'Seoul', 'Tokyo', 'Florence', 'Dubai', 'Antwerp'];

/**
 * The reports of one tenant in the order in which they were published, the same ones for the same seed: by season and
 * weekday, brands and outlets by Zipf's law, a quarter of the stories taken up by other outlets within two days. May be
 * asked for again and again.
 */
export class Press {
  private readonly moments: Float64Array;
  /** Places in `moments`, in the order of time. */
  private readonly order: Uint32Array;
  private readonly storyOf: Uint32Array;
  /** The place in the order of time of each story's first report, by story; and how many reports it has. */
  private readonly firstOf: Uint32Array;
  private readonly sizeOf: Uint8Array;

  constructor(
    readonly seed: number,
    readonly count: number,
  ) {
    this.moments = new Float64Array(count);
    this.storyOf = new Uint32Array(count);
    this.sizeOf = new Uint8Array(count);
    const dice = new Dice(seed);
    let stories = 0;
    for (let at = 0; at < count; stories += 1) {
      const size = Math.min(copyCounts.draw(dice) + 1, count - at);
      const begun = drawMoment(dice);
      this.sizeOf[stories] = size;
      for (let copy = 0; copy < size; copy += 1, at += 1) {
        const delay = copy === 0 ? 0 : Math.floor(dice.next() ** 2 * 172_800_000);
        this.moments[at] = Math.min(begun + delay, end.getTime() - 1);
        this.storyOf[at] = stories;
      }
    }
    this.order = Uint32Array.from({ length: count }, (_, at) => at).sort(
      (a, b) => (this.moments[a] ?? 0) - (this.moments[b] ?? 0) || a - b,
    );
    this.firstOf = new Uint32Array(stories).fill(count);
    for (let place = 0; place < count; place += 1) {
      const story = this.storyOf[this.order[place] ?? 0] ?? 0;
      if (place < (this.firstOf[story] ?? 0)) this.firstOf[story] = place;
    }
  }

  /** All reports, the oldest first. */
  *reports(): Generator<BenchReport, void> {
    for (let place = 0; place < this.count; place += 1) yield this.reportAt(place);
  }

  private reportAt(place: number): BenchReport {
    const at = this.order[place] ?? 0;
    const story = this.storyOf[at] ?? 0;
    const dice = new Dice(this.seed * 7_919 + at * 2 + 1);
    const news = newsOf(new Dice(this.seed * 7_919 + story * 2));
    const outlet = outletWeights.draw(dice);
    const { language, people } = outlets[outlet] ?? { language: null, people: [] };
    const isRare = place < 100 && place % 5 === 0;
    const mentions = [...news.brands, ...(isRare ? [rareBrand] : [])].map((brand, rank) =>
      mentionOf(brand, rank, news.mood, dice),
    );
    const score = rounded(news.mood + (dice.next() - 0.5) * 0.6);
    const person = dice.happens(0.6) ? (people[dice.below(people.length)] ?? null) : null;
    const publishedAt = new Date(this.moments[at] ?? 0);
    return {
      id: this.idAt(place),
      storyId: (this.sizeOf[story] ?? 1) > 1 ? this.idAt(this.firstOf[story] ?? 0) : null,
      outlet,
      title: news.title,
      summary: `${news.title}: ${sentence(dice)}, ${sentence(dice)} and ${sentence(dice)}.`,
      author: person === null ? null : { key: authorKey(person), name: person },
      language: dice.happens(0.03) ? null : language,
      provider:
        (['RSS', 'RSS', 'RSS', 'RSS', 'GOOGLE_NEWS', 'GOOGLE_ALERTS'] as const)[dice.below(6)] ?? 'RSS',
      status: statusOf(publishedAt, dice),
      publishedAt,
      ingestedAt: this.ingestedAt(place),
      topic: topics[news.topic] ?? 'OTHER',
      sentiment: dice.happens(0.05) ? 'MIXED' : toneOf(score),
      score,
      mentions,
    };
  }

  private ingestedAt(place: number): Date {
    const published = this.moments[this.order[place] ?? 0] ?? 0;
    return new Date(published + 60_000 + ((place * 7_919) % 3_600_000));
  }

  /** A uuidv7 of the time of reading. */
  private idAt(place: number): string {
    const time = this.ingestedAt(place).getTime().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8${hex(this.seed, 3)}-${hex(place, 12)}`;
  }
}

/** What all copies of one story share. */
function newsOf(dice: Dice) {
  const mentioned = new Set<string>();
  for (let wanted = brandCounts.draw(dice) + 1; mentioned.size < wanted; ) {
    mentioned.add(brands[brandWeights.draw(dice)] ?? '');
  }
  const chief = [...mentioned][0] ?? '';
  // One story in ten names no brand.
  const named = dice.happens(0.1) ? [] : [...mentioned];
  return {
    brands: named,
    title: `${named.length > 0 ? chief : 'Fashion'} ${sentence(dice)} in ${places[dice.below(places.length)]}`,
    topic: topicWeights.draw(dice),
    mood: dice.next() * 1.4 - 0.5,
  };
}

function mentionOf(brand: string, rank: number, mood: number, dice: Dice): BenchMention {
  const score = rounded(mood + (dice.next() - 0.5) * 0.8);
  const position = mentionPositions[Math.min(rank, 2)] ?? 'BODY';
  return { brand, position, count: 1 + dice.below(4), tone: toneOf(score), score };
}

function toneOf(score: number): Tone {
  if (score > 0.25) return 'POSITIVE';
  return score < -0.25 ? 'NEGATIVE' : 'NEUTRAL';
}

function statusOf(publishedAt: Date, dice: Dice): ReportStatus {
  const isOld = publishedAt.getTime() < end.getTime() - 30 * 86_400_000;
  if (!dice.happens(isOld ? 0.7 : 0.2)) return 'NEW';
  return dice.happens(0.15) ? 'ARCHIVED' : 'REVIEWED';
}

function sentence(dice: Dice): string {
  const thing = () => things[dice.below(things.length)];
  return `${verbs[dice.below(verbs.length)]} ${thing()} and ${thing()}`;
}

function rounded(score: number): number {
  return Math.round(Math.max(-1, Math.min(1, score)) * 100) / 100;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

function shuffled(list: string[]): string[] {
  const dice = new Dice(1);
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = dice.below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] ?? '', mixed[at] ?? ''];
  }
  return mixed;
}
