/** Where in an article a brand stands: its most prominent place. LIST: one name of a round-up or gift guide. */
export const mentionPositions = ['HEADLINE', 'LEAD', 'BODY', 'LIST'] as const;
/** One of {@link mentionPositions}. */
export type MentionPosition = (typeof mentionPositions)[number];

/**
 * Why a place where a name stands was counted as the brand, or was not.
 * Counted: NAME, an unambiguous name; FULL_NAME, the article names the brand in full elsewhere; CONTEXT, enough
 * evidence near by; SAME_NAME, counted elsewhere in the article; CATEGORY, the feed files the entry under it;
 * CORRECTED, an analyst says so. An analyst's word against a mention is CORRECTED as well, among what is not counted.
 * MODEL, a language model says so, of what the rules counted otherwise; it stands on both sides like CORRECTED.
 * Not counted: LOWER_CASE, an everyday word; OWN_CASE, a short form not in its own case; COUNTER_CONTEXT, words beside
 * it that make it something else; PERSON, somebody's name; LONGER_NAME, part of another name; MISSING_CONTEXT, nothing
 * near by says that the brand is meant; LOW_CONFIDENCE, less sure than the tenant asks for; IGNORED_NAME, the tenant's
 * rules say that this name never counts.
 */
export const mentionReasons = [
  'NAME',
  'FULL_NAME',
  'CONTEXT',
  'SAME_NAME',
  'CATEGORY',
  'CORRECTED',
  'MODEL',
  'LOWER_CASE',
  'OWN_CASE',
  'COUNTER_CONTEXT',
  'PERSON',
  'LONGER_NAME',
  'MISSING_CONTEXT',
  'LOW_CONFIDENCE',
  'IGNORED_NAME',
] as const;

/** One of {@link mentionReasons}. */
export type MentionReason = (typeof mentionReasons)[number];

/** A name of a brand that stands in an article and was not counted as the brand there. */
export interface RejectedMention {
  /** The brand's canonical name. */
  brand: string;
  /** The spelling of the brand that stands there, as the catalogue or the tenant writes it. */
  name: string;
  position: MentionPosition;
  reason: MentionReason;
  /** How sure the finder is that the brand is meant, 0 to 1; 0 when it was refused outright. */
  confidence: number;
  /** The sentence in which it stands, as published, at most 500 characters. */
  quote: string;
}

/** How often one name of a brand was counted of late, and how often not. */
export interface NameStatistics {
  name: string;
  /** Reports in which it was what the brand was counted by. */
  counted: number;
  /** Reports in which it stood and was not counted. */
  rejected: number;
  /** Words of the sentences in which context was missing, and hardly of those in which it counted; at most 10. */
  contextWords: string[];
}

/** What a tenant said once of which names a brand has and how they are to be judged. */
export interface RuleVersion {
  /** 1 is the first; the newest counts. */
  version: number;
  rules: NameRule[];
  /** The tenant's own aliases of the brand with it; null where it was saved before they were kept. */
  ownAliases: string[] | null;
  createdAt: Date;
  /** The person's id; null when it was no person's key, or the person has gone. */
  createdBy: string | null;
}

/** How a tenant wants one name of a brand judged. */
export interface NameRule {
  /** One of the brand's names, as the catalogue or the tenant writes it. */
  name: string;
  /** Whether it never counts, whatever stands near by. */
  ignored: boolean;
  /** Whether it counts only with evidence near by. */
  needsContext: boolean;
  /** Words or phrases that, near by, say that the brand is meant; beside those that the finder knows. */
  contextWords: string[];
  /** Words or phrases that, right before or after it, say that it is something else. */
  counterWords: string[];
}
