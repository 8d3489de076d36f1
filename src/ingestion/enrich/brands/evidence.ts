import { fashionPointsOf, isCommonWord } from './context-words.ts';
import { sportWords } from './counter-words.ts';
import { type Candidate, foldedOf, type Hit } from './hit.ts';
import type { Subject } from './subject.ts';

/** What is known of the whole article when one of its candidates is judged. */
export interface ArticleEvidence extends Subject {
  /** Names of the brands that an unambiguous spelling names somewhere in it. */
  namedInFull: Set<string>;
  /** Index of each sentence to the hits of unambiguous spellings that were accepted there. */
  certainBySentence: Map<number, Hit[]>;
  /** Whether the language writes every noun with a capital. */
  nounsHaveCapitals: boolean;
  /** Index of each sentence to the ambiguous names in it that have a capital and are no given names. */
  likelyBySentence: Map<number, Candidate[]>;
  /** Names of the brands that stand in the headline and again in the text. */
  headlined: Set<string>;
  /** Folded ambiguous words that the article writes without a capital, too. */
  inLowerCase: Set<string>;
  /** Positions of the sentences that another follows which begins with 'The company' or the like. */
  toldOfAsFirms: Set<number>;
  /** The entry's categories, folded. */
  categories: Set<string>;
  /** Folded words that are somebody's surname in the article: where 'Greta Lee' stands, 'Lee' alone is she. */
  surnames: Set<string>;
  /** Folded words that are part of a longer name in the article, as `sensesAmong` finds them. */
  otherSenses: Set<string>;
}

/** Words on each side of a candidate that are looked at for evidence. */
export const WINDOW = 12;

/** An article that names so many brands beyond doubt is about them: others are likely in it. */
const MANY_BRANDS = 3;

/** Points that the words near by and the article give for a candidate's being a brand. */
export function evidenceFor(candidate: Candidate, article: ArticleEvidence): number {
  const { sentence, position, from, to } = candidate;
  let points = 0;
  let hasCommon = false;
  const start = Math.max(0, from - WINDOW);
  const end = Math.min(sentence.tokens.length, to + WINDOW);
  for (let at = start; at < end; at += 1) {
    if (at >= from && at < to) continue;
    const folded = sentence.tokens[at]?.folded ?? '';
    if (isCommonWord(folded)) hasCommon = true;
    else points += fashionPointsOf(folded);
  }
  points = Math.min(points + (hasCommon ? 1 : 0), 5);
  if (hasOther(article.certainBySentence.get(position), candidate)) points += 2;
  else if (
    hasOther(article.certainBySentence.get(position - 1), candidate) ||
    hasOther(article.certainBySentence.get(position + 1), candidate)
  ) {
    points += 1;
  }
  if (article.isElsewhere) points -= 1;
  else if (article.fashionDensity >= 6) points += 1.5;
  else if (article.fashionDensity >= 3) points += 1;
  if (!article.isElsewhere && article.fashionDensity >= 3 && article.namedInFull.size >= MANY_BRANDS)
    points += 0.5;
  if (article.fashionDensity >= 6 && article.headlined.has(candidate.name.brand.name)) points += 1;
  if (article.fashionDensity < 3 && article.inLowerCase.has(foldedOf(candidate))) points -= 1;
  return points;
}

/** Points that words of sport in the sentence take away: at most 3. */
export function evidenceOfSport({ sentence, from, to }: Candidate): number {
  let points = 0;
  for (const [at, token] of sentence.tokens.entries()) {
    if ((at < from || at >= to) && sportWords.has(token.folded)) points += 1;
  }
  return Math.min(points, 3);
}

function hasOther(hits: Hit[] | undefined, { name }: Candidate): boolean {
  return hits?.some((hit) => hit.name.brand !== name.brand) === true;
}
