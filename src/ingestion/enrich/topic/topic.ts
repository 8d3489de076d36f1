import type { BrandCategory } from '../../../model/brand.ts';
import type { Topic } from '../../../model/report.ts';
import type { FoundBrand } from '../brands/found-brands.ts';
import type { Sentence } from '../text/sentences.ts';
import { type Token, tokenise } from '../text/tokens.ts';
import { tellsFigures } from './figures.ts';
import { type Term, termOf, termOfTwo } from './term-index.ts';
import type { NamedTopic } from './topic-terms.ts';

/** How much a topic has for it. */
export interface TopicScore {
  topic: NamedTopic;
  points: number;
}

/** What topics are told by. */
export interface TopicEvidence {
  sentences: Sentence[];
  /** The feed's categories of the entry. */
  categories: string[];
  /** Found in the article: the words of a name tell nothing, the kind of a brand does. */
  brands: FoundBrand[];
}

/** Points of a term by where it stands; a term counts at most so often in one article, so that none decides by repetition. */
const TITLE_POINTS = 4;
const LEAD_POINTS = 2.5;
const BODY_POINTS = 1;
const CATEGORY_POINTS = 3;
const MOST_OF_ONE_TERM = 3;
const FIGURES_POINTS = 1;
const KIND_POINTS = 0.5;
/** With less, no topic is told. */
const NEEDED_POINTS = 3;
/** A topic with a smaller share of the first one's points is told of in passing. */
const NEAR_THE_FIRST = 0.5;
const MOST_TOPICS = 3;

/** Houses and labels make news of every topic; the other kinds mostly of their own. */
const topicOfKind: Partial<Record<BrandCategory, NamedTopic>> = {
  SPORTSWEAR: 'SPORT',
  JEWELLERY: 'WATCHES_AND_JEWELLERY',
  WATCHES: 'WATCHES_AND_JEWELLERY',
  BEAUTY: 'BEAUTY',
  RETAILER: 'RETAIL',
  MARKETPLACE: 'RETAIL',
};

/** The topics of an article with their points, the strongest first; those without points are left out. */
export function scoreTopics({ sentences, categories, brands }: TopicEvidence): TopicScore[] {
  const totals = new Map<NamedTopic, number>();
  const give = (topic: NamedTopic, points: number) => totals.set(topic, (totals.get(topic) ?? 0) + points);
  const seen = new Map<Term, number>();
  const giveTerm = (term: Term | undefined, factor: number) => {
    if (term === undefined) return;
    const times = seen.get(term) ?? 0;
    seen.set(term, times + 1);
    if (times >= MOST_OF_ONE_TERM) return;
    for (const [topic, points] of term.points) give(topic, points * factor);
  };
  const giveTerms = (tokens: Token[], factor: number, names?: Set<number>) => {
    let before = '';
    for (const [at, { folded }] of tokens.entries()) {
      const word = names?.has(at) ? '' : folded;
      giveTerm(termOfTwo(before, word), factor);
      giveTerm(termOf(word), factor);
      before = word;
    }
  };
  const names = namesBySentence(brands);
  let figures = 0;
  for (const sentence of sentences) {
    giveTerms(sentence.tokens, factorOf(sentence), names.get(sentence));
    if (figures < MOST_OF_ONE_TERM && tellsFigures(sentence.text)) {
      figures += 1;
      give('BUSINESS', FIGURES_POINTS * factorOf(sentence));
    }
  }
  for (const category of categories) giveTerms(tokenise(category), CATEGORY_POINTS);
  for (const { brand, hits } of brands) {
    const kind = topicOfKind[brand.category];
    if (kind !== undefined && hits[0] !== undefined) give(kind, KIND_POINTS * factorOf(hits[0].sentence));
  }
  return [...totals].map(([topic, points]) => ({ topic, points })).sort((a, b) => b.points - a.points);
}

/** Where in each sentence words of brands' names stand. */
function namesBySentence(brands: FoundBrand[]): Map<Sentence, Set<number>> {
  const names = new Map<Sentence, Set<number>>();
  for (const { sentence, from, to } of brands.flatMap(({ hits }) => hits)) {
    const own = names.get(sentence) ?? new Set();
    for (let at = from; at < to; at += 1) own.add(at);
    names.set(sentence, own);
  }
  return names;
}

function factorOf({ part, lead }: Sentence): number {
  return part === 'TITLE' ? TITLE_POINTS : lead ? LEAD_POINTS : BODY_POINTS;
}

/**
 * What an article is about, the topic with the most points first; OTHER alone when none has enough. Another topic is
 * told beside the first when it has enough by itself and nearly as many points.
 */
export function topicsOf(evidence: TopicEvidence): [Topic, ...Topic[]] {
  const [first, ...others] = scoreTopics(evidence);
  if (first === undefined || first.points < NEEDED_POINTS) return ['OTHER'];
  const needed = Math.max(NEEDED_POINTS, NEAR_THE_FIRST * first.points);
  const further = others.filter(({ points }) => points >= needed).slice(0, MOST_TOPICS - 1);
  return [first.topic, ...further.map(({ topic }) => topic)];
}
