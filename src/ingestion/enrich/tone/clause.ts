import type { Sentence } from '../text/sentences.ts';
import { ownedSpan } from './owned.ts';
import type { Span } from './place.ts';

/** Words with which another clause may begin. */
const joints = new Set('and but as while whereas though although yet however unlike'.split(' '));
/** Words that stand between the beginning of a clause and its subject. */
const openers = new Set('the a an its their his her rival sister new even only at then meanwhile'.split(' '));
/** Words that join a brand to the thing that is the subject: 'a watch by Omega'. */
const makers = new Set(['by', 'from', 'of', 'at']);
/** Words from the beginning of a clause to a brand whose thing is the subject. */
const SUBJECT_REACH = 6;
/** Words that begin what is no subject: 'In the Gucci show …'. */
const prepositions = new Set(
  'in at on by with for from during after before since until under over like to'.split(' '),
);
/** 'As did two watches by Omega', 'and so does Gucci': what the clause before says is said again. */
const repeaters = new Set(['as', 'so']);
const auxiliaries = new Set('did does do has have had is are was were will would can could'.split(' '));
/** Before 's they begin what is said of the owner alone: '… in Kering's mixed half-year'. */
const settings = new Set('in at amid during after before for on'.split(' '));

/**
 * The places of brands in a row ('Zara and Uniqlo', 'Prada, Gucci or Dior') as one: what is said of one is said of each.
 *
 * @param others places of other brands in the sentence, in any order
 */
export function rowOf(sentence: Sentence, place: Span, others: readonly Span[]): Span {
  const inOrder = [...others, place].sort((one, other) => one.from - other.from);
  const { isRow } = wordsOf(sentence);
  let [first, last] = [inOrder.indexOf(place), inOrder.indexOf(place)];
  const joins = (at: number) => {
    const [one, other] = [inOrder[at], inOrder[at + 1]];
    return one !== undefined && other !== undefined && isRow(one, other);
  };
  while (joins(first - 1)) first -= 1;
  while (joins(last)) last += 1;
  return { from: inOrder[first]?.from ?? place.from, to: inOrder[last]?.to ?? place.to };
}

/** The place before, where of `place` only the same is said again: 'A watch by Patek did well, as did two by Omega'; null elsewhere. */
export function saidAgainOf({ tokens }: Sentence, place: Span, others: readonly Span[]): Span | null {
  const [before] = others.filter(({ to }) => to <= place.from).sort((one, other) => other.from - one.from);
  if (before === undefined) return null;
  const words = tokens.slice(before.to, place.from).map(({ folded }) => folded);
  return words.some((word, at) => repeaters.has(word) && auxiliaries.has(words[at + 1] ?? ''))
    ? before
    : null;
}

/**
 * What of a sentence speaks of the brand at `place`, where others stand in it as well: of two brands that are the subjects of
 * two clauses ('Loewe delights, Balenciaga puzzles'; 'X slips as Y grows') each keeps its own. Brands in a row ('Zara and
 * Uniqlo expand') and in one clause ('Prada outshone Gucci') share what is said.
 *
 * A brand that is named only as somebody's own, or whose year or shop is where another does something, keeps those words.
 *
 * @param others places of other brands in the sentence, in any order
 */
export function clauseOf(sentence: Sentence, place: Span, others: readonly Span[]): Span {
  const owned = ownedSpan(sentence, rowOf(sentence, place, others));
  if (owned !== null) return owned;
  if (others.length === 0) return { from: 0, to: sentence.tokens.length };
  const inOrder = [...others, place].sort((one, other) => one.from - other.from);
  const at = inOrder.indexOf(place);
  const words = wordsOf(sentence);
  let head = inOrder[0];
  const begins = inOrder.map((other, index) => {
    const before = inOrder[index - 1];
    if (before === undefined || head === undefined || words.isRow(before, other)) return null;
    const begin = words.isSubject(head) ? words.beginningFor(other, before.to) : null;
    head = other;
    return begin;
  });
  return {
    from:
      (at > 0 ? words.settingOf(place) : null) ??
      begins.slice(0, at + 1).findLast((begin) => begin !== null) ??
      0,
    to: begins.slice(at + 1).find((begin) => begin !== null) ?? sentence.tokens.length,
  };
}

function wordsOf({ tokens, text }: Sentence) {
  const word = (at: number) => tokens[at]?.folded ?? '';
  const between = (at: number) => text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? text.length);
  const isParted = (at: number) => at === 0 || /[,:;()–—]|\s-\s/.test(between(at));
  const afterName = (place: Span) => (word(place.to) === 's' ? place.to + 1 : place.to);

  /** Whether what begins with a word has the brand at `place` as its subject, or as the maker of its subject. */
  const isSubjectFrom = (begin: number, place: Span) => {
    const before = tokens.slice(begin, place.from).map(({ folded }) => folded);
    if (before.every((folded) => openers.has(folded))) return true;
    return (
      before.length <= SUBJECT_REACH && makers.has(before.at(-1) ?? '') && !prepositions.has(before[0] ?? '')
    );
  };
  /** Index of the word that begins the clause of which `place` is the subject, not before `first`; null when there is none. */
  const beginningFor = (place: Span, first: number): number | null => {
    const end = afterName(place);
    // Nothing is said of a brand with which its clause ends.
    if (end >= tokens.length || isParted(end))
      return /^, (?:which|who|whose)\b/.test(between(end) + word(end)) ? begin() : null;
    return begin();

    function begin(): number | null {
      for (let at = place.from; at >= first; at -= 1) {
        if (repeaters.has(word(at)) && auxiliaries.has(word(at + 1))) return null;
        const isJoint = at < place.from && joints.has(word(at));
        if ((isJoint || isParted(at)) && isSubjectFrom(isJoint ? at + 1 : at, place)) return at;
      }
      return null;
    }
  };
  return {
    beginningFor,
    /** Index of the word that begins the setting which `place` owns: 'in Kering's mixed half-year'; null when it owns none. */
    settingOf: (place: Span): number | null => {
      const before = openers.has(word(place.from - 1)) ? place.from - 2 : place.from - 1;
      return word(place.to) === 's' && settings.has(word(before)) ? before : null;
    },
    isSubject: (place: Span) => beginningFor(place, 0) !== null,
    /** 'Zara and Uniqlo', 'Prada, Gucci': nothing said between two names. */
    isRow: (one: Span, other: Span) =>
      tokens.slice(afterName(one), other.from).every(({ folded }) => folded === 'and' || folded === 'or'),
  };
}
