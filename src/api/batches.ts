import { groupBy } from '../model/group.ts';

/** Called for every batch that a loader fetches, with the number of its keys. */
export type OnBatch = (loader: string, size: number) => void;

/**
 * A batch function that fetches once for all keys that ask the same of different parents. One field of a query asks
 * the same of all its parents, so the number of fetches is that of the query's fields, whatever it returns.
 */
export function alikeTogether<Key extends { parent: string }, Value>(
  fetch: (question: Key, parents: string[]) => Promise<Map<string, Value>>,
) {
  return async (keys: readonly Key[]): Promise<(Value | Error)[]> => {
    const questionOf = ({ parent, ...question }: Key) => JSON.stringify(question);
    const answers = new Map<string, Map<string, Value>>();
    await Promise.all(
      [...groupBy(keys, questionOf)].map(async ([question, alike]) => {
        const parents = alike.map(({ parent }) => parent);
        if (alike[0]) answers.set(question, await fetch(alike[0], parents));
      }),
    );
    return keys.map(
      (key) =>
        answers.get(questionOf(key))?.get(key.parent) ?? new Error(`nothing was fetched for ${key.parent}`),
    );
  };
}
