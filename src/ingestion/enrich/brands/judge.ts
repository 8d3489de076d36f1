import type { MentionReason } from '../../../model/mention-evidence.ts';
import type { Token } from '../text/tokens.ts';
import { type Capitals, capitalsOf, isForeignWord, isPhrase } from './capitals.ts';
import { counterContext, functionWords } from './counter-words.ts';
import { type ArticleEvidence, evidenceFor, evidenceOfSport, WINDOW } from './evidence.ts';
import { type Candidate, type Decision, type Hit, judged } from './hit.ts';
import { isAfterSmallThe, isInLongerName, isPartOfLongerName } from './longer-names.ts';
import { hasContext, hasCounter } from './name-rules.ts';
import { isInRole, isOfOtherTrade, isSomebody } from './other-senses.ts';
import { givenNames } from './people.ts';
import { isGivenName, isPerson, isSurname } from './persons.ts';
import { isBeforeModel } from './products.ts';
import { isEnumerated, type LabelStructure, labelStructureOf } from './structure.ts';
import { opensSentence } from './told-of.ts';

/**
 * Judges a name that can hardly be anything else: only its case, a person, a place or a longer name that it belongs to,
 * known words beside it or a tenant's rule can refuse it.
 */
export function judgeClearName(candidate: Candidate, nounsHaveCapitals: boolean): Decision {
  const { name, sentence, from, to } = candidate;
  const written = sentence.text.slice(sentence.tokens[from]?.start, sentence.tokens[to - 1]?.end);
  const capitals = capitalsOf(candidate, nounsHaveCapitals);
  const isEveryday = capitals === 'MISSING' && (isPhrase(candidate) || isForeignWord(name, written));
  if (name.isIgnored) return refused(isEveryday ? 'LOWER_CASE' : 'IGNORED_NAME');
  if (
    name.ownCaseOnly &&
    written.replace(/[^\p{L}]/gu, '') !== written.replace(/[^\p{L}]/gu, '').toUpperCase()
  ) {
    return refused('OWN_CASE');
  }
  if (isEveryday) return refused('LOWER_CASE');
  if (name.isOneWord ? isSurname(candidate) || isGivenName(candidate) : isPerson(candidate))
    return refused('PERSON');
  if (hasCounterWords(candidate, capitals === 'SILENT')) return refused('COUNTER_CONTEXT');
  if (isInRole(candidate)) return refused('PERSON');
  if (isInLongerName(candidate, nounsHaveCapitals)) return refused('LONGER_NAME');
  return accepted('NAME', capitals === 'TELLING' ? 0.95 : capitals === 'SILENT' ? 0.9 : 0.6);
}

/** Judges a name that is also an everyday word, a person or a place: it needs evidence, and can be refused by some. */
export function judgeAmbiguousName(candidate: Candidate, article: ArticleEvidence): Decision {
  const capitals = capitalsOf(candidate, article.nounsHaveCapitals);
  if (capitals === 'MISSING') return refused('LOWER_CASE');
  // Before the other reasons: about some of them a language model is asked, about an ignored name never.
  if (candidate.name.isIgnored) return refused('IGNORED_NAME');
  const structure = structureIn(article, candidate);
  const isOwnCase = !candidate.name.ownCaseOnly || candidate.sentence.tokens[candidate.from]?.allCapitals;
  if (!isOwnCase && structure !== 'STRONG') return refused('OWN_CASE');
  // Beside what can only be a label, small words tell nothing: 'The Coach Tabby Bag'.
  const smallWordsTell = capitals === 'SILENT' && structure !== 'STRONG';
  const against = counterEvidence(candidate, smallWordsTell, article);
  if (against !== null) return refused(against);
  const { evidence, words, brand } = candidate.name;
  if (evidence && hasContext(evidence, candidate.sentence.tokens, candidate, WINDOW))
    return accepted('CONTEXT', 0.9);
  if (article.namedInFull.has(brand.name)) return accepted('FULL_NAME', 0.9);
  if (article.categories.has(spellingOf(words))) return accepted('CATEGORY', 0.85);
  if ((structure !== 'STRONG' || article.isHardlyFashion) && article.otherSenses.has(spellingOf(words)))
    return refused('LONGER_NAME');
  const points =
    evidenceFor(candidate, article) +
    structurePoints[structure] +
    (structure !== 'NONE' && speaksOfFirm(candidate) ? 1 : 0) -
    evidenceOfSport(candidate);
  if (candidate.isPlural && !isUsualPlural(candidate, capitals, article)) return refused('MISSING_CONTEXT');
  return points >= pointsNeeded(candidate, capitals === 'SILENT' || article.isElsewhere, capitals, structure)
    ? accepted('CONTEXT', Math.min(0.95, 0.5 + 0.07 * points))
    : refused('MISSING_CONTEXT');
}

/** Refuses a hit that would count with less confidence than `threshold`; what it had is kept. */
export function holdToThreshold(hit: Hit, threshold: number): Hit {
  const { accepted: counts, confidence } = hit.decision;
  return counts && confidence < threshold
    ? judged(hit, { accepted: false, reason: 'LOW_CONFIDENCE', confidence })
    : hit;
}

/**
 * Gives a refused hit a second look: the same brand was accepted elsewhere in the article, or it is enumerated with
 * names that were accepted.
 *
 * @param acceptedHere the accepted hits of its sentence
 */
export function reconsider(hit: Hit, acceptedBrands: Set<string>, acceptedHere: Hit[]): Hit {
  if (hit.decision.reason !== 'MISSING_CONTEXT') return hit;
  if (acceptedBrands.has(hit.name.brand.name)) return judged(hit, accepted('SAME_NAME', 0.7));
  return isEnumerated(hit, acceptedHere) ? judged(hit, accepted('CONTEXT', 0.65)) : hit;
}

/**
 * How it stands in its sentence, or at least WEAK where the next sentence goes on with 'The company', or beside another
 * name of the kind: 'Gap and Next'.
 */
function structureIn(article: ArticleEvidence, candidate: Candidate): LabelStructure {
  const { name, position } = candidate;
  const structure = labelStructureOf(candidate, article.certainBySentence.get(position) ?? []);
  if (structure === 'STRONG') return structure;
  const likely = article.likelyBySentence.get(position) ?? [];
  const isBesideLikely =
    likely.some((other) => other.from === candidate.from) &&
    isEnumerated(
      candidate,
      likely.filter((other) => other.name.brand !== name.brand),
    );
  const isFirm = article.toldOfAsFirms.has(position) && opensSentence(candidate);
  return isFirm || isBesideLikely ? 'WEAK' : structure;
}

const structurePoints: Record<LabelStructure, number> = { STRONG: 2, WEAK: 1, POSSIBLE: 0, NONE: 0 };

/** 'Zara has raised prices faster than its rivals': what has things of 'its' own is no person. */
function speaksOfFirm({ sentence: { tokens }, to }: Candidate): boolean {
  return tokens.slice(to, to + WINDOW).some(({ folded }) => folded === 'its');
}

function pointsNeeded(
  { name: { words, isOneWord } }: Candidate,
  needsStructure: boolean,
  capitals: Capitals,
  structure: LabelStructure,
): number {
  const couldBePerson = !isOneWord && givenNames.has(words[0]?.folded ?? '');
  // Where a capital tells nothing, or the article is about something else, words of fashion near by tell nothing
  // either: 'Next, she wore a dress', 'Wilson tore his jersey'.
  if (structure === 'NONE' && (couldBePerson || (needsStructure && isOneWord))) return Infinity;
  if (capitals === 'SILENT' && functionWords.has(spellingOf(words))) return Infinity;
  return capitals === 'TELLING' && !isOneWord && !needsStructure ? 1 : 2;
}

/** 'Tevas' in an article on fashion: written as a name is, and no plural of an everyday word that is known as such. */
function isUsualPlural(
  { name, sentence, from }: Candidate,
  capitals: Capitals,
  article: ArticleEvidence,
): boolean {
  const isWord =
    counterContext.has(spellingOf(name.words)) ||
    /[A-Z]s$/.test(sentence.text.slice(0, sentence.tokens[from]?.end));
  return capitals === 'TELLING' && !isWord && article.fashionDensity >= 3;
}

function counterEvidence(
  candidate: Candidate,
  smallWordsTell: boolean,
  { surnames, nounsHaveCapitals }: ArticleEvidence,
): MentionReason | null {
  const { name, sentence, from } = candidate;
  if (hasCounterWords(candidate, smallWordsTell)) return 'COUNTER_CONTEXT';
  if (isInLongerName(candidate, nounsHaveCapitals)) return 'LONGER_NAME';
  if (isOfOtherTrade(candidate)) return 'COUNTER_CONTEXT';
  if (isSomebody(candidate)) return 'PERSON';
  if (isAfterSmallThe(candidate)) return 'LONGER_NAME';
  if (!name.isOneWord) return isPerson(candidate) || isInRole(candidate) ? 'PERSON' : null;
  if (isSurname(candidate) || surnames.has(sentence.tokens[from]?.folded ?? '')) return 'PERSON';
  return !sentence.titleCase && isPartOfLongerName(candidate) && !isBeforeModel(candidate)
    ? 'LONGER_NAME'
    : null;
}

/** Whether a word stands beside it that makes it something else, by the tenant's rule or by what is known of the name. */
function hasCounterWords({ name, sentence, from, to }: Candidate, smallWordsTell: boolean): boolean {
  if (name.evidence && hasCounter(name.evidence, sentence.tokens, { from, to })) return true;
  const counter = counterContext.get(spellingOf(name.words));
  if (counter === undefined) return false;
  const counts = (word: string | undefined, list: string[] | undefined) =>
    word !== undefined && list?.includes(word) === true && (smallWordsTell || !functionWords.has(word));
  const before = sentence.tokens[from - 1]?.folded;
  const after = sentence.tokens[to]?.folded;
  if (counts(before, counter.before) || counts(after, counter.after)) return true;
  // Small words on both sides do tell: 'a Champion of Change'.
  return counter.before?.includes(before ?? '') === true && counter.after?.includes(after ?? '') === true;
}

function spellingOf(words: Token[]): string {
  return words.map((word) => word.folded).join(' ');
}

function accepted(reason: MentionReason, confidence: number): Decision {
  return { accepted: true, reason, confidence: Math.round(confidence * 100) / 100 };
}

function refused(reason: MentionReason): Decision {
  return { accepted: false, reason, confidence: 0 };
}
