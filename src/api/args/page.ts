import { type CursorScope, decodeCursor } from '../../model/cursor.ts';
import { badInput } from '../../model/errors.ts';
import type { PageRequest } from '../../model/page.ts';
import { limits } from '../limits.ts';

/** The paging arguments of every connection, as GraphQL hands them over. */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/**
 * The page that paging arguments ask for.
 *
 * @throws {CodedError} BAD_USER_INPUT when a size is out of range, both sizes are given, or a cursor does not fit
 */
export function readPage(args: PageArgs, scope: CursorScope): PageRequest {
  const { first, last, after, before } = args;
  if (isGiven(first) && isGiven(last)) {
    throw badInput(`first: ${first} and last: ${last} cannot be combined. Give one of them.`);
  }
  return {
    take: isGiven(last) ? 'last' : 'first',
    size: isGiven(last) ? checkedSize('last', last) : checkedSize('first', first ?? limits.pageSize.usual),
    after: isGiven(after) ? decodeCursor(after, scope, 'after') : null,
    before: isGiven(before) ? decodeCursor(before, scope, 'before') : null,
  };
}

function checkedSize(argument: 'first' | 'last', size: number): number {
  if (size >= 1 && size <= limits.pageSize.most) return size;
  throw badInput(`${argument}: ${size} is out of range. Ask for 1 to ${limits.pageSize.most}.`);
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
