import { groupBy } from '../../../model/group.ts';
import type { Sentence } from '../text/sentences.ts';
import { clauseOf, rowOf, saidAgainOf } from './clause.ts';
import type { Place, Span } from './place.ts';
import { ruleScore } from './rule.ts';
import type { WeighedPlace } from './tone.ts';

/** A place that names something, in the sentence with the index `position`. */
export interface NamedPlace extends Span {
  position: number;
}

/** A sentence in the headline, in the lead and in the body says so much of the tone toward what it names. */
const HEADLINE = 1.5;
const LEAD = 1.2;
const BODY = 1;
/** What follows a name says so much of what the sentence with the name would. */
const FOLLOWING = 0.6;
/** A sentence is about what it names among so many words at its beginning; what it names later it may leave again. */
const SUBJECT_WORDS = 8;
/** No more places of one brand are weighed. */
const MOST_PLACES = 50;

/** Words with which a sentence takes up what was spoken of, and those that stand for a brand after 'the'. */
const pronouns = new Set('it its'.split(' '));
const standIns = new Set(
  `brand company chain firm group house label maison maker retailer jeweller jeweler watchmaker outfitter collection show line-up
  range sales`.split(/\s+/),
);
/** Those that stand for what is listed, which is the group rather than one of its houses: 'The shares rose'. */
const listed = new Set('group shares stock board dividend'.split(' '));
/** Words that the name could stand for: 'the tailoring was superb', 'a run of dresses looked tired'. */
const determiners = new Set('the a an its their this these that those some'.split(' '));

/**
 * The places that speak of each of the things named in an article: where it is named, each with the clause that is its own,
 * and the sentences that go on about it without a name. A sentence goes on in a paragraph after one that names it alone, or
 * where it takes up what was spoken of last ('Its …', 'The company …'); 'The group …' and 'The shares …' take up its owner,
 * where that is named.
 *
 * @param named the places of each
 * @param isOwner whether the first owns the second
 */
export function placesAbout<Thing>(
  sentences: readonly Sentence[],
  named: ReadonlyMap<Thing, readonly NamedPlace[]>,
  isOwner: (owner: Thing, thing: Thing) => boolean = () => false,
): Map<Thing, WeighedPlace[]> {
  const all = [...named].flatMap(([thing, places]) => places.map((place) => ({ thing, place })));
  const bySentence = groupBy(all, ({ place }) => place.position);
  const about = new Map<Thing, WeighedPlace[]>([...named.keys()].map((thing) => [thing, []]));
  const add = (thing: Thing, place: WeighedPlace) => {
    const places = about.get(thing);
    if (places && places.length < MOST_PLACES) places.push(place);
  };
  const ownerOf = ownersAmong([...named.keys()], isOwner);
  let subject: Thing | null = null;
  // The paragraph that goes on about the subject without a word that takes it up; null when it has left it.
  let paragraph: number | null = null;
  for (const [position, sentence] of sentences.entries()) {
    const here = bySentence.get(position) ?? [];
    for (const { thing, place } of here) {
      const others = here.filter((other) => other.thing !== thing).map((other) => other.place);
      add(thing, { ...placeOf(sentence, place, others), weight: weightOf(sentence) });
    }
    const things = new Set(here.map(({ thing }) => thing));
    const takenUp = takenUpIn(sentence);
    if (takenUp !== null && isListed(sentence, takenUp)) subject = ownerOf(subject);
    if (subject !== null && !things.has(subject)) {
      const place =
        takenUp ?? (things.size === 0 && sentence.paragraph === paragraph ? startOf(sentence) : null);
      if (place !== null) {
        const others = here.map((other) => other.place);
        const within = clauseOf(sentence, place, others);
        const following = { sentence, ...place, within, weight: FOLLOWING * weightOf(sentence) };
        // Without a name only words with a feeling tell a tone.
        if (ruleScore(following) !== 0) add(subject, following);
        paragraph = sentence.paragraph;
        continue;
      }
    }
    if (things.size === 0) continue;
    const [only] = here;
    const isAbout = things.size === 1 && only !== undefined && only.place.from < SUBJECT_WORDS;
    if (isAbout) subject = only.thing;
    else if (things.size > 1) subject = null;
    paragraph = isAbout ? sentence.paragraph : null;
  }
  return about;
}

/** Where a sentence speaks of what stands at `place` in it, beside others. */
function placeOf(sentence: Sentence, place: Span, others: readonly Span[]): Place {
  const again = saidAgainOf(sentence, place, others);
  const at = again ?? place;
  const beside = again === null ? others : [place, ...others.filter((other) => other !== again)];
  return { sentence, ...rowOf(sentence, at, beside), within: clauseOf(sentence, at, beside) };
}

function weightOf({ part, lead }: Sentence): number {
  return part === 'TITLE' ? HEADLINE : lead ? LEAD : BODY;
}

/** 'Its', 'The company', 'The British house' at the beginning of a sentence. */
function takenUpIn({ tokens }: Sentence): Span | null {
  const [first] = tokens;
  if (first === undefined) return null;
  if (pronouns.has(first.folded)) return { from: 0, to: 1 };
  if (first.folded !== 'the') return null;
  const at = tokens.slice(1, 4).findIndex(({ folded }) => standIns.has(folded) || listed.has(folded));
  return at < 0 ? null : { from: 0, to: at + 2 };
}

function isListed({ tokens }: Sentence, takenUp: Span): boolean {
  return listed.has(tokens[takenUp.to - 1]?.folded ?? '');
}

/** Whom 'the group' means after what was spoken of last: its owner, where that is named, or else itself. */
function ownersAmong<Thing>(things: readonly Thing[], isOwner: (owner: Thing, thing: Thing) => boolean) {
  const owners = things.filter((owner) => things.some((thing) => isOwner(owner, thing)));
  const [only = null] = owners.length === 1 ? owners : [];
  return (subject: Thing | null): Thing | null =>
    subject === null ? only : (owners.find((owner) => isOwner(owner, subject)) ?? subject);
}

/** Where the name would stand: instead of the first article, or before the first word. */
function startOf({ tokens }: Sentence): Span {
  return { from: 0, to: determiners.has(tokens[0]?.folded ?? '') ? 1 : 0 };
}
