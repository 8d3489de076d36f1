import { contrasts } from './lexicon.ts';
import type { Place } from './place.ts';
import { NAME, type Reading, readAround } from './reading.ts';
import { ruleScore } from './rule.ts';

/** Takes one feature of a place; a feature that is named twice counts twice. */
export type TakeFeature = (name: string, value: number) => void;

/** Numbers count more than words, which are many. */
const NUMERIC_WEIGHT = 2;
/** Feelings at most so many words away, by bucket; farther ones are in the last. */
const DISTANCES = [3, 7, 14];
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

/**
 * Names the features of a place, by which the tone toward it is told: words by side and in a row, words that are denied,
 * the sums of two lexicons by side, distance and clause, the roles of the words near by (praise, blame, attack,
 * negation), the nearest feelings, and whether the place is who speaks. No name is a feature.
 */
export function takeFeatures(place: Place, vocabulary: ReadonlySet<string>, take: TakeFeature): void {
  const reading = readAround(place, vocabulary);
  takeWords(reading, take);
  takeRoles(reading, take);
  takeNearestFeelings(reading, take);
  takeSpeaker(reading, take);
  takeSums('o', reading.own, reading, take);
  takeSums('a', reading.rated, reading, take);
  takeSigned('rule', ruleScore(place), take);
}

function takeWords({ words, negated, target }: Reading, take: TakeFeature): void {
  const word = (at: number) => words[at] ?? 'END';
  for (const [at, written] of words.entries()) {
    if (at === target) continue;
    const next = words[at + 1];
    take(`${at < target ? 'l' : 'r'}:${written}`, 1);
    if (written.length > STEM_LETTERS && written !== NAME) take(`p:${written.slice(0, STEM_LETTERS)}`, 1);
    if (negated[at]) take(`n:${written}`, 1);
    if (next === undefined) continue;
    take(`b:${written} ${next}`, 1);
    if (at + 2 < words.length) take(`t:${written} ${next} ${words[at + 2]}`, 1);
  }
  const [before, after] = [word(target - 1), word(target + 1)];
  take(`x:${before}`, 1);
  take(`y:${after}`, 1);
  take(`xy:${before} ${after}`, 1);
  take(`xx:${word(target - 2)} ${before}`, 1);
  take(`yy:${after} ${word(target + 2)}`, 1);
}

function takeRoles({ roles, target }: Reading, take: TakeFeature): void {
  const role = (at: number) => (at === target ? 'T' : (roles[at] ?? 'END'));
  const last = Math.min(roles.length - 1, target + ROLE_WINDOW);
  for (let at = Math.max(0, target - ROLE_WINDOW); at <= last; at += 1) {
    const side = at + 1 < target ? 'l' : at > target ? 'r' : 'm';
    const two = `${role(at)} ${role(at + 1)}`;
    take(`k${side}:${two}`, 1);
    take(`K${side}:${two} ${role(at + 2)}`, 1);
  }
}

function takeNearestFeelings(reading: Reading, take: TakeFeature): void {
  const { words, target } = reading;
  const [left, right] = [nearestFeelings(reading, -1), nearestFeelings(reading, 1)];
  const [before, after] = [left[0] ?? '-', right[0] ?? '-'];
  take(`f<:${before}`, 1);
  take(`f>:${after}`, 1);
  take(`f<<:${left.join(' ')}`, 1);
  take(`f>>:${right.join(' ')}`, 1);
  take(`f<>:${before} ${after}`, 1);
  take(`fx:${words[target - 1] ?? 'END'} ${before}`, 1);
  take(`fy:${words[target + 1] ?? 'END'} ${after}`, 1);
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

function takeSpeaker({ words, own, rated, target }: Reading, take: TakeFeature): void {
  const speech = speechOf(words, target);
  take(`s:${speech}`, 1);
  if (speech === 'none') return;
  let sum = 0;
  for (const [at, word] of words.entries()) {
    if (at === target) continue;
    sum += (own[at] ?? 0) + (rated[at] ?? 0);
    take(`s${speech.charAt(0)}:${word}`, 1);
  }
  takeSigned(`s:${speech}`, Math.tanh(sum), take);
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

function takeSums(lexicon: string, values: number[], reading: Reading, take: TakeFeature): void {
  const { negated, target } = reading;
  const [from, to] = clauseOf(reading);
  let [good, bad] = [0, 0];
  for (const [at, value] of values.entries()) {
    if (value === 0 || at === target) continue;
    const feeling = negated[at] ? -0.5 * value : value;
    const side = at < target ? 'l' : 'r';
    const distance = Math.abs(at - target);
    const near = DISTANCES.findIndex((most) => distance <= most);
    if (feeling > 0) good += feeling;
    else bad -= feeling;
    takeSigned(`${lexicon}${side}`, feeling, take);
    takeSigned(`${lexicon}${side}${near}`, feeling, take);
    if (at >= from && at < to) takeSigned(`${lexicon}c${side}`, feeling, take);
  }
  takeSigned(`${lexicon}s`, Math.tanh(good), take);
  takeSigned(`${lexicon}s`, -Math.tanh(bad), take);
  takeSigned(`${lexicon}b`, Math.tanh(good - bad), take);
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
function takeSigned(name: string, value: number, take: TakeFeature): void {
  if (value !== 0) take(`${name}${value > 0 ? '+' : '-'}`, NUMERIC_WEIGHT * Math.abs(value));
}
