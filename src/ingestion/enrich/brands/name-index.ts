import type { CatalogueBrand } from '../../../model/brand.ts';
import { type Token, tokenise } from '../text/tokens.ts';
import { asWritten, type BrandName, folded, joinedWays, nameOf } from './brand-name.ts';
import { otherNames } from './other-names.ts';

/** A name found in a row of words. */
export interface NameMatch {
  name: BrandName;
  /** Index of its first word, and of the first word after it. */
  from: number;
  to: number;
  /** Whether it is but a part of a well-known longer name that means something else. */
  isPart: boolean;
  /** Whether it is written with an s at its end that the name has not. */
  isPlural: boolean;
  /** Whether a hyphen joins it to a capitalised word after it with which no name begins. */
  isHyphened: boolean;
}

/** All names, found at once. */
export interface NameIndex {
  /**
   * The names in a row of words, left to right, the longest at each place, none overlapping. The time depends on the
   * number of words, not on the number of names.
   */
  match(text: string, tokens: Token[]): NameMatch[];
}

interface Node {
  next: Map<string, Node>;
  name: BrandName | null;
  /** Whether one of {@link otherNames} ends here. */
  isOther: boolean;
}

/** What may stand between the words of one name: a space, a hyphen, an apostrophe, a full stop, a slash, or nothing. */
const withinName = /^(?:[ \t\u00a0\u2009\u202f]{0,2}|\n|\r\n|[-‐‑‒–]|['’‘`´ʼ] ?|\.[ \u00a0]?|\/|·)$/u;

/**
 * Builds the index: a trie over folded words. Of two brands with one spelling the one whose own name it is wins, and a
 * name that is listed comes before the way in which another is also written: 'APC' has its own rule beside 'A.P.C.'.
 */
export function createNameIndex(brands: CatalogueBrand[]): NameIndex {
  const root = emptyNode();
  const own = brands.flatMap((brand) => nameOf(brand, brand.name));
  const aliases = brands.flatMap((brand) => brand.aliases.flatMap((alias) => nameOf(brand, alias)));
  const names = [...own, ...aliases];
  for (const name of names) nodeAt(root, folded(name.words)).name ??= name;
  for (const name of names) for (const way of joinedWays(name)) nodeAt(root, way).name ??= name;
  for (const name of otherNames) nodeAt(root, folded(tokenise(name))).isOther = true;
  return { match: (text, tokens) => matchAll(root, text, tokens) };
}

function emptyNode(): Node {
  return { next: new Map(), name: null, isOther: false };
}

function nodeAt(root: Node, words: string[]): Node {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? emptyNode();
    node.next.set(word, next);
    node = next;
  }
  return node;
}

function matchAll(root: Node, text: string, tokens: Token[]): NameMatch[] {
  const matches: NameMatch[] = [];
  let at = 0;
  /** Where the longer name ends that the reading is inside of. */
  let otherUntil = 0;
  while (at < tokens.length) {
    const { match, otherTo } = longestAt(root, text, tokens, at);
    if (otherTo > (match?.to ?? 0)) otherUntil = Math.max(otherUntil, otherTo);
    if (match !== null)
      matches.push({
        ...match,
        name: asWritten(match.name, text.slice(tokens[match.from]?.start, tokens[match.to - 1]?.end)),
        isPart: match.to <= otherUntil,
        isHyphened: isHyphened(root, text, tokens, match.to),
      });
    at = match === null ? at + 1 : match.to;
  }
  return matches;
}

/** The longest brand that begins at a word, and where the longest other name ends that begins there. */
function longestAt(
  root: Node,
  text: string,
  tokens: Token[],
  from: number,
): { match: Omit<NameMatch, 'isPart' | 'isHyphened'> | null; otherTo: number } {
  let match: Omit<NameMatch, 'isPart' | 'isHyphened'> | null = null;
  let otherTo = 0;
  let node: Node | undefined = root;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || (at > from && !joins(text, tokens, at))) break;
    const plural: Node | undefined = pluralOf(node, token, at > from ? 3 : 4);
    if (plural?.name) match = { name: plural.name, from, to: at + 1, isPlural: true };
    node = node.next.get(token.folded);
    if (node === undefined) break;
    if (node.name !== null) match = { name: node.name, from, to: at + 1, isPlural: false };
    if (node.isOther) otherTo = at + 1;
  }
  return { match, otherTo };
}

function isHyphened(root: Node, text: string, tokens: Token[], to: number): boolean {
  const after = tokens[to];
  return (
    after?.capital === true &&
    /^[-‐‑]$/.test(text.slice(tokens[to - 1]?.end, after.start)) &&
    !root.next.has(after.folded)
  );
}

/** 'Birkenstocks' are Birkenstock's: a capitalised word with an s is looked up without it too. */
function pluralOf(node: Node, { folded, capital }: Token, longerThan: number): Node | undefined {
  return capital && folded.length > longerThan && folded.endsWith('s')
    ? node.next.get(folded.slice(0, -1))
    : undefined;
}

function joins(text: string, tokens: Token[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  if (before === undefined || token === undefined) return false;
  const between = text.slice(before.end, token.start);
  if (between === ' ') return true;
  if (!withinName.test(between)) return false;
  // 'Ralph. Lauren' are two sentences, 'Dr. Martens' and 'J. Crew' are not.
  return !between.startsWith('.') || before.folded.length <= 3;
}
