import { type CatalogueBrand, withoutAccents } from '../../../model/brand.ts';
import { wordsOfName } from '../../../model/name-words.ts';
import { type Token, tokenise } from '../text/tokens.ts';
import { type NameEvidence, nameEvidence } from './name-rules.ts';

/** One spelling of one brand. */
export interface BrandName {
  brand: CatalogueBrand;
  /** As the catalogue writes it. */
  written: string;
  /** Its words as written, with their case. */
  words: Token[];
  /** Whether nothing but an apostrophe or full stops part it: "Levi's" is one word. */
  isOneWord: boolean;
  /** Whether it is also an everyday word, a person or a place, so that it needs evidence. */
  ambiguous: boolean;
  /** The name as it is judged where it has its accents, when only without them it needs evidence; null otherwise. */
  accented: BrandName | null;
  /** A short form in capitals ('YSL'): it is meant only when written just so. */
  ownCaseOnly: boolean;
  /** Whether a tenant's rule says that it never counts. It is still found, or it would be taken for another's. */
  isIgnored: boolean;
  /** What a tenant's rule adds to the evidence, null when there is none. */
  evidence: NameEvidence | null;
}

/** A spelling of a brand, with the rule of its words; none where there is no word in it. */
export function nameOf(brand: CatalogueBrand, written: string): BrandName[] {
  const words = tokenise(written);
  if (words.length === 0) return [];
  const spelling = folded(words).join(' ');
  const rule = brand.rules?.find(({ name }) => wordsOfName(name) === spelling);
  // Whether context is needed says nothing of a name that never counts: it is an everyday word or not as without a rule.
  const ruled = rule?.ignored ? undefined : rule?.needsContext;
  const ambiguous = ruled ?? brand.ambiguousNames.some((name) => wordsOfName(name) === spelling);
  const isOnlyBare = ruled === undefined && ambiguous && needsEvidenceOnlyBare(written, brand.ambiguousNames);
  const letters = written.replace(/[^\p{L}]/gu, '');
  const capitals =
    letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  const isAlias = written !== brand.name;
  const ownCaseOnly = capitals && !/[&+]/.test(written) && letters.length <= (isAlias ? 4 : 3);
  const name: BrandName = {
    brand,
    written,
    words,
    isOneWord: !/[\s\-+&]/.test(written),
    ambiguous,
    accented: null,
    ownCaseOnly,
    isIgnored: rule?.ignored ?? false,
    evidence: rule === undefined ? null : nameEvidence(rule),
  };
  return [isOnlyBare ? { ...name, accented: { ...name, ambiguous: false } } : name];
}

/** Whether names that need evidence list this one without its accents, and not with them. */
function needsEvidenceOnlyBare(written: string, ambiguousNames: string[]): boolean {
  const bare = withoutAccents(written);
  return bare !== written && ambiguousNames.includes(bare) && !ambiguousNames.includes(written);
}

/** Words as they are compared. */
export function folded(words: Token[]): string[] {
  return words.map((word) => word.folded);
}

/** "Levi's" is also written 'Levis', and 'A.P.C.' 'APC'. */
export function joinedWays({ written, words }: BrandName): string[][] {
  const byApostrophe = /\p{L}['’]\p{L}/u.test(written);
  const byStops = words.length > 1 && /^(?:\p{L}\.)+\p{L}?\.?$/u.test(written);
  if (byStops) return [[folded(words).join('')]];
  if (!byApostrophe) return [];
  return [folded(tokenise(written.replace(/(?<=\p{L})['’](?=\p{L})/gu, '')))];
}

/** Of a name that needs evidence only without its accents, the one that the text writes; its case tells nothing. */
export function asWritten(name: BrandName, text: string): BrandName {
  if (name.accented === null) return name;
  return lettersOf(text).startsWith(lettersOf(name.written)) ? name.accented : name;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}
