import type { Entry } from '../../model/feed.ts';
import { type KeyContext, type KeysByKind, keysByKind } from './entry-keys.ts';

/** An entry that no report of the tenant is made of, with every key by which it will be known. */
export interface FreshEntry {
  entry: Entry;
  keys: string[];
}

/** What a feed's entries turn out to be. */
export interface Recognition {
  /** Oldest first; entries without a date keep their place among their neighbours. */
  fresh: FreshEntry[];
  /** Entries that are known already, or stand twice in this document. */
  duplicates: number;
  /** Keys that known entries now carry too; `reportId` is null when the report was deleted (a tombstone). */
  newKeysOfKnown: { key: string; reportId: string | null }[];
}

/** Looks up all keys at once: gives each known key with the id of its report, or null for a deleted one. */
export type KnownKeys = (keys: string[]) => Promise<Map<string, string | null>>;

/** Tells a feed's new entries from known ones, with one look-up for the whole feed (none for an empty one). */
export async function recogniseEntries(
  entries: readonly Entry[],
  context: KeyContext,
  knownKeys: KnownKeys,
): Promise<Recognition> {
  const folded = foldDuplicates(withTellingKeys(entries, context));
  const keys = [...new Set(folded.flatMap((entry) => entry.keys))];
  const known = keys.length === 0 ? new Map<string, string | null>() : await knownKeys(keys);
  const recognition: Recognition = {
    fresh: [],
    duplicates: entries.length - folded.length,
    newKeysOfKnown: [],
  };
  for (const candidate of folded) {
    const hit = candidate.keys.find((key) => known.has(key));
    if (hit === undefined) {
      recognition.fresh.push(candidate);
      continue;
    }
    recognition.duplicates++;
    const reportId = known.get(hit) ?? null;
    const unknown = candidate.keys.filter((key) => !known.has(key));
    recognition.newKeysOfKnown.push(...unknown.map((key) => ({ key, reportId })));
  }
  recognition.fresh = oldestFirst(recognition.fresh);
  return recognition;
}

/** Gives each entry its keys, less those that this document shows to be no identity. */
function withTellingKeys(entries: readonly Entry[], context: KeyContext): FreshEntry[] {
  const kinds = entries.map((entry) => ({ entry, ...keysByKind(entry, context) }));
  // One guid on entries with different addresses and titles: a feed that gives all its entries the same.
  const badGuids = keysThatTellNothing(
    kinds,
    'guid',
    (one, other) => one.url === null || one.url !== other.url,
  );
  // One address under different guids and titles: a section's page as the link of all its entries.
  const badUrls = keysThatTellNothing(kinds, 'url', (one, other) => one.guid !== other.guid);
  const badMoments = momentsOfSeveral(kinds);
  return kinds.map(({ entry, guid, url, title, moment, isGuidItsLink }) => {
    const keys: string[] = [];
    const hasGuid = guid !== null && !badGuids.has(guid);
    if (hasGuid) keys.push(guid);
    if (url !== null && !badUrls.has(url)) keys.push(url);
    // Another search of Google's gives the same article under another id and address.
    const isGoogles =
      entry.urlResolution === 'UNRESOLVED' && entry.outlet !== null && entry.publishedAt !== null;
    if (keys.length === 0 || isGoogles) keys.push(title);
    else if ((!hasGuid || isGuidItsLink) && moment !== null && !badMoments.has(moment)) keys.push(moment);
    return { entry, keys };
  });
}

/** Moments at which this document has two articles of one title: there they tell nothing. */
function momentsOfSeveral(all: readonly KeysByKind[]): Set<string> {
  const addresses = new Map<string, string | null>();
  const several = new Set<string>();
  for (const { moment, url } of all) {
    if (moment === null) continue;
    if (!addresses.has(moment)) addresses.set(moment, url);
    else if (addresses.get(moment) !== url) several.add(moment);
  }
  return several;
}

/** Keys that two entries share though they differ in title and by the given measure; each is compared with the first. */
function keysThatTellNothing(
  all: readonly KeysByKind[],
  kind: 'guid' | 'url',
  differ: (one: KeysByKind, other: KeysByKind) => boolean,
): Set<string> {
  const first = new Map<string, KeysByKind>();
  const bad = new Set<string>();
  for (const keys of all) {
    const key = keys[kind];
    if (key === null) continue;
    const other = first.get(key);
    if (other === undefined) first.set(key, keys);
    else if (keys.words !== other.words && differ(keys, other)) bad.add(key);
  }
  return bad;
}

/** Entries that share a key become one: the first in the document, with the keys of all. */
function foldDuplicates(entries: readonly FreshEntry[]): FreshEntry[] {
  const kept: FreshEntry[] = [];
  const byKey = new Map<string, FreshEntry>();
  for (const candidate of entries) {
    const twin = candidate.keys.map((key) => byKey.get(key)).find((found) => found !== undefined);
    const home = twin ?? { entry: candidate.entry, keys: [] };
    if (twin === undefined) kept.push(home);
    for (const key of candidate.keys) {
      if (byKey.has(key)) continue;
      byKey.set(key, home);
      home.keys.push(key);
    }
  }
  return kept;
}

/** Feeds list the newest first, so an entry without a date is taken to be as old as the one below it. */
function oldestFirst(entries: readonly FreshEntry[]): FreshEntry[] {
  let time = Number.NEGATIVE_INFINITY;
  const timed = entries.toReversed().map((fresh) => {
    time = fresh.entry.publishedAt?.getTime() ?? time;
    return { fresh, time };
  });
  return timed
    .sort((one, other) => (one.time === other.time ? 0 : one.time - other.time))
    .map(({ fresh }) => fresh);
}
