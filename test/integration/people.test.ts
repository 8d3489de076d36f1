import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashApiKey } from '../../src/model/api-key.ts';
import type { Role } from '../../src/model/principal.ts';
import { nameOf } from '../../src/storage/database.ts';
import {
  ApiKeyPageDocument,
  CreateApiKeyDocument,
  CreateUserDocument,
  type Role as GivenRole,
  RevokeApiKeyDocument,
  UpdateUserDocument,
  UserPageDocument,
  WhoAsksDocument,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';

let api: TestApi;
let other: TestTenant;
let adminId: string;
let theirAdminId: string;
const missing = '0190a3c5-0000-7000-8000-000000000000';

beforeAll(async () => {
  api = await startApi();
  other = await api.addTenant('maison-y');
  adminId = (await api.tenant.users.byEmail('admin@maison-x.example'))?.id ?? '';
  theirAdminId = (await other.users.byEmail('admin@maison-y.example'))?.id ?? '';
});

afterAll(async () => api.close());

const as = (role: Role) => role as GivenRole;
const createUser = (email: string, role: Role, key?: string) =>
  api.query(CreateUserDocument, { input: { email, role: as(role) } }, key);
const addPerson = async (email: string, role: Role) => dataOf(await createUser(email, role)).createUser.user;
const createKey = (input: { role: Role; label?: string; userId?: string; idempotencyKey?: string }) =>
  api.query(CreateApiKeyDocument, { input: { ...input, role: as(input.role) } });
const addKey = async (role: Role, userId?: string) =>
  dataOf(await createKey({ role, ...(userId === undefined ? {} : { userId }) })).createApiKey;
const update = (input: { id: string; role?: Role; isActive?: boolean }, key?: string) =>
  api.query(
    UpdateUserDocument,
    { input: { id: input.id, role: input.role && as(input.role), isActive: input.isActive } },
    key,
  );

/** The code of the one error, and the fields it names in alphabetical order. */
function refusalOf({ errors }: Answer<unknown>) {
  expect(errors).toHaveLength(1);
  const [error] = errors;
  const fields = error?.extensions.fields?.map(({ field }) => field).sort() ?? [];
  return { code: error?.extensions.code, fields, message: error?.message ?? '' };
}

/** What the table of people says, by address. */
async function storedPeople(): Promise<Record<string, string>> {
  const rows = await sql<{ email: string; role: string; is_active: boolean }>(
    api.database.url,
    'SELECT email, role, is_active FROM users WHERE tenant_id = $1',
    [api.tenant.tenantId],
  );
  return Object.fromEntries(
    rows.map(({ email, role, is_active }) => [email, is_active ? role : `${role}, out`]),
  );
}

/** The names of an answer's statements, but for that which finds out who asks. */
function statementsOf({ statements }: Answer<unknown>): string[] {
  const names = statements.map(nameOf).filter((name) => name !== 'tenants.principalByKeyHash');
  return names.sort();
}

async function keyCount(): Promise<number> {
  const [row] = await sql<{ count: number }>(
    api.database.url,
    'SELECT count(*)::integer AS count FROM api_keys',
  );
  return row?.count ?? 0;
}

describe('people and keys', () => {
  const questions = [
    'query { users { nodes { id } } }',
    'query { apiKeys { nodes { id } } }',
    'mutation { createUser(input: { email: "eve@x.example", role: ADMIN }) { user { id } } }',
    'mutation { updateUser(input: { id: "7", role: ADMIN }) { user { id } } }',
    'mutation { createApiKey(input: { role: ADMIN }) { key } }',
    'mutation { revokeApiKey(input: { id: "7" }) { apiKey { id } } }',
  ];

  it.each(questions)('are for an ADMIN alone: %s', async (document) => {
    const before = [await storedPeople(), await keyCount()];
    for (const role of ['VIEWER', 'ANALYST'] as const) {
      const { key } = await api.tenant.keys.create({ role });
      expect(refusalOf(await api.ask(document, {}, key)).code).toBe('FORBIDDEN');
    }
    expect(refusalOf(await api.ask(document, {}, null)).code).toBe('UNAUTHENTICATED');
    expect([await storedPeople(), await keyCount()]).toEqual([before[0], Number(before[1]) + 2]);
  });

  it('cost the same statements however many there are', async () => {
    for (let at = 0; at < 5; at += 1) {
      const { id } = await addPerson(`many-${at}@x.example`, 'VIEWER');
      await addKey('VIEWER', id);
    }
    for (const first of [1, 100]) {
      const keys = await api.query(ApiKeyPageDocument, { first });
      expect(statementsOf(keys)).toEqual(['apiKeys.count', 'apiKeys.page', 'users.byIds']);
      expect(statementsOf(await api.query(UserPageDocument, { first }))).toEqual([
        'users.count',
        'users.page',
      ]);
    }
  });
});

describe('a person', () => {
  it('is added by an address in lower case, and listed first', async () => {
    const { createUser: answer } = dataOf(await createUser(' Ada@Maison-X.example ', 'ANALYST'));
    expect(answer.user).toMatchObject({ email: 'ada@maison-x.example', role: 'ANALYST', isActive: true });
    const { users } = dataOf(await api.query(UserPageDocument, { first: 1 }));
    expect(users.edges.map(({ node }) => node)).toEqual([answer.user]);
    expect(await storedPeople()).toMatchObject({ 'ada@maison-x.example': 'ANALYST' });
  });

  it('is known once in a tenant, in any case, and may be known in another', async () => {
    await addPerson('éva@x.example', 'VIEWER');
    const refused = refusalOf(await createUser('ÉVA@X.example', 'ADMIN'));
    expect(refused).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('éva@x.example') });
    expect(await storedPeople()).toMatchObject({ 'éva@x.example': 'VIEWER' });
    expect(dataOf(await createUser('éva@x.example', 'ADMIN', other.key)).createUser.user.role).toBe('ADMIN');
  });

  it('is refused with every faulty field', async () => {
    const input = { email: 'nobody', role: as('VIEWER'), idempotencyKey: 'short' };
    const { code, fields, message } = refusalOf(await api.query(CreateUserDocument, { input }));
    expect([code, fields]).toEqual(['BAD_USER_INPUT', ['input.email', 'input.idempotencyKey']]);
    expect(message).toContain('"nobody"');
  });

  it('has what is named changed, and nothing else', async () => {
    const { id } = await addPerson('bea@x.example', 'VIEWER');
    const promoted = dataOf(await update({ id, role: 'ANALYST' })).updateUser.user;
    expect(promoted).toMatchObject({ role: 'ANALYST', isActive: true });
    const out = dataOf(await update({ id: id.toUpperCase(), isActive: false })).updateUser.user;
    expect(out).toMatchObject({ id, role: 'ANALYST', isActive: false });
    expect(dataOf(await update({ id, isActive: true })).updateUser.user).toEqual(promoted);
  });

  it('is not changed by a change of nothing', async () => {
    expect(refusalOf(await update({ id: adminId }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['input'],
    });
    expect(refusalOf(await update({ id: '7' })).fields).toEqual(['input', 'input.id']);
  });

  it('of another tenant is as unknown as nobody', async () => {
    const answers = [theirAdminId, missing].map(async (id) => (await update({ id, role: 'VIEWER' })).text);
    const [theirs = '', nobodys = ''] = await Promise.all(answers);
    expect(theirs.replaceAll(theirAdminId, missing)).toBe(nobodys);
    expect(nobodys).toContain('NOT_FOUND');
    expect((await other.users.byEmail('admin@maison-y.example'))?.role).toBe('ADMIN');
  });
});

describe('the last active ADMIN', () => {
  it.each([{ role: 'ANALYST' as const }, { isActive: false }, { role: 'VIEWER' as const, isActive: false }])(
    'stays one: %j',
    async (change) => {
      const refused = refusalOf(await update({ id: adminId, ...change }));
      expect(refused.code).toBe('CONFLICT');
      expect(refused.message).toContain('admin@maison-x.example is the last active ADMIN');
      expect(await storedPeople()).toMatchObject({ 'admin@maison-x.example': 'ADMIN' });
    },
  );

  it('may be changed in what leaves an ADMIN, and others as they please', async () => {
    expect(dataOf(await update({ id: adminId, role: 'ADMIN' })).updateUser.user.role).toBe('ADMIN');
    const { id } = await addPerson('carl@x.example', 'ADMIN');
    expect(dataOf(await update({ id, isActive: false })).updateUser.user.isActive).toBe(false);
    // Shut out already: so nothing is lost.
    expect(dataOf(await update({ id, role: 'VIEWER' })).updateUser.user.role).toBe('VIEWER');
  });

  it('is left, whoever of two is demoted at the same time', async () => {
    const { id } = await addPerson('dora@x.example', 'ADMIN');
    // A key of no one: one of theirs is refused as soon as its person is shut out.
    const key = await api.addKey(api.tenant, 'ADMIN');
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all([
        update({ id, role: 'VIEWER' }, key),
        update({ id: adminId, ...(round % 2 === 0 ? { role: 'VIEWER' } : { isActive: false }) }, key),
      ]);
      const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'OK');
      expect(codes.sort()).toEqual(['CONFLICT', 'OK']);
      await sql(api.database.url, `UPDATE users SET role = 'ADMIN', is_active = true WHERE id = any($1)`, [
        [id, adminId],
      ]);
    }
    await update({ id, role: 'VIEWER' });
  });
});

describe('a key', () => {
  const whoAsks = (key: string) => api.query(WhoAsksDocument, {}, key);

  it('is shown once, and works', async () => {
    const { id } = await addPerson('fay@x.example', 'ANALYST');
    const made = dataOf(
      await createKey({ role: 'ANALYST', label: ' nightly job ', userId: id }),
    ).createApiKey;
    expect(made.key).toMatch(/^fh_[\w-]{43}$/);
    expect(made.apiKey).toMatchObject({
      prefix: made.key.slice(0, 11),
      label: 'nightly job',
      role: 'ANALYST',
      revokedAt: null,
      user: { id, email: 'fay@x.example' },
    });
    expect(dataOf(await whoAsks(made.key)).viewer).toEqual({
      role: 'ANALYST',
      keyPrefix: made.apiKey.prefix,
      user: { email: 'fay@x.example' },
    });
    const page = await api.query(ApiKeyPageDocument, { first: 1 });
    expect(dataOf(page).apiKeys.edges[0]?.node).toEqual(made.apiKey);
    expect(page.text).not.toContain(made.key);
    const [row] = await sql<{ hash: Buffer }>(api.database.url, 'SELECT * FROM api_keys WHERE id = $1', [
      made.apiKey.id,
    ]);
    expect(row?.hash).toEqual(Buffer.from(hashApiKey(made.key)));
    expect(JSON.stringify(row)).not.toContain(made.key.slice(11));
  });

  it('of nobody in particular has no person', async () => {
    const { apiKey, key } = await addKey('VIEWER');
    expect(apiKey).toMatchObject({ user: null, label: null });
    expect(dataOf(await whoAsks(key)).viewer.user).toBeNull();
  });

  it('is not for more than its person may, for nobody, or for one who is shut out', async () => {
    const { id } = await addPerson('gil@x.example', 'VIEWER');
    const before = await keyCount();
    expect(refusalOf(await createKey({ role: 'ADMIN', userId: id }))).toEqual({
      code: 'BAD_USER_INPUT',
      fields: ['input.role'],
      message: 'input.role: ADMIN is more than gil@x.example may do. Allowed: VIEWER.',
    });
    await update({ id, isActive: false });
    expect(refusalOf(await createKey({ role: 'ADMIN', userId: id })).fields).toEqual([
      'input.role',
      'input.userId',
    ]);
    const [theirs, nobodys] = await Promise.all(
      [theirAdminId, missing].map((userId) => createKey({ role: 'VIEWER', userId })),
    );
    expect(theirs?.text.replaceAll(theirAdminId, missing)).toBe(nobodys?.text);
    expect(nobodys && refusalOf(nobodys).fields).toEqual(['input.userId']);
    expect(await keyCount()).toBe(before);
  });

  it('is refused with every faulty field, those included that only the database knows', async () => {
    const input = {
      role: 'VIEWER' as const,
      label: 'x'.repeat(101),
      userId: missing,
      idempotencyKey: 'short',
    };
    expect(refusalOf(await createKey(input)).fields).toEqual([
      'input.idempotencyKey',
      'input.label',
      'input.userId',
    ]);
    expect(refusalOf(await createKey({ role: 'VIEWER', label: ' ', userId: '7' })).fields).toEqual([
      'input.label',
      'input.userId',
    ]);
  });

  it('follows its person down, out, and in again', async () => {
    const { id } = await addPerson('hal@x.example', 'ADMIN');
    const { key } = await addKey('ADMIN', id);
    expect(dataOf(await whoAsks(key)).viewer.role).toBe('ADMIN');
    await update({ id, role: 'VIEWER' });
    expect(dataOf(await whoAsks(key)).viewer.role).toBe('VIEWER');
    expect(refusalOf(await api.query(UserPageDocument, {}, key)).code).toBe('FORBIDDEN');
    await update({ id, isActive: false });
    expect(refusalOf(await whoAsks(key)).code).toBe('UNAUTHENTICATED');
    await update({ id, isActive: true, role: 'ANALYST' });
    expect(dataOf(await whoAsks(key)).viewer.role).toBe('ANALYST');
  });

  it('is refused at once when it is revoked, and stays revoked since then', async () => {
    const { key, apiKey } = await addKey('VIEWER');
    await whoAsks(key);
    const revoke = () => api.query(RevokeApiKeyDocument, { input: { id: apiKey.id } });
    const first = dataOf(await revoke()).revokeApiKey.apiKey;
    expect(refusalOf(await whoAsks(key)).code).toBe('UNAUTHENTICATED');
    expect(first).toEqual({ ...apiKey, revokedAt: expect.any(String) });
    expect(dataOf(await revoke()).revokeApiKey.apiKey).toEqual(first);
  });

  it('may be revoked by who holds it, the last of an ADMIN as well', async () => {
    const lonely = await api.addTenant('maison-z');
    const { nodes } = dataOf(await api.ask('{ apiKeys { nodes { id } } }', {}, lonely.key)).apiKeys as {
      nodes: { id: string }[];
    };
    const input = { id: nodes[0]?.id ?? '' };
    const answer = dataOf(await api.query(RevokeApiKeyDocument, { input }, lonely.key));
    expect(answer.revokeApiKey.apiKey.user?.email).toBe('admin@maison-z.example');
    expect(refusalOf(await whoAsks(lonely.key)).code).toBe('UNAUTHENTICATED');
  });

  it('that another process revokes is refused as soon as this one hears of it', async () => {
    const { key, apiKey } = await addKey('VIEWER');
    await whoAsks(key);
    await api.tenant.change(null, new Date(), ({ keys }) => keys.revoke(apiKey.id, new Date()));
    await vi.waitFor(async () => expect((await whoAsks(key)).errors).toHaveLength(1), { timeout: 9_000 });
  });

  it('of another tenant is as unknown as none', async () => {
    const { nodes } = dataOf(await api.ask('{ apiKeys { nodes { id } } }', {}, other.key)).apiKeys as {
      nodes: { id: string }[];
    };
    const theirId = nodes[0]?.id ?? '';
    const [theirs, nobodys] = await Promise.all(
      [theirId, missing].map((id) => api.query(RevokeApiKeyDocument, { input: { id } })),
    );
    expect(theirs?.text.replaceAll(theirId, missing)).toBe(nobodys?.text);
    expect(nobodys && refusalOf(nobodys).code).toBe('NOT_FOUND');
    expect((await whoAsks(other.key)).errors).toEqual([]);
  });
});
