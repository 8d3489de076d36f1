import type { StorySignature } from './story.ts';

/** So many telling words, or names, in the same order in both are no accident of a retelling but words taken over. */
const leastRun = { words: 4, names: 3 };

/** Two signatures without the words and names that stand in both one after the other: a statement that both quote. */
export function withoutSharedStretches(
  one: StorySignature,
  other: StorySignature,
): [StorySignature, StorySignature] {
  const words = sharedRuns(one.leadWords, other.leadWords, leastRun.words);
  const names = sharedRuns(one.names, other.names, leastRun.names);
  const strip = (signature: StorySignature): StorySignature => ({
    ...signature,
    names: signature.names.filter((name) => !names.has(name)),
    leadWords: signature.leadWords.filter((word) => !words.has(word)),
  });
  return [strip(one), strip(other)];
}

/** The members of all runs of `least` or more that both lists have; no list names anything twice. */
function sharedRuns(one: readonly number[], other: readonly number[], least: number): Set<number> {
  const places = new Map(other.map((each, place) => [each, place]));
  const shared = new Set<number>();
  let start = 0;
  for (let at = 1; at <= one.length; at += 1) {
    const before = places.get(one[at - 1] as number);
    const place = at < one.length ? places.get(one[at] as number) : undefined;
    if (before !== undefined && place === before + 1) continue;
    if (before !== undefined && at - start >= least)
      for (const each of one.slice(start, at)) shared.add(each);
    start = at;
  }
  return shared;
}
