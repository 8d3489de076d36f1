import type { Provider, UrlResolution } from './report.ts';

/** ACTIVE is read when due; PAUSED by a person; PARKED after too many failures; ENDED: the site says it is gone. */
export const feedStates = ['ACTIVE', 'PAUSED', 'PARKED', 'ENDED'] as const;
/** One of {@link feedStates}. */
export type FeedState = (typeof feedStates)[number];

/** Whether the pages of entries are opened: when the feed lacks their text, or never. */
export const pageReadings = ['WHEN_NEEDED', 'NEVER'] as const;
/** One of {@link pageReadings}. */
export type PageReading = (typeof pageReadings)[number];

/** How a feed is read when nobody says otherwise and nothing is known of it, as the columns' defaults have it too. */
export const usualReading = { intervalMinutes: 60, pageReading: 'WHEN_NEEDED' } as const;

/** ADAPTIVE: read as often as it publishes; FIXED: at an interval that a person set. */
export const feedSchedules = ['ADAPTIVE', 'FIXED'] as const;
/** One of {@link feedSchedules}. */
export type FeedSchedule = (typeof feedSchedules)[number];

/** How much a feed publishes, measured by its own past. */
export const feedVolumes = ['USUAL', 'SILENT', 'FLOODING'] as const;
/** One of {@link feedVolumes}. */
export type FeedVolume = (typeof feedVolumes)[number];

/** How one visit to a feed ended. */
export const fetchOutcomes = ['READ', 'NOT_MODIFIED', 'FAILED'] as const;
/** One of {@link fetchOutcomes}. */
export type FetchOutcome = (typeof fetchOutcomes)[number];

/**
 * Why a visit failed: the first ten say that no whole answer came (see platform/http), SITE_DOWN that the feed was not
 * asked for because its site had just failed several times in a row, HTTP_STATUS that the answer was a refusal, NOT_A_FEED that it was something else, UNFORESEEN that the reason is on our side.
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
  'SITE_DOWN',
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
  state: FeedState;
  /** Why it is PARKED or ENDED, in words; null otherwise. */
  stateReason: string | null;
  schedule: FeedSchedule;
  intervalMinutes: number;
  /** When the visit was due. */
  nextFetchAt: Date;
  /** For how long the last document says that it need not be read again; null when it does not say. */
  ttlMinutes: number | null;
  lastFetchedAt: Date | null;
  lastSuccessAt: Date | null;
  /** The validators of the last visit, exactly as received. */
  etag: string | null;
  lastModified: string | null;
  /** SHA-256 of the body that was last read whole, in hex. */
  bodyHash: string | null;
  /** When an answer was last given to a visit without validators. */
  unconditionalAt: Date | null;
  /** No validators are sent until then, because they said that nothing had changed when something had. */
  distrustedUntil: Date | null;
  /** Failures in a row. */
  failures: number;
  /** Those among them that tend to pass. */
  softFailures: number;
  /** Where the feed's address leads by permanent redirects, and how many visits in a row have found it there. */
  movedTo: string | null;
  movedSightings: number;
  volume: FeedVolume;
  /** The days of the last nine weeks on which it could be read, oldest first. */
  days: FeedDay[];
}

/** A day on which a feed could be read. */
export interface FeedDay {
  /** In UTC: '2026-11-25'. */
  day: string;
  /** New entries, without those that the feed held when it was first read. */
  entries: number;
}

/** A feed document after parsing: whatever its dialect was, from here on there is one model. */
export interface FeedDocument {
  format: 'RSS' | 'ATOM' | 'RDF' | 'JSON';
  title: string | null;
  /** The site the feed belongs to, absolute. */
  siteUrl: string | null;
  /** As the feed declares it ('en-GB'), null when it does not. */
  language: string | null;
  /** For how long the feed says that it need not be read again, in minutes; null when it does not say. */
  ttlMinutes: number | null;
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
  /** Whose address `url` is; null when there is none. */
  urlResolution: UrlResolution | null;
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

/** What a feed is called and where it is. */
export interface FeedLabel {
  id: string;
  tenantId: string;
  url: string;
  title: string | null;
  siteUrl: string | null;
  provider: Provider;
}

/** A feed as its followers see it. */
export interface Feed extends FeedLabel {
  state: FeedState;
  /** Why it is PARKED or ENDED, in words; null otherwise. */
  stateReason: string | null;
  pageReading: PageReading;
  schedule: FeedSchedule;
  intervalMinutes: number;
  lastFetchedAt: Date | null;
  lastSuccessAt: Date | null;
  nextFetchAt: Date;
  failures: number;
  softFailures: number;
  hardFailures: number;
  volume: FeedVolume;
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
