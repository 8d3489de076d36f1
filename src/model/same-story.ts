import { type StoryMember, type StorySignature, storySpanMs } from './story.ts';

/** How alike two articles are, each from 0 to 1; null where one of them has nothing to compare. */
export interface Likeness {
  /** Of the titles' telling words, common ones counting less. */
  title: number;
  /** Telling words that both titles have. */
  titleWords: number;
  /** How much of the shorter text stands in the longer one, estimated. */
  text: number | null;
  /** How many of the names of the article with fewer of them the other has too. */
  names: number | null;
  /** Names that both have. */
  sharedNames: number;
  /** As `names`, of names and telling words of the title together; 0 where one has none. */
  terms: number;
  /** Names and telling words that both have. */
  sharedTerms: number;
}

/** A common word of a title counts as such a part of a telling one. */
const COMMON_WEIGHT = 0.35;
/** Fewer names are no ground to go by. */
const LEAST_NAMES = 4;

/**
 * Whether two articles tell the same news. They are in one language and at most 72 hours apart, and one of these holds:
 * the text of one stands in the other, as in syndicated copies; or they share a brand, or else telling words of the
 * title, and title and names agree. A template (price list, look of the day) has most of its text in common with the
 * next one, but neither its title nor its names. The numbers were chosen on one half of a labelled set and measured on
 * the other (docs/decisions/stories.md).
 */
export function isSameStory(one: StoryMember, other: StoryMember): boolean {
  if (Math.abs(one.publishedAt.getTime() - other.publishedAt.getTime()) > storySpanMs) return false;
  if (one.language !== null && other.language !== null && one.language !== other.language) return false;
  const alike = likenessOf(one.signature, other.signature);
  const shareBrand = one.brands.some((brand) => other.brands.includes(brand));
  return isCopy(alike, shareBrand) || isRetold(alike, shareBrand);
}

/** The names decide where there are enough of them: a template keeps its title as well as its text. */
function isCopy({ text, names, title }: Likeness, shareBrand: boolean): boolean {
  if (text === null || text < (shareBrand ? 0.5 : 0.85)) return false;
  return title >= 0.85 || (names ?? title) >= 0.6;
}

function isRetold(alike: Likeness, shareBrand: boolean): boolean {
  const { title, titleWords, text, names, sharedNames, terms, sharedTerms } = alike;
  if (!shareBrand) return titleWords >= 3 && title >= 0.6 && (names ?? 1) >= 0.75;
  if (names !== null) {
    if (title >= 0.6 && names >= 0.35) return true;
    return names >= (title >= 0.2 ? 0.5 : 0.7) && sharedNames >= (title >= 0.2 ? 3 : 6);
  }
  if (title >= 0.6) return true;
  return text === null && sharedTerms >= 2 && (title >= 0.45 || (title >= 0.3 && terms >= 0.6));
}

/** How alike two articles are by their signatures. */
export function likenessOf(one: StorySignature, other: StorySignature): Likeness {
  const titleWords = sharedBy(one.titleWords, other.titleWords);
  const commonWords = sharedBy(one.commonTitleWords, other.commonTitleWords);
  const weight = titleWeight(one) + titleWeight(other);
  const sharedNames = sharedBy(one.names, other.names);
  const fewerNames = Math.min(one.names.length, other.names.length);
  const [terms, otherTerms] = [termsOf(one), termsOf(other)];
  const sharedTerms = sharedBy(terms, otherTerms);
  return {
    title: weight === 0 ? 0 : (2 * (titleWords + COMMON_WEIGHT * commonWords)) / weight,
    titleWords,
    text: containment(one, other),
    names: fewerNames < LEAST_NAMES ? null : sharedNames / fewerNames,
    sharedNames,
    terms: sharedTerms / Math.max(1, Math.min(terms.length, otherTerms.length)),
    sharedTerms,
  };
}

function termsOf({ titleWords, names }: StorySignature): number[] {
  return [...new Set([...titleWords, ...names])];
}

function titleWeight({ titleWords, commonTitleWords }: StorySignature): number {
  return titleWords.length + COMMON_WEIGHT * commonTitleWords.length;
}

/** From the likeness of two MinHashes (an estimate of intersection by union) to intersection by the smaller set. */
function containment(one: StorySignature, other: StorySignature): number | null {
  const hashes = other.textHashes;
  if (one.textHashes === null || hashes === null) return null;
  const equal = one.textHashes.filter((hash, place) => hash === hashes[place]).length;
  const likeness = equal / hashes.length;
  const intersection = (likeness / (1 + likeness)) * (one.textRuns + other.textRuns);
  return Math.min(1, intersection / Math.min(one.textRuns, other.textRuns));
}

function sharedBy(some: readonly number[], others: readonly number[]): number {
  const known = new Set(others);
  return some.filter((each) => known.has(each)).length;
}
