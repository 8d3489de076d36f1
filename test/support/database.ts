import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';

/** A database of a test file's own. */
export interface TestDatabase {
  url: string;
  /** Drops it, even with connections open. */
  drop(): Promise<void>;
}

/** Makes a migrated and otherwise empty database, for one test file: for `beforeAll`, with `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('databaseServer').template);
}

/** Makes a database with nothing in it, not even the tables. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const server = inject('databaseServer').url;
  const name = `fh_test_${randomBytes(6).toString('hex')}`;
  await withConnection(server, (connection) =>
    connection.query(`CREATE DATABASE ${name} TEMPLATE ${template}`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await withConnection(server, (connection) =>
        connection.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}
