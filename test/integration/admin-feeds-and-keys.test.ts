import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandOptions } from '../../src/admin/command.ts';
import { adminCommands } from '../../src/admin/commands.ts';
import { hashApiKey } from '../../src/model/api-key.ts';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';

const now = new Date('2026-11-23T09:00:00Z');
const url = 'https://example.com/rss.xml';

let database: TestDatabase;
let storage: Storage;
let firstKey: string;
beforeAll(async () => {
  database = await createTestDatabase();
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  const { tenant, key } = await storage.tenants.create({ name: 'One', slug: 'one', adminEmail: null });
  firstKey = key;
  await storage.forTenant(tenant.id).feeds.addOne({ url, title: null, provider: 'RSS' });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

/** What a command answers to a program, or the words in which it refuses. */
async function run(
  name: string,
  operands: string[],
  options: Partial<CommandOptions> = {},
): Promise<unknown> {
  const command = adminCommands.find((known) => known.name === name);
  const retention = { executionDays: 90, fetchDays: 400, alertDays: 400, deliveryDays: 90 };
  const readFile = () => Promise.reject(new Error('no command here reads a file'));
  try {
    return (
      await command?.run(storage, operands, {
        now,
        showProgress: () => () => {},
        retention,
        readFile,
        ...options,
      })
    )?.json;
  } catch (error) {
    return String(error);
  }
}

describe('feed set', () => {
  it('changes what it is told to and nothing else', async () => {
    expect(await run('feed set', ['one', url], { pages: 'never', interval: '15' })).toMatchObject({
      feed: { url, state: 'ACTIVE', intervalMinutes: 15, pageReading: 'NEVER' },
    });
    expect(await run('feed set', ['one', url], { state: 'paused' })).toMatchObject({
      feed: { state: 'PAUSED', schedule: 'FIXED', intervalMinutes: 15, pageReading: 'NEVER' },
    });
    expect(await run('feed set', ['one', url], { interval: 'adaptive' })).toMatchObject({
      feed: { schedule: 'ADAPTIVE', intervalMinutes: 15 },
    });
  });

  it('brings back a feed that was parked, due at once', async () => {
    await sql(database.url, "UPDATE feeds SET state = 'PARKED', failures = 30, next_fetch_at = '2030-01-01'");
    await run('feed set', ['one', url], { state: 'ACTIVE' });
    expect(await sql(database.url, 'SELECT state, failures, next_fetch_at FROM feeds')).toEqual([
      { state: 'ACTIVE', failures: 0, next_fetch_at: now },
    ]);
  });

  it.each([
    [{}, /Say what to change/],
    [{ interval: '0' }, /--interval 0 cannot be used: a whole number of minutes from 1 to 10080/],
    [{ interval: 'soon' }, /--interval soon cannot be used/],
    [{ pages: 'sometimes' }, /--pages sometimes is not known. It is one of WHEN_NEEDED, NEVER/],
    [{ state: 'ENDED' }, /--state ENDED is not known. It is one of ACTIVE, PAUSED/],
  ])('refuses %j in words', async (options, words) => {
    expect(await run('feed set', ['one', url], options)).toMatch(words);
  });

  it('says when the tenant follows no such feed', async () => {
    expect(await run('feed set', ['one', 'https://example.com/other.xml'], { state: 'ACTIVE' })).toMatch(
      /There is no feed at https:\/\/example.com\/other.xml that one follows/,
    );
  });
});

describe('feed list', () => {
  it('shows how reading each feed goes, in the order of their addresses, and no other tenant’s', async () => {
    const { tenant } = await storage.tenants.create({ name: 'Two', slug: 'two', adminEmail: null });
    const { feeds } = storage.forTenant(tenant.id);
    const [good, bad] = ['https://press.example/a.xml', 'https://press.example/b.xml'];
    const { id: badId } = await feeds.addOne({ url: bad, title: null, provider: 'RSS' });
    const { id: goodId } = await feeds.addOne({ url: good, title: null, provider: 'RSS' });
    const [readAt, nextAt] = [new Date('2026-11-23T08:00:00Z'), new Date('2026-11-23T09:30:00Z')];
    await sql(database.url, 'UPDATE feeds SET last_success_at = $2, next_fetch_at = $3 WHERE id = $1', [
      goodId,
      readAt,
      nextAt,
    ]);
    await sql(
      database.url,
      "UPDATE feeds SET state = 'PARKED', failures = 30, last_error = 'It answered 404.' WHERE id = $1",
      [badId],
    );
    expect(await run('feed list', ['two'])).toMatchObject({
      feeds: [
        { id: goodId, url: good, state: 'ACTIVE', lastSuccessAt: readAt, nextFetchAt: nextAt, failures: 0 },
        {
          id: badId,
          url: bad,
          state: 'PARKED',
          lastSuccessAt: null,
          failures: 30,
          lastError: 'It answered 404.',
        },
      ],
    });
    const command = adminCommands.find(({ name }) => name === 'feed list');
    const answer = await command?.run(storage, ['two'], {
      now,
      showProgress: () => () => {},
      retention: { executionDays: 90, fetchDays: 400, alertDays: 400, deliveryDays: 90 },
      readFile: () => Promise.reject(new Error('nothing is read')),
    });
    const cells = answer?.text.split('\n').map((line) => line.split(/ {2,}/));
    expect(cells).toEqual([
      ['id', 'url', 'state', 'last success', 'next fetch', 'failures', 'last error'],
      [goodId, good, 'ACTIVE', readAt.toISOString(), nextAt.toISOString(), '0'],
      [badId, bad, 'PARKED', 'never', 'none', '30', 'It answered 404.'],
    ]);
  });

  it('says when there is no such tenant', async () => {
    expect(await run('feed list', ['nobody'])).toMatch(/nobody/);
  });
});

describe('key revoke', () => {
  it('takes as much of a key as tells it from the others', async () => {
    const { key } = (await run('key create', ['one'])) as { key: string };
    expect(await run('key revoke', ['one', 'fh_'])).toMatch(
      /2 live keys begin with "fh_"\. Write more of it/,
    );
    expect(await run('key revoke', ['one', key])).toEqual({ revoked: key.slice(0, 11) });
    expect(await storage.tenants.principalByKeyHash(hashApiKey(key))).toBeNull();
    expect(await run('key revoke', ['one', key])).toMatch(/There is no live key that begins with/);
    expect(await run('key revoke', ['one', firstKey.slice(0, 8)])).toEqual({
      revoked: firstKey.slice(0, 11),
    });
  });
});
