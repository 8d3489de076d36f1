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

/** What sheets, and rows that are on none, hold for a span; a row has no sheets, and sheets nothing else. */
export interface SheetRow {
  span: number;
  /** -1: to be taken off. */
  sign: 1 | -1;
  /**
   * Sheets, one after the other, each behind the number of its bytes. On a sheet, for each brand, the highest number first, what the
   * SQL function `sheet_entry` writes: with d for how far its number lies below that of the brand before, and of the first for the
   * number itself, 2d where it has one mention in one story, else 2d + 1, its mentions and its stories. All as `sheet_number` writes
   * it: below 128 in one byte, below 16,384 in the lower 14 bits of two, else in the lower 30 of four, with the sign.
   */
  sheets: Buffer | null;
  number: number | null;
  name: string | null;
  mentions: number | null;
  stories: number | null;
}

/** No tenant has so many: a higher number comes of damage, and memory would be taken for it. */
const mostBrands = 1_000_000;

/** What brands have in each of some spans. Of tens of thousands of them most are told to nobody, and for these no object is made. */
export class SheetSums {
  private readonly bySpan: readonly SpanSums[];
  private readonly byName = new Map<string, SpanCounts>();

  /**
   * @param spans how many there are
   * @throws {Error} for a sheet that is damaged: `rollup verify` tells of it, and `rollup rebuild` makes it right
   */
  constructor(rows: readonly SheetRow[], spans: number) {
    this.bySpan = Array.from({ length: spans }, () => new SpanSums());
    for (const row of rows) this.add(row);
  }

  /**
   * The brands that have at least so many mentions, or stories, in some span, in no order.
   *
   * @param least 1 or more: of numbers that are on no sheet there are 0
   */
  atLeast(least: number, measure: keyof SpanCounts): CountedBrand[] {
    const found: CountedBrand[] = [];
    const { bySpan } = this;
    const areEnough = new Uint8Array(Math.max(1, ...bySpan.map(({ [measure]: counts }) => counts.length)));
    for (const { [measure]: counts } of bySpan) {
      for (let number = 1; number < counts.length; number += 1) {
        if ((counts[number] ?? 0) >= least) areEnough[number] = 1;
      }
    }
    for (let number = areEnough.indexOf(1); number > 0; number = areEnough.indexOf(1, number + 1)) {
      found.push({
        brand: number,
        mentions: bySpan.map(({ mentions }) => mentions[number] ?? 0),
        stories: bySpan.map(({ stories }) => stories[number] ?? 0),
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

  private add({ span, sign, sheets, number, name, mentions, stories }: SheetRow): void {
    const sums = this.bySpan[span];
    if (!sums) throw new Error(`span ${span} was not asked for`);
    if (sheets) addSheets(sums, sign, sheets);
    else if (number !== null) sums.add(number, sign * (mentions ?? 0), sign * (stories ?? 0));
    else this.addNamed(name ?? '', span, sign * (mentions ?? 0), sign * (stories ?? 0));
  }

  private addNamed(name: string, span: number, mentions: number, stories: number): void {
    const counts = this.byName.get(name) ?? { mentions: this.zeros(), stories: this.zeros() };
    counts.mentions[span] = (counts.mentions[span] ?? 0) + mentions;
    counts.stories[span] = (counts.stories[span] ?? 0) + stories;
    this.byName.set(name, counts);
  }

  private zeros(): number[] {
    return this.bySpan.map(() => 0);
  }
}

/** What brands have in one span, by their numbers: these are given in order, so a place for each up to the highest is little. */
class SpanSums {
  mentions = new Int32Array();
  stories = new Int32Array();

  add(number: number, mentions: number, stories: number): void {
    if (number >= this.mentions.length) this.widen(number);
    this.mentions[number] = (this.mentions[number] ?? 0) + mentions;
    this.stories[number] = (this.stories[number] ?? 0) + stories;
  }

  /** Makes room for a number, and for some more, so that not every sheet makes it anew. */
  private widen(number: number): void {
    const length = Math.ceil((number + 1) * 1.25);
    for (const measure of ['mentions', 'stories'] as const) {
      const wider = new Int32Array(length);
      wider.set(this[measure]);
      this[measure] = wider;
    }
  }
}

function addSheets(sums: SpanSums, sign: 1 | -1, sheets: Buffer): void {
  const entries = new SheetEntries(sheets);
  while (entries.at < sheets.length) {
    const sheet = entries.at;
    if (!entries.beginSheet()) throw damaged(sheets, sheet);
    let last = mostBrands + 1;
    while (!entries.areOver) {
      const from = entries.at;
      entries.readNext();
      const { number, mentions, stories } = entries;
      if (number < 1 || number >= last || entries.areCutOff) throw damaged(sheets, from);
      sums.add(number, sign * mentions, sign * stories);
      last = number;
    }
  }
}

/** What the whole brands of one sheet add up to, also of one that is damaged. */
export function totalsOf(sheet: Buffer): { brands: number; mentions: number; stories: number } {
  const entries = new SheetEntries(sheet);
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
  private begin = 0;
  private end: number;

  /** @param bytes one sheet, or several, each behind its length, of which {@link beginSheet} begins the first too */
  constructor(private readonly bytes: Buffer) {
    this.end = bytes.length;
  }

  /** Goes on to a sheet whose length is next. @returns whether it is there as a whole */
  beginSheet(): boolean {
    const length = this.nextNumber();
    this.begin = this.at;
    this.end = this.at + length;
    return length > 0 && this.end <= this.bytes.length;
  }

  /** Whether the sheet has no more brands. */
  get areOver(): boolean {
    return this.at >= this.end;
  }

  /** Whether the last one was not there as a whole. */
  get areCutOff(): boolean {
    return this.at > this.end;
  }

  readNext(): void {
    const isFirst = this.at === this.begin;
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

function damaged(sheets: Buffer, at: number): Error {
  return new Error(`sheets of ${sheets.length} bytes are damaged at ${at}`);
}
