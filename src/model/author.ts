/** A person who wrote some of a tenant's reports. */
export interface Author {
  /** Folded: unique in the tenant (see {@link authorKey} of the byline). */
  key: string;
  name: string;
  /** When the last of the reports was published. */
  lastSeenAt: Date;
}

/** Which authors: all conditions hold together, an absent one restricts nothing. */
export interface AuthorFilter {
  /** A part of a name, folded. */
  search?: string;
}

/** In how many reports a brand is found. */
export interface BrandCount {
  /** The brand's canonical name. */
  brand: string;
  reportCount: number;
}
