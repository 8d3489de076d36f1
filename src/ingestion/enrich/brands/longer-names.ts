import { fashionPointsOf, isGarment, labelNouns } from './context-words.ts';
import { functionWords } from './counter-words.ts';
import type { Candidate } from './hit.ts';
import { isHalfOfDoubleName, isNameOfPlace, isPlaceByApposition } from './other-senses.ts';

/** What is called after brands and is none: 'Levi's Stadium', 'Macy's Parade'. */
const placesAndEvents = new Set(
  `stadium arena ballpark speedway raceway racecourse coliseum dome field fieldhouse park center centre tower towers
  university college academy hospital church cathedral parade marathon prix invitational bowl airport masters cup trophy championship
  championships museum regatta`.split(/\s+/),
);

/** What else is called after an everyday word, a person or a town, in headlines too. */
const otherPlaces = new Set(
  `street avenue boulevard road square bridge station school island islands falls river lake valley bay beach mountain
  county city town village prison library theatre theater museum court council party law laws act union`.split(
    /\s+/,
  ),
);

/** Capitalised words before a name that say whose or from where, and make no longer name. */
const origins = new Set(
  `italian french british english american spanish german swedish danish swiss japanese korean chinese belgian dutch
  european parisian milanese london paris milan italian-owned monday tuesday wednesday thursday friday saturday sunday
  january february march april may june july august september october november december christmas`.split(
    /\s+/,
  ),
);

/** Whether it is but a part of a name that means something else: a place, an event or somebody's double name. */
export function isInLongerName(candidate: Candidate, nounsHaveCapitals: boolean): boolean {
  return (
    candidate.isPart ||
    isPlaceOrEvent(candidate) ||
    isNameOfPlace(candidate) ||
    isPlaceByApposition(candidate) ||
    (!nounsHaveCapitals && isHalfOfDoubleName(candidate))
  );
}

/** Whether a place or an event is called after the brand: such a noun right after it, with a capital. */
function isPlaceOrEvent({ name, sentence, to }: Candidate): boolean {
  const { tokens, text, titleCase } = sentence;
  for (let at = to; at < (titleCase ? to + 1 : to + 3); at += 1) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (!token || !before) return false;
    const between = text.slice(before.end, token.start);
    if (token.folded === 's' && /^['’]$/.test(between)) continue;
    if (!token.capital || between !== ' ') return false;
    if (placesAndEvents.has(token.folded) || (name.ambiguous && otherPlaces.has(token.folded))) return true;
  }
  return false;
}

/** 'Champion Biles', 'Golden Frame': a capitalised word beside it, in running text, that labels do not stand beside. */
export function isPartOfLongerName({ sentence, from, to }: Candidate): boolean {
  const { tokens, text } = sentence;
  const first = tokens[from];
  const last = tokens[to - 1];
  const before = tokens[from - 1];
  const after = tokens[to];
  const joined = (end: number | undefined, start: number | undefined) => text.slice(end, start) === ' ';
  const belongs = (folded: string) =>
    labelNouns.has(folded) || functionWords.has(folded) || fashionPointsOf(folded) > 1;
  if (after?.capital && joined(last?.end, after.start) && !belongs(after.folded))
    // 'Salomon XT-6', 'Omega 300M': the number of a model.
    return !/^\p{Lu}{1,4}-?\d/u.test(text.slice(after.start));
  return (
    from > 1 &&
    before?.capital === true &&
    joined(before.end, first?.start) &&
    !belongs(before.folded) &&
    !origins.has(before.folded)
  );
}

/** 'the Great Wall' for 'The Great': what begins with a small 'the' and goes on in capitals. */
export function isAfterSmallThe({
  name,
  sentence: { tokens, text, titleCase },
  from,
  to,
}: Candidate): boolean {
  const [the, after] = [tokens[from], tokens[to]];
  if (titleCase || name.isOneWord || the?.folded !== 'the' || the.capital || !after?.capital) return false;
  return (
    text.slice(tokens[to - 1]?.end, after.start) === ' ' &&
    !labelNouns.has(after.folded) &&
    fashionPointsOf(after.folded) === 0 &&
    !isGarment(tokens[to + 1]?.folded ?? '')
  );
}
