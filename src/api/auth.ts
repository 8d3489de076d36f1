import { hashApiKey } from '../model/api-key.ts';
import { CodedError } from '../model/errors.ts';
import { type Principal, type Role, roleIncludes } from '../model/principal.ts';

/** Finds whose key has a hash; null for a key that is unknown or revoked. */
export type FindPrincipal = (keyHash: Uint8Array<ArrayBuffer>) => Promise<Principal | null>;

/**
 * Who asks, from the `authorization` header.
 *
 * @throws {CodedError} UNAUTHENTICATED when no live key stands in it
 */
export async function authenticate(
  authorization: string | undefined,
  findPrincipal: FindPrincipal,
): Promise<Principal> {
  if (authorization === undefined) {
    throw unauthenticated('A key is needed. Send it in the header: authorization: Bearer fh_…');
  }
  const key = /^Bearer +(fh_[\w-]+) *$/i.exec(authorization)?.[1];
  if (key === undefined) {
    throw unauthenticated('The authorization header holds no key. Write it as: Bearer fh_…');
  }
  const principal = await findPrincipal(hashApiKey(key));
  if (!principal)
    throw unauthenticated('This key is not known, or was revoked. Ask an administrator for another.');
  return principal;
}

/** @throws {CodedError} FORBIDDEN when a principal's role does not include the one that is needed */
export function demandRole(principal: Principal, needed: Role): void {
  if (roleIncludes(principal.role, needed)) return;
  throw new CodedError('FORBIDDEN', `This needs the role ${needed}; the key has ${principal.role}.`);
}

function unauthenticated(message: string): CodedError {
  return new CodedError('UNAUTHENTICATED', message);
}
