import type { Sentence } from '../text/sentences.ts';
import type { Hit } from './hit.ts';

/** A round-up names at least so many brands, most of them in passing. */
const ROUND_UP_BRANDS = 8;
/** One whose headline says so, or whose captions have prices, needs no more than these. */
const DECLARED_BRANDS = 3;
/** So many brands in one sentence are a list. */
const LISTED_BRANDS = 3;

/** What the headlines of round-ups and gift guides say, in the languages of most feeds. */
const roundUpTitle =
  /\b(?:gift (?:guide|ideas)|gifts? (?:for|to)|shopping (?:list|guide|edit)|to (?:buy|shop)(?: now)?\b|(?:the|our|editors['’]?) (?:best|favou?rite|picks)|best .{0,60}(?:to (?:buy|shop)|of 20\d\d|under [$£€]\d+)|\d+ (?:of the )?(?:best|chic|stylish|great|cool|\w+ (?:gifts|pieces|finds|buys))|wish ?list|id[ée]es? cadeaux?|geschenk(?:e|ideen)|regali|ideas? de regalos?|regalos)/iu;

/** '$95', '95 €', '1,200 euros', '(£40)'. */
const price = /[$£€¥]\s?\d|\d\s?(?:€|£|euros?\b|dollars?\b|pounds\b|usd\b|eur\b|gbp\b)/iu;

/** An article that goes from brand to brand, and which of its sentences only list them. */
export interface RoundUp {
  /** Whether a sentence only lists brands: several of them, or one with its price. */
  isList(sentence: Sentence): boolean;
}

/**
 * The article as a round-up, null when it is none: it names many brands, or some under a headline that says 'gift guide'
 * or the like, or some in sentences with prices.
 *
 * @param hits those that are accepted
 */
export function roundUpOf(title: string, hits: Hit[]): RoundUp | null {
  const brandsOf = new Map<Sentence, Set<string>>();
  for (const { sentence, name } of hits) {
    const own = brandsOf.get(sentence) ?? new Set();
    brandsOf.set(sentence, own.add(name.brand.name));
  }
  const all = new Set(hits.map(({ name }) => name.brand.name));
  const priced = [...brandsOf.keys()].filter(({ part, text }) => part !== 'TITLE' && price.test(text));
  const isDeclared =
    all.size >= DECLARED_BRANDS && (roundUpTitle.test(title) || priced.length >= DECLARED_BRANDS);
  if (all.size < ROUND_UP_BRANDS && !isDeclared) return null;
  const lists = new Set([...brandsOf].filter(([, own]) => own.size >= LISTED_BRANDS).map(([one]) => one));
  for (const sentence of priced) lists.add(sentence);
  return { isList: (sentence) => lists.has(sentence) };
}
