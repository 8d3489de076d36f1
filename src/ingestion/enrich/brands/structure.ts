import type { Token } from '../text/tokens.ts';
import { fashionPointsOf, isGarment, labelNouns } from './context-words.ts';
import {
  anyVerbs,
  chiefs,
  dressing,
  firmNouns,
  firmVerbs,
  labelTitles,
  legalForms,
  ofGarments,
  ofLabels,
  sources,
  trade,
  workForFirms,
  workForLabels,
} from './firm-words.ts';
import type { Candidate } from './hit.ts';
import { givenNames } from './people.ts';
import {
  hasGarmentsOfItsOwn,
  hasPrice,
  isBeforeGarment,
  isBeforeModel,
  isHeadlineOfGarment,
} from './products.ts';

/**
 * How far the words right around a name treat it as a firm or a label. STRONG: nothing but a label stands so ('the label
 * X', 'X handbags', 'Prada, X and Gucci'). WEAK: firms stand so, and other things too ('X opened', 'by X'). POSSIBLE:
 * nothing speaks against it ('X said', "X's").
 */
export type LabelStructure = 'STRONG' | 'WEAK' | 'POSSIBLE' | 'NONE';

/** Whether the words right around a candidate treat it as a firm or a label; see {@link LabelStructure}.
 *
 * @param certain places of names in the same sentence that are sure
 */
export function labelStructureOf(
  candidate: Candidate,
  certain: { from: number; to: number }[],
): LabelStructure {
  const { sentence, from, to } = candidate;
  const { tokens, text } = sentence;
  const word = (at: number) => tokens[at]?.folded ?? '';
  const possessive = word(to) === 's' && /^['’]$/.test(text.slice(tokens[to - 1]?.end, tokens[to]?.start));
  const next = possessive ? to + 1 : to;
  const isJoined = (at: number) => text.slice(tokens[at - 1]?.end, tokens[at]?.start) === ' ';
  const isLinked = /^(?:at|of|for)$/.test(word(from - 1));
  if (isLinked && workForLabels.has(word(from - 2))) return 'STRONG';
  if (isJoined(from) && ofGarments.has(word(from - 1)) && !sentence.titleCase) return 'STRONG';
  if (isJoined(to) && legalForms.has(word(to)) && tokens[to]?.capital) return 'STRONG';
  if (
    /^(?:by|from)$/.test(word(from - 1)) &&
    tokens.slice(Math.max(0, from - 5), from - 1).some(({ folded }) => isGarment(folded))
  )
    return 'STRONG';
  if (word(to) === 'x' && tokens[to + 1]?.capital) return 'STRONG';
  if (isJoined(from) && labelTitles.has(word(from - 1))) return 'STRONG';
  if (isJoined(from) && isJoined(from - 1) && isRomanceTitle(word(from - 2))) return 'STRONG';
  if (isJoined(next) && (labelTitles.has(word(next)) || isGarment(word(next)))) return 'STRONG';
  if (isJoined(next) && !sentence.titleCase && ofLabels.has(word(next))) return 'STRONG';
  if (isJoined(from) && isTitleOfFashion(word(from - 2), word(from - 1))) return 'STRONG';
  if (isBeforeGarment(candidate, next) || isBeforeModel(candidate)) return 'STRONG';
  if (possessive && word(next) === 'chief' && chiefs.has(word(next + 1))) return 'STRONG';
  if (isHeadlineOfGarment(candidate) || isAppositionOfLabel(candidate)) return 'STRONG';
  if (isEnumerated(candidate, certain)) return 'STRONG';
  if (possessive && tokens.slice(next, next + 4).some(({ folded }) => fashionPointsOf(folded) > 1))
    return 'STRONG';
  if (hasPrice(candidate) || hasGarmentsOfItsOwn(candidate, certain)) return 'STRONG';
  const owner = ownerOf(candidate);
  if (owner && !candidate.name.isOneWord) return 'STRONG';
  if (owner || trade.has(word(from - 1)) || isSource(candidate) || trade.has(word(next))) return 'WEAK';
  if (isAnswer(candidate)) return 'WEAK';
  if (!possessive && isJoined(to) && firmVerbs.has(word(to)) && word(to + 1) !== 'by') return 'WEAK';
  if (isLinked && workForFirms.has(word(from - 2))) return 'WEAK';
  const following = tokens.slice(next, next + (possessive ? 4 : 1));
  const isNamedByMany = possessive || !candidate.name.isOneWord;
  if (isNamedByMany && following.some(({ folded }) => fashionPointsOf(folded) > 0 || labelNouns.has(folded)))
    return 'WEAK';
  return candidate.name.isOneWord &&
    (possessive || (isJoined(to) ? isVerb(candidate, tokens[to]) : isFollowedByAside(candidate)))
    ? 'POSSIBLE'
    : 'NONE';
}

/** 'by Coach', 'at Coach'; 'in Coach' only where something is worn: what else things are in is a place. */
function isSource({ sentence: { tokens }, from, to }: Candidate): boolean {
  const before = tokens[from - 1]?.folded ?? '';
  if (before !== 'in') return sources.has(before);
  return tokens.some(
    ({ folded }, at) => (at < from || at >= to) && (fashionPointsOf(folded) > 1 || dressing.has(folded)),
  );
}

/** "Alessandro Michele's Valentino": a person who has given name and surname owns no person and no everyday thing in capitals. */
function ownerOf({ sentence: { tokens, titleCase }, from }: Candidate): boolean {
  const [given, surname, mark] = tokens.slice(Math.max(0, from - 3), from);
  if (titleCase || from < 3 || mark?.folded !== 's') return false;
  return surname?.capital === true && given?.capital === true && givenNames.has(given.folded);
}

/** 'Pedro Pascal: Celine.', 'Day two: Erdem in yellow': after a colon, alone or with what it is like. */
function isAnswer({ sentence: { tokens, text }, from, to }: Candidate): boolean {
  return (
    /: $/.test(text.slice(0, tokens[from]?.start)) &&
    /^(?:$|[.;,]| (?:in|with|by) )/.test(text.slice(tokens[to - 1]?.end))
  );
}

/** 'X filled': a verb after the name; in headlines 'X filled' may tell of what was done to X. */
function isVerb({ sentence: { part } }: Candidate, token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (
    anyVerbs.has(token.folded) ||
    firmVerbs.has(token.folded) ||
    (!token.capital && part !== 'TITLE' && /..ed$/.test(token.folded))
  );
}

/** 'X, which', 'X, down the road, has': an aside on what opens the sentence, as no everyday word has without an article. */
function isFollowedByAside(candidate: Candidate): boolean {
  const { sentence, from, to } = candidate;
  const { tokens, text, part } = sentence;
  if (from > 0 || part === 'TITLE') return false;
  const end = tokens[to - 1]?.end ?? 0;
  const aside = /^, (?:(?:which|whose|where)\b|\p{Ll}[^,;.:]{2,40}, )/u.exec(text.slice(end, end + 50))?.[0];
  if (aside === undefined || !aside.endsWith(', ')) return aside !== undefined;
  return isVerb(
    candidate,
    tokens.find(({ start }) => start >= end + aside.length),
  );
}

/** 'handbag maker', 'sportswear giant', 'shoemaker': before a name, a firm of the trade. */
function isTitleOfFashion(before: string, title: string): boolean {
  if (/^(?:shoe|watch|bag|jewel|glove|hat|boot)makers?$/.test(title)) return true;
  return firmNouns.has(title) && fashionPointsOf(before) > 0;
}

/** 'la firma española Mango': nouns that may have their adjective between them and the name. */
function isRomanceTitle(folded: string): boolean {
  return /^(?:firma|marca|marque|maison|griffe|marchio|cadena|catena|casa|enseigne)$/.test(folded);
}

/** ', its American label', ', the handbag maker' within five words after a comma, ', owned by' or ', the group which owns'. */
function isAppositionOfLabel({ sentence: { tokens, text }, to }: Candidate): boolean {
  const end = tokens[to - 1]?.end ?? 0;
  const following = text.slice(end, end + 20);
  if (/^, (?:led|owned|founded|run|headed|created|launched) by\b/.test(following)) return true;
  if (/^, the (?:group|company|parent) (?:which|that) owns\b/.test(text.slice(end, end + 40))) return true;
  if (
    /^, (?:l['’]|(?:la|le|el|il|die|der|das|une?|una) )(?:marca|marque|maison|enseigne|firma|griffe|marchio|azienda|cadena|catena|marke|kette)\b/i.test(
      text.slice(end, end + 24),
    )
  )
    return true;
  if (!/^, (?:the|its|a|an|their|his|her|which)\b/.test(following)) return false;
  return tokens
    .slice(to + 1, to + 6)
    .some(({ folded }) =>
      /^(?:label|brand|retailer|chain|maker|house|jeweller|jeweler|boutique)$/.test(folded),
    );
}

/** Whether nothing but a comma, 'and' or the like stands between a candidate and one of some other names. */
export function isEnumerated(candidate: Candidate, others: { from: number; to: number }[]): boolean {
  const { tokens, text } = candidate.sentence;
  return others.some((other) => areEnumerated(text, tokens, candidate, other));
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
