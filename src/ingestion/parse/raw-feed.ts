/** What a document says of its feed, as written; one shape for all dialects. */
export interface RawFeed {
  title: string | null;
  /** Perhaps relative. */
  siteUrl: string | null;
  language: string | null;
  /** Of entries that name none themselves, where the dialect passes it on (Atom). */
  author: string | null;
  /** For how long it need not be read again, in minutes; absent when the dialect or the feed does not say. */
  ttlMinutes?: number | null;
}

/** What a document says of one entry, as written: HTML where the dialect allows it, addresses perhaps relative. */
export interface RawEntry {
  guid: string | null;
  /** Addresses of the article, the likeliest first. */
  links: string[];
  /** xml:base of the entry. */
  base: string | null;
  title: string | null;
  summary: string | null;
  /** HTML that the dialect says is the article itself. */
  content: string | null;
  author: string | null;
  categories: string[];
  /** Dates of publication as written, the likeliest first. */
  published: string[];
  updated: string[];
  outlet: { name: string; url: string | null } | null;
}

/** The feed and its entries as one dialect's reader gives them. */
export interface RawDocument {
  feed: RawFeed;
  entries: RawEntry[];
}

/** The values that are there, in their order. */
export function present(...values: (string | null | undefined)[]): string[] {
  return values.filter(isPresent);
}

/** Whether there is any text. */
export function isPresent(value: string | null | undefined): value is string {
  return value !== undefined && value !== null && value !== '';
}

/** Plain text as HTML: a paragraph for each, markup of its own made harmless. */
export function htmlOfText(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const paragraphs = escaped.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph) => `<p>${paragraph.trim()}</p>`).join('\n');
}

/** No feed of the press comes near; a limit must be somewhere. */
const maxEntries = 50_000;

/** As many entries as are read of one document, and the fault if that is not all. */
export function withinLimit<T>(entries: T[]): { taken: T[]; faults: string[] } {
  if (entries.length <= maxEntries) return { taken: entries, faults: [] };
  const fault = `The feed has ${entries.length} entries, of which the first ${maxEntries} are read.`;
  return { taken: entries.slice(0, maxEntries), faults: [fault] };
}
