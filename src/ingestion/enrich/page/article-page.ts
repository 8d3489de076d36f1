/** What a page says of its article. Every text is plain: no HTML, single spaces. */
export interface ArticlePage {
  /** The address that answered, after redirects. */
  address: string;
  title: string | null;
  /** Paragraphs separated by an empty line; null when the page has no article text worth keeping. */
  text: string | null;
  /** What the page says the article is about, in a sentence or two. */
  description: string | null;
  author: string | null;
  /** Null when the page gives no date, or one that cannot be read. */
  publishedAt: Date | null;
  /** The date as the page writes it. */
  publishedAtRaw: string | null;
  /** As the page declares it ('en-GB'). */
  language: string | null;
  /** The name by which the outlet calls itself. */
  siteName: string | null;
  /** Absolute http(s) address that the page gives as its own. */
  canonicalUrl: string | null;
  /** Absolute http(s) address of the picture that the page is shown with elsewhere. */
  imageUrl: string | null;
}
