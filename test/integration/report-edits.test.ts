import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';
import { DeleteReportsDocument, UpdateReportsDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

let api: TestApi;
let other: TestTenant;
let analyst: string;
let viewer: string;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  other = await api.addTenant('omega');
  analyst = await api.addKey(api.tenant, 'ANALYST');
  viewer = await api.addKey(api.tenant, 'VIEWER');
});

afterAll(async () => api.close());

let nextSeed = 100;

/** Stores new reports, and gives them as the pipeline handed them over, with their feed and ids. */
async function addReports(tenant: TestTenant, count: number) {
  const seed = nextSeed++;
  const [feedId = ''] = await addFeeds(tenant, 1, seed);
  const reports = makeReports(seed, count);
  await storeReports(tenant, feedId, reports);
  const known = await tenant.visits.knownKeys(reports.flatMap(({ keys }) => keys));
  return { feedId, reports, ids: reports.map(({ keys }) => known.get(keys[0] ?? '') ?? '') };
}

async function rowsOf<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return withConnection(api.database.url, async (connection) => (await connection.query(sql, values)).rows);
}

async function statusesOf(ids: string[]): Promise<string[]> {
  const rows = await rowsOf<{ status: string }>(
    'SELECT status FROM reports JOIN unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, at) USING (id) ORDER BY at',
    ids,
  );
  return rows.map(({ status }) => status);
}

const update = (input: { ids: string[]; status: 'NEW' | 'REVIEWED' | 'ARCHIVED'; idempotencyKey?: string }) =>
  api.query(UpdateReportsDocument, { input }, analyst);
const remove = (input: { ids: string[]; idempotencyKey?: string }, key = analyst) =>
  api.query(DeleteReportsDocument, { input }, key);

describe('updateReports', () => {
  it('sets the status of the reports it names, and of no others', async () => {
    const { ids } = await addReports(api.tenant, 4);
    const answer = dataOf(await update({ ids: ids.slice(0, 2), status: 'REVIEWED' }));
    expect(answer.updateReports).toEqual({ updatedCount: 2, missingIds: [] });
    expect(await statusesOf(ids)).toEqual(['REVIEWED', 'REVIEWED', 'NEW', 'NEW']);
  });

  it('counts reports that have the status already, each once, in any case', async () => {
    const { ids } = await addReports(api.tenant, 2);
    await update({ ids, status: 'ARCHIVED' });
    const twice = [...ids, ...ids.map((id) => id.toUpperCase())];
    expect(dataOf(await update({ ids: twice, status: 'ARCHIVED' })).updateReports.updatedCount).toBe(2);
  });

  it('names the ids that no report of the tenant has, in the order given and in small letters', async () => {
    const { ids } = await addReports(api.tenant, 1);
    const theirs = await addReports(other, 2);
    const made = randomUUID();
    const asked = [made.toUpperCase(), ...theirs.ids, ...ids];
    const answer = dataOf(await update({ ids: asked, status: 'REVIEWED' }));
    expect(answer.updateReports).toEqual({ updatedCount: 1, missingIds: [made, ...theirs.ids] });
    expect(await statusesOf(theirs.ids)).toEqual(['NEW', 'NEW']);
  });

  it('takes 500 at once, by as many statements as one', async () => {
    const { ids } = await addReports(api.tenant, 500);
    const one = await update({ ids: ids.slice(0, 1), status: 'REVIEWED' });
    const all = await update({ ids, status: 'REVIEWED' });
    expect(dataOf(all).updateReports.updatedCount).toBe(500);
    expect(all.statements.length).toBe(one.statements.length);
  });

  it('reports every faulty field at once, with its place', async () => {
    const { errors, data } = await update({
      ids: ['7', randomUUID(), 'x'],
      status: 'NEW',
      idempotencyKey: 'short',
    });
    expect(data).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ field: 'input.ids.0' }, { field: 'input.ids.2' }, { field: 'input.idempotencyKey' }],
    });
  });

  it.each([
    [0, 'it names no report'],
    [501, '501 ids. At most 500'],
  ])('refuses %i ids', async (count, words) => {
    const { errors } = await update({
      ids: Array.from({ length: count }, () => randomUUID()),
      status: 'NEW',
    });
    expect(errors[0]?.message).toContain(words);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is for analysts', async () => {
    const { ids } = await addReports(api.tenant, 1);
    const input = { ids, status: 'REVIEWED' } as const;
    const refused = await api.query(UpdateReportsDocument, { input }, viewer);
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await statusesOf(ids)).toEqual(['NEW']);
    expect(dataOf(await api.query(UpdateReportsDocument, { input })).updateReports.updatedCount).toBe(1);
  });

  it('is carried out once with one idempotency key', async () => {
    const { ids } = await addReports(api.tenant, 2);
    const call = { ids, status: 'REVIEWED', idempotencyKey: randomUUID() } as const;
    const first = dataOf(await update(call));
    await update({ ids, status: 'NEW' });
    expect(dataOf(await update(call))).toEqual(first);
    expect(await statusesOf(ids)).toEqual(['NEW', 'NEW']);
    const changed = await update({ ...call, status: 'ARCHIVED' });
    expect(changed.errors[0]?.extensions.code).toBe('CONFLICT');
  });
});

describe('deleteReports', () => {
  const tables = ['reports WHERE id', 'report_brands WHERE report_id', 'report_keys WHERE report_id'];
  const leftOf = async (ids: string[]) => {
    const counts = await Promise.all(
      tables.map((table) =>
        rowsOf<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table} = any($1::uuid[])`, ids),
      ),
    );
    return counts.map(([row]) => row?.count);
  };

  it('deletes reports with their mentions, and leaves their keys without a report', async () => {
    const { ids, reports } = await addReports(api.tenant, 6);
    const gone = ids.slice(0, 4);
    const made = randomUUID();
    const answer = dataOf(await remove({ ids: [...gone, made] }));
    expect(answer.deleteReports).toEqual({ deletedCount: 4, missingIds: [made] });
    expect(await leftOf(gone)).toEqual([0, 0, 0]);
    const known = await api.tenant.visits.knownKeys(reports.flatMap(({ keys }) => keys));
    expect([...known.values()].filter((reportId) => reportId === null)).toHaveLength(4);
    expect(known.size).toBe(6);
  });

  it('keeps them from coming back with the next visit to their feed, which counts them as duplicates', async () => {
    const { feedId, ids, reports } = await addReports(api.tenant, 5);
    await remove({ ids: ids.slice(0, 3) });
    const executionId = await storeReports(api.tenant, feedId, reports);
    const [execution] = await api.tenant.executions.byIds([executionId]);
    expect(execution).toMatchObject({ itemsSeen: 5, itemsNew: 0, itemsDuplicate: 5 });
    const [row] = await rowsOf<{ count: number }>(
      'SELECT count(*)::integer AS count FROM reports WHERE feed_id = $1',
      feedId,
    );
    expect(row?.count).toBe(2);
  });

  it('leaves another tenant’s reports alone, and says of them what it says of made-up ids', async () => {
    const theirs = await addReports(other, 2);
    const answer = dataOf(await remove({ ids: theirs.ids }));
    expect(answer.deleteReports).toEqual({ deletedCount: 0, missingIds: theirs.ids });
    expect((await leftOf(theirs.ids))[0]).toBe(2);
  });

  it('deletes 500 by as many statements as one', async () => {
    const { ids } = await addReports(api.tenant, 501);
    const one = await remove({ ids: ids.slice(0, 1) });
    const many = await remove({ ids: ids.slice(1) });
    expect(dataOf(many).deleteReports.deletedCount).toBe(500);
    expect(many.statements.length).toBe(one.statements.length);
  });

  it('is for analysts, and needs ids', async () => {
    const { ids } = await addReports(api.tenant, 1);
    expect((await remove({ ids }, viewer)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await leftOf(ids))[0]).toBe(1);
    expect((await remove({ ids: ['?'] })).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ field: 'input.ids.0' }],
    });
  });

  it('gives its first answer again to a call that is repeated', async () => {
    const { ids } = await addReports(api.tenant, 2);
    const call = { ids, idempotencyKey: randomUUID() };
    const first = dataOf(await remove(call));
    expect(dataOf(await remove(call))).toEqual(first);
    expect(dataOf(await remove({ ids })).deleteReports).toEqual({ deletedCount: 0, missingIds: ids });
  });
});
