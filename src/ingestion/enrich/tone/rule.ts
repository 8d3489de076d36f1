import type { Token } from '../text/tokens.ts';
import { feelingsIn } from './feelings.ts';
import { contrasts, intensities, isDirectedVerb } from './lexicon.ts';
import type { Place } from './place.ts';

/** Words at which a feeling counts half. */
const HALF_DISTANCE = 10;
/** The sum of feelings that gives a score of 0.7. */
const SATURATION = 3;

/**
 * The feeling of a sentence toward what stands at a place in it, -1 to 1, by rules: the lexicon's words, turned by negation, scaled by
 * intensity, weaker with distance and across a contrast ('but'); a verb that is directed at somebody counts for its
 * object, hardly for its subject.
 */
export function ruleScore({ sentence, from, to, within }: Place): number {
  const first = within?.from ?? 0;
  const last = within?.to ?? sentence.tokens.length;
  const turn = sentence.tokens.findIndex((token) => contrasts.has(token.folded));
  let sum = 0;
  for (const feeling of feelings(sentence.tokens)) {
    if (feeling.at < first || feeling.at >= last || (feeling.at >= from && feeling.at < to)) continue;
    const distance = feeling.at < from ? from - feeling.at : feeling.at - to + 1;
    let weight = feeling.weight / (1 + distance / HALF_DISTANCE);
    if (turn > 0 && turn < sentence.tokens.length - 1) {
      if (feeling.at > turn !== from > turn) weight *= 0.4;
    }
    if (feeling.at >= to && isActiveVerb(sentence.tokens, feeling.at, to)) weight *= 0.3;
    sum += weight;
  }
  return saturate(sum);
}

/** The feeling of a whole sentence, -1 to 1, by the lexicon's words. */
export function ruleScoreOfAll(tokens: Token[]): number {
  return saturate(feelings(tokens).reduce((sum, feeling) => sum + feeling.weight, 0) / 1.5);
}

interface Feeling {
  at: number;
  weight: number;
}

/** Of a sentence's words, which are read for each place in it. */
const weighed = new WeakMap<Token[], Feeling[]>();

function feelings(tokens: Token[]): Feeling[] {
  const known = weighed.get(tokens);
  if (known !== undefined) return known;
  const found = feelingsAmong(tokens);
  weighed.set(tokens, found);
  return found;
}

function feelingsAmong(tokens: Token[]): Feeling[] {
  const found: Feeling[] = [];
  const { own, denied } = feelingsIn(tokens);
  for (const [at, felt] of own.entries()) {
    if (felt === 0) continue;
    let weight = felt * (intensities.get(tokens[at - 1]?.folded ?? '') ?? 1);
    // 'not good' is worse than neutral, 'not bad' is hardly praise.
    if (denied[at]) weight *= weight > 0 ? -0.7 : -0.3;
    found.push({ at, weight });
  }
  return found;
}

/** Whether the verb has the place before it as its subject: not 'was praised', not 'is being sued'. */
function isActiveVerb(tokens: Token[], at: number, placeEnd: number): boolean {
  const verb = tokens[at];
  if (verb === undefined || at - placeEnd > 4 || !isDirectedVerb(verb.folded)) return false;
  const between = tokens.slice(placeEnd, at).map((token) => token.folded);
  return (
    !between.some((word) => /^(?:is|was|were|are|be|been|being|got|gets)$/.test(word)) &&
    tokens[at + 1]?.folded !== 'by'
  );
}

function saturate(sum: number): number {
  return sum / Math.sqrt(sum * sum + SATURATION * SATURATION);
}
