import { hashApiKey } from '../model/api-key.ts';
import { CodedError } from '../model/errors.ts';
import { type Principal, type Role, roleIncludes } from '../model/principal.ts';

/** How to find who asks. */
export interface FindPrincipal {
  /** Whose key has a hash; null for a key that is unknown or revoked. */
  findByKey: (keyHash: Uint8Array<ArrayBuffer>) => Promise<Principal | null>;
  /**
   * Who holds a token (JSON Web Token); refuses by a CodedError. Null where no tokens are accepted.
   */
  findByToken: ((token: string) => Promise<Principal>) | null;
}

const keyForm = /^fh_[\w-]+$/;
/** Three parts in base64url; the last is empty in one that is not signed, which is for who reads it to refuse. */
const tokenForm = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * Who asks, from the `authorization` header.
 *
 * @throws {CodedError} UNAUTHENTICATED when no live key or token stands in it; whatever `findByToken` throws
 */
export async function authenticate(
  authorization: string | undefined,
  { findByKey, findByToken }: FindPrincipal,
): Promise<Principal> {
  const what = findByToken ? 'key or token' : 'key';
  const form = findByToken ? 'Bearer fh_…, or Bearer and a JSON Web Token' : 'Bearer fh_…';
  if (authorization === undefined) {
    throw unauthenticated(`A ${what} is needed. Send it in the header: authorization: ${form}`);
  }
  const credentials = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
  if (keyForm.test(credentials)) {
    const principal = await findByKey(hashApiKey(credentials));
    if (principal) return principal;
    throw unauthenticated('This key is not known, or was revoked. Ask an administrator for another.');
  }
  if (tokenForm.test(credentials)) {
    if (findByToken) return findByToken(credentials);
    throw unauthenticated(
      'Tokens are not accepted here. Send a key in the header: authorization: Bearer fh_…',
    );
  }
  throw unauthenticated(`The authorization header holds no ${what}. Write it as: ${form}`);
}

/** @throws {CodedError} FORBIDDEN when a principal's role does not include the one that is needed */
export function demandRole(principal: Principal, needed: Role): void {
  if (roleIncludes(principal.role, needed)) return;
  const holder = principal.keyId === null ? 'token' : 'key';
  throw new CodedError('FORBIDDEN', `This needs the role ${needed}; the ${holder} has ${principal.role}.`);
}

function unauthenticated(message: string): CodedError {
  return new CodedError('UNAUTHENTICATED', message);
}
