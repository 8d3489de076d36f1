/** An answer as the cache keeps it. */
export interface KeptAnswer {
  /** Frozen in all its parts: many are given the same. */
  value: unknown;
  /** Characters of its JSON. */
  characters: number;
  /** From then on it is stale; milliseconds since 1970. */
  freshUntil: number;
}

/**
 * What an answer is when it has gone through JSON, as all are that are given: so those that were kept differ from those
 * that were just computed in nothing.
 *
 * @throws {TypeError} when it is nothing that JSON can say
 */
export function keptAnswer(json: string | undefined, freshUntil: number): KeptAnswer {
  if (json === undefined) throw new TypeError('an answer is nothing that JSON can say');
  return { value: frozen(JSON.parse(json)), characters: json.length, freshUntil };
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/**
 * A text that is equal for equal arguments, in whatever order their fields come; absent ones and those that are
 * undefined are the same.
 */
export function canonicalJson(args: unknown): string {
  return JSON.stringify(args, inOrder) ?? 'null';
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
