/** The paging arguments of a connection. */
export interface PagingArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** What a connection must answer. */
export interface ExpectedPage<Edge> {
  edges: Edge[];
  hasPreviousPage: boolean;
  hasNextPage: boolean;
}

const usualFirst = 20;

/**
 * The algorithm of the Relay connections specification (section 4, Pagination algorithm) over a list in memory, with
 * what it leaves to the server decided: without `first` and `last`, `first` is 20; a cursor's own edge counts as
 * standing outside of the page it bounds; and cursors that have crossed leave nothing between them.
 */
export function expectedPage<Edge extends { cursor: string }>(
  allEdges: readonly Edge[],
  { first, after, last, before }: PagingArguments,
): ExpectedPage<Edge> {
  const edges = applyCursorsToEdges(allEdges, before, after);
  const size = last ?? first ?? usualFirst;
  return {
    edges: isSet(last) ? edges.slice(Math.max(0, edges.length - size)) : edges.slice(0, size),
    hasPreviousPage: isSet(last) ? edges.length > size : indexOf(allEdges, after) >= 0,
    hasNextPage: isSet(last) ? indexOf(allEdges, before) >= 0 : edges.length > size,
  };
}

function applyCursorsToEdges<Edge extends { cursor: string }>(
  allEdges: readonly Edge[],
  before: string | null | undefined,
  after: string | null | undefined,
): Edge[] {
  const beforeAt = indexOf(allEdges, before);
  return allEdges.slice(indexOf(allEdges, after) + 1, beforeAt < 0 ? allEdges.length : beforeAt);
}

function indexOf(edges: readonly { cursor: string }[], cursor: string | null | undefined): number {
  return isSet(cursor) ? edges.findIndex((edge) => edge.cursor === cursor) : -1;
}

function isSet<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
