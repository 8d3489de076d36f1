import type { Direction, Page, PageRequest, Position } from '../model/page.ts';
import { named, Prisma, type Statements } from './database.ts';

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

/**
 * Reads one page of a list: one statement, or two where a cursor is given.
 *
 * @param name the statement's name
 * @param select `SELECT … FROM … WHERE …` of the whole list; conditions are added to it with AND
 */
export async function readPage<Row>(
  statements: Statements,
  name: string,
  select: Prisma.Sql,
  order: KeysetOrder,
  page: PageRequest,
): Promise<Page<Row>> {
  const between = betweenCursors(order, page);
  const rows = statements.$queryRaw<Row[]>(
    named(`${name}.page`, Prisma.sql`${select} AND ${between} ${pageEnd(order, page)}`),
  );
  return toPage(await rows, page, await isAnyBehind(statements, name, select, behindCursor(order, page)));
}

/** Whether a list has a row that fits {@link behindCursor}; asks nothing when there is no cursor. */
export async function isAnyBehind(
  statements: Statements,
  name: string,
  select: Prisma.Sql,
  behind: Prisma.Sql | null,
): Promise<boolean> {
  if (!behind) return false;
  const [row] = await statements.$queryRaw<{ found: boolean }[]>(
    named(`${name}.behindCursor`, Prisma.sql`SELECT EXISTS (${select} AND ${behind}) AS found`),
  );
  return row?.found ?? false;
}

function isBeyond(
  order: KeysetOrder,
  { value, id }: Position,
  operator: '<' | '>' | '<=' | '>=',
): Prisma.Sql {
  const typed = order.type === 'text' ? Prisma.sql`${value}::text` : Prisma.sql`${value}::timestamptz`;
  return Prisma.sql`(${order.column}, ${order.id}) ${Prisma.raw(operator)} (${typed}, ${id}::uuid)`;
}
