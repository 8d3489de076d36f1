/** A part of an article's body: a paragraph of plain text, or a heading above the paragraphs that follow it. */
export type Block = string | { heading: string };

/** An article of the demo press. Everything it tells is invented, though the houses are real. */
export interface PressArticle {
  /** Unique in its outlet and never changed: address and guid are made of it. */
  slug: string;
  title: string;
  /** One or two sentences under the title: what feeds give as summary. */
  standfirst: string;
  author: string;
  /** The outlet's own section, which feeds give as category. */
  section: string;
  /** ISO 639-1. */
  language: 'en' | 'fr' | 'it';
  /** Whole days before the day of `now`, at least 1. */
  daysAgo: number;
  /** Time of day in UTC, `HH:MM`. */
  time: string;
  body: Block[];
}

/** How an outlet's feed is written. */
export type FeedStyle = 'RSS_SUMMARIES' | 'ATOM_RELATIVE_LINKS' | 'RSS_FULL_TEXT';

/** An invented outlet. */
export interface PressOutlet {
  /** The first segment of all its addresses. */
  path: string;
  name: string;
  tagline: string;
  /** Of the feed as a whole; single articles may be in another language. */
  language: PressArticle['language'];
  /** CSS colour of its name and links. */
  colour: string;
  feedStyle: FeedStyle;
  /** Newest first. */
  articles: PressArticle[];
}
