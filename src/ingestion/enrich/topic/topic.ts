import type { Topic } from '../../../model/report.ts';
import type { Sentence } from '../text/sentences.ts';
import { type Token, tokenise } from '../text/tokens.ts';
import { type NamedTopic, topicTerms } from './topic-terms.ts';

/** How much a topic has for it. */
export interface TopicScore {
  topic: NamedTopic;
  points: number;
}

/** Points of a term by where it stands; a term counts at most so often in one part, so that none decides by repetition. */
const TITLE_POINTS = 4;
const LEAD_POINTS = 1.5;
const BODY_POINTS = 1;
const CATEGORY_POINTS = 3;
const MOST_OF_ONE_TERM = 3;
const STRONG = 2;
const WEAK = 0.6;
/** With less, no topic is told. */
const NEEDED_POINTS = 3;
/** A topic with a smaller share of the first one's points is told of in passing. */
const NEAR_THE_FIRST = 0.7;
const MOST_TOPICS = 3;

const pointsByTerm = new Map<string, TopicScore[]>();
/** First words of terms of two words: only after one of these two words can be a term, and most words are none. */
const firstWords = new Set<string>();
for (const [topic, { strong, weak }] of Object.entries(topicTerms) as [
  NamedTopic,
  { strong: string; weak: string },
][]) {
  for (const [terms, points] of [
    [strong, STRONG],
    [weak, WEAK],
  ] as const) {
    for (const term of terms.split('|').map((written) => written.trim())) {
      const space = term.indexOf(' ');
      if (space > 0) firstWords.add(term.slice(0, space));
      const known = pointsByTerm.get(term) ?? [];
      pointsByTerm.set(term, [...known.filter((score) => score.topic !== topic), { topic, points }]);
    }
  }
}

/** The topics of an article with their points, the strongest first; those without points are left out. */
export function scoreTopics(sentences: Sentence[], categories: string[]): TopicScore[] {
  const totals = new Map<NamedTopic, number>();
  const seen = new Map<string, number>();
  const add = (tokens: Token[], factor: number) => {
    let before = '';
    for (const { folded } of tokens) {
      if (firstWords.has(before)) addTerm(`${before} ${folded}`, factor);
      addTerm(folded, factor);
      before = folded;
    }
  };
  const addTerm = (term: string, factor: number) => {
    const scores = pointsByTerm.get(term) ?? pointsByTerm.get(singular(term));
    if (scores === undefined) return;
    const times = seen.get(term) ?? 0;
    seen.set(term, times + 1);
    if (times >= MOST_OF_ONE_TERM) return;
    for (const { topic, points } of scores) totals.set(topic, (totals.get(topic) ?? 0) + points * factor);
  };
  for (const sentence of sentences) {
    add(
      sentence.tokens,
      sentence.part === 'TITLE' ? TITLE_POINTS : sentence.lead ? LEAD_POINTS : BODY_POINTS,
    );
  }
  for (const category of categories) add(tokenise(category), CATEGORY_POINTS);
  return [...totals].map(([topic, points]) => ({ topic, points })).sort((a, b) => b.points - a.points);
}

/**
 * What an article is about, the topic with the most points first; OTHER alone when none has enough. Another topic is
 * told beside the first when it has enough by itself and nearly as many points.
 */
export function topicsOf(sentences: Sentence[], categories: string[]): [Topic, ...Topic[]] {
  const [first, ...others] = scoreTopics(sentences, categories);
  if (first === undefined || first.points < NEEDED_POINTS) return ['OTHER'];
  const needed = Math.max(NEEDED_POINTS, NEAR_THE_FIRST * first.points);
  const further = others.filter(({ points }) => points >= needed).slice(0, MOST_TOPICS - 1);
  return [first.topic, ...further.map(({ topic }) => topic)];
}

function singular(term: string): string {
  if (term.endsWith('ies')) return `${term.slice(0, -3)}y`;
  return term.endsWith('s') ? term.slice(0, -1) : term;
}
