/** What one request may ask for; each can be set (docs/operations.md). */
export interface ApiLimits {
  /** Most rows of one page. */
  pageSize: number;
  /** Nested fields, those of introspection apart. */
  depth: number;
  /** Lexical tokens of a document. */
  tokens: number;
  /** Selections of one field in one place, under whatever alias. */
  aliases: number;
  /** Directives of a document. */
  directives: number;
  /** Nodes asked for, multiplied along nested lists. */
  cost: number;
  /** Bytes of a request's body, and of a message over a WebSocket. */
  bodyBytes: number;
  /** Operations of one request; 0: batches are refused. */
  batch: number;
  /** After so many milliseconds a request's SQL is stopped. */
  requestMs: number;
  /** After so many milliseconds in which a client read nothing of its answer, the connection is cut. */
  unreadMs: number;
  /** Subscriptions of one tenant at a time, on one process. */
  subscriptions: number;
}

/** The limits that hold unless others are set. */
export const usualLimits: ApiLimits = {
  pageSize: 100,
  depth: 10,
  tokens: 2_000,
  aliases: 15,
  directives: 50,
  cost: 20_000,
  bodyBytes: 100 * 1024,
  batch: 0,
  requestMs: 10_000,
  unreadMs: 30_000,
  subscriptions: 200,
};

/** What one argument may hold. */
export const inputLimits = {
  /** Rows of a page when none are asked for. */
  usualPageSize: 20,
  /** Entries of one list in a filter. */
  listLength: 100,
  /** Reports of one change. */
  reportsAtOnce: 500,
  /** Reports in which one brand takes the place of another; each costs 1 to 3 ms (docs/decisions/tenant-brands.md). */
  reportsMerged: 10_000,
  /** Reports that are related to one. */
  relatedReports: 20,
  /** Brands of one author. */
  authorBrands: 50,
  /** Reports that one preview of rules reads, some 1.5 ms each (docs/decisions/mention-evidence.md). */
  reportsPreviewed: 2_000,
  /** Brands that are named to be set side by side. */
  comparedBrands: 20,
  /** Points of one series: days of a year and a month. */
  seriesPoints: 400,
  /** Outlets, languages, pairs and shares of one analytics. */
  values: 100,
  /** Days of most reports. */
  busiestDays: 31,
  /** Brands that rise or fall. */
  trends: 50,
  /** Quotes of a brand. */
  quotes: 20,
  /** Versions of a brand's rules. */
  ruleVersions: 50,
  /** Characters of a search, a name or a cursor. */
  textLength: 500,
} as const;
