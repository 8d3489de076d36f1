import type { MentionPosition, MentionReason, RejectedMention } from './mention-evidence.ts';
import type { AnalysedBy, AnalysisNote } from './second-look.ts';
import type { StorySignature } from './story.ts';

export { type MentionPosition, mentionPositions } from './mention-evidence.ts';

/** Where a feed's entries come from: a publisher's own feed, or one of Google's. */
export const providers = ['RSS', 'GOOGLE_NEWS', 'GOOGLE_ALERTS'] as const;
/** One of {@link providers}. */
export type Provider = (typeof providers)[number];

/** What an article is about. */
export const topics = [
  'COLLECTIONS',
  'BUSINESS',
  'PEOPLE',
  'CELEBRITY',
  'RETAIL',
  'SUSTAINABILITY',
  'COLLABORATIONS',
  'BEAUTY',
  'WATCHES_AND_JEWELLERY',
  'LEGAL',
  'SPORT',
  'CULTURE',
  'OTHER',
] as const;
/** One of {@link topics}. */
export type Topic = (typeof topics)[number];

/** How much of an article could be analysed. BRANDS_ONLY: tone, sentiment and topics are not read in its language. */
export const analysisExtents = ['FULL', 'BRANDS_ONLY'] as const;
/** One of {@link analysisExtents}. */
export type AnalysisExtent = (typeof analysisExtents)[number];

/** The feeling of a whole article. MIXED: clearly positive and clearly negative passages. */
export const sentiments = ['POSITIVE', 'NEUTRAL', 'NEGATIVE', 'MIXED'] as const;
/** One of {@link sentiments}. */
export type Sentiment = (typeof sentiments)[number];

/** The tone toward one brand. */
export const tones = ['POSITIVE', 'NEUTRAL', 'NEGATIVE'] as const;
/** One of {@link tones}. */
export type Tone = (typeof tones)[number];

/** What a team has done with a report. */
export const reportStatuses = ['NEW', 'REVIEWED', 'ARCHIVED'] as const;
/** One of {@link reportStatuses}. */
export type ReportStatus = (typeof reportStatuses)[number];

/**
 * How a report's publication time is known: from the feed's entry, from the entry's 'updated', from the page, or
 * not at all, in which case it is the time at which the entry was first seen.
 */
export const publishedAtSources = ['ENTRY', 'ENTRY_UPDATED', 'PAGE', 'FIRST_SEEN'] as const;
/** One of {@link publishedAtSources}. */
export type PublishedAtSource = (typeof publishedAtSources)[number];

/**
 * Whose address a report's url is: the one that the feed links to; the publisher's, taken out of a link of Google's; or
 * still Google's, which does not say where it leads, so that no page was read.
 */
export const urlResolutions = ['DIRECT', 'UNWRAPPED', 'UNRESOLVED'] as const;
/** One of {@link urlResolutions}. */
export type UrlResolution = (typeof urlResolutions)[number];

/** One brand in one article, with its evidence. */
export interface Mention {
  /** The brand's canonical name. */
  brand: string;
  position: MentionPosition;
  /** How often the brand is named in title, summary and text together; at least 1. */
  count: number;
  /** Null when it was not judged: its article's language is not read, or an analyst counted what the finder had not. */
  tone: Tone | null;
  /** Tone as a number, -1 (hostile) to 1 (enthusiastic); null as `tone`. */
  score: number | null;
  /** How sure the finder is that the brand is meant, 0 to 1. */
  confidence: number;
  /** The sentence in which the brand stands, as published, at most 500 characters. */
  quote: string;
  /** Why it is counted; null when it was read before reasons were kept. */
  reason: MentionReason | null;
  /** The spelling of the brand that its surest hit has, as the catalogue or the tenant writes it; null as `reason`. */
  name: string | null;
}

/** No more of what is not counted is kept of one article. */
export const mostRejectedMentions = 50;

/** What the analysis says of one article. */
export interface Analysis {
  /** ISO 639-1, null when it cannot be told. */
  language: string | null;
  /** How sure the language is, 0 to 1; null when it is. */
  languageConfidence: number | null;
  analysis: AnalysisExtent;
  /** What it is about, the chief topic first; none when `analysis` is BRANDS_ONLY, and at least one otherwise. */
  topics: Topic[];
  /** Null when `analysis` is BRANDS_ONLY. */
  sentiment: Sentiment | null;
  /** -1 to 1; null as `sentiment`. */
  sentimentScore: number | null;
  /** One for each brand found, most prominent first. */
  mentions: Mention[];
  /** What stands in it as a brand's name and is not counted, the surest first; at most {@link mostRejectedMentions}. */
  rejectedMentions: RejectedMention[];
  /** LOCAL when absent. */
  analysedBy?: AnalysedBy;
  /** Why a language model that is set up was not followed; null or absent otherwise. */
  analysisNote?: AnalysisNote | null;
}

/** What the analysis says of the brands of one article. */
export type FoundMentions = Pick<Analysis, 'mentions' | 'rejectedMentions'>;

/** A report on its way into the database: read, recognised as new, analysed. */
export interface NewReport extends Analysis {
  title: string;
  /** The address of the article, as published; null when the entry links nowhere. */
  url: string | null;
  /** Null when there is no url. */
  urlResolution: UrlResolution | null;
  /** The address by which it is recognised: no tracking parameters, no fragment. */
  canonicalUrl: string | null;
  /** Absolute http(s) address of the picture that the page is shown with elsewhere. */
  imageUrl: string | null;
  /** The outlet's name or, failing that, its domain. */
  source: string;
  provider: Provider;
  author: string | null;
  publishedAt: Date;
  publishedAtSource: PublishedAtSource;
  /** The date as the feed or page wrote it, null when it wrote none. */
  publishedAtRaw: string | null;
  summary: string | null;
  fullText: string | null;
  /** Those that the feed gives the entry. */
  categories: string[];
  /** Every key by which the report is known, at least one (see ingestion/dedupe). */
  keys: string[];
  /** By what other reports of the same news are found. */
  signature: StorySignature;
}

/** A report as it is stored, without its full text, which is long and fetched only when wanted. */
export interface Report {
  id: string;
  tenantId: string;
  /** Null when the feed has been deleted. */
  feedId: string | null;
  title: string;
  url: string | null;
  urlResolution: UrlResolution | null;
  imageUrl: string | null;
  source: string;
  provider: Provider;
  author: string | null;
  language: string | null;
  /** Null for reports of old, too. */
  languageConfidence: number | null;
  analysis: AnalysisExtent;
  publishedAt: Date;
  publishedAtSource: PublishedAtSource;
  ingestedAt: Date;
  summary: string | null;
  /** Canonical names, most prominent first. */
  brands: string[];
  /** The first of `topics`; null when there is none. */
  topic: Topic | null;
  topics: Topic[];
  /** Null when `analysis` is BRANDS_ONLY. */
  sentiment: Sentiment | null;
  /** -1 to 1; null as `sentiment`. */
  sentimentScore: number | null;
  analysedBy: AnalysedBy;
  /** Why a language model that is set up was not followed. */
  analysisNote: AnalysisNote | null;
  status: ReportStatus;
}

/** What lists usually show of a report. */
export type ListedReport = Omit<
  Report,
  | 'tenantId'
  | 'urlResolution'
  | 'imageUrl'
  | 'languageConfidence'
  | 'analysis'
  | 'publishedAtSource'
  | 'topics'
  | 'analysedBy'
  | 'analysisNote'
>;

/** What reports can be ordered by. */
export type ReportOrderField = 'PUBLISHED_AT' | 'INGESTED_AT';

/** Which reports: all conditions hold together, an absent one restricts nothing, lists are never empty unless said. */
export interface ReportFilter {
  /** Canonical names. */
  brandsAll?: string[];
  brandsAny?: string[];
  brandsNone?: string[];
  /** In websearch syntax. */
  search?: string;
  /** Of its first topic. */
  topics?: Topic[];
  sentiments?: Sentiment[];
  statuses?: ReportStatus[];
  providers?: Provider[];
  feedIds?: string[];
  /** These reports, of which there may be none: those of the stories that were asked for. */
  ids?: string[];
  /** Names of people, in any case, with or without accents. */
  authors?: string[];
  /** Outlets, in any case. */
  sources?: string[];
  /** ISO 639-1, lower case. */
  languages?: string[];
  /** Published at this moment or later. */
  publishedAfter?: Date;
  /** Published before this moment. */
  publishedBefore?: Date;
  /** Further filters that must let it through as well: a saved search's, a brand's, a feed's. */
  and?: ReportFilter[];
}
