/**
 * What is kept of an article to tell whether another one tells the same news. Words are kept as hashes of 32 bits, as
 * signed numbers.
 */
export interface StorySignature {
  /** Two articles that share none of these are not compared: bands of hashes of title, names and text. */
  keys: number[];
  /** The words of the title that tell it from others. */
  titleWords: number[];
  /** The words of the title that many titles have, brands among them. */
  commonTitleWords: number[];
  /** Names and numbers in title, summary and the beginning of the text. */
  names: number[];
  /** The other telling words of summary and beginning of the text. */
  leadWords: number[];
  /** MinHash of the text's runs of words; null for an article without a text. */
  textHashes: number[] | null;
  /** How many runs of words the text has. */
  textRuns: number;
}

/** An article as a member of a story. */
export interface StoryMember {
  id: string;
  publishedAt: Date;
  /** ISO 639-1, null when it cannot be told. */
  language: string | null;
  /** Canonical names. */
  brands: readonly string[];
  signature: StorySignature;
}

/** The same news on one outlet or several. */
export interface Story {
  /** The id of the report that founded it, which may have been deleted since. */
  id: string;
  /** How many reports tell it; at least 1. */
  size: number;
  /** The id of the report that was published first. */
  originatorId: string;
  firstPublishedAt: Date;
  lastPublishedAt: Date;
  /** Outlets in the order in which they told it. */
  outlets: string[];
}

/** From its first report to its last a story takes no longer, in milliseconds. */
export const storySpanMs = 72 * 60 * 60 * 1000;
