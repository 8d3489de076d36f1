/** How much is made, and held, at once. */
export interface PartLimits {
  /** Of one part. */
  items: number;
  /** A part that has reached so many characters is ended; what is being made by then still belongs to it. */
  characters: number;
  /** Made side by side. */
  underWay: number;
}

/**
 * Makes the next part: the first of those that wait, in their order and several side by side, until a limit is reached.
 *
 * @param waiting loses those that were made
 * @param charactersOf how long what was made is
 * @throws what `make` throws
 */
export async function makePart<Item, Made>(
  waiting: Item[],
  make: (item: Item) => Promise<Made>,
  charactersOf: (made: Made) => number,
  limits: PartLimits,
): Promise<Made[]> {
  const most = Math.min(waiting.length, limits.items);
  const made: Made[] = [];
  let characters = 0;
  let begun = 0;
  const makeSome = async () => {
    while (begun < most && characters < limits.characters) {
      const at = begun++;
      // It exists: `begun` stays below the length.
      const one = await make(waiting[at] as Item);
      made[at] = one;
      characters += charactersOf(one);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, limits.underWay) }, makeSome));
  waiting.splice(0, begun);
  return made;
}
