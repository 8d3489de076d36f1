/** A brand on sheets: its number, or its name where it has no number yet. */
export type SheetBrand = number | string;

/** What one brand has, by span in their order. */
export interface SpanCounts {
  /** Reports that mention it, copies each for itself. */
  mentions: number[];
  stories: number[];
}

/** A brand that is on sheets, with what it has. */
export interface CountedBrand extends SpanCounts {
  brand: SheetBrand;
}

/** What sheets, and rows that are on none, hold for a span; a row has no entries, a sheet nothing else. */
export interface SheetRow {
  span: number;
  /** -1: to be taken off. */
  sign: 1 | -1;
  /** Twelve bytes for each brand, in the order of their numbers: the number, mentions and stories, each an int4. */
  entries: Buffer | null;
  number: number | null;
  name: string | null;
  mentions: number | null;
  stories: number | null;
}

/** How long an entry is. */
const entryBytes = 12;
/** No tenant has so many: a higher number comes of damage, and memory would be taken for it. */
const mostBrands = 1_000_000;

/**
 * What brands have in each of some spans. Numbers are given to brands in order, so counts lie in arrays by number: of tens of
 * thousands of entries, most are of brands that nobody will be told of, and no object is made for them.
 */
export class SheetSums {
  private readonly byNumber: { mentions: Int32Array; stories: Int32Array }[];
  private readonly byName = new Map<string, SpanCounts>();
  private readonly size: number;

  /**
   * @param spans how many there are
   * @throws {Error} for a sheet that is damaged: `rollup verify` tells of it, and `rollup rebuild` makes it right
   */
  constructor(
    rows: readonly SheetRow[],
    private readonly spans: number,
  ) {
    this.size = 1 + rows.reduce((highest, row) => Math.max(highest, highestNumber(row)), 0);
    this.byNumber = Array.from({ length: spans }, () => ({
      mentions: new Int32Array(this.size),
      stories: new Int32Array(this.size),
    }));
    for (const row of rows) this.add(row);
  }

  /**
   * The brands of which this holds, in no order, among those that have anything: most numbers have nothing beside one brand.
   *
   * @param holds is given the same object again and again
   */
  where(holds: (counts: SpanCounts) => boolean): CountedBrand[] {
    const found: CountedBrand[] = [];
    const counts = this.nothing();
    const mentioned = this.byNumber.map(({ mentions }) => mentions);
    for (let number = 1; number < this.size; number += 1) {
      if (!hasAny(mentioned, number)) continue;
      for (let span = 0; span < this.spans; span += 1) {
        const of = this.byNumber[span];
        counts.mentions[span] = of?.mentions[number] ?? 0;
        counts.stories[span] = of?.stories[number] ?? 0;
      }
      if (holds(counts)) found.push(countedBrand(number, counts));
    }
    for (const [brand, its] of this.byName) if (holds(its)) found.push(countedBrand(brand, its));
    return found;
  }

  /** The brands with most mentions in the first span, of those with equally many all: at least `first`, where there are so many. */
  most(first: number): CountedBrand[] {
    const ofNames = [...this.byName.values()].map(({ mentions: [count = 0] }) => count);
    const counts = Int32Array.from([...(this.byNumber[0]?.mentions ?? []), ...ofNames]).sort();
    const least = Math.max(1, counts.at(-first) ?? 0);
    return this.where(({ mentions }) => (mentions[0] ?? 0) >= least);
  }

  private add({ span, sign, entries, number, name, mentions, stories }: SheetRow): void {
    const of = this.byNumber[span];
    if (!of) throw new Error(`span ${span} was not asked for`);
    if (entries) addEntries(of, entries, sign);
    else if (number !== null) {
      of.mentions[number] = (of.mentions[number] ?? 0) + sign * (mentions ?? 0);
      of.stories[number] = (of.stories[number] ?? 0) + sign * (stories ?? 0);
    } else this.addNamed(name ?? '', span, sign * (mentions ?? 0), sign * (stories ?? 0));
  }

  private addNamed(name: string, span: number, mentions: number, stories: number): void {
    const counts = this.byName.get(name) ?? this.nothing();
    counts.mentions[span] = (counts.mentions[span] ?? 0) + mentions;
    counts.stories[span] = (counts.stories[span] ?? 0) + stories;
    this.byName.set(name, counts);
  }

  private nothing(): SpanCounts {
    const zeros = () => Array.from({ length: this.spans }, () => 0);
    return { mentions: zeros(), stories: zeros() };
  }
}

/** What a sheet's whole entries add up to, also of one that is damaged. */
export function totalsOf(entries: Buffer): { brands: number; mentions: number; stories: number } {
  const totals = { brands: Math.floor(entries.length / entryBytes), mentions: 0, stories: 0 };
  for (let entry = 0; entry < totals.brands; entry += 1) {
    totals.mentions += entries.readInt32BE(entry * entryBytes + 4);
    totals.stories += entries.readInt32BE(entry * entryBytes + 8);
  }
  return totals;
}

/** Whether a number has mentions in any span. */
function hasAny(mentioned: readonly Int32Array[], number: number): boolean {
  for (let span = 0; span < mentioned.length; span += 1) if (mentioned[span]?.[number] !== 0) return true;
  return false;
}

function countedBrand(brand: SheetBrand, { mentions, stories }: SpanCounts): CountedBrand {
  return { brand, mentions: [...mentions], stories: [...stories] };
}

/** By a view, without a call for each entry: of 70,000 entries this took 0.6 ms, and 3 ms by a Buffer and a call for each. */
function addEntries(
  { mentions, stories }: { mentions: Int32Array; stories: Int32Array },
  { buffer, byteOffset, byteLength }: Buffer,
  sign: 1 | -1,
): void {
  const view = new DataView(buffer, byteOffset, byteLength);
  for (let at = 0; at < byteLength; at += entryBytes) {
    const number = view.getInt32(at);
    mentions[number] = (mentions[number] ?? 0) + sign * view.getInt32(at + 4);
    stories[number] = (stories[number] ?? 0) + sign * view.getInt32(at + 8);
  }
}

function highestNumber({ entries, number }: Pick<SheetRow, 'entries' | 'number'>): number {
  if (!entries) return number ?? 0;
  const highest = entries.length < entryBytes ? 0 : entries.readInt32BE(entries.length - entryBytes);
  if (entries.length % entryBytes !== 0 || highest < 0 || highest > mostBrands) {
    throw new Error(`a sheet of ${entries.length} bytes that ends with the number ${highest} is damaged`);
  }
  return highest;
}
