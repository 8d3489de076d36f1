import { comparisonOf } from './comparison.ts';
import { contrasts } from './lexicon.ts';
import type { Place } from './place.ts';
import { NAME, type Reading, readAround } from './reading.ts';
import { ruleScore } from './rule.ts';

/** Takes one feature of a place: its group and one to three parts of its name. What is taken twice counts twice. */
export type TakeFeatureParts = (
  group: string,
  value: number,
  first: string,
  second?: string,
  third?: string,
) => void;

/** Numbers count more than words, which are many. */
const NUMERIC_WEIGHT = 2;
/** Feelings at most so many words away, by bucket; farther ones are in the last. */
const DISTANCES: [most: number, name: string][] = [
  [3, '0'],
  [7, '1'],
  [14, '2'],
];
const FAR = '3';
/** Words on each side of the place whose roles are read in twos and threes. */
const ROLE_WINDOW = 6;
/** Letters by which inflections of a word are known as one. */
const STEM_LETTERS = 5;
/** Words between the place and a verb of saying whose subject it is. */
const SPEAKER_REACH = 3;

const verbsOfSaying = new Set(
  'said says saying told tells added adds wrote writes tweeted noted explained asked argued stated insisted claimed acknowledged replied recalled continued concluded'.split(
    ' ',
  ),
);

/** The features of a place by name, `group:first second third`, each as often as it is taken. */
export function takeFeatures(
  place: Place,
  vocabulary: ReadonlySet<string>,
  take: (name: string, value: number) => void,
): void {
  takeFeatureParts(place, vocabulary, (group, value, ...parts) =>
    take(`${group}:${parts.filter((part) => part !== undefined).join(' ')}`, value),
  );
}

/**
 * Takes the features of a place, by which the tone toward it is told: words by side and in a row, words that are denied,
 * the sums of two lexicons by side, distance and clause, the roles of the words near by (praise, blame, attack,
 * negation), the nearest feelings, how it comes off in a comparison, and whether the place is who speaks. No name is a feature.
 */
export function takeFeatureParts(
  place: Place,
  vocabulary: ReadonlySet<string>,
  take: TakeFeatureParts,
): void {
  const reading = readAround(place, vocabulary);
  takeWords(reading, take);
  takeRoles(reading, take);
  takeNearestFeelings(reading, take);
  takeSpeaker(reading, take);
  const comparison = comparisonOf(reading);
  if (comparison !== null) take('c', NUMERIC_WEIGHT, comparison);
  takeSums('o', reading.own, reading, take);
  takeSums('a', reading.rated, reading, take);
  takeSigned(take, 'rule', ruleScore(place), 'score');
}

function takeWords({ words, negated, target }: Reading, take: TakeFeatureParts): void {
  const word = (at: number) => words[at] ?? 'END';
  for (const [at, written] of words.entries()) {
    if (at === target) continue;
    const next = words[at + 1];
    take(at < target ? 'l' : 'r', 1, written);
    if (written.length > STEM_LETTERS && written !== NAME) take('p', 1, written.slice(0, STEM_LETTERS));
    if (negated[at]) take('n', 1, written);
    if (next === undefined) continue;
    take('b', 1, written, next);
    const third = words[at + 2];
    if (third !== undefined) take('t', 1, written, next, third);
  }
  const [before, after] = [word(target - 1), word(target + 1)];
  take('x', 1, before);
  take('y', 1, after);
  take('xy', 1, before, after);
  take('xx', 1, word(target - 2), before);
  take('yy', 1, after, word(target + 2));
}

function takeRoles({ roles, target }: Reading, take: TakeFeatureParts): void {
  const role = (at: number) => (at === target ? 'T' : (roles[at] ?? 'END'));
  const last = Math.min(roles.length - 1, target + ROLE_WINDOW);
  for (let at = Math.max(0, target - ROLE_WINDOW); at <= last; at += 1) {
    const [two, three] = at + 1 < target ? ['kl', 'Kl'] : at > target ? ['kr', 'Kr'] : ['km', 'Km'];
    take(two, 1, role(at), role(at + 1));
    take(three, 1, role(at), role(at + 1), role(at + 2));
  }
}

function takeNearestFeelings(reading: Reading, take: TakeFeatureParts): void {
  const { words, target } = reading;
  const [left, right] = [nearestFeelings(reading, -1), nearestFeelings(reading, 1)];
  const [before, after] = [left[0] ?? '-', right[0] ?? '-'];
  take('f<', 1, before);
  take('f>', 1, after);
  take('f<<', 1, before, left[1] ?? '-');
  take('f>>', 1, after, right[1] ?? '-');
  take('f<>', 1, before, after);
  take('fx', 1, words[target - 1] ?? 'END', before);
  take('fy', 1, words[target + 1] ?? 'END', after);
}

/** The two nearest roles with a feeling in one direction; '!' is one that is denied, '|' one beyond a contrast. */
function nearestFeelings({ words, roles, negated, target }: Reading, step: 1 | -1): string[] {
  const found: string[] = [];
  let turned = '';
  for (let at = target + step; at >= 0 && at < words.length && found.length < 2; at += step) {
    if (contrasts.has(words[at] ?? '')) turned = '|';
    const role = roles[at] ?? '';
    if (role.endsWith('POS') || role.endsWith('NEG')) found.push(`${turned}${negated[at] ? '!' : ''}${role}`);
  }
  return found;
}

function takeSpeaker({ words, own, rated, target }: Reading, take: TakeFeatureParts): void {
  const speech = speechOf(words, target);
  take('s', 1, speech);
  if (speech === 'none') return;
  const group = `s${speech.charAt(0)}`;
  let sum = 0;
  for (const [at, word] of words.entries()) {
    if (at === target) continue;
    sum += (own[at] ?? 0) + (rated[at] ?? 0);
    take(group, 1, word);
  }
  takeSigned(take, 'ssum', Math.tanh(sum), speech);
}

/** Whether the place speaks ('Gucci said', 'said Gucci') or is spoken to. */
function speechOf(words: string[], target: number): 'subject' | 'inverted' | 'addressed' | 'none' {
  for (let distance = 1; distance <= SPEAKER_REACH; distance += 1) {
    if (verbsOfSaying.has(words[target + distance] ?? '')) return 'subject';
    const before = words[target - distance] ?? '';
    if (verbsOfSaying.has(before)) return before === 'told' ? 'addressed' : 'inverted';
  }
  return 'none';
}

function takeSums(lexicon: string, values: number[], reading: Reading, take: TakeFeatureParts): void {
  const { negated, target } = reading;
  const [from, to] = clauseOf(reading);
  let [good, bad] = [0, 0];
  for (const [at, value] of values.entries()) {
    if (value === 0 || at === target) continue;
    const feeling = negated[at] ? -0.5 * value : value;
    const side = at < target ? 'l' : 'r';
    const distance = Math.abs(at - target);
    const near = DISTANCES.find(([most]) => distance <= most)?.[1] ?? FAR;
    if (feeling > 0) good += feeling;
    else bad -= feeling;
    takeSigned(take, lexicon, feeling, side);
    takeSigned(take, lexicon, feeling, side, near);
    if (at >= from && at < to) takeSigned(take, lexicon, feeling, side, 'clause');
  }
  takeSigned(take, lexicon, Math.tanh(good), 'sum');
  takeSigned(take, lexicon, -Math.tanh(bad), 'sum');
  takeSigned(take, lexicon, Math.tanh(good - bad), 'balance');
}

/** The words from one mark or contrast to the next, around the place. */
function clauseOf({ parted, target }: Reading): [from: number, to: number] {
  let from = target;
  while (from > 0 && !parted[from]) from -= 1;
  let to = target + 1;
  while (to < parted.length && !parted[to]) to += 1;
  return [from, to];
}

/** Praise and blame are features of their own: one may weigh more than the other. */
function takeSigned(
  take: TakeFeatureParts,
  group: string,
  value: number,
  first: string,
  second?: string,
): void {
  if (value !== 0) take(group, NUMERIC_WEIGHT * Math.abs(value), value > 0 ? '+' : '-', first, second);
}
