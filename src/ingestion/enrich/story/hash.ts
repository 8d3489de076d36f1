/** A hash of a text as a signed number of 32 bits: FNV-1a over its UTF-16 units, mixed by {@link mixed}. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return mixed(hash);
}

/** Spreads a number over all 32 bits: the finaliser of MurmurHash3, which maps no two numbers to one. */
export function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A hash of a row of hashes, in their order. */
export function hashOfAll(hashes: Iterable<number>): number {
  let hash = 0x9e3779b9;
  for (const each of hashes) hash = mixed(Math.imul(hash, 31) ^ each);
  return hash;
}

/** The number that makes the hash function of a place differ from those of all others. */
const seedOf = (place: number) => mixed(Math.imul(place + 1, 0x9e3779b9));

/**
 * MinHash (Broder 1997): of each of `size` hash functions the least value over a set. Two sets agree in as many places,
 * by expectation, as their intersection is of their union. An empty set has no MinHash: all places are the largest number.
 */
export function minHash(set: Iterable<number>, size: number): Int32Array {
  const least = new Int32Array(size).fill(0x7fffffff);
  const seeds = Int32Array.from({ length: size }, (_, place) => seedOf(place));
  for (const value of set) {
    for (let place = 0; place < size; place += 1) {
      // Indexes run within both arrays.
      const hash = mixed(value ^ (seeds[place] as number));
      if (hash < (least[place] as number)) least[place] = hash;
    }
  }
  return least;
}

/**
 * Keys of a MinHash, one for each band of `rows` places: sets that are alike to degree s share at least one of b keys
 * with probability 1 - (1 - s^rows)^b (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
 *
 * @param kind keeps keys of different kinds of sets apart
 */
export function bandKeys(hashes: Int32Array, rows: number, bands: number, kind: string): number[] {
  const start = hashOf(kind);
  return Array.from({ length: bands }, (_, band) =>
    hashOfAll([start, band, ...hashes.subarray(band * rows, (band + 1) * rows)]),
  );
}
