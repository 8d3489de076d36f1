import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let storage: Storage;

beforeAll(async () => {
  database = await createTestDatabase();
  await withConnection(database.url, async (connection) => {
    const { rows } = await connection.query('SELECT current_database() AS name');
    await connection.query(`ALTER DATABASE ${rows[0].name} SET timezone = 'Asia/Kathmandu'`);
  });
  storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'test') });
});

afterAll(async () => {
  await storage.close();
  await database.drop();
});

it('keeps moments as they are on a server with a time zone of its own', async () => {
  const { tenant } = await storage.tenants.create({ name: 'A', slug: 'a', adminEmail: null });
  const { executions, feeds } = storage.forTenant(tenant.id);
  const begun = new Date('2026-03-29T10:00:00.123Z');
  const id = await executions.begin(1, begun);
  expect((await executions.byIds([id]))[0]?.startedAt).toEqual(begun);

  await feeds.addOne({ url: 'https://example.com/feed', title: null, provider: 'RSS' });
  expect(await feeds.due(new Date())).toHaveLength(1);

  const position = { value: begun.toISOString(), id };
  const page = { size: 5, take: 'first', after: position, before: null } as const;
  expect((await executions.page({}, page)).rows).toEqual([]);
});
