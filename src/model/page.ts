/** A place in an ordered list: the value it is ordered by, and the id (or name) that tells equal values apart. */
export interface Position {
  /** A time as ISO 8601 in UTC with milliseconds, a whole number, or a text. */
  value: string;
  id: string;
}

/** Which way an ordered list runs. */
export type Direction = 'ASC' | 'DESC';

/** One page of an ordered list: the first or the last `size` rows between two places, both left out. */
export interface PageRequest {
  size: number;
  /** `first`: from the start or `after` on. `last`: from the end or `before` back. */
  take: 'first' | 'last';
  after: Position | null;
  before: Position | null;
}

/** The rows of a page, always in the order of the list, whichever end they were taken from. */
export interface Page<Row> {
  rows: Row[];
  hasPreviousPage: boolean;
  hasNextPage: boolean;
}
