import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminCommands } from '../../src/admin/commands.ts';
import { keepRollups } from '../../src/ingestion/keep-rollups.ts';
import type { NewReport } from '../../src/model/report.ts';
import { createLog } from '../../src/platform/log.ts';
import { startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { until } from '../support/programs.ts';
import { expectRightRollups } from '../support/rollups.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  epoch,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';
import { newsOf } from '../support/story-reports.ts';

let api: TestApi;
let connection: pg.Client;
let tenants = 0;
let seed = 100;

beforeAll(async () => {
  api = await startApi();
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
});
afterAll(async () => {
  await connection.end();
  await api.close();
});

/** A tenant of its own for each test, with feeds. */
async function newTenant(feeds = 1): Promise<{ tenant: TestTenant; feedIds: string[] }> {
  tenants += 1;
  const tenant = await api.addTenant(`rollups-${tenants}`);
  return { tenant, feedIds: await addFeeds(tenant, feeds) };
}

/** Reports over seven weeks from the end of February, of which many tell the same stories. */
function press(count: number): NewReport[] {
  seed += 1;
  return makeReports(seed, count).map((report, at) => ({
    ...report,
    publishedAt: new Date(report.publishedAt.getTime() + ((at * 7) % 50) * 86_400_000 - 3 * 86_400_000),
  }));
}

async function sumsOf(tenant: TestTenant, brand: string, facet: string, grain: string) {
  const { rows } = await connection.query(
    `SELECT to_char(start AT TIME ZONE 'UTC', 'MM-DD HH24') AS start, value, sum(mentions)::int AS mentions,
       sum(stories)::int AS stories, sum(positive)::int AS positive, sum(score_sum)::int AS score
     FROM brand_rollups WHERE tenant_id = $1 AND brand = $2 AND facet = $3 AND grain = $4
     GROUP BY brand_rollups.start, value HAVING sum(mentions) <> 0 ORDER BY brand_rollups.start, value`,
    [tenant.tenantId, brand, facet, grain],
  );
  return rows;
}

const idsOf = async (tenant: TestTenant) =>
  (
    await connection.query('SELECT id FROM reports WHERE tenant_id = $1 ORDER BY id', [tenant.tenantId])
  ).rows.map(({ id }): string => id);

describe('the sums of a brand', () => {
  it('count a story once, at its first report, and move it when an earlier one comes in', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    const title = 'Gucci reopens its flagship on Via Montenapoleone in Milan after two years of works';
    await storeReports(tenant, feedId, [newsOf({ title, source: 'Beta', hours: 30 })]);
    await storeReports(tenant, feedId, [newsOf({ title, source: 'Gamma', hours: 31 })]);
    const one = { value: '', positive: 0, score: 0 };
    expect(await sumsOf(tenant, 'Gucci', 'ALL', 'DAY')).toEqual([
      { ...one, start: '03-02 00', mentions: 2, stories: 1 },
    ]);
    await storeReports(tenant, feedId, [newsOf({ title, source: 'Alpha', hours: 20 })]);
    expect(await sumsOf(tenant, 'Gucci', 'ALL', 'DAY')).toEqual([
      { ...one, start: '03-01 00', mentions: 1, stories: 1 },
      { ...one, start: '03-02 00', mentions: 2, stories: 0 },
    ]);
    expect(await sumsOf(tenant, 'Gucci', 'ALL', 'MONTH')).toEqual([
      { ...one, start: '03-01 00', mentions: 3, stories: 1 },
    ]);
    // Each outlet tells it for the first time.
    expect(await sumsOf(tenant, 'Gucci', 'SOURCE', 'MONTH')).toMatchObject([
      { value: 'Alpha', mentions: 1, stories: 1 },
      { value: 'Beta', mentions: 1, stories: 1 },
      { value: 'Gamma', mentions: 1, stories: 1 },
    ]);
    await expectRightRollups(tenant);
  });

  it('count the brands mentioned together, unless more than twenty are', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    const names = brandsOfCatalogue()
      .slice(0, 21)
      .map(({ name }) => name);
    const mentioning = (brands: string[], hours: number): NewReport => {
      const report = newsOf({ title: `Report ${hours}`, source: 'Alpha', hours });
      const [mention] = report.mentions;
      if (!mention) throw new Error('no mention was made');
      return {
        ...report,
        signature: { ...report.signature, keys: [] },
        mentions: brands.map((brand) => ({ ...mention, brand, name: brand, tone: 'POSITIVE', score: 0.5 })),
      };
    };
    await api.storage.writeCatalogue(brandsOfCatalogue());
    await storeReports(tenant, feedId, [
      mentioning(['Gucci', 'Prada', 'Dior'], 23),
      mentioning(['Gucci', 'Prada'], 24),
      mentioning(names, 25),
    ]);
    const own = { mentions: 1, stories: 1, positive: 1, score: 500 };
    expect(await sumsOf(tenant, 'Gucci', 'BRAND', 'DAY')).toEqual([
      { ...own, start: '03-01 00', value: 'Dior' },
      { ...own, start: '03-01 00', value: 'Prada' },
      { ...own, start: '03-02 00', value: 'Prada' },
    ]);
    expect(await sumsOf(tenant, names[0] ?? '', 'BRAND', 'MONTH')).toEqual([]);
    expect(await sumsOf(tenant, names[0] ?? '', 'ALL', 'QUARTER_HOUR')).toEqual([
      { ...own, start: '03-02 01', value: '' },
    ]);
    await expectRightRollups(tenant);
  });
});

/** What can happen to the reports of a tenant; `at` chooses among them. */
const happenings: Record<string, (tenant: TestTenant, feedIds: string[], at: number) => Promise<unknown>> = {
  visit: (tenant, feedIds, at) =>
    storeReports(tenant, feedIds[at % feedIds.length] ?? '', press(1 + (at % 9))),
  part: async (tenant, [feedId = '']) => {
    const executionId = await tenant.executions.begin(1, epoch);
    const items = { seen: 4, new: 4, duplicate: 0, failed: 0 };
    await tenant.visits.storePart({ feedId, executionId, reports: press(4), items, at: epoch });
  },
  status: async (tenant, _, at) => {
    const ids = (await idsOf(tenant)).filter((__, place) => place % 3 === at % 3);
    const status = (['NEW', 'REVIEWED', 'ARCHIVED'] as const)[at % 3] ?? 'NEW';
    await tenant.change(null, epoch, ({ reportEditor }) => reportEditor.setStatus(ids, status));
  },
  deletion: async (tenant, _, at) => {
    const ids = (await idsOf(tenant)).filter((__, place) => place % 7 === at % 7);
    await tenant.change(null, epoch, ({ reportEditor }) => reportEditor.delete(ids));
  },
  correction: async (tenant, _, at) => {
    const ids = await idsOf(tenant);
    const reportId = ids[at % Math.max(ids.length, 1)];
    if (reportId === undefined) return;
    const verdict = at % 2 === 0 ? ('IS_MENTION' as const) : ('IS_NOT_MENTION' as const);
    const brand = seededBrands[at % seededBrands.length] ?? 'Gucci';
    await tenant.change(null, epoch, ({ corrections }) =>
      corrections.save({ reportId, brand, verdict, by: null }, epoch),
    );
  },
  merge: (tenant, _, at) =>
    api.ask(
      'mutation ($input: MergeBrandsInput!) { mergeBrands(input: $input) { movedReports } }',
      {
        input: {
          from: seededBrands[at % seededBrands.length],
          into: seededBrands[(at + 1) % seededBrands.length],
        },
      },
      tenant.key,
    ),
  fold: (tenant) => tenant.rollupUpkeep.fold(),
  feedDeleted: async (tenant, feedIds) => {
    if (feedIds.length > 1) await tenant.feeds.delete(feedIds.pop() ?? '');
  },
};

describe('the rollups of a tenant', () => {
  it.each(Object.keys(happenings))('are right after a %s', async (name) => {
    const { tenant, feedIds } = await newTenant(2);
    await storeReports(tenant, feedIds[0] ?? '', press(60));
    await happenings[name]?.(tenant, feedIds, 4);
    expect(await expectRightRollups(tenant)).toBeGreaterThan(100);
    await tenant.rollupUpkeep.fold();
    expect(await expectRightRollups(tenant)).toBeGreaterThan(100);
  });

  it('are right after anything, in any order', async () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(happenings)), fc.nat(1_000));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const { tenant, feedIds } = await newTenant(3);
        for (const [name, at] of [['visit', 8] as const, ...steps])
          await happenings[name]?.(tenant, feedIds, at);
        await expectRightRollups(tenant);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('are right after eight writers at once, none of whom is made to begin again, and at every moment between', async () => {
    const { tenant, feedIds } = await newTenant(8);
    await storeReports(tenant, feedIds[0] ?? '', press(40));
    const deadlocks = async () =>
      (await connection.query('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()'))
        .rows[0]?.deadlocks;
    const before = await deadlocks();
    let isWriting = true;
    let looks = 0;
    const looking = (async () => {
      while (isWriting) {
        const { rows } = await connection.query(
          `SELECT (SELECT coalesce(sum(reports), 0) FROM report_rollups
              WHERE tenant_id = $1 AND facet = 'ALL' AND grain = 'DAY') AS summed,
            (SELECT count(*) FROM reports WHERE tenant_id = $1) AS counted`,
          [tenant.tenantId],
        );
        expect(rows[0]?.summed).toBe(rows[0]?.counted);
        looks += 1;
      }
    })();
    const writing = feedIds.map(async (feedId, at) => {
      for (let round = 0; round < 4; round += 1) await storeReports(tenant, feedId, press(10 + at));
    });
    const changing = ['status', 'deletion', 'correction', 'fold', 'status', 'fold'].map(async (name, at) =>
      happenings[name]?.(tenant, feedIds, at),
    );
    await Promise.all([...writing, ...changing]);
    isWriting = false;
    await looking;
    expect(looks).toBeGreaterThan(3);
    await expectRightRollups(tenant);
    expect(await deadlocks()).toBe(before);
  }, 120_000);

  it('are appended to while another folds and has not committed, and read as they were', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    await storeReports(tenant, feedId, press(30));
    await connection.query('BEGIN');
    try {
      // What a fold does: the parts go, and their sums come.
      await connection.query('DELETE FROM report_rollups WHERE tenant_id = $1', [tenant.tenantId]);
      await connection.query('DELETE FROM brand_rollups WHERE tenant_id = $1', [tenant.tenantId]);
      await storeReports(tenant, feedId, press(30));
      await expectRightRollups(tenant);
    } finally {
      await connection.query('ROLLBACK');
    }
    await expectRightRollups(tenant);
  });

  it('are left by a visit that is ended after it has appended as if it had not been', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    await storeReports(tenant, feedId, press(30));
    const compared = await expectRightRollups(tenant);
    const holder = new pg.Client({ connectionString: api.database.url });
    await holder.connect();
    await holder.query('BEGIN');
    // The feed's state is stored after the reports are counted.
    await holder.query('SELECT FROM feeds WHERE id = $1 FOR SHARE', [feedId]);
    const visit = storeReports(tenant, feedId, press(30)).then(
      () => 'stored',
      () => 'ended',
    );
    const waiting = () =>
      connection.query(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE '%feeds.storeState%'`,
      );
    await until('the visit to wait', async () => ((await waiting()).rowCount ?? 0) > 0);
    // Nobody who reads waits for it.
    expect(await expectRightRollups(tenant)).toBe(compared);
    await connection.query('SELECT pg_terminate_backend($1)', [(await waiting()).rows[0]?.pid]);
    expect(await visit).toBe('ended');
    await holder.end();
    expect(await expectRightRollups(tenant)).toBe(compared);
  });

  it('go with the tenant', async () => {
    const { tenant, feedIds } = await newTenant();
    await storeReports(tenant, feedIds[0] ?? '', press(5));
    await connection.query('DELETE FROM tenants WHERE id = $1', [tenant.tenantId]);
    const left = await connection.query('SELECT FROM brand_rollups WHERE tenant_id = $1', [tenant.tenantId]);
    expect(left.rows).toEqual([]);
  });
});

describe('rollups that are wrong', () => {
  const run = async (name: string, { slug }: TestTenant) => {
    const command = adminCommands.find((known) => known.name === name);
    const answer = await command?.run(api.storage, [], {
      tenant: slug,
      now: epoch,
      showProgress: () => () => {},
      retention: { executionDays: 90, fetchDays: 400, alertDays: 400, deliveryDays: 90 },
      readFile: async (path) => path,
    });
    if (!answer) throw new Error(`there is no command ${name}`);
    return answer;
  };

  it('are told of, and made right while others write', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    await storeReports(tenant, feedId, press(50));
    expect(await run('rollup verify', tenant)).toMatchObject({ isFailure: false, json: { differing: 0 } });
    await connection.query(
      `UPDATE report_rollups SET reports = reports + 5 WHERE tenant_id = $1 AND facet = 'ALL' AND grain = 'MONTH'
        AND part = (SELECT min(part) FROM report_rollups WHERE tenant_id = $1 AND facet = 'ALL' AND grain = 'MONTH')`,
      [tenant.tenantId],
    );
    await connection.query(
      "DELETE FROM brand_rollups WHERE tenant_id = $1 AND brand = 'Gucci' AND facet = 'SOURCE'",
      [tenant.tenantId],
    );
    const found = await run('rollup verify', tenant);
    expect(found.isFailure).toBe(true);
    expect(found.text).toMatch(/MONTH .* reports +\d+ +\d+/);
    expect(found.text).toMatch(/Gucci +SOURCE/);
    const writing = [1, 2, 3].map(() => storeReports(tenant, feedId, press(10)));
    await Promise.all([run('rollup rebuild', tenant), ...writing]);
    expect(await run('rollup verify', tenant)).toMatchObject({ isFailure: false });
    expect((await run('rollup fold', tenant)).json).not.toEqual({ folded: 0 });
    expect((await run('rollup fold', tenant)).json).toEqual({ folded: 0 });
    expect(await run('rollup verify', tenant)).toMatchObject({ isFailure: false });
  });

  it('in more places than are shown, say in how many more', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    await storeReports(tenant, feedId, press(50));
    await connection.query('DELETE FROM brand_rollups WHERE tenant_id = $1', [tenant.tenantId]);
    const { text, json } = await run('rollup verify', tenant);
    const { differing, notShown } = json as { differing: number; notShown: number };
    expect(notShown).toBe(differing - 100);
    expect(text).toContain(`and ${notShown} more that are not shown`);
  });

  it('are counted by one process at a time, which ends where it is told to', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    await storeReports(tenant, feedId, press(20));
    await connection.query('INSERT INTO uncounted_tenants (tenant_id) VALUES ($1)', [tenant.tenantId]);
    const ending = new AbortController();
    const counting = tenant.rollupUpkeep.count(ending.signal, (done) => {
      if (done === 2) ending.abort(new Error('the process ends'));
    });
    await expect(counting).rejects.toThrow('the process ends');
    expect(await tenant.rollupUpkeep.isCounted()).toBe(false);
    const { signal } = new AbortController();
    await connection.query('BEGIN');
    await connection.query("SELECT pg_advisory_xact_lock(hashtextextended('rebuild:' || $1, 0))", [
      tenant.tenantId,
    ]);
    expect(await tenant.rollupUpkeep.count(signal)).toBeNull();
    await connection.query('COMMIT');
    expect(await tenant.rollupUpkeep.isCounted()).toBe(false);
    expect(await tenant.rollupUpkeep.count(signal)).not.toBeNull();
    expect(await tenant.rollupUpkeep.isCounted()).toBe(true);
    await expectRightRollups(tenant);
  });

  it('because the reports are older than they, are counted by the next upkeep, once', async () => {
    const {
      tenant,
      feedIds: [feedId = ''],
    } = await newTenant();
    await storeReports(tenant, feedId, press(20));
    for (const table of ['report_rollups', 'brand_rollups']) {
      await connection.query(`DELETE FROM ${table} WHERE tenant_id = $1`, [tenant.tenantId]);
    }
    await connection.query('INSERT INTO uncounted_tenants (tenant_id) VALUES ($1)', [tenant.tenantId]);
    expect(await tenant.rollupUpkeep.isCounted()).toBe(false);
    const upkeep = () =>
      keepRollups(
        { storage: api.storage, log: createLog('error', 'tests'), rollupObserver: api.metrics },
        [{ id: tenant.tenantId }],
        new AbortController().signal,
      );
    await upkeep();
    expect(await tenant.rollupUpkeep.isCounted()).toBe(true);
    const compared = await expectRightRollups(tenant);
    expect(compared).toBeGreaterThan(50);
    const text = await api.metrics.text();
    for (const work of ['fold', 'count']) {
      expect(text).toMatch(new RegExp(`^fashion_hunting_rollup_rows_total\\{work="${work}"\\} [1-9]`, 'm'));
      expect(text).toMatch(
        new RegExp(`^fashion_hunting_rollup_upkeep_seconds_count\\{work="${work}"\\} [1-9]`, 'm'),
      );
    }
    await upkeep();
    expect(await expectRightRollups(tenant)).toBe(compared);
  });
});
