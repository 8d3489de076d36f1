import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { CodedError } from '../model/errors.ts';
import { type ClaimRules, readClaims, shown, type TokenClaims } from './token-claims.ts';

/** Whose tokens are accepted, and what their claims are called. */
export interface TokenOptions extends ClaimRules {
  /** Where the issuer publishes its keys, as a JSON Web Key Set (RFC 7517). */
  jwksUrl: string;
  /** What the claim `iss` must be. */
  issuer: string;
  /** What the claim `aud` must be or hold. */
  audience: string;
}

/** How the issuer's keys are fetched. */
export interface JwksLimits {
  /** The fetch is waited for no longer, in milliseconds. */
  timeoutMs: number;
  /** For so long after a fetch, in milliseconds, a key that was not in it is not looked for again. */
  cooldownMs: number;
}

/** Reads tokens. */
export interface TokenReader {
  /**
   * What a JSON Web Token (RFC 7519) says of who holds it.
   *
   * @throws {CodedError} UNAUTHENTICATED, with the reason, when it cannot be trusted or does not say enough;
   * UNAVAILABLE when the issuer's keys cannot be had
   */
  read(token: string): Promise<TokenClaims>;
}

const usualLimits: JwksLimits = { timeoutMs: 5_000, cooldownMs: 30_000 };
/** The clocks of the issuer and this machine may be so far apart, in seconds. */
const clockTolerance = 5;

/**
 * Only signatures with a private key: whoever can check the others can forge them, and a public key must not be taken
 * for the secret of one (RFC 8725, 2.1).
 */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/**
 * Makes a reader of the tokens of one issuer. Its keys are fetched when the first token comes, kept for ten minutes,
 * and fetched again for a token that names another one: so issuers change their keys.
 *
 * @param now milliseconds; by it tokens expire
 */
export function createTokenReader(
  { jwksUrl, issuer, audience, ...rules }: TokenOptions,
  { timeoutMs, cooldownMs }: JwksLimits = usualLimits,
  now: () => number = Date.now,
): TokenReader {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: timeoutMs,
    cooldownDuration: cooldownMs,
  });
  const findKey: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw withoutKey(error, header.kid, timeoutMs);
    }
  };
  return {
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, findKey, {
          algorithms,
          issuer,
          audience,
          requiredClaims: ['exp'],
          clockTolerance,
          currentDate: new Date(now()),
        });
        return readClaims(payload, rules);
      } catch (error) {
        throw error instanceof errors.JOSEError ? refusalOf(error, token, { issuer, audience }) : error;
      }
    },
  };
}

/** Why there is no key for a token: for a reason in the token, or because the keys cannot be had. */
function withoutKey(error: unknown, kid: string | undefined, timeoutMs: number): CodedError {
  if (error instanceof errors.JWKSNoMatchingKey) {
    const which = kid === undefined ? 'its algorithm' : `the name ${shown(kid)} (kid) and its algorithm`;
    return refused(`The token's issuer publishes no key with ${which}. Get a new token.`);
  }
  if (error instanceof errors.JWKSMultipleMatchingKeys) {
    return refused("The token does not say which of its issuer's keys signed it: its header needs a kid.");
  }
  const reason = failureOfFetch(error, timeoutMs);
  return new CodedError(
    'UNAVAILABLE',
    `The token cannot be checked: the keys of its issuer cannot be had, ${reason}. Try again shortly.`,
  );
}

function failureOfFetch(error: unknown, timeoutMs: number): string {
  if (error instanceof errors.JWKSTimeout) return `they did not come within ${timeoutMs / 1_000} s`;
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  // So Node's fetch tells that it failed.
  if (error instanceof TypeError && cause instanceof Error) {
    return `their server cannot be reached (${'code' in cause ? String(cause.code) : cause.message})`;
  }
  return `what came cannot be used (${message})`;
}

/** Why a token is refused, in words. The token itself never stands in them. */
function refusalOf(
  error: InstanceType<typeof errors.JOSEError>,
  token: string,
  { issuer, audience }: { issuer: string; audience: string },
): CodedError {
  if (error instanceof errors.JWTExpired) {
    return refused('The token has expired. Get a new one.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refused(`The token ${faultOfClaim(error, { iss: issuer, aud: audience })}`);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    const { alg } = decodeProtectedHeader(token);
    return refused(
      `The token is signed with ${shown(alg)}, which is not accepted. Accepted: ${algorithms.join(', ')}.`,
    );
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return refused("The signature of the token is not its issuer's, or the token was changed.");
  }
  return refused(`The token cannot be read: ${error.message}.`);
}

function faultOfClaim(
  { claim, reason, payload }: InstanceType<typeof errors.JWTClaimValidationFailed>,
  expected: Readonly<Record<string, string>>,
): string {
  if (reason === 'missing') return `has no claim "${claim}", which is needed.`;
  const value = shown(payload[claim]);
  if (claim === 'nbf' && reason === 'check_failed') return `is not valid yet: its claim "nbf" is ${value}.`;
  const wanted = expected[claim];
  if (wanted !== undefined) return `has the claim "${claim}" ${value}; needed is ${shown(wanted)}.`;
  return `has the claim "${claim}" ${value}, which cannot be used.`;
}

function refused(message: string): CodedError {
  return new CodedError('UNAUTHENTICATED', message);
}
