import type { ToneClass } from './newsmtsc.ts';

/** How many targets of one tone (rows) were told to be of another (columns). */
export type Confusion = Record<ToneClass, Record<ToneClass, number>>;

/** A table of nothing yet. */
export function confusionTable(): Confusion {
  return { 0: { 0: 0, 1: 0, 2: 0 }, 1: { 0: 0, 1: 0, 2: 0 }, 2: { 0: 0, 1: 0, 2: 0 } };
}

/** Share told right, and the mean of the F1 of each tone; F1 is 0 for a tone that is never told. */
export function figuresOf(confusion: Confusion): { targets: number; accuracy: number; macroF1: number } {
  const tones: ToneClass[] = [0, 1, 2];
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const targets = sum(tones.flatMap((tone) => tones.map((told) => confusion[tone][told])));
  const f1 = tones.map((tone) => {
    const right = confusion[tone][tone];
    const of = sum(tones.map((told) => confusion[tone][told]));
    const told = sum(tones.map((other) => confusion[other][tone]));
    return right === 0 ? 0 : (2 * right) / (of + told);
  });
  return {
    targets,
    accuracy: Number((sum(tones.map((tone) => confusion[tone][tone])) / targets).toFixed(4)),
    macroF1: Number((sum(f1) / tones.length).toFixed(4)),
  };
}
