import { describe, expect, it } from 'vitest';
import { authenticate, demandRole } from '../../../src/api/auth.ts';
import { hashApiKey } from '../../../src/model/api-key.ts';
import { CodedError } from '../../../src/model/errors.ts';
import type { Principal } from '../../../src/model/principal.ts';

const byKey: Principal = {
  tenantId: 'house',
  role: 'ANALYST',
  keyId: 'key',
  keyPrefix: 'fh_abcdefgh',
  userId: null,
  expiresAt: null,
};
const byToken: Principal = { ...byKey, keyId: null, keyPrefix: null, expiresAt: new Date() };
const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmVk';

/** Where one key is known and, if they are accepted, one token: who asks, or the words of the refusal. */
async function asked(authorization: string | undefined, { areTokensAccepted = true } = {}) {
  try {
    return await authenticate(authorization, {
      findByKey: async (hash) => (Buffer.compare(hash, hashApiKey('fh_known')) === 0 ? byKey : null),
      findByToken: areTokensAccepted ? async (given) => onlyFor(given) : null,
    });
  } catch (error) {
    if (error instanceof CodedError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

function onlyFor(given: string): Principal {
  if (given === token) return byToken;
  throw new CodedError('UNAUTHENTICATED', `refused: ${given}`);
}

describe('who asks', () => {
  it.each(['Bearer ', 'bearer ', 'BEARER   '])('is found by a key or a token after "%s"', async (scheme) => {
    expect(await asked(`${scheme}fh_known`)).toBe(byKey);
    expect(await asked(`${scheme}fh_known `)).toBe(byKey);
    expect(await asked(`${scheme}${token}`)).toBe(byToken);
  });

  it('is found by a key where no tokens are accepted', async () => {
    expect(await asked('Bearer fh_known', { areTokensAccepted: false })).toBe(byKey);
  });

  it('is told that a key is not known', async () => {
    expect(await asked('Bearer fh_unknown')).toBe(
      'UNAUTHENTICATED: This key is not known, or was revoked. Ask an administrator for another.',
    );
  });

  it('is told that tokens are not accepted, where they are not', async () => {
    expect(await asked(`Bearer ${token}`, { areTokensAccepted: false })).toBe(
      'UNAUTHENTICATED: Tokens are not accepted here. Send a key in the header: authorization: Bearer fh_…',
    );
  });

  it('is told what whoever reads tokens has to say of a token that is not signed', async () => {
    expect(await asked('Bearer eyJh.eyJz.')).toBe('UNAUTHENTICATED: refused: eyJh.eyJz.');
  });

  it('is told what is needed when nothing is sent', async () => {
    expect(await asked(undefined)).toBe(
      'UNAUTHENTICATED: A key or token is needed. Send it in the header: authorization: Bearer fh_…, or Bearer and a JSON Web Token',
    );
    expect(await asked(undefined, { areTokensAccepted: false })).toBe(
      'UNAUTHENTICATED: A key is needed. Send it in the header: authorization: Bearer fh_…',
    );
  });

  it.each([
    '',
    'fh_known',
    'Basic fh_known',
    'Bearer',
    'Bearer ',
    'Bearer fh_',
    'Bearer fh_known fh_known',
    'Bearer fh_knöwn',
    'Bearer eyJh.eyJz',
    'Bearer eyJh.eyJz.c2ln.more',
    'Bearer a.b.c.d.e',
    'Bearer eyJh.ey/z.c2ln',
    `Bearer ${'a'.repeat(10_000)}`,
    `Bearer ${' '.repeat(10_000)}`,
  ])('is told how to write it after %j', async (authorization) => {
    expect(await asked(authorization)).toBe(
      'UNAUTHENTICATED: The authorization header holds no key or token. Write it as: Bearer fh_…, or Bearer and a JSON Web Token',
    );
    expect(await asked(authorization, { areTokensAccepted: false })).toBe(
      'UNAUTHENTICATED: The authorization header holds no key. Write it as: Bearer fh_…',
    );
  });

  it.each([
    ['key', byKey],
    ['token', byToken],
  ])('is told which role the %s has when it does not suffice', (holder, principal) => {
    expect(() => demandRole(principal, 'VIEWER')).not.toThrow();
    expect(() => demandRole(principal, 'ADMIN')).toThrow(
      `This needs the role ADMIN; the ${holder} has ANALYST.`,
    );
  });
});
