import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandOptions } from '../../src/admin/command.ts';
import { adminCommands } from '../../src/admin/commands.ts';
import { hashApiKey } from '../../src/model/api-key.ts';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { killPrograms, runProgram } from '../support/programs.ts';

const now = new Date('2026-11-23T09:00:00Z');
let database: TestDatabase;
let storage: Storage;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  for (const slug of ['one', 'two']) {
    await storage.tenants.create({ name: slug, slug, adminEmail: `admin@${slug}.example` });
  }
});

afterAll(async () => {
  killPrograms();
  await storage.close();
  await database.drop();
});

/** What a command answers, or the words in which it refuses. */
async function run(name: string, operands: string[], options: Partial<CommandOptions> = {}) {
  const command = adminCommands.find((known) => known.name === name);
  const retention = { executionDays: 90, fetchDays: 400, alertDays: 400, deliveryDays: 90 };
  const readFile = () => Promise.reject(new Error('no command here reads a file'));
  try {
    const answer = await command?.run(storage, operands, {
      now,
      showProgress: () => () => {},
      retention,
      readFile,
      ...options,
    });
    return { text: answer?.text ?? '', json: answer?.json, refusal: null };
  } catch (error) {
    return { text: '', json: null, refusal: String(error) };
  }
}

describe('user add', () => {
  it('adds a VIEWER, or what it is told to, by an address in lower case', async () => {
    expect((await run('user add', ['one', ' Ada@One.example'])).json).toEqual({
      user: {
        id: expect.any(String),
        email: 'ada@one.example',
        role: 'VIEWER',
        isActive: true,
        createdAt: expect.any(Date),
      },
    });
    expect((await run('user add', ['one', 'bea@one.example'], { role: 'analyst' })).text).toBe(
      'bea@one.example is a person of one from now on, with the role ANALYST.',
    );
    expect((await run('user add', ['two', 'ada@one.example'])).refusal).toBeNull();
  });

  it.each([
    ['one', 'ADMIN@one.example', {}, 'one has a person with the address "admin@one.example" already.'],
    ['one', 'nobody', {}, '"nobody" is no e-mail address; write it like admin@maison-x.example.'],
    ['one', 'eve@one.example', { role: 'OWNER' }, '--role OWNER is not known.'],
    ['three', 'eve@one.example', {}, 'There is no tenant with the slug "three".'],
  ])('refuses %s %s %j in words', async (slug, email, options, words) => {
    const before = await sql(database.url, 'SELECT count(*) FROM users');
    expect((await run('user add', [slug, email], options)).refusal).toContain(words);
    expect(await sql(database.url, 'SELECT count(*) FROM users')).toEqual(before);
  });
});

describe('user list', () => {
  it("lists the tenant's people in the order of their addresses", async () => {
    const gone = await storage.tenants.bySlug('two');
    const { users } = storage.forTenant(gone.id);
    const user = await users.add('zoe@two.example', 'ADMIN');
    await users.change(user?.id ?? '', { isActive: false });
    const { text } = await run('user list', ['two']);
    const lines = text.split('\n').map((line) => line.replace(/\S+Z/, 'then').split(/ {2,}/));
    expect(lines).toEqual([
      ['e-mail', 'role', 'created', 'state'],
      ['ada@one.example', 'VIEWER', 'then', 'active'],
      ['admin@two.example', 'ADMIN', 'then', 'active'],
      ['zoe@two.example', 'ADMIN', 'then', 'shut out'],
    ]);
  });
});

describe('key create', () => {
  it('makes a key for a person, with a label, and both are listed', async () => {
    await run('user add', ['one', 'carl@one.example'], { role: 'ANALYST' });
    const options = { role: 'ANALYST', user: 'Carl@one.example', label: ' nightly job ' };
    const { text, json } = await run('key create', ['one'], options);
    expect(json).toMatchObject({ role: 'ANALYST', user: 'carl@one.example', label: 'nightly job' });
    const { key } = json as { key: string };
    expect(text).toBe(`A key for carl@one.example, ANALYST of one, shown only now:\n${key}`);
    const principal = await storage.tenants.principalByKeyHash(hashApiKey(key));
    expect(principal).toMatchObject({ role: 'ANALYST', userId: expect.any(String) });
    const listed = await run('key list', ['one']);
    expect(listed.text).toMatch(
      new RegExp(`^${key.slice(0, 11)} +ANALYST +\\S+ +live +nightly job +carl@one.example$`, 'm'),
    );
    expect(listed.json).toMatchObject({
      keys: expect.arrayContaining([
        expect.objectContaining({ label: 'nightly job', user: 'carl@one.example' }),
      ]),
    });
  });

  it.each([
    [{ user: 'nobody@one.example' }, 'There is no person with the address "nobody@one.example".'],
    [{ user: 'admin@two.example' }, 'There is no person with the address "admin@two.example".'],
    [{ user: 'carl@one.example', role: 'ADMIN' }, '--role ADMIN is more than carl@one.example may do'],
    [{ user: 'out@one.example' }, '--user out@one.example cannot be used: the person is shut out.'],
    [{ user: 'carl' }, '"carl" is no e-mail address'],
    [{ label: '  ' }, '--label "" cannot be used: 1 to 100 characters'],
    [{ label: 'x'.repeat(101) }, 'cannot be used: 1 to 100 characters'],
  ])('refuses %j in words, and makes none', async (options, words) => {
    const { users } = storage.forTenant((await storage.tenants.bySlug('one')).id);
    const out = (await users.byEmail('out@one.example')) ?? (await users.add('out@one.example', 'ADMIN'));
    await users.change(out?.id ?? '', { isActive: false });
    const before = await sql(database.url, 'SELECT count(*) FROM api_keys');
    expect((await run('key create', ['one'], options)).refusal).toContain(words);
    expect(await sql(database.url, 'SELECT count(*) FROM api_keys')).toEqual(before);
  });

  it('takes label and person from the command line', { timeout: 120_000 }, async () => {
    const args = ['key', 'create', 'one', '--label', 'from outside', '--user', 'admin@one.example', '--json'];
    const { code, stdout } = await runProgram('admin', {
      args,
      env: { DATABASE_URL: database.url, LOG_LEVEL: 'error' },
    });
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ label: 'from outside', user: 'admin@one.example', role: 'VIEWER' }),
    ]);
  });
});
