import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTrustedDocuments } from '../../src/api/trusted-documents.ts';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePort, killPrograms, runProgram } from '../support/programs.ts';

const question = '{ viewer { role } }';
const twenty = '{ reports { nodes { id } } }';

let database: TestDatabase;
let storage: Storage;
let key: string;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  ({ key } = await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null }));
  folder = await mkdtemp(join(tmpdir(), 'fashion-hunting-settings-'));
});

afterEach(killPrograms);

afterAll(async () => {
  await storage.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const start = (env: Record<string, string>, ...args: string[]) =>
  startApiProcess(database.url, { env, args });

/** Whether the schema describes itself to whoever asks, and whether there is a page to ask on. */
async function openness(api: ApiProcess) {
  const { data } = await api.ask(null, '{ __schema { queryType { name } } }');
  const page = await fetch(api.url);
  await page.text();
  return { introspection: data?.__schema !== undefined, playground: page.status === 200 };
}

describe('the API of the environment', { timeout: 120_000 }, () => {
  it('is closed to strangers in production, which is what it takes it for', async () => {
    expect(await openness(await start({}))).toEqual({ introspection: false, playground: false });
  });

  it.each([
    [{ NODE_ENV: 'development' }, [], { introspection: true, playground: true }],
    [
      { NODE_ENV: 'development', INTROSPECTION: 'off', PLAYGROUND: 'off' },
      [],
      { introspection: false, playground: false },
    ],
    [{ INTROSPECTION: 'on' }, [], { introspection: true, playground: false }],
    [{}, ['--playground'], { introspection: true, playground: true }],
  ])('with %j and the arguments %j is %j', async (env, args, expected) => {
    const api = await start({ ...env }, ...args);
    expect(await openness(api)).toEqual(expected);
    expect((await api.ask(key, question)).data).toEqual({ viewer: { role: 'ADMIN' } });
  });

  it('keeps the limits that it sets', async () => {
    const documents = join(folder, 'documents.json');
    await writeFile(
      documents,
      JSON.stringify({ who: question, list: twenty, six: '{ reports(first: 6) { totalCount } }' }),
    );
    const api = await start({
      TRUSTED_DOCUMENTS: documents,
      LIMIT_PAGE_SIZE: '5',
      LIMIT_BATCH: '3',
      RATE_LIMIT_BURST: '25',
      RATE_LIMIT_PER_MINUTE: '1',
      EXECUTOR: 'graphql-js',
    });
    const byId = (documentId: string) => JSON.stringify({ documentId });
    expect((await api.ask(key, '{ tenant { slug } }')).status).toBe(400);
    expect((await api.post(key, byId('else'))).status).toBe(400);
    const tooMany = await api.post(key, byId('six'));
    expect(tooMany.errors[0]?.message).toContain('1 to 5');
    const batch = `[${Array(3).fill(byId('who')).join()}]`;
    expect((await api.post(key, batch)).status).toBe(200);
    expect((await api.post(key, batch.replace('[', `[${byId('who')},`))).status).toBe(400);
    // A page of five costs five.
    const spend = [];
    for (let times = 0; times < 6; times += 1) spend.push(await api.post(key, byId('list')));
    const last = spend.at(-1);
    expect([spend[0]?.status, last?.status]).toEqual([200, 429]);
    expect(last?.errors[0]?.extensions.code).toBe('RATE_LIMITED');
    expect(last?.headers.get('x-ratelimit-limit')).toBe('25');
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('does not start with a file of trusted documents that cannot be used, and says why', async () => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, '{ "who": "{ viewer" }');
    const [PORT, OPERATIONS_PORT] = [String(await freePort()), 'off'];
    const env = { DATABASE_URL: database.url, PORT, OPERATIONS_PORT, TRUSTED_DOCUMENTS: file };
    const ended = await runProgram('server', { args: ['--no-demo'], env });
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `TRUSTED_DOCUMENTS=${file} cannot be used: Syntax Error: Expected Name, found <EOF>. It holds a JSON object of GraphQL documents by id.\n`,
    });
  });
});

describe('a file of trusted documents', () => {
  it.each([
    ['is not there', undefined, 'no such file'],
    ['is no JSON', 'query {', 'JSON'],
    ['is no object of texts', '{ "who": 5 }', 'who: Invalid input: expected string'],
  ])('that %s is refused, with the reason', async (_, content, reason) => {
    const file = join(folder, `wrong-${reason.length}.json`);
    if (content !== undefined) await writeFile(file, content);
    await expect(readTrustedDocuments(file)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(reason),
    });
  });
});
