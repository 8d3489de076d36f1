import type { JWTPayload } from 'jose';
import { emailAddress } from '../model/email.ts';
import { CodedError } from '../model/errors.ts';
import { type Role, roles, type TokenEmail } from '../model/principal.ts';

/** What a token says of who holds it. */
export interface TokenClaims {
  /** The slug or the id of the tenant that the token is for. */
  tenant: string;
  role: Role;
  /** Null when there is none, which only `isEmailOptional` allows. */
  email: TokenEmail | null;
  /** Whom the issuer calls the holder. */
  subject: string | null;
  expiresAt: Date;
}

/** Under which names a token's claims hold what we need, and what they need not hold. */
export interface ClaimRules {
  tenantClaim: string;
  roleClaim: string;
  /** Whether a token without an address is accepted: nobody can be shut out of it here (docs/decisions/tokens.md). */
  isEmailOptional: boolean;
}

/** Every slug and every id of a tenant is written so; nothing else is worth a question to the database. */
const tenantForm = /^[a-z0-9-]{1,63}$/i;

/**
 * Reads the claims of a token whose signature, issuer, audience and time were found good. The name of a claim may be
 * its own (`https://fashion-hunting.example/tenant`) or, where there is none of that name, a path (`realm_access.roles`).
 *
 * @throws {CodedError} UNAUTHENTICATED when the tenant, the role or the address is missing or cannot be used
 */
export function readClaims(
  payload: JWTPayload,
  { tenantClaim, roleClaim, isEmailOptional }: ClaimRules,
): TokenClaims {
  return {
    tenant: tenantIn(claimOf(payload, tenantClaim), tenantClaim),
    role: roleIn(claimOf(payload, roleClaim), roleClaim),
    email: emailIn(payload, isEmailOptional),
    subject: typeof payload.sub === 'string' ? payload.sub : null,
    expiresAt: expiryIn(payload.exp),
  };
}

/** A value in an error message: as JSON, and cut short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}

function claimOf(payload: JWTPayload, name: string): unknown {
  return own(payload, name) ?? name.split('.').reduce(own, payload);
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function tenantIn(value: unknown, name: string): string {
  if (value === undefined) {
    throw refused(`The token has no claim "${name}", which says the tenant that it is for.`);
  }
  if (typeof value === 'string' && tenantForm.test(value)) return value;
  throw refused(
    `The token's claim "${name}" is ${shown(value)}; it must be the slug or the id of one tenant.`,
  );
}

function roleIn(value: unknown, name: string): Role {
  const allowed = roles.join(', ');
  if (value === undefined) {
    throw refused(`The token has no claim "${name}", which says the role of its holder: ${allowed}.`);
  }
  const held = [value].flat().map((word) => String(word).toUpperCase());
  const role = roles.findLast((role) => held.includes(role));
  if (role) return role;
  throw refused(`The token's claim "${name}" is ${shown(value)}; it must hold one of ${allowed}.`);
}

/** An issuer that says nothing of whether it verifies addresses is taken to do so: many never say it. */
function emailIn(
  { email, email_verified: isVerified = true }: JWTPayload,
  isOptional: boolean,
): TokenEmail | null {
  if (email === undefined || email === null) {
    if (isOptional) return null;
    throw refused(
      'The token has no claim "email", which says whose it is. Ask its issuer for one with it (mostly the scope "email").',
    );
  }
  const address = typeof email === 'string' ? emailAddress(email) : null;
  if (address === null) {
    throw refused(
      `The token's claim "email" is ${shown(email)}; it must be one address like ada@maison-x.example.`,
    );
  }
  // Some issuers write their truths as texts.
  return { address, isVerified: isVerified === true || isVerified === 'true' };
}

function expiryIn(seconds: number | undefined): Date {
  const date = new Date((seconds ?? Number.NaN) * 1_000);
  if (!Number.isNaN(date.getTime())) return date;
  throw refused(`The token's claim "exp" is ${shown(seconds)}; it must be a moment in seconds since 1970.`);
}

function refused(message: string): CodedError {
  return new CodedError('UNAUTHENTICATED', message);
}
