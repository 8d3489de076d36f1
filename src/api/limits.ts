/** What one request may ask for. */
export const limits = {
  /** Rows of one page. */
  pageSize: { most: 100, usual: 20 },
  /** Entries of one list in a filter. */
  listLength: 100,
  /** Characters of a search, a name or a cursor. */
  textLength: 500,
  /** Bytes of a request's body. */
  bodyBytes: 100 * 1024,
  /** Lexical tokens of a GraphQL document. */
  documentTokens: 2_000,
} as const;
