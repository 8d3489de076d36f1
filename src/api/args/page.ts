import { type CursorScope, decodeCursor } from '../../model/cursor.ts';
import { badFields, CodedError } from '../../model/errors.ts';
import type { PageRequest, Position } from '../../model/page.ts';
import { type ApiLimits, inputLimits } from '../limits/limits.ts';
import { isId, isStorable, isStorableTime } from './values.ts';

/** The paging arguments of every connection, as GraphQL hands them over. */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** What a list is ordered by, before the id; names that stand for ids are ordered by a count first, or by themselves. */
export type OrderedBy = 'time' | 'text' | 'count' | 'name';

/**
 * The page that paging arguments ask for.
 *
 * @throws {FaultyFields} BAD_USER_INPUT when a size is out of range, both sizes are given, or a cursor does not fit
 */
export function readPage(
  args: PageArgs,
  scope: CursorScope,
  { pageSize }: Pick<ApiLimits, 'pageSize'>,
  orderedBy: OrderedBy = 'time',
): PageRequest {
  const { first, last, after, before } = args;
  if (isGiven(first) && isGiven(last)) {
    throw badFields([
      { field: 'first', message: `${first} and last: ${last} cannot be combined. Give one of them.` },
    ]);
  }
  return {
    take: isGiven(last) ? 'last' : 'first',
    size: isGiven(last)
      ? readSize('last', last, pageSize)
      : readSize('first', first ?? Math.min(inputLimits.usualPageSize, pageSize), pageSize),
    after: isGiven(after) ? readCursor('after', after, scope, orderedBy) : null,
    before: isGiven(before) ? readCursor('before', before, scope, orderedBy) : null,
  };
}

/** A cursor's checksum is no secret: somebody may make one up for a place that is none. */
function readCursor(argument: string, cursor: string, scope: CursorScope, orderedBy: OrderedBy): Position {
  const madeUp = badFields([
    {
      field: argument,
      message: 'this cursor names no place in a list. Pass one that this list returned.',
    },
  ]);
  try {
    const { value, id } = decodeCursor(cursor, scope, argument);
    if (isPlace[orderedBy]({ value, id })) return { value, id };
  } catch (error) {
    throw error instanceof CodedError ? error : madeUp;
  }
  throw madeUp;
}

const isPlace: Record<OrderedBy, (position: Position) => boolean> = {
  time: ({ value, id }) => isId(id) && isWrittenTime(value),
  text: ({ value, id }) => isId(id) && isStorable(value),
  // A count is negative where the largest come first.
  count: ({ value, id }) => /^-?\d{1,9}$/.test(value) && isStorable(id),
  name: ({ value, id }) => value === id && isStorable(id),
};

function isWrittenTime(value: string): boolean {
  const time = new Date(value);
  return isStorableTime(time) && time.toISOString() === value;
}

/** How many are wanted, as it was given. @throws {FaultyFields} BAD_USER_INPUT when that is not 1 to `most` */
export function readSize(argument: 'first' | 'last', size: number, most: number): number {
  if (size >= 1 && size <= most) return size;
  throw badFields([{ field: argument, message: `${size} is out of range. Ask for 1 to ${most}.` }]);
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
