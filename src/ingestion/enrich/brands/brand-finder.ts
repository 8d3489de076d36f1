import type { CatalogueBrand } from '../../../model/brand.ts';
import { groupBy } from '../../../model/group.ts';
import type { MentionPosition } from '../../../model/report.ts';
import { type ArticleParts, articleSentences, type Sentence } from '../text/sentences.ts';
import { tokenise } from '../text/tokens.ts';
import { fashionPointsOf } from './context-words.ts';
import type { Candidate, Hit } from './hit.ts';
import { type ArticleEvidence, isSurname, judgeAmbiguousName, judgeClearName, reconsider } from './judge.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { quoteOf } from './quote.ts';

/** An article as the finder reads it. */
export interface FindableArticle extends ArticleParts {
  /** The feed's categories of the entry. */
  categories?: string[];
  /** ISO 639-1; in German capitals tell nothing. */
  language?: string | null;
}

/** One brand in one article, without the tone toward it. */
export interface FoundBrand {
  brand: CatalogueBrand;
  position: MentionPosition;
  /** How often the article names it; at least 1. */
  count: number;
  /** Of its surest hit, 0 to 1. */
  confidence: number;
  /** Its most prominent sentence, at most 500 characters. */
  quote: string;
  /** In reading order. */
  hits: Hit[];
}

/** What the finder found. */
export interface Findings {
  /** All sentences of the article, in reading order. */
  sentences: Sentence[];
  /** Most prominent first. */
  brands: FoundBrand[];
  /** Names that stand in the article and do not mean the brand, or may not, each with the reason. */
  refused: Hit[];
}

/** Finds the brands of a catalogue in articles. */
export interface BrandFinder {
  find(article: FindableArticle): Findings;
}

/** A round-up names at least so many brands, most of them in passing. */
const ROUND_UP_BRANDS = 8;
const PASSING_COUNT = 2;
const prominence: MentionPosition[] = ['HEADLINE', 'LEAD', 'BODY', 'LIST'];

/** Makes a finder for a catalogue. Building it takes time with the catalogue's size, finding does not. */
export function createBrandFinder(brands: CatalogueBrand[]): BrandFinder {
  const names = createNameIndex(brands);
  return { find: (article) => findBrands(names, article) };
}

function findBrands(names: NameIndex, article: FindableArticle): Findings {
  const sentences = articleSentences(article);
  const candidates = sentences.flatMap((sentence, position): Candidate[] =>
    names.match(sentence.text, sentence.tokens).map((match) => ({ ...match, sentence, position })),
  );
  const hits = judgeAll(candidates, sentences, article);
  return {
    sentences,
    brands: groupByBrand(hits.filter((hit) => hit.decision.accepted)),
    refused: hits.filter((hit) => !hit.decision.accepted),
  };
}

function judgeAll(candidates: Candidate[], sentences: Sentence[], article: FindableArticle): Hit[] {
  const nounsHaveCapitals = article.language === 'de';
  const clear = new Map<Candidate, Hit>();
  for (const candidate of candidates) {
    if (candidate.name.ambiguous) continue;
    clear.set(candidate, { ...candidate, decision: judgeClearName(candidate, nounsHaveCapitals) });
  }
  const evidence = {
    ...gatherEvidence([...clear.values()], sentences, article, nounsHaveCapitals),
    surnames: surnamesAmong(candidates),
  };
  const judged = candidates.map(
    (candidate) =>
      clear.get(candidate) ?? { ...candidate, decision: judgeAmbiguousName(candidate, evidence) },
  );
  const accepted = new Set(judged.filter((hit) => hit.decision.accepted).map((hit) => hit.name.brand.name));
  return judged.map((hit) => reconsider(hit, accepted));
}

function gatherEvidence(
  clear: Hit[],
  sentences: Sentence[],
  article: FindableArticle,
  nounsHaveCapitals: boolean,
): Omit<ArticleEvidence, 'surnames'> {
  const certain = clear.filter((hit) => hit.decision.accepted);
  let words = 0;
  let points = 0;
  for (const sentence of sentences) {
    words += sentence.tokens.length;
    for (const token of sentence.tokens) points += fashionPointsOf(token.folded);
  }
  return {
    namedInFull: new Set(certain.map((hit) => hit.name.brand.name)),
    certainBySentence: groupBy(certain, (hit) => hit.position),
    fashionDensity: words === 0 ? 0 : (100 * points) / words,
    nounsHaveCapitals,
    categories: new Set((article.categories ?? []).map(foldedWords)),
  };
}

function surnamesAmong(candidates: Candidate[]): Set<string> {
  const people = candidates
    .filter(({ name, from, to }) => name.ambiguous && to - from === 1)
    .filter(isSurname);
  return new Set(people.map(({ sentence, from }) => sentence.tokens[from]?.folded ?? ''));
}

function foldedWords(text: string): string {
  return tokenise(text)
    .map((token) => token.folded)
    .join(' ');
}

function groupByBrand(hits: Hit[]): FoundBrand[] {
  const byBrand = groupBy(hits, (hit) => hit.name.brand);
  const isRoundUp = byBrand.size >= ROUND_UP_BRANDS;
  return [...byBrand]
    .map(([brand, own]) => foundBrand(brand, own, isRoundUp))
    .sort(
      (a, b) =>
        prominence.indexOf(a.position) - prominence.indexOf(b.position) ||
        b.count - a.count ||
        (a.hits[0]?.position ?? 0) - (b.hits[0]?.position ?? 0),
    );
}

function foundBrand(brand: CatalogueBrand, hits: Hit[], isRoundUp: boolean): FoundBrand {
  const passing = isRoundUp && hits.length <= PASSING_COUNT;
  const places = hits.map(({ sentence }): MentionPosition => {
    if (sentence.part === 'TITLE') return 'HEADLINE';
    if (sentence.lead) return 'LEAD';
    return passing ? 'LIST' : 'BODY';
  });
  const position = prominence.find((place) => places.includes(place)) ?? 'BODY';
  const shown = hits[places.indexOf(position)];
  return {
    brand,
    position,
    count: hits.length,
    confidence: Math.max(...hits.map((hit) => hit.decision.confidence)),
    quote: shown === undefined ? '' : quoteOf(shown),
    hits,
  };
}
