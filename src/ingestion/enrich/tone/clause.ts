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
  if (others.length === 0) return { from: place.from, to: place.to };
  const inOrder = [...others, place].sort((one, other) => one.from - other.from);
  const words = new Words(sentence);
  let [first, last] = [inOrder.indexOf(place), inOrder.indexOf(place)];
  const joins = (at: number) => {
    const [one, other] = [inOrder[at], inOrder[at + 1]];
    return one !== undefined && other !== undefined && words.isRow(one, other);
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
  const words = new Words(sentence);
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

/** The words of a sentence, asked for what stands around brands. A class, since closures would be made for each place of each. */
class Words {
  private readonly tokens: Sentence['tokens'];
  private readonly text: string;

  constructor({ tokens, text }: Sentence) {
    this.tokens = tokens;
    this.text = text;
  }

  /** Index of the word that begins the clause of which `place` is the subject, not before `first`; null when there is none. */
  beginningFor(place: Span, first: number): number | null {
    const end = this.afterName(place);
    // Nothing is said of a brand with which its clause ends.
    const isEnd = end >= this.tokens.length || this.isParted(end);
    if (isEnd && !/^, (?:which|who|whose)\b/.test(this.between(end) + this.word(end))) return null;
    for (let at = place.from; at >= first; at -= 1) {
      if (repeaters.has(this.word(at)) && auxiliaries.has(this.word(at + 1))) return null;
      const isJoint = at < place.from && joints.has(this.word(at));
      if ((isJoint || this.isParted(at)) && this.isSubjectFrom(isJoint ? at + 1 : at, place)) return at;
    }
    return null;
  }

  /** Index of the word that begins the setting which `place` owns: 'in Kering's mixed half-year'; null when it owns none. */
  settingOf(place: Span): number | null {
    const before = openers.has(this.word(place.from - 1)) ? place.from - 2 : place.from - 1;
    return this.word(place.to) === 's' && settings.has(this.word(before)) ? before : null;
  }

  isSubject(place: Span): boolean {
    return this.beginningFor(place, 0) !== null;
  }

  /** 'Zara and Uniqlo', 'Prada, Gucci': nothing said between two names. */
  isRow(one: Span, other: Span): boolean {
    for (let at = this.afterName(one); at < other.from; at += 1) {
      if (this.word(at) !== 'and' && this.word(at) !== 'or') return false;
    }
    return true;
  }

  /** Whether what begins with a word has the brand at `place` as its subject, or as the maker of its subject. */
  private isSubjectFrom(begin: number, place: Span): boolean {
    const before = this.tokens.slice(begin, place.from);
    if (before.every(({ folded }) => openers.has(folded))) return true;
    return (
      before.length <= SUBJECT_REACH &&
      makers.has(before.at(-1)?.folded ?? '') &&
      !prepositions.has(before[0]?.folded ?? '')
    );
  }

  private word(at: number): string {
    return this.tokens[at]?.folded ?? '';
  }

  private between(at: number): string {
    return this.text.slice(this.tokens[at - 1]?.end ?? 0, this.tokens[at]?.start ?? this.text.length);
  }

  private isParted(at: number): boolean {
    return at === 0 || /[,:;()–—]|\s-\s/.test(this.between(at));
  }

  private afterName({ to }: Span): number {
    return this.word(to) === 's' ? to + 1 : to;
  }
}
