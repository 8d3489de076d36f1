import type { RawEntry } from './raw-feed.ts';

/** Entries that are read at once: enough to make the parser's start cheap, few enough to bound memory. */
const batchSize = 100;
/** Reads spent on batches that fail; a document with more broken entries than they find is not worth the time. */
const maxFailedReads = 2000;

/** How pieces of a document are read. */
export interface PieceReader<Piece> {
  /** Gives one entry a piece, or throws. */
  readMany: (pieces: readonly Piece[]) => RawEntry[];
  /** Makes a broken piece readable; null when it is beyond that. Absent where pieces cannot be broken. */
  repair?: (piece: Piece) => Piece | null;
}

/** What became of the pieces of a document. */
export interface ReadPieces<Kept> {
  /** For each piece what is kept of its entry, or in words why it could not be read. */
  entries: (Kept | string)[];
  /** Some could be read only after they had been repaired. */
  areRepaired: boolean;
}

/**
 * Reads the pieces of a document in batches. A batch that fails or loses an entry is repaired, and halved as often as
 * it takes to find the pieces at fault.
 *
 * @param keep what is kept of an entry; as it is written, it is let go with its batch
 */
export function readInBatches<Piece, Kept>(
  pieces: readonly Piece[],
  reader: PieceReader<Piece>,
  keep: (entry: RawEntry) => Kept | string,
): ReadPieces<Kept> {
  const budget = { reads: maxFailedReads };
  const read: ReadPieces<Kept> = { entries: [], areRepaired: false };
  for (let from = 0; from < pieces.length; from += batchSize) {
    const batch = pieces.slice(from, from + batchSize);
    const { entries, isMalformed } = attempt(batch, reader);
    const raw = entries ?? readRepaired(batch, reader, budget);
    for (const one of raw) read.entries.push(typeof one === 'string' ? one : keep(one));
    read.areRepaired ||= isMalformed && reader.repair !== undefined;
  }
  return read;
}

function readRepaired<Piece>(
  batch: readonly Piece[],
  reader: PieceReader<Piece>,
  budget: { reads: number },
): (RawEntry | string)[] {
  const { repair } = reader;
  if (!repair) return readInHalves(batch, reader, budget);
  const repaired = batch.map((piece) => repair(piece));
  const readable = repaired.filter((piece) => piece !== null);
  const read = readInHalves(readable, reader, budget).values();
  return repaired.map((piece) =>
    piece === null ? 'Its elements stand too deep in one another.' : (read.next().value ?? 'It is empty.'),
  );
}

function readInHalves<Piece>(
  pieces: readonly Piece[],
  reader: PieceReader<Piece>,
  budget: { reads: number },
): (RawEntry | string)[] {
  if (pieces.length === 0) return [];
  if (budget.reads-- <= 0)
    return pieces.map(() => 'It was not tried: too many entries of this feed are broken.');
  const { entries, reason } = attempt(pieces, reader);
  if (entries) return entries;
  if (pieces.length === 1) return [reason];
  const middle = pieces.length >> 1;
  return [
    ...readInHalves(pieces.slice(0, middle), reader, budget),
    ...readInHalves(pieces.slice(middle), reader, budget),
  ];
}

/** The entries, as many as pieces; or null, why, and whether the reason is that they are not well-formed. */
function attempt<Piece>(
  pieces: readonly Piece[],
  reader: PieceReader<Piece>,
): { entries: RawEntry[] | null; reason: string; isMalformed: boolean } {
  try {
    const entries = reader.readMany(pieces);
    const isWhole = entries.length === pieces.length;
    return { entries: isWhole ? entries : null, reason: empty, isMalformed: false };
  } catch (error) {
    const cause = faultOfParser(error);
    return { entries: null, reason: cause ?? empty, isMalformed: cause !== null };
  }
}

const empty = 'It is empty.';

/** The parser gives a cause for what is not well-formed, and none for what holds nothing it knows. */
function faultOfParser(error: unknown): string | null {
  if (!(error instanceof Error) || !(error.cause instanceof Error)) return null;
  const cause = error.cause.message.replace(/\s+/g, ' ').replace(/\.$/, '');
  return `It is not well-formed: ${cause.slice(0, 200)}.`;
}
