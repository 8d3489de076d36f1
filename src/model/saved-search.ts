import type { Provider, ReportStatus, Sentiment, Topic } from './report.ts';

/** A condition on brands as it was given: names or aliases, in any case. */
export interface SavedBrandsCondition {
  all?: string[];
  any?: string[];
  none?: string[];
}

/**
 * A report filter as a person gave it, checked: it is read anew whenever it is used, so that it follows a brand that
 * was merged or got another name. Times are texts, RFC 3339.
 */
export interface SavedReportFilter {
  brands?: SavedBrandsCondition;
  search?: string;
  topics?: Topic[];
  sentiments?: Sentiment[];
  statuses?: ReportStatus[];
  providers?: Provider[];
  feedIds?: string[];
  storyIds?: string[];
  authors?: string[];
  sources?: string[];
  languages?: string[];
  publishedAfter?: string;
  publishedBefore?: string;
}

/** A report filter with a name. */
export interface SavedSearch {
  id: string;
  /** Unique in the tenant, in any case. */
  name: string;
  filter: SavedReportFilter;
  createdAt: Date;
  updatedAt: Date;
}

/** Searches that one tenant may have saved. */
export const mostSavedSearches = 500;
