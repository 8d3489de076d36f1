import type { CatalogueBrand } from '../../../model/brand.ts';
import { groupBy } from '../../../model/group.ts';
import { type ArticleParts, articleSentences, type Sentence } from '../text/sentences.ts';
import type { ArticleEvidence } from './evidence.ts';
import { type FoundBrand, foundBrands } from './found-brands.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { type Candidate, type Hit, judged } from './hit.ts';
import { holdToThreshold, judgeAmbiguousName, judgeClearName, reconsider } from './judge.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { refuseStrangers } from './strangers.ts';
import { type Subject, subjectOf } from './subject.ts';

/** An article as the finder reads it. */
export interface FindableArticle extends ArticleParts {
  /** The feed's categories of the entry. */
  categories?: string[];
  /** ISO 639-1; in German capitals tell nothing. */
  language?: string | null;
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

/** How a catalogue is to be found. */
export interface FinderOptions {
  /** A hit counts with at least this confidence, 0 to 1; by default {@link USUAL_THRESHOLD}. */
  threshold?: number | undefined;
}

/** At least as likely the brand as not. */
export const USUAL_THRESHOLD = 0.5;

/** Makes a finder for a catalogue. Building it takes time with the catalogue's size, finding does not. */
export function createBrandFinder(
  brands: CatalogueBrand[],
  { threshold = USUAL_THRESHOLD }: FinderOptions = {},
): BrandFinder {
  const names = createNameIndex(brands);
  return { find: (article) => findBrands(names, article, threshold) };
}

function findBrands(names: NameIndex, article: FindableArticle, threshold: number): Findings {
  const sentences = articleSentences(article);
  const candidates = sentences.flatMap((sentence, position): Candidate[] =>
    names.match(sentence.text, sentence.tokens).map(({ name, from, to, isPart, isPlural, isHyphened }) => ({
      name,
      from,
      to,
      isPart,
      isPlural,
      isHyphened,
      sentence,
      position,
    })),
  );
  const hits = judgeAll(candidates, sentences, article, threshold);
  return {
    sentences,
    brands: foundBrands(
      article.title,
      hits.filter((hit) => hit.decision.accepted),
    ),
    refused: hits.filter((hit) => !hit.decision.accepted),
  };
}

function judgeAll(
  candidates: Candidate[],
  sentences: Sentence[],
  article: FindableArticle,
  threshold: number,
): Hit[] {
  const nounsHaveCapitals = article.language === 'de';
  const subject = subjectOf(sentences);
  const clear = judgeClearNames(candidates, nounsHaveCapitals, subject);
  const evidence = gatherEvidence([...clear.values()], candidates, sentences, subject, article);
  const first = candidates.map(
    (candidate) => clear.get(candidate) ?? judged(candidate, judgeAmbiguousName(candidate, evidence)),
  );
  const all = judgeAgain(first, evidence).map((hit) => holdToThreshold(hit, threshold));
  const accepted = new Set(all.filter((hit) => hit.decision.accepted).map((hit) => hit.name.brand.name));
  const bySentence = groupBy(
    all.filter((hit) => hit.decision.accepted),
    (hit) => hit.position,
  );
  return all.map((hit) => {
    const here = bySentence.get(hit.position) ?? [];
    const again = holdToThreshold(reconsider(hit, accepted, here), threshold);
    // What is accepted now speaks for the next name of its enumeration.
    if (again !== hit && again.decision.accepted) here.push(again);
    return again;
  });
}

/** Ambiguous names that were accepted speak for others near by, as sure ones do. */
function judgeAgain(hits: Hit[], evidence: ArticleEvidence): Hit[] {
  const accepted = hits.filter((hit) => hit.decision.accepted);
  if (!accepted.some(({ name }) => name.ambiguous)) return hits;
  const more = { ...evidence, certainBySentence: groupBy(accepted, (hit) => hit.position) };
  return hits.map((hit) =>
    hit.name.ambiguous && hit.decision.reason === 'MISSING_CONTEXT'
      ? judged(hit, judgeAmbiguousName(hit, more))
      : hit,
  );
}

function judgeClearNames(
  candidates: Candidate[],
  nounsHaveCapitals: boolean,
  { isHardlyFashion }: Subject,
): Map<Candidate, Hit> {
  const clear = candidates.filter(({ name }) => !name.ambiguous);
  const hits = clear.map((candidate): Hit => judged(candidate, judgeClearName(candidate, nounsHaveCapitals)));
  const kept = isHardlyFashion ? refuseStrangers(hits) : hits;
  return new Map(kept.map((hit, at): [Candidate, Hit] => [clear[at] ?? hit, hit]));
}
