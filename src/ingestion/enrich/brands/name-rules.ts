import type { NameRule } from '../../../model/mention-evidence.ts';
import { type Token, tokenise } from '../text/tokens.ts';

/** A tenant's rule for one name, ready to be held against a text: phrases as rows of folded words. */
export interface NameEvidence {
  /** Near by, they say that the brand is meant. */
  context: string[][];
  /** Right before or after the name, they say that it is something else. */
  counter: string[][];
}

/** Makes the evidence of a rule; phrases without a word in them are left out. */
export function nameEvidence({ contextWords, counterWords }: NameRule): NameEvidence {
  return { context: phrases(contextWords), counter: phrases(counterWords) };
}

/** Whether one of the context phrases stands among the words, up to `reach` words before or after the name. */
export function hasContext(
  { context }: NameEvidence,
  tokens: Token[],
  { from, to }: { from: number; to: number },
  reach: number,
): boolean {
  return context.some((phrase) => {
    for (let at = Math.max(0, from - reach); at + phrase.length <= from; at += 1) {
      if (standsAt(phrase, tokens, at)) return true;
    }
    for (let at = to; at < to + reach; at += 1) {
      if (standsAt(phrase, tokens, at)) return true;
    }
    return false;
  });
}

/** Whether one of the counter phrases stands right before or right after the name. */
export function hasCounter(
  { counter }: NameEvidence,
  tokens: Token[],
  { from, to }: { from: number; to: number },
): boolean {
  return counter.some(
    (phrase) => standsAt(phrase, tokens, from - phrase.length) || standsAt(phrase, tokens, to),
  );
}

function standsAt(phrase: string[], tokens: Token[], at: number): boolean {
  return phrase.every((word, index) => tokens[at + index]?.folded === word);
}

function phrases(written: string[]): string[][] {
  return written
    .map((phrase) => tokenise(phrase).map((token) => token.folded))
    .filter((words) => words.length > 0);
}
