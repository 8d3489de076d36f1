import type { StorySignature } from '../../../model/story.ts';
import { type Token, tokenise } from '../text/tokens.ts';
import { bandKeys, hashOf, hashOfAll, minHash } from './hash.ts';
import { headlineOf } from './headline.ts';
import { numbersOf } from './numbers.ts';
import { stemOf, weightOf } from './title-words.ts';

/** What a signature is made of: plain texts. */
export interface SignedArticle {
  title: string;
  source: string;
  summary: string | null;
  text: string | null;
  /** Canonical names of the brands found: a brand's own words tell little of which of its news it is. */
  brands: readonly string[];
}

/** Characters of a text that are looked at: a thousand words. */
const MAX_TEXT_CHARACTERS = 6_000;
/** Characters of summary and text in which names are looked for. */
const MAX_LEAD_CHARACTERS = 1_500;
const MAX_NAMES = 48;
const MAX_LEAD_WORDS = 96;
const MAX_TITLE_WORDS = 32;
/** A text of fewer words is a teaser, whose runs are too few to compare. */
const LEAST_WORDS = 40;
const RUN_WORDS = 3;

/** Places of the MinHash of a text: the estimate is off by .06 at .5 (standard deviation). */
const TEXT_HASHES = 64;
const bands = {
  text: { rows: 3, bands: 8 },
  title: { rows: 2, bands: 8 },
  // Retellings have half of their names in common, of which a pair is seldom among those that are chosen.
  names: { rows: 1, bands: 8 },
};
/** Of the most prominent brands, and of the first telling words of a title: each of one with each of the other is a key. */
const most = { brands: 3, words: 8 };
/** Names of an article that are keys with its most prominent brand, so that a title alone meets the text that names them. */
const BRAND_NAMES = 8;

/** Makes the signature by which an article's story is found. Pure; far below a millisecond for an article. */
export function signatureOf(article: SignedArticle): StorySignature {
  const brandWords = new Set(article.brands.flatMap((brand) => tokenise(brand).map(({ folded }) => folded)));
  const title = tokenise(headlineOf(article.title, article.source)).slice(0, MAX_TITLE_WORDS);
  const telling = new Set<number>();
  const common = new Set<number>();
  for (const { folded } of title) {
    const weight = brandWords.has(folded) ? 'COMMON' : weightOf(folded);
    if (weight !== 'EMPTY') (weight === 'COMMON' ? common : telling).add(hashOf(stemOf(folded)));
  }
  const { names, leadWords } = leadOf(article, brandWords);
  const runs = runsOf(article.text);
  const textHashes = runs.size === 0 ? null : minHash(runs, TEXT_HASHES);
  return {
    keys: [
      ...new Set([
        ...brandKeys(article.brands, [...telling].slice(0, most.words)),
        ...brandKeys(article.brands.slice(0, 1), names.slice(0, BRAND_NAMES)),
      ]),
      // A title in a script that is written without spaces may be one word. A common one would meet thousands.
      ...(telling.size > 0 || common.size > 1 ? keysOf([...telling, ...common], 'title') : []),
      ...keysOf(names, 'names'),
      ...(textHashes ? bandKeys(textHashes, bands.text.rows, bands.text.bands, 'text') : []),
    ],
    titleWords: [...telling],
    commonTitleWords: [...common],
    names,
    leadWords,
    textHashes: textHashes && [...textHashes],
    textRuns: runs.size,
  };
}

/** Titles that name one brand and share one telling word meet in these, however little else they have in common. */
function brandKeys(brands: readonly string[], words: readonly number[]): number[] {
  return brands
    .slice(0, most.brands)
    .map(hashOf)
    .flatMap((brand) => words.map((word) => hashOfAll([brand, word])));
}

function keysOf(set: readonly number[], kind: 'title' | 'names'): number[] {
  const { rows, bands: count } = bands[kind];
  return set.length === 0 ? [] : bandKeys(minHash(set, rows * count), rows, count, kind);
}

/** What summary and text begin with, in the order in which it comes: names and numbers, and the other telling words. */
function leadOf({ summary, text }: SignedArticle, brandWords: ReadonlySet<string>) {
  const names = new Set<number>();
  const words = new Set<number>();
  for (const part of [summary, text]) {
    const lead = part?.slice(0, MAX_LEAD_CHARACTERS) ?? '';
    const numbers = numbersOf(lead).values();
    let number = numbers.next();
    for (const token of tokenise(lead)) {
      // By their place, or the numbers of a table would push the names out. A number's digits are a word.
      while (!number.done && number.value.start <= token.start) {
        names.add(hashOf(number.value.number));
        number = numbers.next();
      }
      if (
        !/\p{L}/u.test(token.folded) ||
        brandWords.has(token.folded) ||
        weightOf(token.folded) !== 'TELLING'
      )
        continue;
      (isName(token, lead) ? names : words).add(hashOf(stemOf(token.folded)));
    }
  }
  return {
    names: [...names].slice(0, MAX_NAMES),
    leadWords: [...words].filter((word) => !names.has(word)).slice(0, MAX_LEAD_WORDS),
  };
}

/** Whether a word is written with a capital that is not owed to a full stop or the start of a paragraph. */
function isName({ capital, start }: Token, text: string): boolean {
  return capital && /[\p{L}\p{N},;’'"“«(-]\s*$/u.test(text.slice(Math.max(0, start - 3), start));
}

/** The runs of three words of a text, hashed. */
function runsOf(text: string | null): Set<number> {
  const words = tokenise(text?.slice(0, MAX_TEXT_CHARACTERS) ?? '').map(({ folded }) => hashOf(folded));
  const runs = new Set<number>();
  if (words.length < LEAST_WORDS) return runs;
  for (let at = 0; at + RUN_WORDS <= words.length; at += 1) {
    runs.add(hashOfAll(words.slice(at, at + RUN_WORDS)));
  }
  return runs;
}
