import type { Provider } from './report.ts';

/** ACTIVE is read when due; PAUSED by a person; PARKED after too many failures; ENDED: the site says it is gone. */
export const feedStates = ['ACTIVE', 'PAUSED', 'PARKED', 'ENDED'] as const;
/** One of {@link feedStates}. */
export type FeedState = (typeof feedStates)[number];

/** Whether the pages of entries are opened: when the feed lacks their text, or never. */
export const pageReadings = ['WHEN_NEEDED', 'NEVER'] as const;
/** One of {@link pageReadings}. */
export type PageReading = (typeof pageReadings)[number];

/** How a feed is read when nobody says otherwise, as the columns' defaults have it too. */
export const usualReading = { intervalMinutes: 60, pageReading: 'WHEN_NEEDED' } as const;

/** How one visit to a feed ended. */
export const fetchOutcomes = ['READ', 'NOT_MODIFIED', 'FAILED'] as const;
/** One of {@link fetchOutcomes}. */
export type FetchOutcome = (typeof fetchOutcomes)[number];

/**
 * Why a visit failed: the first ten say that no whole answer came (see platform/http), HTTP_STATUS that the answer was
 * a refusal, NOT_A_FEED that it was something else, UNFORESEEN that the reason is on our side.
 */
export const feedErrorCodes = [
  'BAD_URL',
  'PRIVATE_ADDRESS',
  'NAME_NOT_FOUND',
  'REFUSED',
  'TIMEOUT',
  'TOO_LARGE',
  'TOO_MANY_REDIRECTS',
  'TLS',
  'CUT_OFF',
  'NETWORK',
  'HTTP_STATUS',
  'NOT_A_FEED',
  'UNFORESEEN',
] as const;
/** One of {@link feedErrorCodes}. */
export type FeedErrorCode = (typeof feedErrorCodes)[number];

/** A feed that is due, with what is needed to visit it. */
export interface DueFeed {
  tenantId: string;
  id: string;
  url: string;
  /** As the feed calls itself or, before the first visit, as it was imported; null when neither says. */
  title: string | null;
  siteUrl: string | null;
  provider: Provider;
  pageReading: PageReading;
  intervalMinutes: number;
  /** The validators of the last visit, exactly as received. */
  etag: string | null;
  lastModified: string | null;
  failures: number;
}

/** A feed document after parsing: whatever its dialect was, from here on there is one model. */
export interface FeedDocument {
  format: 'RSS' | 'ATOM' | 'RDF' | 'JSON';
  title: string | null;
  /** The site the feed belongs to, absolute. */
  siteUrl: string | null;
  /** As the feed declares it ('en-GB'), null when it does not. */
  language: string | null;
  /** In the document's order. */
  entries: Entry[];
  /** Entries that could not be read, with the reason in words; they never cost the others. */
  unreadable: { position: number; reason: string }[];
  /** The document ends before its end: another visit may find more. */
  isCut: boolean;
  /** What was wrong with the document though it could be read ('cut off before its end'). */
  faults: string[];
}

/** One item of a feed. */
export interface Entry {
  /** The publisher's id of the entry, as written. */
  guid: string | null;
  /** Absolute http(s) address of the article, tracking parameters and all; null when the entry links nowhere. */
  url: string | null;
  /** Plain text, never empty (the start of the summary stands in for a missing title). */
  title: string;
  /** Plain text. */
  summary: string | null;
  /** The article's own text where the feed carries it, as HTML; null when it only has a summary. */
  contentHtml: string | null;
  author: string | null;
  categories: string[];
  publishedAt: Date | null;
  /** Which of the entry's dates `publishedAt` is; null when it has none that can be read. */
  publishedAtSource: 'ENTRY' | 'ENTRY_UPDATED' | null;
  /** The date as written, null when there is none. */
  publishedAtRaw: string | null;
  /** The outlet, when the feed names another one than itself (RSS <source>, Google News). */
  outlet: { name: string; url: string | null } | null;
}

/** A feed as its followers see it. */
export interface Feed {
  id: string;
  tenantId: string;
  url: string;
  title: string | null;
  siteUrl: string | null;
  provider: Provider;
  state: FeedState;
  pageReading: PageReading;
  intervalMinutes: number;
  lastFetchedAt: Date | null;
  lastSuccessAt: Date | null;
  nextFetchAt: Date;
  failures: number;
  lastError: string | null;
  lastErrorCode: FeedErrorCode | null;
  createdAt: Date;
}

/** What feeds can be ordered by. */
export type FeedOrderField = 'CREATED_AT' | 'NEXT_FETCH_AT';

/** Which feeds: all conditions hold together, an absent one restricts nothing, lists are never empty. */
export interface FeedFilter {
  states?: FeedState[];
  providers?: Provider[];
  /** A part of the title or address, in any case. */
  search?: string;
}
