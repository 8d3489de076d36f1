import type { Direction, Page, PageRequest, Position } from '../model/page.ts';
import { named, Prisma } from './database.ts';
import type { Statements } from './reader.ts';

/** What a list is ordered by: the types of its two columns. Rows of an aggregate have no id: their name stands for it. */
const types = {
  timestamptz: { column: Prisma.sql`timestamptz`, id: Prisma.sql`uuid` },
  text: { column: Prisma.sql`text`, id: Prisma.sql`uuid` },
  count: { column: Prisma.sql`integer`, id: Prisma.sql`text` },
  name: { column: Prisma.sql`text`, id: Prisma.sql`text` },
};

/** An order over rows: by one column, equal values by id. Both columns run the same way, so one index serves. */
export interface KeysetOrder {
  column: Prisma.Sql;
  id: Prisma.Sql;
  type: keyof typeof types;
  direction: Direction;
  /** Whether the rows are a set that was collected, and come in no order: no index has them in order. */
  isCollected?: boolean;
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
 * Condition, ORDER BY and LIMIT for the nearest row on the far side of the cursor a page starts from, the cursor's own
 * row included: if there is one, there is a page before a forward page (after a backward one). Null when the page
 * starts at an end. The order keeps the planner on the order's index: a bare EXISTS reads the table from its start
 * when it takes most rows to fit, and may meet all others first. Of a set that was collected any row does: put in order,
 * all of them would be read for the one.
 */
export function behindCursor(order: KeysetOrder, page: PageRequest): Prisma.Sql | null {
  const start = page.take === 'first' ? page.after : page.before;
  if (!start) return null;
  const beyond = isBeyond(order, start, ascends(order, page) ? '<=' : '>=');
  return order.isCollected
    ? Prisma.sql`${beyond} LIMIT 1`
    : Prisma.sql`${beyond} ${orderBy(order, !ascends(order, page))} LIMIT 1`;
}

/** ORDER BY and LIMIT of a page: from the end it is taken from, one row more than wanted, to know if more follows. */
export function pageEnd(order: KeysetOrder, page: PageRequest): Prisma.Sql {
  return Prisma.sql`${readingOrder(order, page)} LIMIT ${page.size + 1}`;
}

/** ORDER BY of a page's rows as they are read: from the end it is taken from. */
export function readingOrder(order: KeysetOrder, page: PageRequest): Prisma.Sql {
  return orderBy(order, ascends(order, page));
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
  return toPage(await rows, page, await isAnyBehind(statements, behindStatement(name, select, order, page)));
}

/**
 * The statement that says whether a list has a row that fits {@link behindCursor}; null when there is no cursor.
 *
 * @param select as for {@link readPage}
 */
export function behindStatement(
  name: string,
  select: Prisma.Sql,
  order: KeysetOrder,
  page: PageRequest,
): Prisma.Sql | null {
  const behind = behindCursor(order, page);
  if (!behind) return null;
  // Not EXISTS, which would have the planner forget the order.
  return named(
    `${name}.behindCursor`,
    Prisma.sql`SELECT count(*) > 0 AS found FROM (${select} AND ${behind}) AS nearest`,
  );
}

/** What a {@link behindStatement} says; false when there is none. */
export async function isAnyBehind(statements: Statements, statement: Prisma.Sql | null): Promise<boolean> {
  if (!statement) return false;
  const [row] = await statements.$queryRaw<{ found: boolean }[]>(statement);
  return row?.found ?? false;
}

/** Whether a page's rows are read in ascending order. */
export function ascends({ direction }: Pick<KeysetOrder, 'direction'>, page: PageRequest): boolean {
  return (page.take === 'first') === (direction === 'ASC');
}

function orderBy(order: KeysetOrder, ascending: boolean): Prisma.Sql {
  const way = Prisma.raw(ascending ? 'ASC' : 'DESC');
  return Prisma.sql`ORDER BY ${order.column} ${way}, ${order.id} ${way}`;
}

function isBeyond(
  order: KeysetOrder,
  { value, id }: Position,
  operator: '<' | '>' | '<=' | '>=',
): Prisma.Sql {
  const type = types[order.type];
  const place = Prisma.sql`(${value}::${type.column}, ${id}::${type.id})`;
  return Prisma.sql`(${order.column}, ${order.id}) ${Prisma.raw(operator)} ${place}`;
}
