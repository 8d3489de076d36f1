import type { JWTPayload } from 'jose';
import { CodedError } from '../model/errors.ts';
import { type Role, roles } from '../model/principal.ts';

/** What a token says of who holds it. */
export interface TokenClaims {
  /** The slug or the id of the tenant that the token is for. */
  tenant: string;
  role: Role;
  /** In lower case; null when there is none, or its issuer says that nobody verified it. */
  email: string | null;
  /** Whom the issuer calls the holder. */
  subject: string | null;
  expiresAt: Date;
}

/** Under which names a token's claims hold what we need. */
export interface ClaimNames {
  tenantClaim: string;
  roleClaim: string;
}

/** Every slug and every id of a tenant is written so; nothing else is worth a question to the database. */
const tenantForm = /^[a-z0-9-]{1,63}$/i;
const emailForm = /^[^\s\p{Cc}@]+@[^\s\p{Cc}@]+$/u;

/**
 * Reads the claims of a token whose signature, issuer, audience and time were found good. The name of a claim may be
 * its own (`https://fashion-hunting.example/tenant`) or, where there is none of that name, a path (`realm_access.roles`).
 *
 * @throws {CodedError} UNAUTHENTICATED when the tenant or the role is missing or cannot be used
 */
export function readClaims(payload: JWTPayload, { tenantClaim, roleClaim }: ClaimNames): TokenClaims {
  return {
    tenant: tenantIn(claimOf(payload, tenantClaim), tenantClaim),
    role: roleIn(claimOf(payload, roleClaim), roleClaim),
    email: emailIn(payload),
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

/** Whoever may enter any address with an issuer that does not verify them must not become its owner here. */
function emailIn({ email, email_verified: isVerified }: JWTPayload): string | null {
  if (typeof email !== 'string' || !emailForm.test(email) || isVerified === false) return null;
  return email.toLowerCase();
}

function expiryIn(seconds: number | undefined): Date {
  const date = new Date((seconds ?? Number.NaN) * 1_000);
  if (!Number.isNaN(date.getTime())) return date;
  throw refused(`The token's claim "exp" is ${shown(seconds)}; it must be a moment in seconds since 1970.`);
}

function refused(message: string): CodedError {
  return new CodedError('UNAUTHENTICATED', message);
}
