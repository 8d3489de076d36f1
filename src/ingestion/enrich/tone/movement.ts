/** What is good news when it rises and bad when it falls. */
const goods =
  wordsOf(`sales sale revenue revenues profit profits profitability earnings income turnover takings demand margin margins share shares
  stock growth order orders traffic footfall bookings dividend forecast forecasts guidance outlook appetite interest popularity
  confidence morale subscribers visitors customers shoppers users downloads valuation value values spending output exports searches
  reputation momentum productivity cash ratings score lead followers members expectations`);
/** What is bad news when it rises and good when it falls. */
const bads =
  wordsOf(`cost costs loss losses debt debts returns inventory inventories stocks stockpile complaints markdowns discounts shrinkage
  waste emissions layoffs thefts delays deficit pressure doubts fears tariffs shortfall churn expenses defects injuries tensions
  headwinds worries criticism uncertainty refunds`);
const rises =
  wordsOf(`rise rises rose risen rising grow grows grew grown growing climb climbs climbed climbing jump jumps jumped jumping soar soars
  soared soaring surge surges surged surging increase increases increased increasing widen widens widened widening double doubles
  doubled doubling treble trebled triple tripled accelerate accelerated accelerates expand expanded swell swells swelled swelling
  mount mounts mounted mounting rocket rocketed skyrocketed lift lifts lifted lifting raise raises raised raising boost boosted boosts
  advance advanced rebounded deepen deepened deepens deepening gained quadrupled multiplied spiked ballooned`);
const falls =
  wordsOf(`fall falls fell fallen falling drop drops dropped dropping decline declines declined declining slip slips slipped slipping slid slide
  slides sliding tumble tumbles tumbled tumbling plunge plunges plunged plummet plummets plummeted sink sinks sank sunk sinking shrink
  shrinks shrank shrunk shrinking narrow narrows narrowed narrowing ease eases eased easing cool cools cooled cooling cut cuts cutting trim
  trims trimmed reduce reduces reduced reducing lower lowers lowered slash slashed slashes halve halved halves halving dip dips dipped slump
  slumps slumped contract contracted contracts weaken weakened weakens soften softened softens dwindle dwindled dwindling recede
  receded receding erode eroded evaporated wane waned waning faded fades sag sagged sags crumble crumbled collapsed collapse
  decreased decrease retreated dented squeezed shed`);
/** 'Up 12 per cent', 'down on last year': before anything else these are no movement. */
const adverbs = new Map<string, number>([
  ['up', 1],
  ['higher', 1],
  ['down', -1],
  ['lower', -1],
]);
/** Which way each word moves: 1 up, -1 down. */
const ways = new Map([
  ...[...rises].map((word): [string, number] => [word, 1]),
  ...[...falls].map((word): [string, number] => [word, -1]),
  ...adverbs,
]);
const amounts =
  /^(?:\d.*|by|on|almost|nearly|about|some|more|than|sharply|slightly|again|across|year|a|in|for)$/;
/** Words that begin another clause, in which the thing that moves is not looked for. */
const joints = wordsOf(
  'and but as while whereas though although yet however despite after before because which who',
);
/** So many words before a movement the thing that moves may stand ('sales at the French house fell'), and so many after it. */
const BEFORE = 7;
const AFTER = 4;
/** What a movement weighs, by the measure of the lexicon. */
const WEIGHT = 2;

/** A movement among words: where the word that tells it stands, and the thing that moves, and what it weighs. */
export interface Movement {
  at: number;
  thing: number;
  weight: number;
}

/** What a word moves: 'sales fell' is bad news, 'losses narrowed' and 'a drop in returns' good; null when it moves nothing. */
export function movementAt(words: readonly string[], at: number): Movement | null {
  const way = wayOf(words, at);
  if (way === 0) return null;
  const thing = thingBefore(words, at) ?? thingAfter(words, at);
  if (thing === null) return null;
  return { at, thing, weight: WEIGHT * way * (goods.has(words[thing] ?? '') ? 1 : -1) };
}

function wayOf(words: readonly string[], at: number): number {
  const word = words[at] ?? '';
  const way = ways.get(word) ?? 0;
  return way === 0 || !adverbs.has(word) || amounts.test(words[at + 1] ?? '1') ? way : 0;
}

function thingBefore(words: readonly string[], at: number): number | null {
  for (let before = at - 1; before >= Math.max(0, at - BEFORE); before -= 1) {
    const word = words[before] ?? '';
    if (joints.has(word)) return null;
    if (isThing(word)) return before;
  }
  return null;
}

function thingAfter(words: readonly string[], at: number): number | null {
  for (let after = at + 1; after <= at + AFTER; after += 1) {
    const word = words[after] ?? '';
    if (joints.has(word)) return null;
    if (isThing(word)) return after;
  }
  return null;
}

function isThing(word: string): boolean {
  return goods.has(word) || bads.has(word);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(listOf(text));
}

function listOf(text: string): string[] {
  return text.split(/\s+/);
}
