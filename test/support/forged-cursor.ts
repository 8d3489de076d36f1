import { createHash } from 'node:crypto';

/** A cursor with a correct checksum, as somebody can make it up who knows how cursors are made. */
export function forgeCursor(tenantId: string, list: string, place: string): string {
  const checksum = createHash('sha256').update(`${tenantId}\n${list}\n${place}`).digest().subarray(0, 8);
  return Buffer.concat([checksum, Buffer.from(place)]).toString('base64url');
}
