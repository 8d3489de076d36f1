import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TokenReader } from '../../src/api/jwt.ts';
import { Principals } from '../../src/api/principals.ts';
import { hashApiKey } from '../../src/model/api-key.ts';
import { createLog } from '../../src/platform/log.ts';
import { nameOf } from '../../src/storage/database.ts';
import { Storage, type TenantStorage } from '../../src/storage/storage.ts';
import type { TokenHolder } from '../../src/storage/tenant-directory.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';

const log = createLog('silent', 'tests');
const start = new Date('2026-11-25T09:00:00Z');
let database: TestDatabase;
let storage: Storage;
let tenant: TenantStorage;
let other: TenantStorage;
let statements: string[] = [];
let now = start;
let principals: Principals;
let readToken: TokenReader['read'];

beforeAll(async () => {
  database = await createTestDatabase();
  const onStatement = (statement: string) => void statements.push(nameOf(statement));
  storage = new Storage({ url: database.url, replicaUrl: null, log, onStatement });
  const tenants = ['maison-x', 'maison-y'].map((slug) =>
    storage.tenants.create({ name: slug, slug, adminEmail: `admin@${slug}.example` }),
  );
  const [mine, theirs] = await Promise.all(tenants);
  tenant = storage.forTenant(mine?.tenant.id ?? '');
  other = storage.forTenant(theirs?.tenant.id ?? '');
});

beforeEach(() => {
  now = start;
  readToken = async () => {
    throw new Error('no token is expected here');
  };
  principals = new Principals(storage.tenants, { read: (token) => readToken(token) }, () => now);
  statements = [];
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(async () => {
  await storage.close();
  await database.drop();
});

const newKey = async (of: TenantStorage) => {
  const { key, apiKey } = await of.keys.create({ role: 'ADMIN' });
  statements = [];
  return { header: `Bearer ${key}`, hash: hashApiKey(key), id: apiKey.id };
};
const byKey = 'tenants.principalByKeyHash';
const refused = expect.objectContaining({ code: 'UNAUTHENTICATED' });

describe('who asks with a key', () => {
  it('is looked up once, and again after ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { header, id } = await newKey(tenant);
    const found = await principals.find(header);
    expect(found).toMatchObject({ tenantId: tenant.tenantId, role: 'ADMIN', keyId: id, expiresAt: null });
    vi.setSystemTime(Date.now() + 9_999);
    expect(await principals.find(header)).toEqual(found);
    expect(statements).toEqual([byKey]);
    vi.setSystemTime(Date.now() + 2);
    expect(await principals.find(header)).toEqual(found);
    expect(statements).toEqual([byKey, byKey]);
  });

  it('is looked up anew when the tenant is to be forgotten, and other tenants are not', async () => {
    const [mine, theirs] = [await newKey(tenant), await newKey(other)];
    await Promise.all([mine, theirs].map(({ header }) => principals.find(header)));
    await tenant.keys.revoke(mine.id, now);
    statements = [];
    principals.forget(tenant.tenantId);
    await expect(principals.find(mine.header)).rejects.toEqual(refused);
    expect((await principals.find(theirs.header)).tenantId).toBe(other.tenantId);
    expect(statements).toEqual([byKey]);
    principals.forgetAll();
    await principals.find(theirs.header);
    expect(statements).toEqual([byKey, byKey]);
  });

  it('is forgotten by every process that hears of the change', async () => {
    const heard: string[] = [];
    const source = await storage.listen(
      {
        onEvent: (event) => {
          heard.push(event.kind);
          principals.forget(event.tenantId);
        },
        onGap: () => principals.forgetAll(),
      },
      log,
    );
    try {
      const { header, id } = await newKey(tenant);
      await principals.find(header);
      const revoked = tenant.change(null, now, ({ keys }) => keys.revoke(id, now));
      await revoked;
      await vi.waitFor(() => expect(heard).toEqual(['CREDENTIALS_CHANGED']), { timeout: 9_000 });
      await expect(principals.find(header)).rejects.toEqual(refused);

      // What is not carried out is told to nobody; what changes nothing neither.
      const failing = tenant.change(null, now, async ({ users }) => {
        await users.add('ada@x.example', 'VIEWER');
        throw new Error('not carried out');
      });
      await expect(failing).rejects.toThrow('not carried out');
      await tenant.keys.revoke(other.tenantId, now);
      const ada = await tenant.users.add('ada@x.example', 'VIEWER');
      await tenant.users.change(ada?.id ?? '', { isActive: false });
      await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 9_000 });
    } finally {
      await source.close();
    }
  });

  it('is not remembered as refused', async () => {
    const { header, id } = await newKey(tenant);
    await tenant.keys.revoke(id, now);
    await expect(principals.find(header)).rejects.toEqual(refused);
    await sql(database.url, 'UPDATE api_keys SET revoked_at = NULL WHERE id = $1', [id]);
    expect((await principals.find(header)).keyId).toBe(id);
  });

  it.each([undefined, '', 'Bearer fh_nobody', 'Basic fh_nobody', 'Bearer ', `Bearer ${'x'.repeat(5_000)}`])(
    'is nobody without a live key: %s',
    async (header) => {
      await expect(principals.find(header)).rejects.toEqual(refused);
    },
  );
});

describe('who asks with a token', () => {
  const header = 'Bearer a.b.c';
  const holder = (fields: Partial<TokenHolder> = {}): TokenHolder => ({
    tenant: 'maison-x',
    role: 'ADMIN',
    email: null,
    expiresAt: new Date(start.getTime() + 5_000),
    ...fields,
  });
  const claims = (fields: Partial<TokenHolder> = {}) => ({ ...holder(fields), subject: null });

  it('is remembered as long as the token lasts, and no longer', async () => {
    let reads = 0;
    readToken = async () => {
      reads += 1;
      return claims();
    };
    await principals.find(header);
    now = new Date(start.getTime() + 4_999);
    expect(await principals.find(header)).toMatchObject({ keyId: null, keyPrefix: null, userId: null });
    expect(reads).toBe(1);
    now = new Date(start.getTime() + 5_000);
    readToken = async () => {
      throw new Error('it has expired');
    };
    await expect(principals.find(header)).rejects.toThrow('it has expired');
  });

  it('is not remembered when the tenant was forgotten while the token was looked up', async () => {
    let reads = 0;
    readToken = async () => {
      reads += 1;
      principals.forget(tenant.tenantId);
      return claims();
    };
    await principals.find(header);
    await principals.find(header);
    expect(reads).toBe(2);
  });

  it('is found by the slug or the id of the tenant, and a slug is never taken for an id', async () => {
    const find = (name: string) => storage.tenants.principalByToken(holder({ tenant: name }));
    const id = tenant.tenantId;
    await storage.tenants.create({ name: 'Impostor', slug: id, adminEmail: null });
    for (const name of ['maison-x', id, id.toUpperCase()]) expect((await find(name))?.tenantId).toBe(id);
    for (const name of ['Maison-X', 'nobody', '', other.tenantId.replace(/.$/, 'x')]) {
      expect(await find(name)).toBeNull();
    }
  });

  it('does no more than the person may whom the tenant knows by the address', async () => {
    const user = await tenant.users.add('éva@x.example', 'ANALYST');
    const find = (role: TokenHolder['role'], address = 'éva@x.example') =>
      storage.tenants.principalByToken(holder({ role, email: { address, isVerified: true } }));
    expect(await find('ADMIN')).toMatchObject({ userId: user?.id, role: 'ANALYST' });
    expect(await find('VIEWER')).toMatchObject({ userId: user?.id, role: 'VIEWER' });
    expect(await find('ADMIN', 'nobody@x.example')).toMatchObject({ userId: null, role: 'ADMIN' });
    await tenant.users.change(user?.id ?? '', { isActive: false });
    expect(await find('VIEWER')).toBeNull();
    readToken = async () => claims({ email: { address: 'éva@x.example', isVerified: true } });
    await expect(principals.find(header)).rejects.toEqual(refused);
  });

  it('is refused with an unverified address that the tenant knows, in the same words whether its person is shut out', async () => {
    const user = await tenant.users.add('otto@x.example', 'VIEWER');
    const email = { address: 'otto@x.example', isVerified: false };
    readToken = async () => claims({ email });
    const message =
      'The token\'s address has not been verified (its claim "email_verified" is not true). Verify it with the token\'s issuer, and get a new token.';
    await expect(principals.find(header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message });
    await tenant.users.change(user?.id ?? '', { isActive: false });
    await expect(principals.find(header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message });
  });

  it('is a stranger with an unverified address that only other tenants know', async () => {
    await other.users.add('ines@x.example', 'VIEWER');
    readToken = async () => claims({ email: { address: 'ines@x.example', isVerified: false } });
    expect(await principals.find(header)).toMatchObject({ userId: null, role: 'ADMIN' });
  });
});
