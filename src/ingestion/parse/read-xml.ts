import { readAtom } from './atom.ts';
import { sliceEntries } from './entry-slices.ts';
import { undeclaredNamespaces } from './namespaces.ts';
import type { OpenedXml } from './open-xml.ts';
import type { RawDocument, RawEntry, RawFeed } from './raw-feed.ts';
import { type ReadPieces, readInBatches } from './read-in-batches.ts';
import { repairXml, withoutHugePersons } from './repair-xml.ts';
import { readRdf, readRss } from './rss.ts';

/** A document that is opened, and whose entries are still to be read. */
export interface OpenedDocument {
  feed: RawFeed;
  /** xml:base of the elements around the entries, from the outside in. */
  bases: string[];
  /** Reads the entries one after the other, and keeps of each what it is told to. */
  readEntries<Kept>(keep: (entry: RawEntry) => Kept | string): ReadPieces<Kept>;
  faults: string[];
  isCut: boolean;
}

const readers = { RSS: readRss, ATOM: readAtom, RDF: readRdf };

/** Reads the feed, and its entries when they are asked for; an entry that is broken is repaired or given up, and never costs the others. */
export function readXml(opened: OpenedXml): OpenedDocument {
  const read = readers[opened.format];
  const { opening, closing, frame, entries, faults, isCut } = sliceEntries(opened);
  const feed = readFrame(frame, read);
  const entryReader = {
    readMany: (slices: readonly string[]) =>
      read(`${opening}${withoutHugePersons(slices.join(''))}${closing}`).entries,
    repair: (slice: string) => repairXml(withoutHugePersons(slice)),
  };
  const isTitleLost = feed === null && /<(?:[\w.-]+:)?title[\s>]/i.test(frame);
  const documentFaults = [
    undeclaredNamespaces(opened.xml),
    isTitleLost ? 'The feed’s own title and address could not be read.' : null,
  ].filter((fault) => fault !== null);
  return {
    feed: feed ?? { title: null, siteUrl: null, language: null, author: null },
    bases: [...opening.matchAll(/\sxml:base\s*=\s*["']([^"'<>]*)/gi)].map(([, base = '']) => base),
    readEntries: (keep) => readInBatches(entries, entryReader, keep),
    faults: [...opened.faults, ...faults, ...documentFaults],
    isCut,
  };
}

function readFrame(frame: string, read: (xml: string) => RawDocument): RawFeed | null {
  const xml = withoutHugePersons(frame);
  for (const attempt of [() => xml, () => repairXml(xml)]) {
    try {
      const text = attempt();
      if (text !== null) return read(text).feed;
    } catch {
      // What the parser refuses may be readable once it is repaired.
    }
  }
  return null;
}
