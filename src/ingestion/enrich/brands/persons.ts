import { fashionPointsOf, labelNouns } from './context-words.ts';
import { functionWords } from './counter-words.ts';
import type { Candidate } from './hit.ts';
import {
  brandsAsGivenNames,
  givenNames,
  givenNamesOfPlaces,
  lifeVerbs,
  personNouns,
  personPronouns,
  personTitles,
  personVerbs,
} from './people.ts';
import { businessWords } from './structure.ts';

/** 'Harrison Ford', 'Mr. Ford': a given name or a title right before it, with a capital, that is no part of the name. */
export function isSurname({ name: { ambiguous }, sentence, from }: Candidate): boolean {
  const before = sentence.tokens[from - 1];
  const name = sentence.tokens[from];
  if (before === undefined || name === undefined || !before.capital || !name.capital) return false;
  const between = sentence.text.slice(before.end, name.start);
  if (personTitles.has(before.folded)) return /^\.? $/.test(between);
  if (between !== ' ' || !givenNames.has(before.folded)) return false;
  return ambiguous || !givenNamesOfPlaces.has(before.folded);
}

/**
 * Whether a full name stands for the person and not for the label that bears it: 'Tom Ford said', 'Tom Ford, 62,',
 * 'Tom Ford, the designer,'. A clear name needs more to be taken for a person than an ambiguous one, since firms speak
 * too: that the sentence goes on with 'he' or 'her', or that it tells of a life.
 */
export function isPerson(candidate: Candidate): boolean {
  const { name, sentence, from, to } = candidate;
  const { tokens, text } = sentence;
  if (!givenNames.has(name.words[0]?.folded ?? '')) return false;
  if (/^(?:by|from|in|at|of|for|wearing)$/.test(tokens[from - 1]?.folded ?? '')) return false;
  const end = tokens[to - 1]?.end ?? 0;
  if (/^,? \(?\d{2}\)?(?:,| (?:and|who|is|was)\b)|^, who\b/.test(text.slice(end, end + 12))) return true;
  if (/^['’]s?\b/.test(text.slice(end, end + 2))) return false;
  if (text[end] === ',' && isApposition(candidate)) return true;
  const [next, second] = tokens.slice(to, to + 2);
  const isVerb = (folded = '') => (name.ambiguous ? personVerbs : lifeVerbs).has(folded);
  if (isVerb(next?.folded) || isVerb(second?.folded)) return true;
  if (name.ambiguous || !personVerbs.has(next?.folded ?? '')) return false;
  const rest = tokens.slice(to + 1).map(({ folded }) => folded);
  return rest.some((word) => personPronouns.has(word)) && !rest.some((word) => businessWords.has(word));
}

/** ', the designer', ', a shoemaker from Penang': a noun for a person within three words after a comma. */
function isApposition({ sentence, to }: Candidate): boolean {
  return sentence.tokens.slice(to, to + 3).some(({ folded }) => personNouns.has(folded));
}

/**
 * Whether a brand that children are named after too is a given name here: 'Dior Johnson scored'. It is when a
 * capitalised word follows in running text and nothing in the sentence speaks of fashion.
 */
export function isGivenName({ name, sentence, from, to }: Candidate): boolean {
  const { tokens, text, titleCase } = sentence;
  const first = tokens[from];
  const after = tokens[to];
  if (first === undefined || after === undefined || !name.isOneWord || titleCase) return false;
  if (!brandsAsGivenNames.has(first.folded) || !after.capital || after.allCapitals) return false;
  if (text.slice(first.end, after.start) !== ' ') return false;
  if (labelNouns.has(after.folded) || functionWords.has(after.folded)) return false;
  const [next, second] = tokens.slice(to + 1, to + 3);
  if (personVerbs.has(next?.folded ?? '') || personNouns.has(second?.folded ?? '')) return true;
  return tokens.every(({ folded }, at) => (at >= from && at <= to) || fashionPointsOf(folded) < 1);
}
