import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { faultsOf, killWorkers } from '../support/killed-workers.ts';
import { killPrograms } from '../support/programs.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(killPrograms);
afterAll(() => database.drop());

// The whole of it: npx tsx test/load/killed-workers.ts
it('three workers of which one is killed again and again lose nothing, and store and count nothing twice', async () => {
  const verdict = await killWorkers(
    { seed: 7, kills: 5, workers: 3, feeds: 12, entries: 12, mostMsBetweenKills: 2_000, isHasty: true },
    database.url,
  );
  expect(faultsOf(verdict)).toEqual([]);
  expect(verdict).toMatchObject({ expected: 144, stored: 144 });
}, 180_000);
