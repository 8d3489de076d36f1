import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driverTypes } from '../../src/storage/driver-types.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: pg.Client;

beforeAll(async () => {
  database = await createEmptyDatabase();
  connection = new pg.Client({
    connectionString: database.url,
    options: '-c TimeZone=UTC',
    types: driverTypes,
  });
  await connection.connect();
});

afterAll(async () => {
  await connection.end();
  await database.drop();
});

async function readBack(value: unknown, type: string): Promise<unknown> {
  const { rows } = await connection.query(`SELECT $1::${type} AS value`, [value]);
  return rows[0].value;
}

describe('What PostgreSQL writes is read back', () => {
  it('as the texts of an array, whatever is in them', async () => {
    const texts = fc.array(
      fc.oneof(
        fc.constantFrom(
          'Gucci',
          'Louis Vuitton',
          'NULL',
          'null',
          '',
          ' ',
          ',',
          '{',
          '}',
          '{}',
          '"',
          '\\',
          '[1:2]={',
        ),
        fc.string({ unit: fc.constantFrom('a', 'é', '𝒳', ' ', ',', '"', '\\', '{', '}', '\n', "'") }),
        fc.constant(null),
      ),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (written) => {
        expect(await readBack(written, 'text[]')).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });

  it('as the texts of an array whose bounds are its own, or of more dimensions, as the driver does', async () => {
    expect(await readBack('[5:6]={a,b}', 'text[]')).toEqual(['a', 'b']);
    expect(await readBack('{{a,b},{c,d}}', 'text[]')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('as the moment that was written, to the millisecond', async () => {
    const moments = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(moments, async (moment) => {
        expect(await readBack(moment.toISOString(), 'timestamptz')).toEqual(moment);
      }),
      { numRuns: 500 },
    );
  });
});
