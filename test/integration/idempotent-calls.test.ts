import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CreateApiKeyDocument,
  CreateUserDocument,
  type Role,
  UpdateUserDocument,
} from '../operations/generated/graphql.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';

let api: TestApi;
let other: TestTenant;
let now = new Date('2026-11-25T09:00:00Z');
const oneDay = 24 * 60 * 60 * 1000;
const idempotencyKey = '0d9f1c1e-5f0b-4c63-8a76-0e6e2b1c7a11';

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  other = await api.addTenant('maison-y');
});

beforeEach(async () => {
  now = new Date('2026-11-25T09:00:00Z');
  await sql(api.database.url, 'DELETE FROM idempotent_calls');
  await sql(api.database.url, "DELETE FROM users WHERE email NOT LIKE 'admin@%'");
  await sql(api.database.url, 'DELETE FROM api_keys WHERE label IS NOT NULL');
});

afterAll(async () => api.close());

const createUser = (email: string, key?: string, role = 'VIEWER') =>
  api.query(CreateUserDocument, { input: { email, role: role as Role, idempotencyKey } }, key);
const createKey = (label: string, key?: string) =>
  api.query(CreateApiKeyDocument, { input: { label, role: 'VIEWER' as Role, idempotencyKey } }, key);
const keyOf = (answer: Awaited<ReturnType<typeof createKey>>) => dataOf(answer).createApiKey.key;
const codeOf = ({ errors }: Answer<unknown>) => errors[0]?.extensions.code ?? 'OK';

async function count(what: string): Promise<number> {
  const [row] = await sql<{ count: number }>(
    api.database.url,
    `SELECT count(*)::integer AS count FROM ${what}`,
  );
  return row?.count ?? 0;
}
const keysMade = () => count('api_keys WHERE label IS NOT NULL');

describe('a call with an idempotency key', () => {
  it('that comes 20 times at once has one effect and one answer: a new key', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => createKey('nightly')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(keyOf(await createKey('nightly'))).toBe(answers[0] && keyOf(answers[0]));
    expect([await keysMade(), await count('idempotent_calls')]).toEqual([1, 1]);
  });

  it('that comes 20 times at once has one effect and one answer: a new person', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => createUser('ada@x.example')));
    expect(answers.map(codeOf)).toEqual(Array(20).fill('OK'));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await count("users WHERE email = 'ada@x.example'")).toBe(1);
  });

  it('is another one each time without a key', async () => {
    const input = { label: 'each', role: 'VIEWER' as Role };
    const answers = await Promise.all([1, 2, 3].map(() => api.query(CreateApiKeyDocument, { input })));
    expect(new Set(answers.map(keyOf)).size).toBe(3);
    expect([await keysMade(), await count('idempotent_calls')]).toEqual([3, 0]);
  });

  it('is the same whatever the order of its fields', async () => {
    const ask = (input: string) => api.ask(`mutation { createApiKey(input: { ${input} }) { key } }`);
    const first = await ask(`label: "order", role: VIEWER, idempotencyKey: "${idempotencyKey}"`);
    const second = await ask(`idempotencyKey: "${idempotencyKey}", role: VIEWER, label: "order"`);
    expect(dataOf(first)).toEqual(dataOf(second));
  });

  it('is a CONFLICT for another body or another mutation, and has no effect then', async () => {
    const { user } = dataOf(await createUser('bea@x.example')).createUser;
    const others = [
      await createUser('bea@x.example', undefined, 'ADMIN'),
      await createUser('carl@x.example'),
      await createKey('other'),
      await api.query(UpdateUserDocument, { input: { id: user.id, role: 'ADMIN' as Role, idempotencyKey } }),
    ];
    expect(others.map(codeOf)).toEqual(Array(4).fill('CONFLICT'));
    expect(others[0]?.errors[0]?.message).toContain('idempotencyKey: this key was used for another call');
    expect([await keysMade(), await count('users')]).toEqual([0, 3]);
    expect(dataOf(await createUser('bea@x.example')).createUser.user).toEqual(user);
  });

  it('has an effect of its own in each tenant', async () => {
    const mine = keyOf(await createKey('shared'));
    const theirs = keyOf(await createKey('shared', other.key));
    expect(theirs).not.toBe(mine);
    expect(keyOf(await createKey('shared', other.key))).toBe(theirs);
    expect([await keysMade(), await count('idempotent_calls')]).toEqual([2, 2]);
  });

  it('is remembered for 24 hours, and carried out anew after them', async () => {
    const first = keyOf(await createKey('daily'));
    now = new Date(now.getTime() + oneDay - 1);
    expect(keyOf(await createKey('daily'))).toBe(first);
    now = new Date(now.getTime() + 1);
    const second = keyOf(await createKey('daily'));
    expect(second).not.toBe(first);
    expect(keyOf(await createKey('daily'))).toBe(second);
    // By then the key may be used for any other call.
    now = new Date(now.getTime() + oneDay);
    expect(codeOf(await createUser('dora@x.example'))).toBe('OK');
  });

  it('has calls that have expired forgotten, a few at a time', async () => {
    await sql(
      api.database.url,
      `INSERT INTO idempotent_calls (tenant_id, key_hash, call_hash, expires_at)
        SELECT $1, decode(lpad(n::text, 64, '0'), 'hex'), '\\x00', $2 FROM generate_series(1, 150) AS n`,
      [api.tenant.tenantId, now],
    );
    await createKey('first');
    expect(await count('idempotent_calls')).toBe(51);
    await api.tenant.change({ key: 'another key', call: 'x' }, now, async () => null);
    expect(await count('idempotent_calls')).toBe(2);
  });

  it('is not remembered when it was refused', async () => {
    await api.tenant.users.add('eve@x.example', 'VIEWER');
    expect(codeOf(await createUser('eve@x.example'))).toBe('CONFLICT');
    expect(codeOf(await createUser('no address'))).toBe('BAD_USER_INPUT');
    expect(await count('idempotent_calls')).toBe(0);
    await sql(api.database.url, "DELETE FROM users WHERE email = 'eve@x.example'");
    expect(codeOf(await createUser('eve@x.example'))).toBe('OK');
  });

  it('gives what waited for a refused one its own chance', async () => {
    const call = { key: idempotencyKey, call: 'x' };
    const waiting = "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let second: Promise<string> | undefined;
    const first = api.tenant.change(call, now, async () => {
      second = api.tenant.change(call, now, async () => 'second');
      await vi.waitFor(async () => expect(await count(waiting)).toBe(1), { timeout: 20_000 });
      throw new Error('refused');
    });
    await expect(first).rejects.toThrow('refused');
    expect(await second).toBe('second');
  });
});

describe('what is remembered of a call', () => {
  it('tells nobody who reads the table what was asked or answered', async () => {
    const made = keyOf(await createKey('nightly job'));
    const [row] = await sql<Record<string, Buffer | string | Date>>(
      api.database.url,
      'SELECT * FROM idempotent_calls',
    );
    const bytes = Buffer.concat(
      Object.values(row ?? {}).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
    );
    expect(bytes.length).toBeGreaterThan(200);
    for (const secret of [
      idempotencyKey,
      made,
      made.slice(0, 11),
      'nightly job',
      'VIEWER',
      'apiKey',
      'user',
    ]) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'utf16le'))).toBe(false);
    }
  });

  it('is sealed anew for each call, equal answers included', async () => {
    const call = (tenant: TestTenant) =>
      tenant.change({ key: idempotencyKey, call: 'x' }, now, async () => 'the same answer');
    await Promise.all([call(api.tenant), call(other)]);
    const rows = await sql<{ answer: Buffer }>(api.database.url, 'SELECT answer FROM idempotent_calls');
    const [mine, theirs] = rows.map(({ answer }) => answer);
    expect(mine && theirs && mine.subarray(12).equals(theirs.subarray(12))).toBe(false);
  });

  it('is given only as it was kept', async () => {
    const call = { key: idempotencyKey, call: 'x' };
    const answer = { at: now, list: [null, 'a', 1n], nested: { empty: [] } };
    await api.tenant.change(call, now, async () => answer);
    expect(await api.tenant.change(call, now, async () => null)).toEqual(answer);
    await sql(
      api.database.url,
      `UPDATE idempotent_calls SET answer = set_byte(answer, length(answer) - 1, (get_byte(answer, length(answer) - 1) + 1) % 256)`,
    );
    await expect(api.tenant.change(call, now, async () => null)).rejects.toThrow();
  });
});

describe('a client that was cut off', () => {
  const body = (label: string) =>
    JSON.stringify({
      query: print(CreateApiKeyDocument),
      variables: { input: { label, role: 'VIEWER', idempotencyKey } },
    });

  it('after the commit repeats its call, and it was carried out once', async () => {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    // It never reads: the answer is lost, whenever it comes.
    socket.pause();
    const text = body('cut');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${api.tenant.key}\r\n` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
    await vi.waitFor(async () => expect(await keysMade()).toBe(1), { timeout: 20_000, interval: 5 });
    socket.destroy();
    const repeated = keyOf(await createKey('cut'));
    expect(await keysMade()).toBe(1);
    const [row] = await sql<{ prefix: string }>(
      api.database.url,
      'SELECT prefix FROM api_keys WHERE label IS NOT NULL',
    );
    expect(row?.prefix).toBe(repeated.slice(0, 11));
  });

  it('at any moment repeats its call, and it was carried out once', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${api.tenant.key}` };
    for (let ms = 0; ms < 40; ms += 2) {
      await sql(api.database.url, 'DELETE FROM idempotent_calls');
      await sql(api.database.url, 'DELETE FROM api_keys WHERE label IS NOT NULL');
      const ending = new AbortController();
      const cut = fetch(new URL('/graphql', api.url), {
        method: 'POST',
        headers,
        body: body('any'),
        signal: ending.signal,
      })
        .then((response) => response.text())
        .catch(() => null);
      await sleep(ms);
      ending.abort();
      await cut;
      const repeated = keyOf(await createKey('any'));
      expect(keyOf(await createKey('any'))).toBe(repeated);
      expect(await keysMade()).toBe(1);
    }
  });
});
