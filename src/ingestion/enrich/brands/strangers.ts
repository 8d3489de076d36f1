import type { BrandCategory } from '../../../model/brand.ts';
import { groupBy } from '../../../model/group.ts';
import type { MentionReason } from '../../../model/mention-evidence.ts';
import { fashionPointsOf, isGarment, labelNouns } from './context-words.ts';
import { functionWords } from './counter-words.ts';
import { type Candidate, foldedOf, type Hit, judged } from './hit.ts';
import { isPartOfLongerName } from './longer-names.ts';
import { isOfOtherTrade } from './other-senses.ts';
import { givenNames } from './people.ts';
import { labelStructureOf } from './structure.ts';

const determiners = new Set('a an his her my your their our two three new'.split(' '));

/**
 * Looks again at clear names that were accepted in an article that hardly speaks of fashion. One that could be a
 * person's or a longer name ('Chanel Iman', 'captain Dior') must stand as a label there, and where it proves to be such
 * a name once, so must it wherever else it stands: a word hardly changes its sense within an article.
 */
export function refuseStrangers(hits: Hit[]): Hit[] {
  const certain = groupBy(
    hits.filter((hit) => hit.decision.accepted),
    (hit) => hit.position,
  );
  const isLabel = (hit: Hit) => /STRONG|WEAK/.test(labelStructureOf(hit, certain.get(hit.position) ?? []));
  const refuse = (hit: Hit) =>
    judged(hit, { accepted: false, reason: hit.name.isOneWord ? 'LONGER_NAME' : 'PERSON', confidence: 0 });
  const once = hits.map((hit) =>
    hit.decision.accepted && isAmongStrangers(hit) && !isLabel(hit) ? refuse(hit) : hit,
  );
  const strange = new Set(
    once
      .filter(({ decision, name }) => isOtherSense(decision.reason, name.brand.category))
      .map(({ name }) => name.brand),
  );
  return once.map((hit) =>
    hit.decision.accepted && strange.has(hit.name.brand) && !isLabel(hit) ? refuse(hit) : hit,
  );
}

/**
 * Words, folded, that an article proves to mean something else: they stand as a school's, a place's or a crop's name, or
 * within a longer name ('Columbia College', 'Paige Moore'), which tells of given names in every article and of others
 * where hardly anything speaks of fashion.
 */
export function sensesAmong(ambiguous: Candidate[], isHardlyFashion: boolean): Set<string> {
  const other = ambiguous.filter(
    (candidate) =>
      candidate.name.isOneWord &&
      candidate.sentence.tokens[candidate.from]?.capital === true &&
      (isOfOtherTrade(candidate) ||
        ((isHardlyFashion || givenNames.has(foldedOf(candidate))) && isInLongerName(candidate))),
  );
  return new Set(other.map(foldedOf));
}

function isInLongerName(candidate: Candidate): boolean {
  return !candidate.sentence.titleCase && (candidate.isPart || isPartOfLongerName(candidate));
}

function isOtherSense(reason: MentionReason, category: BrandCategory): boolean {
  return reason === 'PERSON' || (reason === 'LONGER_NAME' && category !== 'SPORTSWEAR');
}

/**
 * Whether it is written as a person's name is, or a capitalised word beside it, which is no product's after 'a' or 'his',
 * makes it a longer one. Sports brands are left out, since their models are named in reports on matches.
 */
function isAmongStrangers({ name, sentence, from, to }: Candidate): boolean {
  const { tokens, text, titleCase } = sentence;
  if (titleCase || name.brand.category === 'SPORTSWEAR') return false;
  if (!name.isOneWord) return givenNames.has(name.words[0]?.folded ?? '');
  if (hasLostAccents(name.written, text.slice(tokens[from]?.start, tokens[to - 1]?.end))) return true;
  const after = tokens[to];
  if (!after?.capital || after.allCapitals || text.slice(tokens[to - 1]?.end, after.start) !== ' ')
    return false;
  const { folded } = after;
  return !(
    labelNouns.has(folded) ||
    functionWords.has(folded) ||
    isGarment(folded) ||
    fashionPointsOf(folded) > 0 ||
    determiners.has(tokens[from - 1]?.folded ?? '')
  );
}

/** 'Hermes': without its accent it may be the god. */
function hasLostAccents(name: string, text: string): boolean {
  const accents = /\p{M}/u;
  return accents.test(name.normalize('NFD')) && !accents.test(text.normalize('NFD'));
}
