import { foldBrandName } from './brand.ts';

/** A person that a byline names. */
export interface Author {
  /** As it was written; in capitals or small letters throughout it is put into usual ones. */
  name: string;
  /** By which the person is known in a tenant: {@link authorKey}. */
  key: string;
}

/** More are a list of a whole team. */
const MAX_AUTHORS = 10;
const MAX_BYLINE_CHARACTERS = 500;
const MAX_WORDS = 6;

const address = /<[^<>]*>|\b(?:https?:\/\/|www\.)\S+|\S+@\S+|(?<!\S)@\S+/giu;
const leadIn =
  /^(?:(?:words?|written|text|story|report(?:ed|ing)?|edited|testo|texte|interview)\s+)?(?:by|von|par|di|por|door|av|af)\s*[:\s]\s*/iu;
const byOthers =
  /^(?:photo(?:s|graph(?:s|y|ed)?)?|pictures?|images?|illustrations?|video|styl(?:ing|ed)|additional reporting)\b/iu;
/** What stands between two people; the short words of other languages only between names of two words each. */
const separators = [
  /\s*[,;|/•·\n]\s*(?:and\s+|&\s+)?/iu,
  /\s+(?:and|und|et|with)\s+|\s*&\s*/iu,
  /(?<=\p{L}\s\p{L}+)\s+(?:e|y|och|og|en)\s+(?=\p{L}+\s\p{L})/iu,
];
/** From here on a byline says for whom or where somebody writes. */
const whereabouts = /\s+(?:for|at|of|in|from|via|bei|pour|per)\s+.*$|\s+[-–—]\s+.*$/iu;

const roles = new Set(
  'admin administrator webmaster editor editors editorial editrice reporter reporters correspondent writer writers staff desk team newsroom contributor contributors columnist critic journalist photographer stylist intern guest user author redaktion redaktor redacteur redaction redazione redazionale redaccion redactie news press release agency agencies online digital magazine media wire newswire service services bureau chief director deputy senior assistant associate freelance fashion beauty features images unknown anonymous various sponsored partner content studio'.split(
    ' ',
  ),
);
const agencies = new Set(
  'reuters|afp|agence france presse|ap|associated press|the associated press|dpa|ansa|bloomberg|getty|pa media|press association|efe|ats|apa|belga|xinhua|kyodo|upi|pr newswire|business wire|globe newswire'.split(
    '|',
  ),
);
const particles = new Set(
  'de da do dos das di del della dello degli der den des du d la le van von zu ter ten bin bint ibn al el y e of'.split(
    ' ',
  ),
);

/** The form in which names of people are compared: no accents, no case, words apart by single spaces. */
export function authorKey(name: string): string {
  return foldBrandName(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The people that a byline names, each once, in its order. Addresses, roles ('Fashion Editor'), agencies, the outlet
 * itself and whoever took the pictures are none; titles stay in the name. A single Latin word is taken for a user's
 * name or a house, not for a person.
 *
 * @param source the outlet's name
 */
export function authorsOf(byline: string | null, source: string): Author[] {
  if (byline === null) return [];
  const plain = byline
    .slice(0, MAX_BYLINE_CHARACTERS)
    // 'jane@press.example (Jane Doe)', as RSS 2.0 wants it.
    .replace(/^\S+@\S+\s*\(([^()]+)\)$/u, '$1')
    .replace(address, ' ')
    .replace(/\([^()]*\)/gu, ' ');
  const outlet = authorKey(source);
  const people = new Map<string, string>();
  for (const part of partsOf(plain)) {
    const name = usualLetters(part.replace(leadIn, '').replace(whereabouts, '').replace(/\s+/gu, ' ').trim());
    const key = authorKey(name);
    const isOutlet = key === outlet || (outlet !== '' && key === `the ${outlet}`);
    if (!isOutlet && !agencies.has(key) && isPerson(name) && !people.has(key)) people.set(key, name);
  }
  return [...people].slice(0, MAX_AUTHORS).map(([key, name]) => ({ key, name }));
}

function partsOf(byline: string): string[] {
  const turned = /^\s*(\p{Lu}[\p{L}'’-]+),\s*(\p{Lu}[\p{L}'’-]+)\s*$/u.exec(byline);
  if (turned) return [`${turned[2]} ${turned[1]}`];
  let parts = [byline];
  for (const separator of separators) parts = parts.flatMap((part) => part.split(separator));
  return parts.map((part) => part.trim()).filter((part) => part !== '' && !byOthers.test(part));
}

function isPerson(name: string): boolean {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name)) {
    return /^[\p{L}・\s]{2,20}$/u.test(name);
  }
  const words = name.split(' ');
  if (words.length < 2 || words.length > MAX_WORDS) return false;
  if (!/^[\p{L}\p{M}'’.\s-]+$/u.test(name)) return false;
  if (words.some((word) => roles.has(authorKey(word)))) return false;
  return words.every((word) => /^[\p{Lu}\p{Lo}'’]/u.test(word) || particles.has(word.toLowerCase()));
}

/** 'ADA VANE' and 'ada vane' as 'Ada Vane'; what has both kinds of letters stays. */
function usualLetters(name: string): string {
  if (name !== name.toUpperCase() && name !== name.toLowerCase()) return name;
  return name
    .toLowerCase()
    .replace(/(?<![\p{L}\p{M}])\p{L}[\p{L}\p{M}]*/gu, (word) =>
      particles.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    );
}
