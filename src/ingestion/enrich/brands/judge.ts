import type { MentionReason } from '../../../model/mention-evidence.ts';
import { type Capitals, capitalsOf } from './capitals.ts';
import { counterContext, fashionPointsOf, functionWords, labelNouns, sportWords } from './context-words.ts';
import type { Candidate, Decision, Hit } from './hit.ts';
import { hasContext, hasCounter } from './name-rules.ts';
import { givenNames, personVerbs } from './people.ts';
import { standsAsLabel } from './structure.ts';

/** What is known of the whole article when one of its candidates is judged. */
export interface ArticleEvidence {
  /** Names of the brands that an unambiguous spelling names somewhere in it. */
  namedInFull: Set<string>;
  /** Index of each sentence to the hits of unambiguous spellings that were accepted there. */
  certainBySentence: Map<number, Hit[]>;
  /** Points of fashion per 100 words. */
  fashionDensity: number;
  /** Whether the language writes every noun with a capital. */
  nounsHaveCapitals: boolean;
  /** The entry's categories, folded. */
  categories: Set<string>;
  /** Folded words that are somebody's surname in the article: where 'Greta Lee' stands, 'Lee' alone is she. */
  surnames: Set<string>;
}

/** Words on each side of a candidate that are looked at for evidence. */
const WINDOW = 12;

/** Judges a name that can hardly be anything else: only its case, a given name before it or a tenant's rule can refuse it. */
export function judgeClearName(candidate: Candidate, nounsHaveCapitals: boolean): Decision {
  const { name, sentence, from, to } = candidate;
  const written = sentence.text.slice(sentence.tokens[from]?.start, sentence.tokens[to - 1]?.end);
  if (
    name.ownCaseOnly &&
    written.replace(/[^\p{L}]/gu, '') !== written.replace(/[^\p{L}]/gu, '').toUpperCase()
  ) {
    return refused('OWN_CASE');
  }
  if (name.evidence && hasCounter(name.evidence, sentence.tokens, candidate))
    return refused('COUNTER_CONTEXT');
  if (to - from === 1 && isSurname(candidate)) return refused('PERSON');
  const capitals = capitalsOf(candidate, nounsHaveCapitals);
  return accepted('NAME', capitals === 'TELLING' ? 0.95 : capitals === 'SILENT' ? 0.9 : 0.6);
}

/** Judges a name that is also an everyday word, a person or a place: it needs evidence, and can be refused by some. */
export function judgeAmbiguousName(candidate: Candidate, article: ArticleEvidence): Decision {
  const capitals = capitalsOf(candidate, article.nounsHaveCapitals);
  if (capitals === 'MISSING') return refused('LOWER_CASE');
  if (candidate.name.ownCaseOnly && !candidate.sentence.tokens[candidate.from]?.allCapitals)
    return refused('OWN_CASE');
  const against = counterEvidence(candidate, capitals, article.surnames);
  if (against !== null) return refused(against);
  const { evidence } = candidate.name;
  if (evidence && hasContext(evidence, candidate.sentence.tokens, candidate, WINDOW))
    return accepted('CONTEXT', 0.9);
  if (article.namedInFull.has(candidate.name.brand.name)) return accepted('FULL_NAME', 0.9);
  if (article.categories.has(candidate.name.words.map((word) => word.folded).join(' ')))
    return accepted('CATEGORY', 0.85);
  const asLabel = standsAsLabel(candidate, article.certainBySentence.get(candidate.position) ?? []);
  const words = candidate.name.words;
  const couldBePerson = words.length > 1 && givenNames.has(words[0]?.folded ?? '');
  // Where a capital tells nothing, words of fashion near by do not either: 'Next, she wore a dress'.
  if (!asLabel && (couldBePerson || (capitals === 'SILENT' && words.length === 1)))
    return refused('MISSING_CONTEXT');
  const points = evidenceFor(candidate, article) + (asLabel ? 1 : 0) - evidenceOfSport(candidate);
  const needed = capitals === 'TELLING' && words.length > 1 ? 1 : 2;
  return points >= needed
    ? accepted('CONTEXT', Math.min(0.95, 0.5 + 0.07 * points))
    : refused('MISSING_CONTEXT');
}

/** Refuses a hit that would count with less confidence than `threshold`; what it had is kept. */
export function holdToThreshold(hit: Hit, threshold: number): Hit {
  const { accepted: counts, confidence } = hit.decision;
  return counts && confidence < threshold
    ? { ...hit, decision: { accepted: false, reason: 'LOW_CONFIDENCE', confidence } }
    : hit;
}

/** Gives a refused hit a second look: the same brand was accepted elsewhere in the article. */
export function reconsider(hit: Hit, acceptedBrands: Set<string>): Hit {
  const again = hit.decision.reason === 'MISSING_CONTEXT' && acceptedBrands.has(hit.name.brand.name);
  return again ? { ...hit, decision: accepted('SAME_NAME', 0.7) } : hit;
}

function evidenceFor(candidate: Candidate, article: ArticleEvidence): number {
  const { sentence, position, from, to } = candidate;
  let points = 0;
  const start = Math.max(0, from - WINDOW);
  const end = Math.min(sentence.tokens.length, to + WINDOW);
  for (let at = start; at < end; at += 1) {
    if (at >= from && at < to) continue;
    points += fashionPointsOf(sentence.tokens[at]?.folded ?? '');
  }
  points = Math.min(points, 5);
  if (hasOther(article.certainBySentence.get(position), candidate)) points += 2;
  else if (
    hasOther(article.certainBySentence.get(position - 1), candidate) ||
    hasOther(article.certainBySentence.get(position + 1), candidate)
  ) {
    points += 1;
  }
  if (article.fashionDensity >= 6) points += 1.5;
  else if (article.fashionDensity >= 3) points += 1;
  return points;
}

function hasOther(hits: Hit[] | undefined, { name }: Candidate): boolean {
  return hits?.some((hit) => hit.name.brand !== name.brand) === true;
}

function evidenceOfSport({ sentence, from, to }: Candidate): number {
  let points = 0;
  for (const [at, token] of sentence.tokens.entries()) {
    if ((at < from || at >= to) && sportWords.has(token.folded)) points += 1;
  }
  return Math.min(points, 3);
}

function counterEvidence(
  candidate: Candidate,
  capitals: Capitals,
  surnames: Set<string>,
): MentionReason | null {
  const { name, sentence, from, to } = candidate;
  const before = sentence.tokens[from - 1];
  const after = sentence.tokens[to];
  if (name.evidence && hasCounter(name.evidence, sentence.tokens, candidate)) return 'COUNTER_CONTEXT';
  const counter = counterContext.get(name.words.map((word) => word.folded).join(' '));
  const counts = (word: string | undefined, list: string[] | undefined) =>
    word !== undefined &&
    list?.includes(word) === true &&
    (capitals === 'SILENT' || !functionWords.has(word));
  if (counts(before?.folded, counter?.before) || counts(after?.folded, counter?.after))
    return 'COUNTER_CONTEXT';
  if (to - from === 1) {
    if (isSurname(candidate) || surnames.has(sentence.tokens[from]?.folded ?? '')) return 'PERSON';
    if (!sentence.titleCase && isPartOfLongerName(candidate)) return 'LONGER_NAME';
    return null;
  }
  const isPerson = givenNames.has(name.words[0]?.folded ?? '') && isSubjectOfPersonVerb(candidate);
  return isPerson ? 'PERSON' : null;
}

/** 'Harrison Ford': a given name right before it, with a capital, that is no part of the brand's name. */
export function isSurname({ sentence, from }: Candidate): boolean {
  const before = sentence.tokens[from - 1];
  const name = sentence.tokens[from];
  if (before === undefined || name === undefined || !before.capital || !givenNames.has(before.folded))
    return false;
  return sentence.text.slice(before.end, name.start) === ' ';
}

/** 'Champion Biles', 'Golden Frame': a capitalised word beside it, in running text, that labels do not stand beside. */
function isPartOfLongerName({ sentence, from, to }: Candidate): boolean {
  const { tokens, text } = sentence;
  const first = tokens[from];
  const last = tokens[to - 1];
  const before = tokens[from - 1];
  const after = tokens[to];
  const joined = (end: number | undefined, start: number | undefined) => text.slice(end, start) === ' ';
  const belongs = (folded: string) =>
    labelNouns.has(folded) || functionWords.has(folded) || fashionPointsOf(folded) > 1;
  if (after?.capital && joined(last?.end, after.start) && !belongs(after.folded)) return true;
  return from > 1 && before?.capital === true && joined(before.end, first?.start) && !belongs(before.folded);
}

/** 'Victoria Beckham said', 'Tom Ford, 62,': what people do and labels do not, within three words. */
function isSubjectOfPersonVerb({ sentence, from, to }: Candidate): boolean {
  const { tokens, text } = sentence;
  if (/^(?:by|from|in|at|of|for|wearing)$/.test(tokens[from - 1]?.folded ?? '')) return false;
  const end = tokens[to - 1]?.end ?? 0;
  if (/^,? (?:\(?\d{2}\)?),? |^, who\b/.test(text.slice(end, end + 10))) return true;
  if (/^['’]s?\b/.test(text.slice(end, end + 2))) return false;
  return tokens.slice(to, to + 2).some((token) => personVerbs.has(token.folded));
}

function accepted(reason: MentionReason, confidence: number): Decision {
  return { accepted: true, reason, confidence: Math.round(confidence * 100) / 100 };
}

function refused(reason: MentionReason): Decision {
  return { accepted: false, reason, confidence: 0 };
}
