import { createHash } from 'node:crypto';
import { badFields } from './errors.ts';
import type { Position } from './page.ts';

/**
 * What a cursor is bound to: it is refused in a list of another tenant, another kind or another order. The binding
 * is a checksum, no secret: a cursor grants nothing, every query asks for the tenant's own rows anyway.
 */
export interface CursorScope {
  tenantId: string;
  /** The list and its order: `reports:PUBLISHED_AT:DESC`. */
  list: string;
}

const tagBytes = 8;

/** The opaque cursor of a place in a list. */
export function encodeCursor(position: Position, scope: CursorScope): string {
  const place = JSON.stringify([position.value, position.id]);
  return Buffer.concat([tag(place, scope), Buffer.from(place)]).toString('base64url');
}

/**
 * The place that a cursor stands for.
 *
 * @param argument the name of the argument it came in, which is the faulty field
 * @throws {FaultyFields} BAD_USER_INPUT when it is cut, foreign, or made for another order
 */
export function decodeCursor(cursor: string, scope: CursorScope, argument: string): Position {
  const bytes = Buffer.from(cursor, 'base64url');
  const place = bytes.subarray(tagBytes).toString();
  if (bytes.length <= tagBytes || !bytes.subarray(0, tagBytes).equals(tag(place, scope))) {
    const message = `"${cursor.slice(0, 100)}" is no cursor of this list. Pass one that this list returned, with the same orderBy.`;
    throw badFields([{ field: argument, message }]);
  }
  const [value, id] = JSON.parse(place) as [string, string];
  return { value, id };
}

function tag(place: string, scope: CursorScope): Buffer {
  return createHash('sha256')
    .update(`${scope.tenantId}\n${scope.list}\n${place}`)
    .digest()
    .subarray(0, tagBytes);
}
