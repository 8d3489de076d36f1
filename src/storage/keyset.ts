import type { Direction, Page, PageRequest, Position } from '../model/page.ts';
import { Prisma } from './database.ts';

/** An order over rows: by one column, equal values by id. Both columns run the same way, so one index serves. */
export interface KeysetOrder {
  column: Prisma.Sql;
  id: Prisma.Sql;
  type: 'timestamptz' | 'text';
  direction: Direction;
}

/** The condition that leaves the rows between a page's cursors; true when it has none. */
export function betweenCursors(order: KeysetOrder, page: PageRequest): Prisma.Sql {
  const conditions = [
    ...(page.after ? [isBeyond(order, page.after, order.direction === 'ASC' ? '>' : '<')] : []),
    ...(page.before ? [isBeyond(order, page.before, order.direction === 'ASC' ? '<' : '>')] : []),
  ];
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ');
}

/**
 * The condition for rows on the far side of the cursor a page starts from, the cursor's own row included: if any row
 * fits, there is a page before a forward page (after a backward one). Null when the page starts at an end.
 */
export function behindCursor(order: KeysetOrder, page: PageRequest): Prisma.Sql | null {
  const start = page.take === 'first' ? page.after : page.before;
  if (!start) return null;
  const towardsStart = (page.take === 'first') === (order.direction === 'ASC');
  return isBeyond(order, start, towardsStart ? '<=' : '>=');
}

/** ORDER BY and LIMIT of a page: from the end it is taken from, one row more than wanted, to know if more follows. */
export function pageEnd(order: KeysetOrder, page: PageRequest): Prisma.Sql {
  const forwards = (page.take === 'first') === (order.direction === 'ASC');
  const way = Prisma.raw(forwards ? 'ASC' : 'DESC');
  return Prisma.sql`ORDER BY ${order.column} ${way}, ${order.id} ${way} LIMIT ${page.size + 1}`;
}

/** Makes a page of the rows that {@link pageEnd} gave; `behind` says whether a row stands behind its first cursor. */
export function toPage<Row>(rows: Row[], page: PageRequest, behind: boolean): Page<Row> {
  const more = rows.length > page.size;
  const wanted = rows.slice(0, page.size);
  return page.take === 'first'
    ? { rows: wanted, hasNextPage: more, hasPreviousPage: behind }
    : { rows: wanted.reverse(), hasNextPage: behind, hasPreviousPage: more };
}

function isBeyond(order: KeysetOrder, { value, id }: Position, operator: '<' | '>' | '<=' | '>='): Prisma.Sql {
  const typed = order.type === 'text' ? Prisma.sql`${value}::text` : Prisma.sql`${value}::timestamptz`;
  return Prisma.sql`(${order.column}, ${order.id}) ${Prisma.raw(operator)} (${typed}, ${id}::uuid)`;
}
