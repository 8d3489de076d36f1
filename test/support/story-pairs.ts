import { readFileSync } from 'node:fs';
import { createArticleAnalyser } from '../../src/ingestion/enrich/analyser.ts';
import { signatureOf } from '../../src/ingestion/enrich/story/signature.ts';
import { isSameStory } from '../../src/model/same-story.ts';
import type { StoryMember } from '../../src/model/story.ts';
import { catalogue } from '../../src/storage/catalogue/catalogue.ts';

/** Parts of the labelled set: the rules are made on the first, and only measured on the others, written before them. */
export const halves = ['TUNED', 'UNSEEN', 'UNSEEN_2', 'UNSEEN_3'] as const;
export type Half = (typeof halves)[number];

interface LabelledArticle {
  id: string;
  half: Half;
  title: string;
  source: string;
  /** When it was published, in hours after all of them began. */
  hours: number;
  /** `en` when it is absent. */
  language?: string;
  summary: string | null;
  text: string | null;
}

/** Two articles, whether they are the same news, and whether the service takes them for it. */
export interface JudgedPair {
  a: string;
  b: string;
  half: Half;
  /** What kind of a pair it is, in words. */
  kind: string;
  same: boolean;
  /** They share a key, and so are compared, and are found to be the same. */
  found: boolean;
}

/** All labelled articles of test/fixtures/enrich as what is compared, brands found by the whole catalogue. */
export function labelledMembers(): StoryMember[] {
  made ??= linesOf<LabelledArticle>('story-articles.jsonl').map(memberOf);
  return made;
}

let made: StoryMember[] | undefined;
const analyser = createArticleAnalyser(catalogue);

function memberOf({
  id,
  title,
  source,
  hours,
  language = 'en',
  summary,
  text,
}: LabelledArticle): StoryMember {
  const analysis = analyser.analyse({
    ...{ title, summary, text },
    categories: [],
    declaredLanguages: [language],
  });
  const brands = analysis.mentions.map(({ brand }) => brand);
  const publishedAt = new Date(Date.UTC(2026, 0, 8) + hours * 3_600_000);
  const signature = signatureOf({ title, source, summary, text, brands });
  return { id, publishedAt, language: analysis.language, brands, signature };
}

/** The words that both articles of a pair of the last part end with: a house's statement, or what it says of itself. */
export function labelledStatements(): string[] {
  const articles = linesOf<LabelledArticle>('story-articles.jsonl');
  const ends = articles
    .filter(({ half }) => half === 'UNSEEN_3')
    .map(({ text }) => text?.split('\n\n').at(-1));
  return [...new Set(ends.filter((end) => end !== undefined))];
}

/** Judges the labelled pairs of two articles with a text, to each of which the same paragraph has been added. */
export function judgePairsWith(paragraph: string): JudgedPair[] {
  const articles = linesOf<LabelledArticle>('story-articles.jsonl').filter(({ text }) => text !== null);
  const known = new Map(labelledMembers().map((member) => [member.id, member]));
  const members = articles.flatMap((article) => {
    const member = known.get(article.id);
    const text = `${article.text}\n\n${paragraph}`;
    return member ? [{ ...member, signature: signatureOf({ ...article, text, brands: member.brands }) }] : [];
  });
  return judge(members);
}

/** Judges all labelled pairs of test/fixtures/enrich. */
export function judgePairs(): JudgedPair[] {
  return judge(labelledMembers());
}

function judge(judged: StoryMember[]): JudgedPair[] {
  const halfOf = new Map(linesOf<LabelledArticle>('story-articles.jsonl').map(({ id, half }) => [id, half]));
  const members = new Map(judged.map((member) => [member.id, member]));
  return linesOf<Pick<JudgedPair, 'a' | 'b' | 'kind' | 'same'>>('story-pairs.jsonl').flatMap((pair) => {
    const half = halfOf.get(pair.a);
    if (!half || !halfOf.has(pair.b)) throw new Error(`There is no article ${pair.a} or ${pair.b}.`);
    const [one, other] = [members.get(pair.a), members.get(pair.b)];
    if (!one || !other) return [];
    const compared = one.signature.keys.some((key) => other.signature.keys.includes(key));
    return [{ ...pair, half, found: compared && isSameStory(one, other) }];
  });
}

function linesOf<Row>(name: string): Row[] {
  const text = readFileSync(new URL(`../fixtures/enrich/${name}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));
}
