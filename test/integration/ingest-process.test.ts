import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { follow, makeAllDue, sql } from '../support/pipeline.ts';
import { items, startPress, type TestPress } from '../support/press.ts';
import {
  killPrograms,
  programArguments,
  runProgram,
  startCommand,
  startProgram,
  until,
} from '../support/programs.ts';

let database: TestDatabase;
let storage: Storage;
let press: TestPress;
beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});
beforeEach(async () => {
  press = await startPress();
});
afterEach(async () => {
  killPrograms();
  await press.close();
  await rows('DELETE FROM tenants');
});

const rows = <Row extends object>(statement: string) => sql<Row>(database.url, statement);
const countReports = async () => (await rows('SELECT FROM reports')).length;
const env = () => ({ DATABASE_URL: database.url, FEED_HOST_ALLOWLIST: press.host });
const ingest = (...args: string[]) => runProgram('ingest', { args, env: env() });

describe('npm run ingest', { timeout: 120_000 }, () => {
  it('reads the feeds of all tenants, lists those that failed, and ends with 0', async () => {
    await follow(storage, database.url, 'one', [
      press.feed('/news.xml', items(3)),
      `${press.url}/missing.xml`,
    ]);
    await follow(storage, database.url, 'two', [press.feed('/style.xml', items(2, { series: 'b' }))]);
    const { code, stdout, stderr } = await ingest();
    expect(code).toBe(0);
    expect(
      stdout,
    ).toBe(`Tenant one: PARTIAL. 2 of 2 feeds (0 unchanged, 1 failed); 3 entries: 3 new, 0 duplicates, 0 failed.
  ${press.url}/missing.xml answered 404: there is no feed at this address.
Tenant two: SUCCESS. 1 of 1 feeds (0 unchanged, 0 failed); 2 entries: 2 new, 0 duplicates, 0 failed.
`);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ outcome }) => outcome !== undefined)).toHaveLength(3);
    expect(lines).toContainEqual(
      expect.objectContaining({ feed: `${press.url}/news.xml`, outcome: 'READ', seen: 3, new: 3 }),
    );
  });

  it('reads only the tenant, only the feed, and also what is not due, when told so', async () => {
    const news = press.feed('/news.xml', items(1));
    const style = press.feed('/style.xml', items(1, { series: 'b' }));
    await follow(storage, database.url, 'one', [news, style]);
    await follow(storage, database.url, 'two', [news]);
    await ingest('--tenant', 'two');
    expect(press.requests('/news.xml')).toHaveLength(1);
    await ingest('--tenant', 'one', '--feed', style);
    expect(press.requests('/style.xml')).toHaveLength(1);
    expect(await countReports()).toBe(2);
    expect((await ingest('--tenant', 'two')).stdout).toBe('No feed is due.\n');
    const forced = await ingest('--tenant', 'two', '--force');
    expect(forced.stdout).toMatch(/1 entries: 0 new, 1 duplicates/);
    expect(press.requests('/news.xml')).toHaveLength(2);
  });

  it.each([
    [['--tenant', 'nobody'], /^There is no tenant with the slug "nobody"\.\n$/],
    [
      ['--feed', 'http://else.example/f'],
      /^There is no feed at http:\/\/else\.example\/f that is followed\. Add it/,
    ],
    [['--tenants', 'one'], /'--tenants'[\s\S]*usage: npm run ingest/],
  ])('says what is wrong with %j and ends with 1', async (args, words) => {
    const { code, stdout, stderr } = await ingest(...args);
    const said = stderr.replace(/^\{.*\}\n/gm, '');
    expect({ code, stdout, said }).toEqual({ code: 1, stdout: '', said: expect.stringMatching(words) });
  });

  it('names every fault of its environment, without passwords, and ends with 2', async () => {
    const { code, stdout, stderr } = await runProgram('ingest', {
      env: { DATABASE_URL: 'mysql://me:secret@host/db', FEEDS_AT_ONCE: 'many', LOG_LEVEL: 'loud' },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/DATABASE_URL=mysql:\/\/me:\*\*\*@host\/db: allowed: /);
    expect(stderr).toMatch(/FEEDS_AT_ONCE=many: allowed: a whole number from 1 to \d+/);
    expect(stderr).toMatch(/LOG_LEVEL=loud: allowed: fatal, error/);
  });

  it('says in words that the database cannot be reached, and ends with 1', async () => {
    const { code, stderr } = await runProgram('ingest', {
      env: { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/db' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database 127\.0\.0\.1:1\/db cannot be used: .*\. Check DATABASE_URL/m);
    expect(stderr).not.toMatch(/secret|unexpected/);
  });

  it('goes on watching: a feed is visited again when it is due, until SIGTERM ends it with 0', async () => {
    const feed = press.feed('/news.xml', items(1));
    await follow(storage, database.url, 'one', [feed]);
    const program = startProgram('ingest', { args: ['--watch'], env: env() });
    await until('the first visit', async () => (await countReports()) === 1);
    press.feed('/news.xml', items(2));
    await makeAllDue(database.url);
    await until('the second visit', async () => (await countReports()) === 2);
    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    expect(await rows("SELECT FROM job_executions WHERE status <> 'SUCCESS'")).toEqual([]);
  });

  it.skipIf(!existsSync('/usr/bin/script'))(
    'draws a bar on a terminal (skipped without script(1))',
    async () => {
      await follow(storage, database.url, 'one', [
        press.feed('/news.xml', items(3)),
        `${press.url}/missing.xml`,
      ]);
      const command = [process.execPath, ...programArguments('ingest')].join(' ');
      const { code, stdout } = await startCommand('/usr/bin/script', ['-qfec', command, '/dev/null'], {
        env: { ...env(), TERM: 'xterm', COLUMNS: '160' },
      }).ended;
      expect(code).toBe(0);
      expect(stdout).toMatch(/reading [█░]+ 2\/2 feeds \| 3 new reports, 0 duplicates, 1 failures/);
      expect(stdout).toMatch(/^FEED +NEW +KNOWN +FAILED +TIME\r?$/m);
      expect(stdout).toMatch(/\/missing\.xml +failed +0 +0 +0 +\d+\.\d s/);
      expect(stdout).toMatch(/\/news\.xml +read +3 +0 +0 +\d+\.\d s/);
      expect(stdout).not.toMatch(/"level":/);
    },
  );
});
