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

/** What sheets, and rows that are on none, hold for a span; a row has no counts, a sheet nothing else. */
export interface SheetRow {
  span: number;
  /** -1: to be taken off. */
  sign: 1 | -1;
  /**
   * For each brand, the highest number first, what the SQL function `sheet_entry` writes: with d for how far its number lies below
   * that of the brand before, and of the first for the number itself, 2d where it has one mention in one story, else 2d + 1, its
   * mentions and its stories. Each of these as `sheet_number` writes it: below 128 in one byte, below 16,384 in the lower 14 bits
   * of two, else in the lower 30 of four, with the sign.
   */
  counts: Buffer | null;
  number: number | null;
  name: string | null;
  mentions: number | null;
  stories: number | null;
}

/** No tenant has so many: a higher number comes of damage, and memory would be taken for it. */
const mostBrands = 1_000_000;

/**
 * What brands have in each of some spans. Numbers are given to brands in order, so counts lie in arrays by number, one span after
 * the other: of tens of thousands of brands, most are of brands that nobody will be told of, and no object is made for them.
 */
export class SheetSums {
  /** How many places a span takes: one for each number, and one for 0, which is nobody's. */
  private readonly width: number;
  private readonly mentions: Int32Array;
  private readonly stories: Int32Array;
  private readonly byName = new Map<string, SpanCounts>();

  /**
   * @param spans how many there are
   * @throws {Error} for a sheet that is damaged: `rollup verify` tells of it, and `rollup rebuild` makes it right
   */
  constructor(
    rows: readonly SheetRow[],
    private readonly spans: number,
  ) {
    this.width = 1 + rows.reduce((number, row) => Math.max(number, highestNumber(row)), 0);
    this.mentions = new Int32Array(spans * this.width);
    this.stories = new Int32Array(spans * this.width);
    for (const row of rows) this.add(row);
  }

  /**
   * The brands that have at least so many mentions, or stories, in some span, in no order.
   *
   * @param least 1 or more: of numbers that are on no sheet there are 0
   */
  atLeast(least: number, measure: keyof SpanCounts): CountedBrand[] {
    const found: CountedBrand[] = [];
    const { width, [measure]: counts } = this;
    const areEnough = new Uint8Array(width);
    for (let from = 0; from < counts.length; from += width) {
      for (let number = 1; number < width; number += 1) {
        if ((counts[from + number] ?? 0) >= least) areEnough[number] = 1;
      }
    }
    for (let number = areEnough.indexOf(1); number > 0; number = areEnough.indexOf(1, number + 1)) {
      found.push({
        brand: number,
        mentions: this.bySpan(this.mentions, number),
        stories: this.bySpan(this.stories, number),
      });
    }
    for (const [brand, its] of this.byName) {
      if (its[measure].some((count) => count >= least))
        found.push({ brand, mentions: [...its.mentions], stories: [...its.stories] });
    }
    return found;
  }

  /** The brands with most mentions in the first span, of those with equally many all: at least `first`, where there are so many. */
  most(first: number): CountedBrand[] {
    const mentioned = this.atLeast(1, 'mentions').filter(({ mentions: [count = 0] }) => count > 0);
    const counts = Int32Array.from(mentioned, ({ mentions: [count = 0] }) => count).sort();
    const least = counts.at(-first) ?? 0;
    return mentioned.filter(({ mentions: [count = 0] }) => count >= least);
  }

  private add({ span, sign, counts, number, name, mentions, stories }: SheetRow): void {
    if (span >= this.spans) throw new Error(`span ${span} was not asked for`);
    if (counts) this.addSheet(span, sign, counts);
    else if (number !== null) this.addNumbered(number, span, sign * (mentions ?? 0), sign * (stories ?? 0));
    else this.addNamed(name ?? '', span, sign * (mentions ?? 0), sign * (stories ?? 0));
  }

  private addSheet(span: number, sign: 1 | -1, counts: Buffer): void {
    const entries = new SheetEntries(counts);
    let last = Number.POSITIVE_INFINITY;
    while (!entries.areOver) {
      const from = entries.at;
      entries.readNext();
      const { number, mentions, stories } = entries;
      if (number < 1 || number >= last || entries.areCutOff) throw damaged(counts, from);
      this.addNumbered(number, span, sign * mentions, sign * stories);
      last = number;
    }
  }

  private addNumbered(number: number, span: number, mentions: number, stories: number): void {
    const place = span * this.width + number;
    this.mentions[place] = (this.mentions[place] ?? 0) + mentions;
    this.stories[place] = (this.stories[place] ?? 0) + stories;
  }

  private addNamed(name: string, span: number, mentions: number, stories: number): void {
    const counts = this.byName.get(name) ?? { mentions: this.zeros(), stories: this.zeros() };
    counts.mentions[span] = (counts.mentions[span] ?? 0) + mentions;
    counts.stories[span] = (counts.stories[span] ?? 0) + stories;
    this.byName.set(name, counts);
  }

  private bySpan(counts: Int32Array, number: number): number[] {
    const its: number[] = [];
    for (let place = number; place < counts.length; place += this.width) its.push(counts[place] ?? 0);
    return its;
  }

  private zeros(): number[] {
    return Array.from({ length: this.spans }, () => 0);
  }
}

/** What the whole brands of a sheet add up to, also of one that is damaged. */
export function totalsOf(counts: Buffer): { brands: number; mentions: number; stories: number } {
  const entries = new SheetEntries(counts);
  const totals = { brands: 0, mentions: 0, stories: 0 };
  while (!entries.areOver) {
    entries.readNext();
    if (entries.areCutOff) break;
    totals.brands += 1;
    totals.mentions += entries.mentions;
    totals.stories += entries.stories;
  }
  return totals;
}

/** The brands on a sheet, one after the other: tens of thousands for an answer, so none is made an object. */
class SheetEntries {
  /** Where the next one begins. */
  at = 0;
  number = 0;
  mentions = 0;
  stories = 0;

  constructor(private readonly bytes: Buffer) {}

  get areOver(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Whether the last one was not there as a whole. */
  get areCutOff(): boolean {
    return this.at > this.bytes.length;
  }

  readNext(): void {
    const isFirst = this.at === 0;
    const head = this.nextNumber();
    const distance = head >> 1;
    this.number = isFirst ? distance : this.number - distance;
    const isOneMention = (head & 1) === 0;
    this.mentions = isOneMention ? 1 : this.nextNumber();
    this.stories = isOneMention ? 1 : this.nextNumber();
  }

  private nextNumber(): number {
    const { bytes, at } = this;
    const first = bytes[at] ?? 0;
    if (first < 128) {
      this.at = at + 1;
      return first;
    }
    const two = (first << 8) | (bytes[at + 1] ?? 0);
    if (first < 192) {
      this.at = at + 2;
      return two & 0x3fff;
    }
    this.at = at + 4;
    const four = (two << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    // The bits 11 go, and the sign comes to all that are left of it.
    return (four << 2) >> 2;
  }
}

/** The highest number of a row: a sheet's is its first. @throws {Error} where it is higher than any, before room is made for it */
function highestNumber({ counts, number }: SheetRow): number {
  if (!counts) return number ?? 0;
  const first = new SheetEntries(counts);
  first.readNext();
  if (first.number > mostBrands) throw damaged(counts, 0);
  return first.number;
}

function damaged(counts: Buffer, at: number): Error {
  return new Error(`a sheet of ${counts.length} bytes is damaged at ${at}`);
}
