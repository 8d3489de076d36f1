import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldBrandName } from '../../src/model/brand.ts';
import type { StoredEvent } from '../../src/model/event.ts';
import type { EventSource } from '../../src/storage/events.ts';
import { Storage, type TenantRepositories, type TenantStorage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { until } from '../support/programs.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  epoch,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

const log = pino({ level: 'silent' });

let database: TestDatabase;
/** Two processes on one database. */
let one: Storage;
let other: Storage;
let tenant: TenantStorage;
let feedId = '';
let reportIds: string[] = [];
let sources: EventSource[] = [];
/** What each has heard of versions, in its order. */
const heardByOne: number[] = [];
const heardByOther: number[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  [one, other] = [open(), open()];
  await one.writeCatalogue(brandsOfCatalogue(seededBrands));
  tenant = await addTenant('maison-x');
  [feedId = ''] = await addFeeds(tenant, 1);
  await storeReports(tenant, feedId, makeReports(1, 20));
  const rows = await sql<{ id: string }>(
    database.url,
    'SELECT id FROM reports WHERE tenant_id = $1 ORDER BY id',
    [tenant.tenantId],
  );
  reportIds = rows.map(({ id }) => id);
  sources = [await listen(one, (version) => heardByOne.push(version))];
  sources.push(await listen(other, (version) => heardByOther.push(version)));
});

afterAll(async () => {
  await Promise.all(sources.map((source) => source.close()));
  await Promise.all([one, other].map((storage) => storage.close()));
  await database.drop();
});

function open(): Storage {
  return new Storage({ url: database.url, replicaUrl: null, log, connections: 6 });
}

async function addTenant(slug: string): Promise<TenantStorage> {
  const { tenant: added } = await one.tenants.create({ name: slug, slug, adminEmail: null });
  return one.forTenant(added.id);
}

async function listen(storage: Storage, hear: (version: number) => void): Promise<EventSource> {
  const onEvent = (event: StoredEvent) => {
    if (event.kind === 'DATA_CHANGED' && event.tenantId === tenant.tenantId) hear(event.version);
  };
  return storage.listen({ onEvent, onGap: () => {} }, log);
}

async function change<Answer>(
  effect: (repositories: TenantRepositories) => Promise<Answer>,
): Promise<Answer> {
  return tenant.change(null, epoch, effect);
}

async function visit(outcome: 'READ' | 'NOT_MODIFIED' | 'FAILED'): Promise<void> {
  const executionId = await tenant.executions.begin(1, epoch);
  const failed = outcome === 'FAILED';
  await tenant.visits.store({
    feedId,
    executionId,
    visit: {
      fetchedAt: epoch,
      outcome,
      httpStatus: failed ? 500 : 200,
      durationMs: 5,
      items: { seen: 0, new: 0, duplicate: 0, failed: 0 },
      error: failed ? 'It answered 500.' : null,
      errorCode: failed ? 'HTTP_STATUS' : null,
    },
    feed: {
      state: 'ACTIVE',
      nextFetchAt: epoch,
      failures: 0,
      etag: null,
      lastModified: null,
      title: null,
      siteUrl: null,
    },
    reports: [],
    newKeysOfKnown: [],
  });
}

const changes: [name: string, change: () => Promise<unknown>][] = [
  ['a visit with new reports', () => storeReports(tenant, feedId, makeReports(2, 3))],
  [
    'a part of a visit',
    async () =>
      tenant.visits.storePart({
        feedId,
        executionId: await tenant.executions.begin(1, epoch),
        reports: makeReports(3, 2),
        items: { seen: 2, new: 2, duplicate: 0, failed: 0 },
        at: epoch,
      }),
  ],
  ['a visit that failed', () => visit('FAILED')],
  [
    'a new status',
    () => change(({ reportEditor }) => reportEditor.setStatus(reportIds.slice(0, 2), 'REVIEWED')),
  ],
  ['deleted reports', () => change(({ reportEditor }) => reportEditor.delete(reportIds.slice(-1)))],
  [
    'a correction',
    () =>
      change(({ corrections }) =>
        corrections.save(
          { reportId: reportIds[0] ?? '', brand: 'Gucci', verdict: 'IS_MENTION', by: null },
          epoch,
        ),
      ),
  ],
  [
    'a brand that is followed',
    () => change(({ tenantBrands }) => tenantBrands.save('Gucci', { relation: 'CLIENT' })),
  ],
  [
    'a brand that counts as another',
    () =>
      change(async ({ tenantBrands, brands }) => {
        await tenantBrands.lockWithReports();
        const known = await brands.byFoldedNames(['Chloé', 'Dior'].map(foldBrandName));
        const [from, into] = ['Chloé', 'Dior'].map((name) => known.get(foldBrandName(name)));
        if (!from || !into) throw new Error('the catalogue lacks a brand');
        return tenantBrands.merge(from, into);
      }),
  ],
  [
    'reports that are read again',
    async () => {
      const { id } = await change(({ rereadings }) => rereadings.request(null, epoch));
      const rereading = await tenant.rereadings.underWay();
      if (!rereading) throw new Error(`the rereading ${id} has gone`);
      await change(({ rereadings }) => rereadings.collect(rereading));
      const articles = await tenant.rereadings.next({ ...rereading, concerned: null }, 5);
      const read = articles.map((article) => ({ article, found: { mentions: [], rejectedMentions: [] } }));
      await change(({ rereadings }) => rereadings.store(rereading, read, { isLast: true, now: epoch }));
    },
  ],
  [
    'an event in the calendar',
    () =>
      change(async ({ calendar }) => {
        const event = {
          name: 'A show',
          kind: 'LAUNCH' as const,
          series: 'A show',
          startsOn: '2026-03-02',
          endsOn: '2026-03-03',
          basis: 'ANNOUNCED' as const,
        };
        const { id } = await calendar.add(event);
        await calendar.change(id, { ...event, name: 'Another show' });
        return calendar.delete(id);
      }),
  ],
  [
    'an outlet that gets a tier',
    () => change(({ outletTiers }) => outletTiers.set({ source: 'Élan', tier: 'TIER_1', reachPerReport: 5 })),
  ],
  ['an outlet that loses its tier', () => change(({ outletTiers }) => outletTiers.remove('Élan'))],
  ['a setting', () => change(({ settings }) => settings.change({ mentionThreshold: 0.7 }))],
  [
    'a feed that is paused',
    () => change(({ feeds }) => feeds.changeById(feedId, { state: 'PAUSED' }, epoch)),
  ],
  [
    'a new feed, from the command line',
    () => tenant.feeds.add([{ url: 'https://press.example/new.xml', title: null, provider: 'RSS' }]),
  ],
];

describe('the version of a tenant’s data', () => {
  it.each(changes)('moves with %s, and all processes hear of it', async (_, make) => {
    const before = await one.dataVersion(tenant.tenantId);
    await make();
    const after = await one.dataVersion(tenant.tenantId);
    expect(after).toBeGreaterThan(before);
    await until('both to hear', () => [heardByOne, heardByOther].every((heard) => heard.includes(after)));
  });

  it.each([
    ['a visit without news', () => visit('NOT_MODIFIED')],
    [
      'a status of reports that are not there',
      () => change(({ reportEditor }) => reportEditor.delete([feedId])),
    ],
    ['a key', () => tenant.keys.create({ role: 'VIEWER' })],
    [
      'a change that is rolled back',
      () =>
        change(async ({ settings }) => {
          await settings.change({ mentionThreshold: 0.1 });
          throw new Error('given up');
        }).catch(() => {}),
    ],
  ])('does not move with %s', async (_, make) => {
    const before = await one.dataVersion(tenant.tenantId);
    await make();
    expect(await one.dataVersion(tenant.tenantId)).toBe(before);
  });

  it('is known to the process that has changed the data as soon as the change is made', async () => {
    await change(({ settings }) => settings.change({ mentionThreshold: 0.6 }));
    expect(heardByOne).toContain(await other.dataVersion(tenant.tenantId));
  });

  it('is each tenant’s own', async () => {
    const neighbour = await addTenant('maison-y');
    const before = await one.dataVersion(tenant.tenantId);
    await neighbour.change(null, epoch, ({ settings }) => settings.change({ mentionThreshold: 0.9 }));
    expect(await one.dataVersion(neighbour.tenantId)).toBeGreaterThan(0);
    expect(await one.dataVersion(tenant.tenantId)).toBe(before);
  });

  it('is another one after each of many changes at once, in the order in which they are seen', async () => {
    const neighbour = await addTenant('maison-z');
    const [feed = ''] = await addFeeds(neighbour, 1, 7);
    const first = await one.dataVersion(neighbour.tenantId);
    const versions: number[] = [];
    const onEvent = (event: StoredEvent) => {
      if (event.kind === 'DATA_CHANGED' && event.tenantId === neighbour.tenantId)
        versions.push(event.version);
    };
    sources.push(await other.listen({ onEvent, onGap: () => {} }, log));
    const seen: { version: number; reports: number }[] = [];
    let isOver = false;
    const onlook = async () => {
      while (!isOver) {
        const version = await other.dataVersion(neighbour.tenantId);
        seen.push({ version, reports: (await other.forTenant(neighbour.tenantId).reports.count({})).count });
      }
    };
    const onlooking = onlook();
    const visits = Array.from({ length: 12 }, (_, at) =>
      storeReports(neighbour, feed, makeReports(100 + at, 1)),
    );
    await Promise.all(visits);
    isOver = true;
    await onlooking;
    await until('all to be heard', () => versions.filter((version) => version > first).length === 12);
    const moves = versions.filter((version) => version > first);
    expect(moves).toEqual([...new Set(moves)].sort((a, b) => a - b));
    // Whoever reads a version, and then the data, sees at least what there was when it came.
    const tooFew = seen.filter(
      ({ version, reports }) => reports < moves.filter((move) => move <= version).length,
    );
    expect(tooFew).toEqual([]);
  });

  it('keeps readers from a replica that lags behind it', async () => {
    // What a replica that has stopped long ago looks like.
    const replica = await createTestDatabase();
    const lagging = new Storage({ url: database.url, replicaUrl: replica.url, log, connections: 2 });
    const version = await lagging.dataVersion(tenant.tenantId);
    const [behind, current] = [
      await lagging.forTenantSince(tenant.tenantId, 0),
      await lagging.forTenantSince(tenant.tenantId, version),
    ];
    expect((await behind.reports.count({})).count).toBe(0);
    expect((await current.reports.count({})).count).toBeGreaterThan(0);
    await lagging.close();
    await replica.drop();
  });

  it('never comes again, not even when an older state of the database was restored', async () => {
    const before = await one.dataVersion(tenant.tenantId);
    await sql(database.url, 'UPDATE tenant_versions SET version = version - 1000000 WHERE tenant_id = $1', [
      tenant.tenantId,
    ]);
    await change(({ settings }) => settings.change({ mentionThreshold: 0.65 }));
    expect(await one.dataVersion(tenant.tenantId)).toBeGreaterThan(before);
  });
});
