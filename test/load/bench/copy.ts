import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

/** A value in a row of COPY. */
export type Cell = string | number | null | Date | readonly string[];

const chunkLength = 1 << 18;

/**
 * Writes rows by COPY (PostgreSQL documentation, COPY, text format).
 *
 * @param target `table (columns…)`
 */
export async function copyRows(
  connection: pg.Client,
  target: string,
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  await pipeline(Readable.from(chunksOf(rows)), connection.query(from(`COPY ${target} FROM STDIN`)));
}

function* chunksOf(rows: Iterable<readonly Cell[]>): Generator<Buffer, void> {
  let text = '';
  for (const row of rows) {
    text += `${row.map(cellText).join('\t')}\n`;
    if (text.length < chunkLength) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'string') return escaped(cell);
  return escaped(`{${cell.map((text) => `"${text.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`);
}

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => escapes.get(character) ?? character);
}

const escapes = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);
