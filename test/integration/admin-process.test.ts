import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashApiKey } from '../../src/model/api-key.ts';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { killPrograms, runProgram } from '../support/programs.ts';

let database: TestDatabase;
let storage: Storage;
beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});
afterEach(async () => {
  killPrograms();
  await sql(database.url, 'DELETE FROM tenants');
});

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const newKey = expect.stringMatching(/^fh_[A-Za-z0-9_-]{20,}$/);
const admin = (...args: string[]) =>
  runProgram('admin', { args, env: { DATABASE_URL: database.url, LOG_LEVEL: 'error' } });

/** What a command answers to a program: it must be one JSON object on one line, and nothing else. */
async function adminJson(...args: string[]): Promise<{ code: number | null; answer: unknown }> {
  const { code, stdout, stderr } = await admin(...args, '--json');
  expect(stdout.match(/\n/g)).toHaveLength(1);
  expect(stderr).toBe('');
  return { code, answer: JSON.parse(stdout) };
}

/** A tenant with its first key. */
const maison = () =>
  storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: 'admin@maison-x.example' });
const holderOf = (key: string) => storage.tenants.principalByKeyHash(hashApiKey(key));

describe('npm run admin', { timeout: 120_000 }, () => {
  it('sets up a tenant whose first key works, for a person', async () => {
    const { code, stdout, stderr } = await admin(
      ...['tenant', 'create', 'Maison X', '--slug', 'maison-x', '--admin', 'Admin@maison-x.example'],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [, key = ''] =
      /^Tenant Maison X \(maison-x\) is set up\. Its key, shown only now:\n(fh_\S+)\n$/.exec(stdout) ?? [];
    expect(await holderOf(key)).toMatchObject({ role: 'ADMIN', userId: uuid });
    expect(await sql(database.url, 'SELECT email, role FROM users')).toEqual([
      { email: 'admin@maison-x.example', role: 'ADMIN' },
    ]);
  });

  it('sets up a tenant and lists all, for a program', async () => {
    const [first, second] = await Promise.all([
      adminJson('tenant', 'create', 'Maison X', '--slug', 'maison-x'),
      adminJson('tenant', 'create', 'Agence Y', '--slug', 'agence-y'),
    ]);
    expect(first).toEqual({
      code: 0,
      answer: { tenant: { id: uuid, slug: 'maison-x', name: 'Maison X' }, key: newKey },
    });
    expect(second.code).toBe(0);
    const [text, json] = await Promise.all([admin('tenant', 'list'), adminJson('tenant', 'list')]);
    expect(text.stdout).toMatch(
      /^slug {6}name {6}id\nagence-y {2}Agence Y {2}\S+\nmaison-x {2}Maison X {2}\S+\n$/,
    );
    expect(json.answer).toEqual({
      tenants: [
        { id: uuid, slug: 'agence-y', name: 'Agence Y' },
        { id: uuid, slug: 'maison-x', name: 'Maison X' },
      ],
    });
  });

  it('names each role with its article', async () => {
    await maison();
    const texts = [
      await admin('key', 'create', 'maison-x', '--role', 'ANALYST'),
      await admin('key', 'create', 'maison-x', '--role', 'ADMIN'),
    ].map(({ stdout }) => stdout);
    expect(texts[0]).toContain('A key for an ANALYST of Maison X');
    expect(texts[1]).toContain('A key for an ADMIN of Maison X');
  });

  it('makes keys with roles, lists them by their beginnings, and a revoked one stays revoked', async () => {
    await maison();
    const [asText, asJson] = await Promise.all([
      admin('key', 'create', 'maison-x'),
      adminJson('key', 'create', 'maison-x', '--role', 'ANALYST'),
    ]);
    const viewer = /fh_\S+/.exec(asText.stdout)?.[0] ?? '';
    expect(asText.stdout).toBe(`A key for a VIEWER of Maison X, shown only now:\n${viewer}\n`);
    expect(asJson.answer).toMatchObject({ key: newKey, role: 'ANALYST', tenant: { slug: 'maison-x' } });
    expect(await holderOf(viewer)).toMatchObject({ role: 'VIEWER' });

    const prefix = viewer.slice(0, 11);
    expect(await admin('key', 'revoke', 'maison-x', prefix)).toMatchObject({
      code: 0,
      stdout: `The key ${prefix}… is revoked.\n`,
    });
    expect(await holderOf(viewer)).toBeNull();
    const again = await adminJson('key', 'revoke', 'maison-x', viewer);
    expect(again).toEqual({
      code: 1,
      answer: { error: { code: 'NOT_FOUND', message: `There is no live key that begins with "${prefix}".` } },
    });
    const [list, listed] = await Promise.all([
      admin('key', 'list', 'maison-x'),
      adminJson('key', 'list', 'maison-x'),
    ]);
    expect(list.stdout).toMatch(new RegExp(`^${prefix} +VIEWER +\\S+ +revoked \\S+$`, 'm'));
    expect(list.stdout).not.toContain(viewer);
    expect(listed.answer).toEqual({
      keys: expect.arrayContaining([
        {
          prefix,
          role: 'VIEWER',
          label: null,
          user: null,
          createdAt: expect.any(String),
          revokedAt: expect.any(String),
        },
        expect.objectContaining({ role: 'ANALYST', revokedAt: null }),
      ]),
    });
  });

  it("leaves another tenant's key alone", async () => {
    const { key } = await maison();
    await storage.tenants.create({ name: 'Agence Y', slug: 'agence-y', adminEmail: null });
    expect((await adminJson('key', 'revoke', 'agence-y', key)).answer).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    expect(await holderOf(key)).not.toBeNull();
  });

  it('follows feeds, each once', async () => {
    await maison();
    const google = 'https://www.google.com/alerts/feeds/1/2';
    const [text, json] = await Promise.all([
      admin('feed', 'add', 'maison-x', 'HTTPS://Press.example/feed.xml#top'),
      adminJson('feed', 'add', 'maison-x', google),
    ]);
    expect(text).toEqual({
      code: 0,
      stdout: 'Maison X follows https://press.example/feed.xml from now on.\n',
      stderr: '',
    });
    expect(json.answer).toEqual({ feed: { id: uuid, url: google, provider: 'GOOGLE_ALERTS' } });
    expect(await adminJson('feed', 'add', 'maison-x', google)).toEqual({
      code: 1,
      answer: { error: { code: 'CONFLICT', message: `The feed ${google} is followed already.` } },
    });
    expect(await sql(database.url, 'SELECT url, title, provider FROM feeds ORDER BY url')).toEqual([
      { url: 'https://press.example/feed.xml', title: null, provider: 'RSS' },
      { url: google, title: null, provider: 'GOOGLE_ALERTS' },
    ]);
  });

  it('says that the database is up to date', async () => {
    const [text, json] = await Promise.all([admin('migrate'), adminJson('migrate')]);
    expect(text).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' });
    expect(json.answer).toEqual({ upToDate: true });
  });

  it('shows its usage when asked, and with words when it does not understand', async () => {
    const [help, none, unknown, json] = await Promise.all([
      admin('--help'),
      admin(),
      admin('tenant', 'remove', 'x'),
      adminJson('tenant', 'remove', 'x'),
    ]);
    expect(help).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^usage: [\s\S]*feed import/),
      stderr: '',
    });
    expect(none).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^A command is needed\.\n\nusage/),
    });
    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^There is no command "tenant remove x"\.\n\nusage/),
    });
    expect(json).toMatchObject({ code: 1, answer: { error: { code: 'BAD_USER_INPUT' } } });
  });

  it('says in words what is wrong, and ends with 1', async () => {
    await maison();
    const cases: [string[], string, RegExp][] = [
      [['tenant', 'create', 'X'], 'BAD_USER_INPUT', /^A tenant needs a short name: --slug/],
      [
        ['tenant', 'create', 'X', '--slug', 'Maison X'],
        'BAD_USER_INPUT',
        /^The slug "Maison X" cannot be used/,
      ],
      [
        ['tenant', 'create', 'X', '--slug', 'maison-x'],
        'CONFLICT',
        /^There is a tenant with the slug "maison-x"/,
      ],
      [
        ['tenant', 'create', ' ', '--slug', 'y', '--admin', 'me'],
        'BAD_USER_INPUT',
        /name is empty\. "me" is no e-mail/,
      ],
      [['key', 'create', 'nobody'], 'NOT_FOUND', /^There is no tenant with the slug "nobody"\./],
      [
        ['key', 'create', 'maison-x', '--role', 'king'],
        'BAD_USER_INPUT',
        /^--role king is not known\. It is one of VIEWER/,
      ],
      [['key', 'create'], 'BAD_USER_INPUT', /^Write it as: npm run admin -- key create <slug>/],
      [['feed', 'add', 'maison-x', 'ftp://x.example/'], 'BAD_USER_INPUT', /read over http and https only/],
      [
        ['feed', 'add', 'maison-x', 'https://a:b@x.example/'],
        'BAD_USER_INPUT',
        /carries a user name or password/,
      ],
      [['tenant', 'list', '--verbose'], 'BAD_USER_INPUT', /'--verbose'[\s\S]*usage/],
    ];
    const answers = await Promise.all(cases.map(([args]) => adminJson(...args)));
    for (const [at, [args, code, words]] of cases.entries()) {
      expect(answers[at], args.join(' ')).toEqual({
        code: 1,
        answer: { error: { code, message: expect.stringMatching(words) } },
      });
    }
    expect(await admin('key', 'create', 'nobody')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no tenant with the slug "nobody".\n',
    });
  });
});
