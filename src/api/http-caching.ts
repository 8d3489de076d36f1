import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';

/**
 * Keeps answers out of all caches, but for those that say otherwise: only what a GET asked for, and got without an
 * error, may be kept, by the client alone.
 */
export const keepOutOfCaches: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-store');
  next();
};

/**
 * The headers by which a client keeps an answer and asks whether it still holds. The tag is a weak one (RFC 9110, 8.8.1):
 * it stands for the data, however they are compressed on the way, and whatever else is said of how they came.
 *
 * @param maxAge for so long it may be used without asking, in seconds
 */
export function cachingHeaders(data: unknown, maxAge: number): [name: string, value: string][] {
  const digest = createHash('sha256').update(JSON.stringify(data)).digest('base64url');
  return [
    ['cache-control', `private, max-age=${maxAge}, must-revalidate`],
    ['etag', `W/"${digest}"`],
  ];
}

/**
 * Whether a client has what a tag stands for already, by its header `if-none-match` (RFC 9110, 13.1.2). Express would send
 * it whole wherever the client says `no-cache`, which scripts in a browser always do.
 */
export function isKnown(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false;
  const known = ifNoneMatch.split(',').map((tag) => tag.trim());
  return known.some((tag) => tag === '*' || strong(tag) === strong(etag));
}

function strong(tag: string): string {
  return tag.replace(/^W\//, '');
}
