import { fashionPointsOf, labelNouns } from './context-words.ts';
import type { Candidate } from './hit.ts';

const s = (words: string): Set<string> => new Set(words.split(/\s+/));

/** Nouns for a firm of the trade, right before or after its name: 'retailer Next', 'Coach owner Tapestry'. */
const trade =
  s(`brand brands label labels retailer retailers house houses designer group chain owner parent maker company firm jeweller
  jeweler watchmaker store stores shop boutique shares sales profit profits revenue stock ceo outlet x marke maison marque marchio marca`);

/** What firms do and everyday words do not, right after the name. */
const firmVerbs =
  s(`launches launched opens opened unveils unveiled names named appoints appointed taps tapped debuts debuted reports
  reported posts introduces introduced releases released reveals revealed teams partners collaborates acquires acquired buys
  bought sues sued expands announces announced expects hires hired presents presented enters plans files recalls showed
  staged sold sells designed makes made offers`);

/** Words after which a label stands as the source of a thing: 'a bag by Coach'. */
const sources = s('by from at via wearing wore wears stores brands labels carrying x');

/**
 * Whether the words right around a candidate treat it as a firm or a label: a noun of the trade, a firm's verb, a
 * possessive before a piece of fashion, or another brand beside it in an enumeration.
 *
 * @param certain places of names in the same sentence that are sure
 */
export function standsAsLabel(candidate: Candidate, certain: { from: number; to: number }[]): boolean {
  const { sentence, from, to } = candidate;
  const { tokens, text } = sentence;
  const before = tokens[from - 1]?.folded ?? '';
  const possessive =
    tokens[to]?.folded === 's' && /^['’]$/.test(text.slice(tokens[to - 1]?.end, tokens[to]?.start));
  const next = possessive ? to + 1 : to;
  const after = tokens[next]?.folded ?? '';
  if (trade.has(before) || sources.has(before) || trade.has(after) || firmVerbs.has(after)) return true;
  const following = tokens.slice(next, next + (possessive ? 4 : 1));
  const words = candidate.name.words.length;
  if (
    (possessive || words > 1) &&
    following.some(({ folded }) => fashionPointsOf(folded) > 0 || labelNouns.has(folded))
  ) {
    return true;
  }
  return certain.some((other) => areEnumerated(text, tokens, candidate, other));
}

/** 'Prada, Coach and Gucci': nothing but a comma, 'and', 'or', 'x' or a sign between two names. */
function areEnumerated(
  text: string,
  tokens: Candidate['sentence']['tokens'],
  one: { from: number; to: number },
  other: { from: number; to: number },
): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  const between = text.slice(tokens[first.to - 1]?.end, tokens[second.from]?.start);
  return /^(?:,? (?:and|or|x|&|et|e|y|und) |, |\/| \+ )$/.test(between);
}
