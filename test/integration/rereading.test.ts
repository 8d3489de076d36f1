import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rereadReports } from '../../src/ingestion/reread-reports.ts';
import { watchQueue } from '../../src/ingestion/run.ts';
import type { JobExecution, RereadingJob } from '../../src/model/job.ts';
import { withConnection } from '../../src/storage/connection.ts';
import type { Storage, TenantStorage } from '../../src/storage/storage.ts';
import {
  CorrectMentionDocument,
  FollowBrandDocument,
  MergeBrandsDocument,
  UpdateBrandDocument,
  type UpdateBrandInput,
  UpdateBrandRulesDocument,
  UpdateSettingsDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { readArticles, storeArticles, type WrittenArticle } from '../support/articles.ts';
import { createTestPipeline, sql, type TestPipeline } from '../support/pipeline.ts';
import { until } from '../support/programs.ts';
import { expectRightRollups } from '../support/rollups.ts';
import { brandsOfCatalogue } from '../support/seed.ts';

let api: TestApi;
let test: TestPipeline;
let tenant: TestTenant;
let workers: { stop: AbortController; ended: Promise<unknown> }[] = [];
let tenants = 0;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
  test = createTestPipeline(api.database.url, { hosts: [], connections: 6 });
});
afterAll(async () => {
  await test.close();
  await api.close();
});
beforeEach(async () => {
  tenants += 1;
  tenant = await api.addTenant(`tenant-${tenants}`);
});
afterEach(async () => {
  await stopWorkers();
  await expectRightRollups(tenant);
  await rows('DELETE FROM graphile_worker._private_jobs');
});

const rows = <Row extends object>(statement: string, values: unknown[] = []) =>
  sql<Row>(api.database.url, statement, values);

function startWorker(): void {
  const stop = new AbortController();
  workers.push({ stop, ended: watchQueue(test.pipeline, { signal: stop.signal, queuesDueFeeds: false }) });
}

async function stopWorkers(): Promise<void> {
  for (const { stop } of workers) stop.abort();
  await Promise.all(workers.map(({ ended }) => ended));
  workers = [];
}

async function executionOf(id: string, of: TenantStorage = tenant): Promise<JobExecution> {
  const [execution] = await of.executions.byIds([id]);
  if (!execution) throw new Error('the execution has gone');
  return execution;
}

/** Waits for the end of a rereading, by a worker of its own where none is at it. */
async function ended(id: string): Promise<JobExecution> {
  if (workers.length === 0) startWorker();
  await until('the end of the rereading', async () => (await executionOf(id)).finishedAt !== null);
  return executionOf(id);
}

const update = async (input: UpdateBrandInput): Promise<string | null> =>
  dataOf(await api.query(UpdateBrandDocument, { input }, tenant.key)).updateBrand.jobExecution?.id ?? null;

/** As {@link update}, for a change that has reports read again. */
async function change(input: UpdateBrandInput): Promise<string> {
  const id = await update(input);
  if (id === null) throw new Error('nothing is read again');
  return id;
}

/** What reports say of brands, without the tone. */
async function evidenceOf(ids: readonly string[]) {
  const mentions = await tenant.reports.mentions(ids);
  const rejected = await tenant.reports.rejectedMentions(ids);
  const brands = new Map((await tenant.reports.byIds(ids)).map((report) => [report.id, report.brands]));
  return ids.map((id) => ({
    brands: brands.get(id),
    mentions: toneless(mentions.get(id) ?? []),
    rejectedMentions: byName(rejected.get(id) ?? []),
  }));
}

/** What articles would say of brands if they were read now. */
async function afresh(articles: readonly WrittenArticle[]) {
  return (await readArticles(tenant, articles)).map(({ mentions, rejectedMentions }) => ({
    brands: mentions.map(({ brand }) => brand),
    mentions: toneless(mentions),
    rejectedMentions: byName(rejectedMentions),
  }));
}

const toneless = <Row extends { brand: string }>(mentions: readonly Row[]) =>
  mentions
    .map((mention) => ({ ...mention, tone: null, score: null, reportId: null }))
    .sort((a, b) => (a.brand < b.brand ? -1 : 1));
const byName = <Row extends { brand: string; name: string; reason: string }>(rejected: readonly Row[]) =>
  rejected.map((row) => ({ ...row, reportId: null })).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
const keyOf = ({ brand, name, reason }: { brand: string; name: string; reason: string }) =>
  [brand, name, reason].join('|');

const press: WrittenArticle[] = [
  { title: 'The Double G opens a shop in Lyon', fullText: 'Gucci and Prada are there as well.' },
  { title: 'Lyon', fullText: 'They spoke of the Double-G until Monday, and of Boss.' },
  { title: 'Leather', fullText: 'The leather house Coach opens a boutique with handbags in Lyon.' },
  {
    title: 'Match',
    fullText: 'The coach of the team praised the players.',
    summary: 'A marni on the table.',
  },
  { title: 'Trip', fullText: 'They spoke with Coach on the tabby until Monday.', categories: ['Hugo Boss'] },
  { title: 'Silk', fullText: 'Nothing but silk in Milan.' },
];

/** The job that waits for a tenant's rereading. */
const jobOf = (executionId: string): RereadingJob => ({
  tenantId: tenant.tenantId,
  executionId,
  cause: 'REQUEST',
});

/** The pipeline over a storage whose changes are made otherwise. */
function withChange(make: (change: TenantStorage['change']) => TenantStorage['change']) {
  const storage = Object.assign(Object.create(test.storage) as Storage, {
    forTenant: (id: string) => {
      const own = test.storage.forTenant(id);
      return { ...own, change: make(own.change) };
    },
  });
  return { ...test.pipeline, storage };
}

describe('stored reports', () => {
  it.each<[what: string, change: () => Promise<string>]>([
    ['a new alias', () => change({ brand: 'Gucci', ownAliases: ['Double G'] })],
    ['a name that needs evidence', () => change({ brand: 'Gucci', ambiguousNames: ['Gucci'] })],
    ['a name that needs none', () => change({ brand: 'Coach', ambiguousNames: [] })],
    ['an ignored brand', () => change({ brand: 'Gucci', ignored: true })],
    [
      'a rule',
      async () => {
        const rules = [
          { name: 'Coach', needsContext: true, contextWords: ['tabby'], counterWords: ['house'] },
        ];
        const answer = await api.query(
          UpdateBrandRulesDocument,
          { input: { brand: 'Coach', rules } },
          tenant.key,
        );
        return dataOf(answer).updateBrandRules.jobExecution?.id ?? '';
      },
    ],
    [
      'the threshold',
      async () => {
        const answer = await api.query(
          UpdateSettingsDocument,
          { input: { mentionThreshold: 0.7 } },
          tenant.key,
        );
        return dataOf(answer).updateSettings.jobExecution?.id ?? '';
      },
    ],
  ])('say after a change of %s what reading them afresh would say', async (_, make) => {
    const ids = await storeArticles(tenant, press);
    const before = await evidenceOf(ids);
    const execution = await ended(await make());
    expect(execution).toMatchObject({ status: 'SUCCESS', error: null, kind: 'REREADING' });
    expect(execution.reportsRead).toBe(execution.reportsTotal);
    const now = await evidenceOf(ids);
    expect(now).toEqual(await afresh(press));
    expect(now).not.toEqual(before);
    expect(await rows('SELECT FROM rereadings')).toEqual([]);
  });

  it('say again what they said when an ignored brand is followed', async () => {
    const ids = await storeArticles(tenant, press);
    const before = await evidenceOf(ids);
    await ended(await change({ brand: 'Gucci', ignored: true }));
    expect((await evidenceOf(ids))[0]?.brands).toEqual(['Prada']);
    const { followBrand } = dataOf(
      await api.query(FollowBrandDocument, { input: { brand: 'Gucci' } }, tenant.key),
    );
    await ended(followBrand.jobExecution?.id ?? '');
    expect(await evidenceOf(ids)).toEqual(before);
  });

  it('are read only where the change may concern them, and those of other tenants never', async () => {
    await storeArticles(tenant, press);
    const other = await api.addTenant(`${tenant.slug}-other`);
    await storeArticles(other, press);
    const stored = () =>
      rows('SELECT * FROM report_brands WHERE tenant_id = $1 ORDER BY report_id, brand', [other.tenantId]);
    const before = await stored();
    const { reportsTotal, reportsChanged } = await ended(
      await change({ brand: 'Gucci', ownAliases: ['Double G'] }),
    );
    expect({ reportsTotal, reportsChanged }).toEqual({ reportsTotal: 2, reportsChanged: 1 });
    expect(await stored()).toEqual(before);
  });

  it('are all read when a name cannot be looked up among words', async () => {
    await storeArticles(tenant, press);
    expect(await ended(await change({ brand: 'Gucci', ownAliases: ['Her'] }))).toMatchObject({
      reportsTotal: press.length,
      reportsRead: press.length,
    });
  });

  it('keep the tone toward a brand, and what analysts have said of it', async () => {
    const ids = await storeArticles(tenant, press);
    await rows("UPDATE report_brands SET tone = 'NEGATIVE', score = -1 WHERE report_id = $1", [ids[0]]);
    await tenant.rollupUpkeep.rebuild();
    const correct = async (at: number, brand: string, verdict: 'IS_MENTION' | 'IS_NOT_MENTION') =>
      dataOf(
        await api.query(
          CorrectMentionDocument,
          { input: { reportId: ids[at] ?? '', brand, verdict } },
          tenant.key,
        ),
      );
    await correct(0, 'Prada', 'IS_NOT_MENTION');
    await correct(3, 'Coach', 'IS_MENTION');
    await correct(5, 'Chanel', 'IS_MENTION');
    const answer = await api.query(UpdateSettingsDocument, { input: { mentionThreshold: 0.9 } }, tenant.key);
    await ended(dataOf(answer).updateSettings.jobExecution?.id ?? '');
    const now = await evidenceOf(ids);
    expect(now[0]).toMatchObject({ brands: ['Gucci'] });
    expect(now[0]?.rejectedMentions).toContainEqual(
      expect.objectContaining({ brand: 'Prada', reason: 'CORRECTED' }),
    );
    expect(now[3]?.brands).toEqual(['Coach']);
    expect(now[5]?.mentions).toMatchObject([{ brand: 'Chanel', reason: 'CORRECTED', quote: 'Silk' }]);
    expect((await tenant.reports.mentions([ids[0] ?? ''])).get(ids[0] ?? '')).toMatchObject([
      { brand: 'Gucci', tone: 'NEGATIVE', score: -1 },
    ]);
  });

  it('keep what a language model has said of their brands against the rules', async () => {
    const ids = await storeArticles(tenant, press);
    // What the model said when the articles were read first: no Prada in the first, but Coach in the last but one.
    await rows(
      `WITH gone AS (DELETE FROM report_brands WHERE report_id = $1 AND brand = 'Prada' RETURNING *),
        renamed AS (UPDATE reports SET brands = '{Gucci}', analysed_by = 'MODEL' WHERE id = $1)
        INSERT INTO report_rejected_mentions (tenant_id, report_id, brand, name, reason, published_at, position,
          confidence, quote)
        SELECT tenant_id, report_id, brand, name, 'MODEL', published_at, position, confidence, quote FROM gone`,
      [ids[0]],
    );
    await rows(
      `WITH gone AS (DELETE FROM report_rejected_mentions WHERE report_id = $1 AND brand = 'Coach' RETURNING *),
        renamed AS (UPDATE reports SET brands = brands || '{Coach}', analysed_by = 'MODEL' WHERE id = $1)
        INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence,
          quote, reason, name)
        SELECT tenant_id, brand, published_at, report_id, position, 1, 'POSITIVE', 0.5, confidence, quote, 'MODEL', name
        FROM gone LIMIT 1`,
      [ids[4]],
    );
    await tenant.rollupUpkeep.rebuild();
    for (const mentionThreshold of [0.55, 0.5]) {
      const answer = await api.query(UpdateSettingsDocument, { input: { mentionThreshold } }, tenant.key);
      await ended(dataOf(answer).updateSettings.jobExecution?.id ?? '');
      const now = await evidenceOf(ids);
      expect(now[0]?.brands).toEqual(['Gucci']);
      expect(now[0]?.rejectedMentions).toContainEqual(
        expect.objectContaining({ brand: 'Prada', reason: 'MODEL' }),
      );
      expect(now[4]?.mentions).toContainEqual(expect.objectContaining({ brand: 'Coach', reason: 'MODEL' }));
    }
  });

  it('are read again after a merge, by the names of both brands', async () => {
    const ids = await storeArticles(tenant, press);
    const { mergeBrands } = dataOf(
      await api.query(MergeBrandsDocument, { input: { from: 'Prada', into: 'Gucci' } }, tenant.key),
    );
    await ended(mergeBrands.jobExecution?.id ?? '');
    expect((await evidenceOf(ids))[0]).toEqual((await afresh(press))[0]);
  });

  it('are left alone by a change that changes nothing of how brands are found', async () => {
    await storeArticles(tenant, press);
    expect(await update({ brand: 'Gucci', ignored: false })).toBeNull();
    dataOf(await api.query(FollowBrandDocument, { input: { brand: 'Gucci' } }, tenant.key));
    expect(await rows('SELECT FROM rereadings')).toEqual([]);
  });

  it('are rewritten only where something differs', async () => {
    const ids = await storeArticles(tenant, press);
    const versions = () =>
      rows('SELECT xmin, ctid FROM reports WHERE id = any($1) ORDER BY id', [
        ids.filter((_, at) => at !== 1),
      ]);
    const before = await versions();
    expect(await ended(await change({ brand: 'Gucci', ownAliases: ['Double G'] }))).toMatchObject({
      reportsChanged: 1,
    });
    expect(await versions()).toEqual(before);
  });
});

describe('a rereading', () => {
  const small = { batchSize: 2 };

  it('tells how far it is, as an execution among the others', async () => {
    await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Her'] });
    const shown = async () =>
      dataOf(
        await api.ask(
          `query ($id: ID!) { jobExecution(id: $id) {
            status feed { id } rereading { reportsTotal reportsRead reportsChanged } }
            jobExecutions(first: 1) { nodes { id } } }`,
          { id },
          tenant.key,
        ),
      );
    expect(await shown()).toEqual({
      jobExecution: {
        status: 'QUEUED',
        feed: null,
        rereading: { reportsTotal: null, reportsRead: 0, reportsChanged: 0 },
      },
      jobExecutions: { nodes: [{ id }] },
    });
    await rereadReports(jobOf(id), test.pipeline, small);
    expect((await shown()).jobExecution).toMatchObject({
      status: 'RUNNING',
      rereading: { reportsTotal: 6, reportsRead: 2 },
    });
  });

  it('goes on where it stood when its process dies, and reads nothing twice', async () => {
    const ids = await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G', 'Her'] });
    await rereadReports(jobOf(id), test.pipeline, small);
    // The process that has the next job dies before its transaction ends.
    const dying = withChange(
      (real) => (call, now, effect) =>
        real(call, now, async (repositories) => {
          await effect(repositories);
          throw new Error('killed');
        }),
    );
    const before = await evidenceOf(ids);
    await expect(rereadReports(jobOf(id), dying, small)).rejects.toThrow('killed');
    expect(await evidenceOf(ids)).toEqual(before);
    expect(await executionOf(id)).toMatchObject({ status: 'QUEUED', reportsRead: 2 });
    await rows("UPDATE job_executions SET status = 'RUNNING', heartbeat_at = now() - interval '10 minutes'");
    await rows(
      `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '10 minutes', locked_by = 'dead',
        attempts = 1`,
    );
    const now = new Date();
    await tenant.executions.reap(new Date(now.getTime() - 60_000), now);
    expect(await executionOf(id)).toMatchObject({ status: 'QUEUED', error: null });
    expect(await ended(id)).toMatchObject({ status: 'SUCCESS', reportsTotal: 6, reportsRead: 6 });
    expect(await evidenceOf(ids)).toEqual(await afresh(press));
  });

  it('that waits long for its turn is not taken for dead', async () => {
    await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Her'] });
    await rereadReports(jobOf(id), test.pipeline, small);
    await rows("UPDATE job_executions SET heartbeat_at = now() - interval '10 minutes'");
    const now = new Date();
    await tenant.executions.reap(new Date(now.getTime() - 60_000), now);
    expect(await executionOf(id)).toMatchObject({ status: 'RUNNING', finishedAt: null });
  });

  it('has failed when its job is given up, and the next change has another', async () => {
    const ids = await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G'] });
    await rows('UPDATE graphile_worker._private_jobs SET attempts = max_attempts');
    await rows("UPDATE job_executions SET heartbeat_at = now() - interval '10 minutes'");
    const now = new Date();
    await tenant.executions.reap(new Date(now.getTime() - 60_000), now);
    expect(await executionOf(id)).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('given up'),
    });
    const next = await change({ brand: 'Gucci', ownAliases: ['Double G', 'GGs'] });
    expect(next).not.toBe(id);
    await ended(next);
    expect(await evidenceOf(ids)).toEqual(await afresh(press));
  });

  it('is one, however many changes come before it has ended', async () => {
    const ids = await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G'] });
    expect(await change({ brand: 'Coach', ambiguousNames: [] })).toBe(id);
    expect(await rows('SELECT FROM graphile_worker._private_jobs')).toHaveLength(1);
    await rereadReports(jobOf(id), test.pipeline, small);
    expect(await change({ brand: 'Gucci', ignored: true })).toBe(id);
    expect(await executionOf(id)).toMatchObject({ reportsRead: 0, reportsTotal: null });
    await ended(id);
    expect(await evidenceOf(ids)).toEqual(await afresh(press));
  });

  it('does not store what was read while the settings were changed', async () => {
    const ids = await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G'] });
    await rereadReports(jobOf(id), test.pipeline, { batchSize: 1 });
    const before = await evidenceOf(ids);
    const interrupted = withChange((real) => async (...call) => {
      await change({ brand: 'Gucci', ignored: true });
      return real(...call);
    });
    expect(await rereadReports(jobOf(id), interrupted)).toBeNull();
    expect(await evidenceOf(ids)).toEqual(before);
    await ended(id);
    expect(await evidenceOf(ids)).toEqual(await afresh(press));
  });

  it('begins anew when brands are merged meanwhile', async () => {
    const ids = await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G'] });
    await rereadReports(jobOf(id), test.pipeline, { batchSize: 1 });
    dataOf(await api.query(MergeBrandsDocument, { input: { from: 'Prada', into: 'Gucci' } }, tenant.key));
    expect(await executionOf(id)).toMatchObject({ reportsRead: 0, finishedAt: null });
    await ended(id);
    expect(await evidenceOf(ids)).toEqual(await afresh(press));
    expect((await evidenceOf(ids))[0]?.brands).toEqual(['Gucci']);
  });

  it('waits for visits that may have read the settings before the change', async () => {
    const ids = await storeArticles(tenant, press.slice(0, 1));
    const visit = await tenant.executions.begin(1, new Date());
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G'] });
    expect(await rereadReports(jobOf(id), test.pipeline)).toBeNull();
    expect(await executionOf(id)).toMatchObject({ status: 'QUEUED', reportsTotal: null });
    expect(await rows('SELECT FROM graphile_worker._private_jobs WHERE run_at > now()')).toHaveLength(1);
    await tenant.executions.finish(visit, null, new Date());
    expect(await rereadReports(jobOf(id), test.pipeline)).toMatchObject({ status: 'SUCCESS' });
    expect(await evidenceOf(ids)).toEqual(await afresh(press.slice(0, 1)));
  });

  it('keeps no reader waiting, also while its transaction is under way', async () => {
    const ids = await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G'] });
    await withConnection(api.database.url, async (holder) => {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM reports WHERE id = $1 FOR UPDATE', [ids[1]]);
      const rereading = rereadReports(jobOf(id), test.pipeline);
      const isWaiting = async () =>
        (
          await rows(
            "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%rereadings.%'",
          )
        ).length > 0;
      await until('the transaction to wait for the row', isWaiting);
      const read = dataOf(
        await api.ask(
          '{ reports { totalCount nodes { brands mentions { quote } } } brand(name: "gucci") { aliases reportCount } }',
          {},
          tenant.key,
        ),
      );
      expect(read.reports).toMatchObject({ totalCount: press.length });
      await holder.query('COMMIT');
      expect(await rereading).toMatchObject({ status: 'SUCCESS' });
    });
    expect(await evidenceOf(ids)).toEqual(await afresh(press));
  });

  it('skips a report that was deleted meanwhile', async () => {
    const ids = await storeArticles(tenant, press);
    const id = await change({ brand: 'Gucci', ownAliases: ['Double G'] });
    const interrupted = withChange((real) => async (...call) => {
      await tenant.change(null, new Date(), ({ reportEditor }) => reportEditor.delete(ids.slice(1, 2)));
      return real(...call);
    });
    expect(await rereadReports(jobOf(id), interrupted)).toMatchObject({ status: 'SUCCESS' });
    expect((await tenant.reports.byIds(ids)).length).toBe(ids.length - 1);
  });
});
