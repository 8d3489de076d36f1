import { weightOf } from './lexicon.ts';
import { NAME, NUMBER, type Reading, TARGET } from './reading.ts';

/** How a place comes off: better or worse than another name, or itself more or less than before. */
export type Comparison = 'OVER' | 'UNDER' | 'MORE' | 'LESS';

const better = wordsOf(
  `better more faster quicker stronger finer cheaper softer lighter warmer smarter safer nicer rather sooner longer higher further
  greater brighter sharper richer happier`,
);
const worse = wordsOf('worse less fewer slower weaker poorer later lower duller harder dearer pricier');
/** Verbs whose subject comes off better than their object. */
const wins = wordsOf(
  `beat beats beating outsell outsells outsold overtake overtakes overtook overtaken outshine outshines outshone outdo outdoes outdid
  outpace outpaces outpaced outgrow outgrows outgrew outclass outclassed outperform outperforms outperformed surpass surpasses
  surpassed eclipse eclipses eclipsed trounce trounced topped defeat defeats defeated`,
);
const choices = wordsOf('prefer prefers preferred choose chose chosen pick picked give');
const passives = wordsOf('is are was were been be being get gets got');
/** What is more or less than before for a seller. */
const trades = wordsOf(
  'sell sells sold selling earn earns earned make makes made buy bought order ordered take took spend spent shop shopped came people shoppers customers visitors buyers',
);
/** Words from 'than' or a verb to the name that is compared. */
const REACH = 4;
/** Words from a comparative to its 'than'. */
const COMPARATIVE_REACH = 6;

/**
 * How the place comes off in the comparison that a sentence makes; null where it makes none that concerns it: 'Zara is better
 * than Shein', 'Coach outsold Gucci', 'testers preferred Hoka to Asics', 'sold more than a year ago'.
 */
export function comparisonOf({ words, target }: Reading): Comparison | null {
  for (let at = 0; at < words.length; at += 1) {
    const found = beside(words, target, at);
    if (found !== null) return found;
  }
  return null;
}

function beside(words: readonly string[], target: number, at: number): Comparison | null {
  const word = words[at] ?? '';
  if (word === 'than') return thanAt(words, target, at);
  if (wins.has(word)) {
    const isPassive = words[at + 1] === 'by' && passives.has(words[at - 1] ?? '');
    return sideOf(words, target, at, isPassive ? -1 : 1);
  }
  if (word === 'behind') return sideOf(words, target, at, -1);
  if (word === 'ahead' && words[at + 1] === 'of') return sideOf(words, target, at + 1, 1);
  const chosen = word === 'to' || word === 'over' ? lastOf(choices, words, at) : null;
  return chosen === null ? null : sideOf(words, target, at, 1, chosen);
}

function thanAt(words: readonly string[], target: number, than: number): Comparison | null {
  for (let at = than - 1; at >= Math.max(0, than - COMPARATIVE_REACH); at -= 1) {
    const word = words[at] ?? '';
    const isGood = better.has(word);
    if (!isGood && !worse.has(word)) continue;
    // 'More expensive than': what there is more of tells which way.
    const way = (isGood ? 1 : -1) * (weightOf(words[at + 1] ?? '') < 0 ? -1 : 1);
    const side = sideOf(words, target, than, way);
    if (side !== null || target > than || isName(words[than + 1]) || words[than + 1] === NUMBER) return side;
    return lastOf(trades, words, than) === null ? null : way > 0 ? 'MORE' : 'LESS';
  }
  return null;
}

/** What the place is to a name on the other side of a word, where the first comes off better (1) or worse (-1). */
function sideOf(
  words: readonly string[],
  target: number,
  at: number,
  way: number,
  from = 0,
): Comparison | null {
  const isAfter = target > at && target - at <= REACH;
  const isBefore = target < at && target >= from;
  const other = isAfter ? words.slice(from, at) : words.slice(at + 1, at + 1 + REACH);
  if ((!isAfter && !isBefore) || !other.some(isName)) return null;
  return isBefore === way > 0 ? 'OVER' : 'UNDER';
}

/** Index of the last word of a set before another; null when there is none. */
function lastOf(set: ReadonlySet<string>, words: readonly string[], before: number): number | null {
  const at = words.slice(0, before).findLastIndex((word) => set.has(word));
  return at < 0 ? null : at;
}

function isName(word: string | undefined): boolean {
  return word === NAME || word === TARGET;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
