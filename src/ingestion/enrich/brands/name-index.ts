import type { CatalogueBrand } from '../../../model/brand.ts';
import { foldedWords, type Token, tokenise } from '../text/tokens.ts';
import { type NameEvidence, nameEvidence } from './name-rules.ts';

/** One spelling of one brand. */
export interface BrandName {
  brand: CatalogueBrand;
  /** As the catalogue writes it. */
  written: string;
  /** Its words as written, with their case. */
  words: Token[];
  /** Whether it is also an everyday word, a person or a place, so that it needs evidence. */
  ambiguous: boolean;
  /** A short form in capitals ('YSL'): it is meant only when written just so. */
  ownCaseOnly: boolean;
  /** What a tenant's rule adds to the evidence, null when there is none. */
  evidence: NameEvidence | null;
}

/** A name found in a row of words. */
export interface NameMatch {
  name: BrandName;
  /** Index of its first word, and of the first word after it. */
  from: number;
  to: number;
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
}

/** What may stand between the words of one name: a space, a hyphen, an apostrophe, a full stop, a slash, or nothing. */
const withinName = /^(?:[ \t\u00a0\u2009\u202f]{0,2}|\n|\r\n|[-‐‑‒–]|['’‘`´ʼ]|\.[ \u00a0]?|\/|·)$/u;

/** Builds the index: a trie over folded words. Of two brands with one spelling the one whose own name it is wins. */
export function createNameIndex(brands: CatalogueBrand[]): NameIndex {
  const root: Node = { next: new Map(), name: null };
  for (const brand of brands) insert(root, brand, brand.name);
  for (const brand of brands) for (const alias of brand.aliases) insert(root, brand, alias);
  return { match: (text, tokens) => matchAll(root, text, tokens) };
}

function insert(root: Node, brand: CatalogueBrand, written: string): void {
  const words = tokenise(written);
  if (words.length === 0) return;
  const folded = words.map((word) => word.folded);
  const spelling = folded.join(' ');
  const rule = brand.rules?.find(({ name }) => foldedWords(name) === spelling);
  const ambiguous = rule?.needsContext ?? brand.ambiguousNames.some((name) => foldedWords(name) === spelling);
  const letters = written.replace(/[^\p{L}]/gu, '');
  const capitals =
    letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  const isAlias = written !== brand.name;
  const ownCaseOnly = capitals && !/[&+]/.test(written) && letters.length <= (isAlias ? 4 : 3);
  const evidence = rule === undefined ? null : nameEvidence(rule);
  const name: BrandName = { brand, written, words, ambiguous, ownCaseOnly, evidence };
  for (const way of [folded, ...joinedWays(written, folded)]) {
    let node = root;
    for (const word of way) {
      const next: Node = node.next.get(word) ?? { next: new Map(), name: null };
      node.next.set(word, next);
      node = next;
    }
    node.name ??= name;
  }
}

/** "Levi's" is also written 'Levis', and 'A.P.C.' 'APC'. */
function joinedWays(written: string, folded: string[]): string[][] {
  const byApostrophe = /\p{L}['’]\p{L}/u.test(written);
  const byStops = folded.length > 1 && /^(?:\p{L}\.)+\p{L}?\.?$/u.test(written);
  if (byStops) return [[folded.join('')]];
  if (!byApostrophe) return [];
  return [tokenise(written.replace(/(?<=\p{L})['’](?=\p{L})/gu, '')).map((word) => word.folded)];
}

function matchAll(root: Node, text: string, tokens: Token[]): NameMatch[] {
  const matches: NameMatch[] = [];
  let at = 0;
  while (at < tokens.length) {
    const match = longestAt(root, text, tokens, at);
    if (match !== null) matches.push(match);
    at = match === null ? at + 1 : match.to;
  }
  return matches;
}

function longestAt(root: Node, text: string, tokens: Token[], from: number): NameMatch | null {
  let best: NameMatch | null = null;
  let node: Node | undefined = root;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || (at > from && !joins(text, tokens, at))) break;
    const plural: Node | undefined = pluralOf(node, token);
    if (plural?.name && !plural.name.ambiguous) best = { name: plural.name, from, to: at + 1 };
    node = node.next.get(token.folded);
    if (node === undefined) break;
    if (node.name !== null) best = { name: node.name, from, to: at + 1 };
  }
  return best;
}

/** 'Birkenstocks' are Birkenstock's: a capitalised word with an s is looked up without it too. */
function pluralOf(node: Node, { folded, capital }: Token): Node | undefined {
  return capital && folded.length > 4 && folded.endsWith('s')
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
