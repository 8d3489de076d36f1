import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SaveSearchDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';

const idempotencyKey = '2a7d4c0b-0c0f-4a55-9e0e-3c1a8f0f6b21';
/** How often a transaction is carried out at most. */
const attempts = 5;

let api: TestApi;

/**
 * Has the next inserts of saved searches fail as the server fails a transaction that got in another's way. What a
 * sequence counts, no rollback takes back.
 */
async function failNext(times: number, code: string, when: 'statement' | 'commit'): Promise<void> {
  await sql(api.database.url, `SELECT setval('inserts', 1, false)`);
  await sql(
    api.database.url,
    `CREATE OR REPLACE FUNCTION get_in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_ARGV[0] = '${when}' AND nextval('inserts') <= ${times} THEN
          RAISE EXCEPTION 'in the way of another' USING ERRCODE = '${code}';
        END IF;
        RETURN new;
      END $$`,
  );
}

async function attemptsMade(): Promise<number> {
  const [row] = await sql<{ made: number }>(
    api.database.url,
    'SELECT last_value::int * is_called::int AS made FROM inserts',
  );
  return row?.made ?? 0;
}

const stored = async (table: string) => (await sql(api.database.url, `SELECT FROM ${table}`)).length;
const save = () =>
  api.query(SaveSearchDocument, { input: { name: 'silk', filter: { search: 'silk' }, idempotencyKey } });

beforeAll(async () => {
  api = await startApi();
  await sql(api.database.url, 'CREATE SEQUENCE inserts');
  await failNext(0, '40001', 'statement');
  await sql(
    api.database.url,
    `CREATE TRIGGER at_statement BEFORE INSERT ON saved_searches
      FOR EACH ROW EXECUTE FUNCTION get_in_the_way('statement')`,
  );
  await sql(
    api.database.url,
    `CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON saved_searches DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION get_in_the_way('commit')`,
  );
});

beforeEach(async () => {
  await sql(api.database.url, 'DELETE FROM saved_searches');
  await sql(api.database.url, 'DELETE FROM idempotent_calls');
});

afterAll(async () => api.close());

describe.each([
  ['40001', 'serialization failure'],
  ['40P01', 'deadlock'],
])('a mutation that the server ends with %s, %s', (code) => {
  describe.each(['statement', 'commit'] as const)('at the %s', (when) => {
    it('is carried out again as a whole, and has one effect', async () => {
      await failNext(1, code, when);
      const { savedSearch } = dataOf(await save()).saveSearch;
      expect(savedSearch.name).toBe('silk');
      expect([
        await attemptsMade(),
        await stored('saved_searches'),
        await stored('idempotent_calls'),
      ]).toEqual([2, 1, 1]);
      expect(dataOf(await save()).saveSearch.savedSearch).toEqual(savedSearch);
    });

    it('each time is given up after five, with a word that it may be sent again, and no effect', async () => {
      await failNext(attempts, code, when);
      const { status, errors } = await save();
      expect(status).toBe(503);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
      expect(errors[0]?.message).toMatch(/Try again/);
      expect([
        await attemptsMade(),
        await stored('saved_searches'),
        await stored('idempotent_calls'),
      ]).toEqual([attempts, 0, 0]);

      dataOf(await save());
      expect([await stored('saved_searches'), await stored('idempotent_calls')]).toEqual([1, 1]);
    });
  });
});

it('a mutation that fails for another reason is not carried out again', async () => {
  await failNext(1, '23514', 'statement');
  const { status, errors } = await save();
  expect([status, errors[0]?.extensions.code]).toEqual([500, 'INTERNAL']);
  expect([await attemptsMade(), await stored('saved_searches')]).toEqual([1, 0]);
});
