import { withoutSharedStretches } from './shared-stretches.ts';
import { type StoryMember, type StorySignature, storySpanMs } from './story.ts';

/** How alike two articles are, each share from 0 to 1; null where one of them has too little to compare. */
export interface Likeness {
  /** Of the titles' telling words, common ones counting less. */
  title: number;
  /** Telling words that both titles have. */
  titleWords: number;
  /** How much of the shorter text stands in the longer one, estimated. */
  text: number | null;
  /** How many of the names and numbers of the article with fewer of them the other has too. */
  names: number | null;
  /** Names and numbers that both have. */
  sharedNames: number;
  /** How many of the telling words of title and lead the other article has too, names in either counting more. */
  words: number;
  /** Telling words of title and lead that both have, names in either counting more. */
  sharedWords: number;
  /** Telling words of title and lead of the article with fewer of them. */
  fewerWords: number;
  /** The titles differ in one place alone, where each has a word that the other article lacks: 'dresses X', 'dresses Y'. */
  differsInPlace: boolean;
}

/** A common word of a title counts as such a part of a telling one. */
const COMMON_WEIGHT = 0.35;
/** A name counts as so many other words. */
const NAME_WEIGHT = 2;
/** Fewer names are no ground to go by. */
const LEAST_NAMES = 4;
/** An article with fewer telling words is a title, or a teaser. */
const LEAST_WORDS = 8;
/** An article with so many telling words goes its own way after the news itself: its names decide. */
const LONG_WORDS = 50;
/**
 * So many names and words of an article are compared with a title alone: an article tells its news first, and what it
 * mentions later may be another one's.
 */
const beginning = { names: 16, words: 32 };
/** Texts that are so alike are copies of each other, or of one template. */
const ALIKE_TEXT = 0.25;
/** Of fewer telling words that remain of two articles without what they share nothing is to be told. */
const LEAST_REST = 7;
const hourMs = 60 * 60 * 1000;

/**
 * Whether two articles tell the same news. They are in one language and at most 72 hours apart, and what they tell
 * agrees: the title, of texts that stand in each other the names, or else the words of title and lead. A template (price
 * list, look of the day) has most of its text in common with the next one, but not its names. The numbers were chosen on one part of
 * a labelled set and measured on the others (docs/decisions/stories.md).
 */
export function isSameStory(one: StoryMember, other: StoryMember): boolean {
  const apartMs = Math.abs(one.publishedAt.getTime() - other.publishedAt.getTime());
  if (apartMs > storySpanMs) return false;
  if (one.language !== null && other.language !== null && one.language !== other.language) return false;
  const alike = likenessOf(one.signature, other.signature);
  if (isSameTitle(alike, apartMs / hourMs)) return true;
  const shareBrand = one.brands.some((brand) => other.brands.includes(brand));
  if (alike.text !== null && alike.text >= ALIKE_TEXT) {
    // Or two retellings would be less alike for a statement that both quote, and two pieces of news more alike.
    const rest = likenessOf(...withoutSharedStretches(one.signature, other.signature));
    if (isCopy(alike, rest)) return true;
    return isRetold(rest, shareBrand, apartMs / hourMs);
  }
  return isRetold(alike, shareBrand, apartMs / hourMs);
}

/**
 * The names decide where there are enough of them: a template keeps its title as well as its text. What both add to the
 * same words must not be about something else: a house ends all of its news with one paragraph on itself.
 *
 * @param rest the likeness of what both do not share word for word
 */
function isCopy({ names, title, words }: Likeness, rest: Likeness): boolean {
  const isRestOther = rest.fewerWords >= LEAST_REST && rest.words < 0.35;
  if (!isRestOther && (words >= 0.85 || (names ?? 0) >= 0.8)) return true;
  return title >= 0.85 && (names ?? 1) >= 0.5;
}

/** Whether one headline stands over both, with a word that tells which news it is. Names may only speak against it. */
function isSameTitle({ title, titleWords, names, differsInPlace }: Likeness, hours: number): boolean {
  if (titleWords === 0 || differsInPlace) return false;
  return title >= 0.85 + 0.005 * Math.min(hours, 24) && (names ?? 1) >= 0.5;
}

/**
 * Whether title and lead agree. The next day's news of the same affair has its names in common with the first, so that
 * what comes later has to agree more, up to a day.
 */
function isRetold(alike: Likeness, shareBrand: boolean, hours: number): boolean {
  const { title, titleWords, names, sharedNames, words, fewerWords } = alike;
  const later = Math.min(hours, 24);
  if (fewerWords < LEAST_WORDS) return isToldBriefly(alike, shareBrand, later);
  if (sharedNames < 3) return false;
  if (shareBrand && fewerWords >= LONG_WORDS && (names ?? 0) >= 0.7 && sharedNames >= 6) {
    return words >= 0.25 + 0.01 * later;
  }
  // Few words agree by chance more easily than many.
  const needed = Math.max(0.41, 0.36 + 2 / fewerWords) + 0.01 * later;
  return words >= needed - (shareBrand && titleWords >= 2 && title >= 0.4 ? 0.2 * title : 0);
}

/** Whether a title alone, or one with a line, tells what another one, or the beginning of an article, tells. */
function isToldBriefly(alike: Likeness, shareBrand: boolean, later: number): boolean {
  const { title, titleWords, words, sharedWords, differsInPlace } = alike;
  const likeTitle = title - 0.015 * later;
  const likeWords = words - 0.025 * later;
  if (differsInPlace) return likeWords >= 0.75 && sharedWords >= 5;
  if (!shareBrand) return (likeTitle >= 0.6 && titleWords >= 3) || (likeWords >= 0.65 && sharedWords >= 5);
  if (likeTitle >= (titleWords === 0 ? 0.85 : titleWords === 1 ? 0.6 : 0.45)) return true;
  return likeWords >= 0.55 && sharedWords >= 4;
}

/** How alike two articles are by their signatures. */
export function likenessOf(one: StorySignature, other: StorySignature): Likeness {
  const titleWords = sharedBy(one.titleWords, other.titleWords);
  const commonWords = sharedBy(one.commonTitleWords, other.commonTitleWords);
  const weight = titleWeight(one) + titleWeight(other);
  const sharedNames = sharedBy(one.names, other.names);
  const fewerNames = Math.min(one.names.length, other.names.length);
  const fewerWords = Math.min(wordsOf(one).size, wordsOf(other).size);
  const isBrief = fewerWords < LEAST_WORDS;
  const words = wordsOf(isBrief ? beginningOf(one) : one);
  const otherWords = wordsOf(isBrief ? beginningOf(other) : other);
  const names = new Set([...one.names, ...other.names]);
  const weightOf = (some: Iterable<number>) =>
    [...some].reduce((sum, word) => sum + (names.has(word) ? NAME_WEIGHT : 1), 0);
  const shared = weightOf([...words].filter((word) => otherWords.has(word)));
  return {
    title: weight === 0 ? 0 : (2 * (titleWords + COMMON_WEIGHT * commonWords)) / weight,
    titleWords,
    text: containment(one, other),
    names: fewerNames < LEAST_NAMES ? null : sharedNames / fewerNames,
    sharedNames,
    words: shared / Math.max(1, Math.min(weightOf(words), weightOf(otherWords))),
    sharedWords: shared,
    fewerWords,
    differsInPlace: differInPlace(one, other),
  };
}

/** 'Prada in Rome' and 'Prada in Oslo' differ in place; a rewording differs in several places, or in the order. */
function differInPlace(one: StorySignature, other: StorySignature): boolean {
  const gaps = gapsOf(one.titleWords, new Set(other.titleWords), wordsOf(other));
  const others = gapsOf(other.titleWords, new Set(one.titleWords), wordsOf(one));
  return gaps.length > 0 && others.length > 0 && new Set([...gaps, ...others]).size === 1;
}

/** The places of a title's words that the other article lacks: the words of both titles before and after them. */
function gapsOf(
  title: readonly number[],
  otherTitle: ReadonlySet<number>,
  known: ReadonlySet<number>,
): string[] {
  const isShared = (word: number) => otherTitle.has(word);
  return title.flatMap((word, at) => {
    if (known.has(word)) return [];
    const before = title.slice(0, at).findLast(isShared);
    const after = title.slice(at + 1).find(isShared);
    return before === undefined && after === undefined ? [] : [`${before} ${after}`];
  });
}

/** The telling words of title and lead. Signatures from before lead words were kept have names alone. */
function wordsOf({ titleWords, names, leadWords }: StorySignature): Set<number> {
  return new Set([...titleWords, ...names, ...leadWords]);
}

function beginningOf(signature: StorySignature): StorySignature {
  const { names, leadWords } = signature;
  return {
    ...signature,
    names: names.slice(0, beginning.names),
    leadWords: leadWords.slice(0, beginning.words),
  };
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
