import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').map((line) => line.trim());
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing', () => {
    const config = readConfig({});
    expect(config.http).toEqual({ host: '127.0.0.1', port: 4000 });
    expect(config.operations).toEqual({ host: '127.0.0.1', port: 4001 });
    expect(config.database).toEqual({ url: null, replicaUrl: null });
    expect([config.redisUrl, config.dataDir, config.logLevel]).toEqual([null, '.data', 'info']);
    expect(config.ingestion.hostAllowlist).toEqual([]);
  });

  it('keeps answers for five minutes and a minute more, unless told otherwise', () => {
    expect(readConfig({}).api).toMatchObject({
      answers: { freshMs: 300_000, graceMs: 60_000, charactersInMemory: 20_000_000, isReported: null },
      maxAge: 0,
    });
    const given = { ANSWER_FRESH_SECONDS: '10', ANSWER_GRACE_SECONDS: '0', ANSWER_MEMORY_MB: '1' };
    expect(readConfig({ ...given, ANSWER_REPORT: 'off', GET_MAX_AGE_SECONDS: '30' }).api).toMatchObject({
      answers: { freshMs: 10_000, graceMs: 0, charactersInMemory: 1_000_000, isReported: false },
      maxAge: 30,
    });
    expect(faultsOf({ ANSWER_FRESH_SECONDS: '0' })).toEqual([
      'ANSWER_FRESH_SECONDS=0: allowed: a whole number from 1 to 86400',
    ]);
  });

  it('takes an empty variable as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', REDIS_URL: '', FEED_HOST_ALLOWLIST: '' })).toEqual(
      readConfig({}),
    );
  });

  it('reads what is given', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://ada:secret@db.example:5432/press?sslmode=require',
      DATABASE_REPLICA_URL: 'postgres://replica.example/press',
      REDIS_URL: 'rediss://:secret@redis.example:6380/1',
      LOG_LEVEL: 'debug',
      FEED_HOST_ALLOWLIST: ' Localhost:4010, 10.0.0.7 ,',
    });
    expect(config.http).toEqual({ host: '0.0.0.0', port: 8080 });
    expect(config.database.url).toBe('postgresql://ada:secret@db.example:5432/press?sslmode=require');
    expect(config.database.replicaUrl).toBe('postgres://replica.example/press');
    expect(config.redisUrl).toBe('rediss://:secret@redis.example:6380/1');
    expect(config.logLevel).toBe('debug');
    expect(config.ingestion.hostAllowlist).toEqual(['localhost:4010', '10.0.0.7']);
  });

  it('has a language model only where its server and its name are given', () => {
    const both = { LLM_BASE_URL: 'http://localhost:11434/v1', LLM_MODEL: 'small' };
    expect(readConfig({}).ingestion.languageModel).toBeNull();
    expect(readConfig({ ...both, LLM_API_KEY: 'secret', LLM_TIMEOUT_SECONDS: '5' }).ingestion).toMatchObject({
      languageModel: { baseUrl: both.LLM_BASE_URL, model: 'small', apiKey: 'secret', timeoutMs: 5_000 },
    });
    const together = 'needed: LLM_BASE_URL and LLM_MODEL are set together, and LLM_API_KEY only with them';
    expect(faultsOf({ LLM_MODEL: 'small', PORT: 'x' })).toEqual([
      'PORT=x: allowed: a whole number from 1 to 65535',
      `LLM_BASE_URL=: ${together}`,
    ]);
    expect(faultsOf({ LLM_API_KEY: 'secret' })).toEqual([
      `LLM_BASE_URL=: ${together}`,
      `LLM_MODEL=: ${together}`,
    ]);
  });

  it('says to every site where its owner can complain, where that is known', () => {
    const userAgentOf = (env: Record<string, string>) => readConfig(env).ingestion.userAgent;
    expect(userAgentOf({})).toBe('FashionHunting/0.1 (feed reader)');
    expect(userAgentOf({ PUBLIC_URL: 'https://press.example' })).toBe(
      'FashionHunting/0.1 (feed reader; +https://press.example/)',
    );
    expect(
      userAgentOf({ PUBLIC_URL: 'https://press.example', CONTACT_URL: 'mailto:robot@press.example' }),
    ).toBe('FashionHunting/0.1 (feed reader; +mailto:robot@press.example)');
    expect(userAgentOf({ CONTACT_URL: 'https://press.example/robot', USER_AGENT: 'Desk/1' })).toBe('Desk/1');
    expect(faultsOf({ CONTACT_URL: 'robot@press.example' })).toEqual([
      'CONTACT_URL=robot@press.example: allowed: an address like https://press.example/robot',
    ]);
  });

  it('names every fault at once: the variable, its value, and what is allowed', () => {
    const faults = faultsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://db.example/press',
      REDIS_URL: 'localhost:6379',
      LOG_LEVEL: 'loud',
      FEED_HOST_ALLOWLIST: 'http://10.0.0.7/',
    });
    expect(faults).toEqual([
      'PORT=70000: allowed: a whole number from 1 to 65535',
      'DATABASE_URL=mysql://db.example/press: allowed: an address like postgresql://user:password@host:5432/database',
      'REDIS_URL=localhost:6379: allowed: an address like redis://host:6379',
      'LOG_LEVEL=loud: allowed: fatal, error, warn, info, debug, trace, silent',
      'FEED_HOST_ALLOWLIST=http://10.0.0.7/: allowed: host names or addresses, each with :port if wanted, separated by commas',
    ]);
  });

  it.each(['0', '-1', '65536', '4000.5', ' 4000', '0x10', 'port', '1e3'])('refuses the port %j', (port) => {
    expect(faultsOf({ PORT: port })).toHaveLength(1);
  });

  it('has the operations port elsewhere, or nowhere', () => {
    const elsewhere = readConfig({ OPERATIONS_PORT: '9090', OPERATIONS_HOST: '10.0.0.7' });
    expect(elsewhere.operations).toEqual({ host: '10.0.0.7', port: 9090 });
    expect(readConfig({ OPERATIONS_PORT: 'off' }).operations.port).toBeNull();
  });

  it.each(['0', '-1', '65536', 'OFF', 'none', 'offer', '4001 '])('refuses the operations port %j', (port) => {
    expect(faultsOf({ OPERATIONS_PORT: port })).toEqual([
      `OPERATIONS_PORT=${port}: allowed: a whole number from 1 to 65535, or the word off`,
    ]);
  });

  it("accepts nobody's tokens, or those of one issuer", () => {
    expect(readConfig({ AUTH_TENANT_CLAIM: 'org' }).auth).toEqual({ jwt: null });
    const env = {
      AUTH_JWKS_URL: 'https://login.example/keys',
      AUTH_ISSUER: 'https://login.example/',
      AUTH_AUDIENCE: 'fashion-hunting',
    };
    const jwt = {
      jwksUrl: 'https://login.example/keys',
      issuer: 'https://login.example/',
      audience: 'fashion-hunting',
      tenantClaim: 'tenant',
      roleClaim: 'role',
      isEmailOptional: false,
    };
    expect(readConfig(env).auth).toEqual({ jwt });
    const claims = {
      AUTH_TENANT_CLAIM: 'https://press.example/tenant',
      AUTH_ROLE_CLAIM: 'realm_access.roles',
    };
    expect(readConfig({ ...env, ...claims }).auth.jwt).toEqual({
      ...jwt,
      tenantClaim: 'https://press.example/tenant',
      roleClaim: 'realm_access.roles',
    });
    expect(readConfig({ ...env, AUTH_EMAIL: 'optional' }).auth.jwt?.isEmailOptional).toBe(true);
    expect(faultsOf({ AUTH_EMAIL: 'no' })).toEqual(['AUTH_EMAIL=no: allowed: required, optional']);
  });

  it('names what is missing of what belongs together, beside every other fault', () => {
    const together = 'needed: AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE are set together, or none of them';
    expect(faultsOf({ AUTH_ISSUER: 'https://login.example/' })).toEqual([
      `AUTH_JWKS_URL=: ${together}`,
      `AUTH_AUDIENCE=: ${together}`,
    ]);
    expect(faultsOf({ AUTH_JWKS_URL: 'login.example', AUTH_AUDIENCE: '', LOG_LEVEL: 'loud' })).toEqual([
      'AUTH_JWKS_URL=login.example: allowed: an address like https://login.example/keys',
      'LOG_LEVEL=loud: allowed: fatal, error, warn, info, debug, trace, silent',
      `AUTH_ISSUER=: ${together}`,
      `AUTH_AUDIENCE=: ${together}`,
    ]);
  });

  it('takes no password for keys that are public, and keeps it out of its message', () => {
    const env = { AUTH_ISSUER: 'https://login.example/', AUTH_AUDIENCE: 'fashion-hunting' };
    expect(faultsOf({ ...env, AUTH_JWKS_URL: 'https://ada:secret@login.example/keys' })).toEqual([
      'AUTH_JWKS_URL=https://ada:***@login.example/keys: allowed: an address without a name and password, which keys that are public do not need',
    ]);
  });

  it('limits the points of a tenant', () => {
    expect(readConfig({}).rateLimit).toEqual({ capacity: 60_000, refillPerSecond: 1_000 });
    expect(readConfig({ RATE_LIMIT_BURST: '500', RATE_LIMIT_PER_MINUTE: '30' }).rateLimit).toEqual({
      capacity: 500,
      refillPerSecond: 0.5,
    });
    expect(faultsOf({ RATE_LIMIT_BURST: '0', RATE_LIMIT_PER_MINUTE: '1e3' })).toEqual([
      'RATE_LIMIT_BURST=0: allowed: a whole number from 1 to 1000000000',
      'RATE_LIMIT_PER_MINUTE=1e3: allowed: a whole number from 1 to 1000000000',
    ]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://ada:secret@db.example/press'],
    ['DATABASE_REPLICA_URL', 'mysql://:secret@db.example/press'],
    ['REDIS_URL', 'http://ada:secret@redis.example'],
  ])('keeps passwords out of its message about %s', (variable, value) => {
    const [fault = ''] = faultsOf({ [variable]: value });
    expect(fault).toContain('.example');
    expect(fault).not.toContain('secret');
  });
});
