import type { RawEntry } from './raw-feed.ts';

/** Entries that are read at once: enough to make the parser's start cheap, few enough to bound memory. */
const batchSize = 100;

/**
 * Reads pieces in batches, and those of a batch that fails or loses an entry one by one; a piece that cannot be read
 * alone either gets a second chance.
 *
 * @param readMany gives one entry a piece, or throws
 * @param secondChance gives the entry, the reason in words why there is none, or undefined when it holds nothing
 * @returns for each piece its entry, or why it could not be read
 */
export function readInBatches<Piece>(
  pieces: readonly Piece[],
  readMany: (pieces: readonly Piece[]) => RawEntry[],
  secondChance: (piece: Piece) => RawEntry | string | undefined,
): (RawEntry | string)[] {
  const read: (RawEntry | string)[] = [];
  for (let from = 0; from < pieces.length; from += batchSize) {
    const batch = pieces.slice(from, from + batchSize);
    const entries = quietly(() => readMany(batch));
    if (entries?.length === batch.length) read.push(...entries);
    else read.push(...batch.map((piece) => readAlone(piece, readMany, secondChance)));
  }
  return read;
}

function readAlone<Piece>(
  piece: Piece,
  readMany: (pieces: readonly Piece[]) => RawEntry[],
  secondChance: (piece: Piece) => RawEntry | string | undefined,
): RawEntry | string {
  const [entry] = quietly(() => readMany([piece])) ?? [];
  if (entry) return entry;
  try {
    return secondChance(piece) ?? 'It is empty.';
  } catch (error) {
    return `It is not well-formed: ${causeOf(error)}.`;
  }
}

/** Null in place of an error: whoever reads alone learns the reason. */
function quietly<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error.cause instanceof Error ? error.cause : error;
  return message.replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 200);
}
