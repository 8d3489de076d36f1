import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  base64url,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTokenReader, type TokenOptions } from '../../src/api/jwt.ts';
import { CodedError } from '../../src/model/errors.ts';

const issuer = 'https://login.example/';
const audience = 'fashion-hunting';
const now = Date.parse('2026-11-25T12:00:00Z');
const nowInSeconds = now / 1_000;

/** A key of the issuer, and how it is published. */
interface Key {
  alg: string;
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

/** A server of keys: what it publishes, or how it fails. */
interface Issuer {
  url: string;
  server: Server;
  /** How often it was asked. */
  asked: number;
  answer: { keys: JWK[] } | { status: number; body: string } | 'hang' | 'stall' | 'cut';
}

let issuers: Issuer[] = [];
let first: Key;
let second: Key;

beforeAll(async () => {
  first = await newKey('ES256', 'first');
  second = await newKey('ES256', 'second');
});

let home: Issuer;

beforeEach(async () => {
  home = await startIssuer(first);
});

afterEach(async () => {
  for (const { server } of issuers) await stop(server);
  issuers = [];
});

async function newKey(alg: string, kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), alg, kid, use: 'sig' } };
}

async function startIssuer(...keys: Key[]): Promise<Issuer> {
  const server = createServer((_request, response) => {
    started.asked += 1;
    const { answer } = started;
    if (answer === 'hang') return;
    if (answer === 'cut') {
      response.destroy();
      return;
    }
    const isKeys = typeof answer === 'object' && 'keys' in answer;
    const status = typeof answer === 'object' && 'status' in answer ? answer.status : 200;
    response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
    if (answer === 'stall') response.write('{"keys":[');
    else response.end(isKeys ? JSON.stringify(answer) : answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an AddressInfo; only pipes have a name instead.
  const { port } = server.address() as AddressInfo;
  const started: Issuer = {
    url: `http://127.0.0.1:${port}/keys`,
    server,
    asked: 0,
    answer: { keys: keys.map(({ jwk }) => jwk) },
  };
  issuers.push(started);
  return started;
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

/** A reader whose clock stands still. */
function reader({
  url = home.url,
  timeoutMs = 20_000,
  cooldownMs = 0,
  ...names
}: Partial<TokenOptions> & { url?: string; timeoutMs?: number; cooldownMs?: number } = {}) {
  const options = {
    jwksUrl: url,
    issuer,
    audience,
    tenantClaim: 'tenant',
    roleClaim: 'role',
    isEmailOptional: false,
  };
  return createTokenReader({ ...options, ...names }, { timeoutMs, cooldownMs }, () => now);
}

const usualClaims: JWTPayload = {
  iss: issuer,
  aud: audience,
  sub: 'ada',
  email: 'ada@maison-x.example',
  exp: nowInSeconds + 300,
  tenant: 'maison-x',
  role: 'ANALYST',
};

/** The usual claims with some changed; undefined leaves one out. */
async function sign(claims: Record<string, unknown> = {}, key = first, header: { kid?: string | null } = {}) {
  const kid = header.kid === undefined ? key.kid : header.kid;
  return new SignJWT({ ...usualClaims, ...claims })
    .setProtectedHeader({ alg: key.alg, ...(kid === null ? {} : { kid }) })
    .sign(key.privateKey);
}

/** Why a token is refused: code and words. The token must not stand in them. */
async function refusalOf(token: string, by = reader()): Promise<string> {
  try {
    return `accepted: ${JSON.stringify(await by.read(token))}`;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    for (const part of token.split('.').filter((part) => part !== '')) {
      expect(error.message).not.toContain(part);
    }
    return `${error.code}: ${error.message}`;
  }
}

describe('a token', () => {
  it('says the tenant, the role, the person and the time of its end', async () => {
    expect(await reader().read(await sign({ email: ' Ada@Maison-X.example', email_verified: true }))).toEqual(
      {
        tenant: 'maison-x',
        role: 'ANALYST',
        email: { address: 'ada@maison-x.example', isVerified: true },
        subject: 'ada',
        expiresAt: new Date('2026-11-25T12:05:00Z'),
      },
    );
  });

  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'may be signed with %s',
    async (alg) => {
      const key = await newKey(alg, alg);
      home.answer = { keys: [first.jwk, key.jwk] };
      expect(await reader().read(await sign({}, key))).toMatchObject({ tenant: 'maison-x' });
    },
  );

  it('need not name its key when the issuer has one', async () => {
    expect(await reader().read(await sign({}, first, { kid: null }))).toMatchObject({ tenant: 'maison-x' });
    home.answer = { keys: [first.jwk, second.jwk] };
    expect(await refusalOf(await sign({}, first, { kid: null }))).toBe(
      "UNAUTHENTICATED: The token does not say which of its issuer's keys signed it: its header needs a kid.",
    );
  });

  it('may be for several audiences, of which this is one', async () => {
    expect(await reader().read(await sign({ aud: ['shop', audience] }))).toMatchObject({ subject: 'ada' });
  });

  it.each([
    [{}, true],
    [{ email_verified: true }, true],
    [{ email_verified: 'true' }, true],
    [{ email_verified: false }, false],
    [{ email_verified: 'false' }, false],
    [{ email_verified: null }, false],
    [{ email_verified: 1 }, false],
  ])('that says %j has a verified address: %s', async (claims, isVerified) => {
    const email = { address: 'ada@maison-x.example', isVerified };
    expect(await reader().read(await sign(claims))).toMatchObject({ email });
  });

  it('must have an address, unless it need not', async () => {
    for (const email of [undefined, null]) {
      const token = await sign({ email });
      expect(await refusalOf(token)).toBe(
        'UNAUTHENTICATED: The token has no claim "email", which says whose it is. Ask its issuer for one with it (mostly the scope "email").',
      );
      expect(await reader({ isEmailOptional: true }).read(token)).toMatchObject({ email: null });
    }
  });

  it.each(['', 'ada', 'ada\u0000@maison-x.example', 7, ['ada@maison-x.example']])(
    'never has the address %j, even where it need not have one',
    async (email) => {
      for (const isEmailOptional of [false, true]) {
        expect(await refusalOf(await sign({ email }), reader({ isEmailOptional }))).toBe(
          `UNAUTHENTICATED: The token's claim "email" is ${JSON.stringify(email)}; it must be one address like ada@maison-x.example.`,
        );
      }
    },
  );

  it('need not have a subject', async () => {
    expect(await reader().read(await sign({ sub: undefined }))).toMatchObject({ subject: null });
  });

  it('is good for five seconds more than it says, and from five seconds earlier', async () => {
    const claims = { exp: nowInSeconds - 4, nbf: nowInSeconds + 5 };
    expect(await reader().read(await sign(claims))).toMatchObject({ subject: 'ada' });
  });
});

describe('the claims of tenant and role', () => {
  const names = { tenantClaim: 'https://fashion-hunting.example/tenant', roleClaim: 'realm_access.roles' };

  it('may have a name of their own with dots in it, or lie on a path', async () => {
    const claims = { [names.tenantClaim]: 'agency-y', realm_access: { roles: ['admin'] } };
    expect(await reader(names).read(await sign(claims))).toMatchObject({ tenant: 'agency-y', role: 'ADMIN' });
  });

  it('go by their own name before a path', async () => {
    const claims = { 'realm_access.roles': 'VIEWER', realm_access: { roles: ['admin'] } };
    const by = reader({ roleClaim: names.roleClaim });
    expect(await by.read(await sign(claims))).toMatchObject({ role: 'VIEWER' });
  });

  it.each([
    ['viewer', 'VIEWER'],
    ['Analyst', 'ANALYST'],
    ['ADMIN', 'ADMIN'],
    [['viewer'], 'VIEWER'],
    [['viewer', 'admin', 'analyst'], 'ADMIN'],
    [['offline_access', 'superadmin', 'Analyst', null, 7, {}, 'viewer'], 'ANALYST'],
  ])('give %j the role %s', async (role, expected) => {
    expect(await reader().read(await sign({ role }))).toMatchObject({ role: expected });
  });

  it.each([
    ['owner', '"owner"'],
    ['', '""'],
    [null, 'null'],
    [['owner', 'editor'], '["owner","editor"]'],
    [[], '[]'],
    [{ ADMIN: true }, '{"ADMIN":true}'],
    ['viewer admin', '"viewer admin"'],
    [['o'.repeat(500)], `["${'o'.repeat(98)}…`],
  ])('give %j no role', async (role, words) => {
    expect(await refusalOf(await sign({ role }))).toBe(
      `UNAUTHENTICATED: The token's claim "role" is ${words}; it must hold one of VIEWER, ANALYST, ADMIN.`,
    );
  });

  it.each([
    ['', '""'],
    [null, 'null'],
    [7, '7'],
    [['maison-x'], '["maison-x"]'],
    ['maison x', '"maison x"'],
    ['maison\u0000x', '"maison\\u0000x"'],
  ])('do not take %j for a tenant', async (tenant, words) => {
    expect(await refusalOf(await sign({ tenant }))).toBe(
      `UNAUTHENTICATED: The token's claim "tenant" is ${words}; it must be the slug or the id of one tenant.`,
    );
  });

  it('must be there', async () => {
    expect(await refusalOf(await sign({ tenant: undefined }))).toBe(
      'UNAUTHENTICATED: The token has no claim "tenant", which says the tenant that it is for.',
    );
    expect(await refusalOf(await sign({ role: undefined }))).toBe(
      'UNAUTHENTICATED: The token has no claim "role", which says the role of its holder: VIEWER, ANALYST, ADMIN.',
    );
    expect(await refusalOf(await sign({ realm_access: 'none' }), reader(names))).toBe(
      'UNAUTHENTICATED: The token has no claim "https://fashion-hunting.example/tenant", which says the tenant that it is for.',
    );
  });

  it('are never what every object has of itself', async () => {
    const by = reader({ tenantClaim: 'constructor.name' });
    expect(await refusalOf(await sign(), by)).toContain('The token has no claim "constructor.name"');
  });
});

describe('a token is refused', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['that has expired', { exp: nowInSeconds - 6 }, 'The token has expired. Get a new one.'],
    ['that never expires', { exp: undefined }, 'The token has no claim "exp", which is needed.'],
    [
      'that expires beyond all time',
      { exp: 1e300 },
      'The token\'s claim "exp" is 1e+300; it must be a moment in seconds since 1970.',
    ],
    [
      'that is not valid yet',
      { nbf: nowInSeconds + 6 },
      `The token is not valid yet: its claim "nbf" is ${nowInSeconds + 6}.`,
    ],
    [
      'of another issuer',
      { iss: 'https://evil.example/' },
      'The token has the claim "iss" "https://evil.example/"; needed is "https://login.example/".',
    ],
    [
      'whose end is written in words',
      { exp: 'tomorrow' },
      'The token has the claim "exp" "tomorrow", which cannot be used.',
    ],
    ['of no issuer', { iss: undefined }, 'The token has no claim "iss", which is needed.'],
    [
      'for another audience',
      { aud: ['shop', 'till'] },
      'The token has the claim "aud" ["shop","till"]; needed is "fashion-hunting".',
    ],
    ['for no audience', { aud: undefined }, 'The token has no claim "aud", which is needed.'],
  ])('%s', async (_which, claims, words) => {
    expect(await refusalOf(await sign(claims))).toBe(`UNAUTHENTICATED: ${words}`);
  });

  it('whose claims were changed', async () => {
    const [header, , signature] = (await sign()).split('.');
    const payload = base64url.encode(JSON.stringify({ ...usualClaims, role: 'ADMIN' }));
    expect(await refusalOf(`${header}.${payload}.${signature}`)).toBe(
      "UNAUTHENTICATED: The signature of the token is not its issuer's, or the token was changed.",
    );
  });

  it('that is signed by another under the name of a key of the issuer', async () => {
    expect(await refusalOf(await sign({}, second, { kid: first.kid }))).toBe(
      "UNAUTHENTICATED: The signature of the token is not its issuer's, or the token was changed.",
    );
  });

  it('that brings its own key', async () => {
    const token = await new SignJWT(usualClaims)
      .setProtectedHeader({ alg: second.alg, kid: second.kid, jwk: second.jwk, jku: 'https://evil.example/' })
      .sign(second.privateKey);
    expect(await refusalOf(token)).toMatch(/^UNAUTHENTICATED: The token's issuer publishes no key/);
  });

  it('that names a key which the issuer does not publish', async () => {
    expect(await refusalOf(await sign({}, second))).toBe(
      'UNAUTHENTICATED: The token\'s issuer publishes no key with the name "second" (kid) and its algorithm. Get a new token.',
    );
  });

  it('that is not signed', async () => {
    expect(await refusalOf(new UnsecuredJWT(usualClaims).encode())).toBe(
      'UNAUTHENTICATED: The token is signed with "none", which is not accepted. Accepted: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA.',
    );
  });

  it.each(['HS256', 'HS384', 'HS512'])('that takes the public key for the secret of %s', async (alg) => {
    const key = await newKey('RS256', 'public');
    home.answer = { keys: [key.jwk] };
    const secret = new TextEncoder().encode(await exportSPKI(key.publicKey));
    const token = await new SignJWT(usualClaims).setProtectedHeader({ alg, kid: key.kid }).sign(secret);
    expect(await refusalOf(token)).toMatch(
      new RegExp(`^UNAUTHENTICATED: The token is signed with "${alg}", which is not accepted`),
    );
    expect(home.asked).toBe(0);
  });

  it('that is signed with a secret which the issuer publishes by mistake', async () => {
    const secret = new TextEncoder().encode('a secret that everybody can read in the key set');
    home.answer = { keys: [{ kty: 'oct', kid: 'shared', k: base64url.encode(secret) }] };
    const token = await new SignJWT(usualClaims)
      .setProtectedHeader({ alg: 'HS256', kid: 'shared' })
      .sign(secret);
    expect(await refusalOf(token)).toMatch(/^UNAUTHENTICATED: The token is signed with "HS256"/);
  });

  it.each([
    'abcd.efgh.ijkl',
    'eyJhbGciOiJFUzI1NiJ9.e30.',
    '..',
    '',
    'no token',
    `${base64url.encode('{"alg":"ES256","crit":["unheard-of"],"unheard-of":1}')}.e30.c2ln`,
    `${base64url.encode('{"alg":7}')}.e30.c2ln`,
    `${base64url.encode('[]')}.e30.c2ln`,
  ])('that cannot be read: %j', async (token) => {
    expect(await refusalOf(token)).toMatch(/^UNAUTHENTICATED: The (token cannot be read|signature of)/);
  });

  it('whose claims are no object', async () => {
    const payload = base64url.encode('"claims"');
    const header = base64url.encode(JSON.stringify({ alg: first.alg, kid: first.kid }));
    const data = new TextEncoder().encode(`${header}.${payload}`);
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, first.privateKey, data);
    const token = `${header}.${payload}.${base64url.encode(new Uint8Array(signature))}`;
    expect(await refusalOf(token)).toMatch(/^UNAUTHENTICATED: The token cannot be read: /);
  });
});

describe('the keys of the issuer', () => {
  it('are fetched once for many tokens at once', async () => {
    const by = reader();
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => sign({ sub: String(n) })));
    await Promise.all(tokens.map((token) => by.read(token)));
    expect(home.asked).toBe(1);
  });

  it('may change: a new one is found when a token names it, and one withdrawn is refused', async () => {
    const by = reader();
    await by.read(await sign());
    home.answer = { keys: [second.jwk] };
    expect(await by.read(await sign({}, second))).toMatchObject({ subject: 'ada' });
    expect(await refusalOf(await sign(), by)).toMatch(/publishes no key with the name "first"/);
  });

  it('are not fetched again and again for tokens with invented keys', async () => {
    const by = reader({ cooldownMs: 3_600_000 });
    await by.read(await sign());
    for (let n = 0; n < 20; n += 1) {
      expect(await refusalOf(await sign({}, second, { kid: `invented ${n}` }), by)).toMatch(
        /^UNAUTHENTICATED/,
      );
    }
    expect(home.asked).toBe(1);
  });

  it('are kept while their server is down; a key that is not among them cannot be checked', async () => {
    const by = reader();
    await by.read(await sign());
    await stop(home.server);
    expect(await by.read(await sign())).toMatchObject({ subject: 'ada' });
    expect(await refusalOf(await sign({}, second), by)).toMatch(/^UNAVAILABLE: .+ cannot be reached/);
  });

  it('cannot be had while their server is down, and can when it is back', async () => {
    const by = reader();
    const { port } = new URL(home.url);
    await stop(home.server);
    expect(await refusalOf(await sign(), by)).toBe(
      'UNAVAILABLE: The token cannot be checked: the keys of its issuer cannot be had, their server cannot be reached (ECONNREFUSED). Try again shortly.',
    );
    home.server.listen(Number(port), '127.0.0.1');
    await once(home.server, 'listening');
    expect(await by.read(await sign())).toMatchObject({ subject: 'ada' });
  });

  it.each(['hang', 'stall'] as const)('are not waited for without end when they %s', async (answer) => {
    home.answer = answer;
    const by = reader({ timeoutMs: 200 });
    expect(await refusalOf(await sign(), by)).toBe(
      'UNAVAILABLE: The token cannot be checked: the keys of its issuer cannot be had, they did not come within 0.2 s. Try again shortly.',
    );
  });

  it.each<[string, Issuer['answer'], RegExp]>([
    ['are a page', { status: 200, body: '<html>Sign in</html>' }, /as JSON/],
    ['are nothing', { status: 200, body: '' }, /as JSON/],
    ['are other JSON', { status: 200, body: '{"issuer":"https://login.example/"}' }, /malformed/],
    ['are null', { status: 200, body: 'null' }, /malformed/],
    ['are not there', { status: 404, body: '{"keys":[]}' }, /200 OK/],
    ['are elsewhere', { status: 302, body: '' }, /200 OK/],
    ['are out of order', { status: 500, body: '{"keys":[]}' }, /200 OK/],
    ['are cut off', 'cut', /cannot be reached/],
  ])('cannot be had when they %s', async (_how, answer, reason) => {
    home.answer = answer;
    const refusal = await refusalOf(await sign());
    expect(refusal).toMatch(
      /^UNAVAILABLE: The token cannot be checked: the keys of its issuer cannot be had/,
    );
    expect(refusal).toMatch(reason);
  });

  it('cannot be had when the one that is needed is broken', async () => {
    home.answer = { keys: [{ ...first.jwk, x: 'AAAA', y: 'AAAA' }] };
    expect(await refusalOf(await sign())).toMatch(/^UNAVAILABLE: .+ what came cannot be used/);
  });
});
