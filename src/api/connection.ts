import { type CursorScope, encodeCursor } from '../model/cursor.ts';
import type { Page, Position } from '../model/page.ts';

/** An edge of a {@link Connection}. */
export interface Edge<Row> {
  cursor: string;
  node: Row;
}

/**
 * A page as GraphQL shows it (Relay connections specification). Its parts are made when they are read, and GraphQL
 * reads only what was selected: so nothing is counted unless totalCount was asked for.
 */
export class Connection<Row> {
  constructor(
    private readonly page: Page<Row>,
    private readonly scope: CursorScope,
    private readonly positionOf: (row: Row) => Position,
    private readonly count: () => Promise<number>,
  ) {}

  get edges(): Edge<Row>[] {
    return this.page.rows.map((node) => ({ cursor: this.cursorOf(node), node }));
  }

  get nodes(): Row[] {
    return this.page.rows;
  }

  get pageInfo() {
    const { rows, hasNextPage, hasPreviousPage } = this.page;
    const [first, last] = [rows.at(0), rows.at(-1)];
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first === undefined ? null : this.cursorOf(first),
      endCursor: last === undefined ? null : this.cursorOf(last),
    };
  }

  get totalCount(): Promise<number> {
    return this.count();
  }

  private cursorOf(row: Row): string {
    return encodeCursor(this.positionOf(row), this.scope);
  }
}
