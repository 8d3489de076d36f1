import { fashionPointsOf, labelNouns } from './context-words.ts';
import { functionWords, sportWords } from './counter-words.ts';
import { businessWords } from './firm-words.ts';
import type { Candidate } from './hit.ts';
import {
  brandsAsGivenNames,
  givenNames,
  givenNamesOfPlaces,
  kinOfPerson,
  lifeVerbs,
  personNouns,
  personPronouns,
  personTitles,
  personVerbs,
} from './people.ts';

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
  if (/^['’]/.test(text.slice(end, end + 1))) return hasKin(candidate);
  if (text[end] === ',' && isApposition(candidate)) return true;
  const [next, second] = tokens.slice(to, to + 2);
  const isVerb = (folded = '') => (name.ambiguous ? personVerbs : lifeVerbs).has(folded);
  if (isVerb(next?.folded) || isVerb(second?.folded)) return true;
  if (
    /^ (?:turned \d\d|(?:has been|had been|was|is) (?:married|born|dead|buried|aged))\b/.test(
      text.slice(end, end + 20),
    )
  )
    return true;
  if (name.ambiguous) return false;
  if (next?.folded === 'gave' && second?.folded === 'birth') return true;
  const isFashion = tokens.some(({ folded }) => fashionPointsOf(folded) > 1);
  if (!isFashion && tokens.filter(({ folded }) => sportWords.has(folded)).length > 1) return true;
  // Of labels, too, it is said that 'she' did this and that, when it is about fashion or business.
  const rest = tokens.slice(to + 1, to + 8).map(({ folded }) => folded);
  return (
    rest.some((word) => personPronouns.has(word)) &&
    (personVerbs.has(next?.folded ?? '') || !isFashion) &&
    !tokens.some(({ folded }) => businessWords.has(folded))
  );
}

/** "Rick Owens' father": what only people have, right after the possessive. */
function hasKin({ sentence: { tokens }, to }: Candidate): boolean {
  const possessed = tokens[to]?.folded === 's' ? tokens[to + 1] : tokens[to];
  return kinOfPerson.has(possessed?.folded ?? '');
}

/** ', the designer', ', a shoemaker from Penang': a noun for a person within three words after a comma. */
function isApposition({ sentence, to }: Candidate): boolean {
  return sentence.tokens.slice(to, to + 3).some(({ folded }) => personNouns.has(folded));
}

/**
 * Whether a brand is somebody's given name here: a capitalised word follows in running text, and then what people do
 * ('Marni Nixon sang') or, where children are named after the brand, nothing that speaks of fashion ('Dior Johnson').
 */
export function isGivenName({ name, sentence, from, to }: Candidate): boolean {
  const { tokens, text, titleCase } = sentence;
  const first = tokens[from];
  const after = tokens[to];
  if (first === undefined || after === undefined || !name.isOneWord || titleCase) return false;
  if (!after.capital || after.allCapitals || text.slice(first.end, after.start) !== ' ') return false;
  if (labelNouns.has(after.folded) || functionWords.has(after.folded)) return false;
  const [next, second] = tokens.slice(to + 1, to + 3);
  if (lifeVerbs.has(next?.folded ?? '')) return true;
  if (!brandsAsGivenNames.has(first.folded)) return false;
  if (personVerbs.has(next?.folded ?? '') || personNouns.has(second?.folded ?? '')) return true;
  return tokens.every(({ folded }, at) => (at >= from && at <= to) || fashionPointsOf(folded) < 1);
}
