import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { median } from '../../src/analytics/median.ts';
import { trendFeeds } from '../../src/analytics/trend-question.ts';
import { trendScore } from '../../src/analytics/trends.ts';
import { nameOf } from '../../src/storage/database.ts';
import { DashboardDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { FeedPast } from '../support/feed-past.ts';
import { sql } from '../support/pipeline.ts';
import { brandsOfCatalogue } from '../support/seed.ts';
import { storeTold, type Told } from '../support/told-stories.ts';

const now = new Date('2026-06-20T10:20:00.000Z');
const dayMs = 86_400_000;
/** The week that is judged begins here, and the eight before are weeks before it. */
const weekStart = Date.parse('2026-06-13T00:00:00Z');
const weeks = Array.from({ length: 9 }, (_, at) => ({
  from: new Date(weekStart - at * 7 * dayMs),
  to: new Date(weekStart - (at - 1) * 7 * dayMs),
}));

let api: TestApi;
let tenant: TestTenant;
let past: FeedPast;
let tenants = 0;

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue());
});
beforeEach(async () => {
  tenants += 1;
  tenant = await api.addTenant(`house-${tenants}`);
  past = new FeedPast(api.database.url, tenant.tenantId, now);
});
afterAll(() => api.close());

/** So many stories on each of some days before the week's end: 0 is its last day. */
function told(brand: string, feedId: string | null, perDay: number, daysAgo: [number, number]): Told[] {
  const [newest, oldest] = daysAgo;
  return Array.from({ length: oldest - newest + 1 }, (_, day) =>
    Array.from({ length: perDay }, (_, at) => ({
      brand,
      feedId,
      at: new Date(weekStart + 7 * dayMs - (newest + day) * dayMs - (at + 1) * 3_600_000),
    })),
  ).flat();
}

const selection = `brand { name } direction stories expectedStories
  sourceChange { changeShare stories expectedStories score feeds { name change reason stories expectedStories feed { id } } }`;

async function ask(fields = selection) {
  const answer = await api.ask(
    `{ analytics(range: { lastDays: 8 }) { trends { ${fields} } } }`,
    {},
    tenant.key,
  );
  const { analytics } = dataOf(answer) as { analytics: { trends: object[] } };
  return { trends: analytics.trends, statements: answer.statements.map(nameOf) };
}

/** Stories of each week by which a brand's reports are first told, without those of some feeds. */
function recount(reports: readonly Told[], without: readonly (string | null)[]): number[] {
  const firsts = new Map<string, number>();
  for (const [at, report] of reports.entries()) {
    if (without.includes(report.feedId)) continue;
    const story = `${report.brand} ${report.story ?? `alone ${at}`}`;
    firsts.set(story, Math.min(firsts.get(story) ?? Infinity, report.at.getTime()));
  }
  const times = [...firsts.values()];
  return weeks.map(
    ({ from, to }) => times.filter((time) => time >= from.getTime() && time < to.getTime()).length,
  );
}

describe('a trend', () => {
  it('that a new feed makes says so, with the part that is gone without it', async () => {
    const old = await past.addFeed();
    const fresh = await past.addFeed({ createdOn: '2026-06-12' });
    const reports = [
      ...told('Gucci', old, 2, [0, 70]),
      ...told('Gucci', fresh, 9, [0, 6]),
      // What the new feed had told before it came: its document held it.
      ...told('Gucci', fresh, 1, [7, 9]),
      ...told('Prada', old, 20, [0, 70]),
    ];
    await storeTold(api.database.url, tenant, reports);
    const { trends } = await ask();
    expect(trends).toEqual([
      {
        brand: { name: 'Gucci' },
        direction: 'RISING',
        stories: 77,
        expectedStories: 14,
        sourceChange: {
          changeShare: 1,
          stories: 14,
          expectedStories: 14,
          score: 0,
          feeds: [
            {
              name: 'https://press.example/2',
              change: 'ADDED',
              reason: 'https://press.example/2 was added on 2026-06-12.',
              stories: 63,
              expectedStories: 0,
              feed: { id: fresh },
            },
          ],
        },
      },
    ]);
  });

  it('and all else on the front page cost less than ten statements, where a brand is known by its number', async () => {
    const old = await past.addFeed();
    const fresh = await past.addFeed({ createdOn: '2026-06-12' });
    await tenant.tenantBrands.save('Prada', { relation: 'CLIENT' });
    await storeTold(api.database.url, tenant, [
      ...told('Gucci', old, 2, [0, 70]),
      ...told('Gucci', fresh, 9, [0, 6]),
      ...told('Prada', old, 20, [0, 70]),
    ]);
    await tenant.rollupUpkeep.fold();
    const variables = { range: { lastDays: 8 }, zone: 'Europe/Paris' };
    const answer = await api.query(DashboardDocument, variables, tenant.key);
    const { trends, shareOfVoice } = dataOf(answer).analytics;
    expect(trends).toMatchObject([
      { brand: { name: 'Gucci' }, sourceChange: { feeds: [{ change: 'ADDED' }] } },
    ]);
    expect(shareOfVoice).toMatchObject([{ brand: { name: 'Prada' } }]);
    const names = answer.statements.map(nameOf).filter((name) => name !== 'tenants.principalByKeyHash');
    expect(names).toEqual(expect.arrayContaining(['sheets.namesOf', 'trendFeeds.stories']));
    expect(names.length).toBeLessThan(10);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    [
      'was read',
      '2026-06-19T10:00:00Z',
      [{ sourceChange: { feeds: [{ name: 'https://press.example/2' }] } }],
    ],
    ['was never read', null, [{ sourceChange: null }]],
  ])('that a new feed makes says so when an older one that %s is deleted', async (_, readAt, expected) => {
    const old = await past.addFeed();
    const fresh = await past.addFeed({ createdOn: '2026-06-12' });
    await sql(api.database.url, 'UPDATE feeds SET last_success_at = $2 WHERE id = $1', [old, readAt]);
    await storeTold(api.database.url, tenant, [
      ...told('Gucci', old, 2, [0, 70]),
      ...told('Gucci', fresh, 9, [0, 6]),
      ...told('Prada', old, 20, [0, 70]),
    ]);
    expect(await tenant.feeds.delete(old)).toBe(true);
    expect(await tenant.feeds.delete(old)).toBe(false);
    // Where nothing was read before, the feed that is left is the one with which the tenant began.
    expect((await ask('sourceChange { feeds { name } }')).trends).toEqual(expected);
    const since = await tenant.alertFigures.knownSince();
    expect(since?.toISOString().slice(0, 10)).toBe(readAt === null ? '2026-06-12' : '2025-01-01');
  });

  it('that the press makes is no change of feeds, though one was added and writes about it too', async () => {
    const old = await past.addFeed();
    const fresh = await past.addFeed({ createdOn: '2026-06-12' });
    await storeTold(api.database.url, tenant, [
      ...told('Gucci', old, 2, [7, 70]),
      ...told('Gucci', old, 9, [0, 6]),
      ...told('Gucci', fresh, 3, [0, 6]),
      ...told('Prada', old, 20, [0, 70]),
    ]);
    expect((await ask()).trends).toMatchObject([
      { direction: 'RISING', stories: 84, expectedStories: 14, sourceChange: null },
    ]);
  });

  it.each([
    [
      'failed on half of the days',
      { from: '2026-06-16', well: 0 },
      'https://press.example/2 was hardly read.',
    ],
    ['was paused', null, 'https://press.example/2 was hardly read.'],
    ['was parked', { from: '2026-06-13', well: 24 }, 'https://press.example/2: 30 visits in a row failed.'],
  ])('that falls because a feed %s says so', async (_, end, reason) => {
    const alive = await past.addFeed();
    const dead = await past.addFeed();
    await past.visit(alive, '2026-04-01', '2026-06-20');
    const lastWell = end?.well === 0 ? '2026-06-15' : '2026-06-12';
    await past.visit(dead, '2026-04-01', lastWell);
    if (end) await past.visit(dead, end.from, '2026-06-20', { well: end.well });
    if (end && end.well > 0) {
      await sql(
        api.database.url,
        `INSERT INTO feed_events (tenant_id, feed_id, kind, message, happened_at)
         VALUES ($1, $2, 'PARKED', '30 visits in a row failed.', '2026-06-12T20:00:00Z')`,
        [tenant.tenantId, dead],
      );
    }
    await storeTold(api.database.url, tenant, [
      ...told('Hermès', alive, 1, [0, 70]),
      ...told('Hermès', dead, 5, [7, 70]),
      ...told('Prada', alive, 20, [0, 70]),
    ]);
    expect((await ask()).trends).toMatchObject([
      {
        brand: { name: 'Hermès' },
        direction: 'FALLING',
        stories: 7,
        expectedStories: 42,
        sourceChange: {
          changeShare: 1,
          stories: 7,
          expectedStories: 7,
          feeds: [{ change: 'BROKEN', reason, stories: 0, expectedStories: 35, feed: { id: dead } }],
        },
      },
    ]);
  });

  it('is not blamed on a feed that was parked after it, nor on one that was so for most of the past', async () => {
    const alive = await past.addFeed();
    for (const happenedAt of ['2026-06-20T05:00:00Z', '2026-05-01T05:00:00Z']) {
      await sql(
        api.database.url,
        `INSERT INTO feed_events (tenant_id, feed_id, kind, message, happened_at) VALUES ($1, $2, 'PARKED', 'It failed.', $3)`,
        [tenant.tenantId, alive, happenedAt],
      );
    }
    await storeTold(api.database.url, tenant, [
      ...told('Hermès', alive, 6, [7, 70]),
      ...told('Prada', alive, 20, [0, 70]),
    ]);
    expect((await ask()).trends).toMatchObject([{ direction: 'FALLING', sourceChange: null }]);
  });

  it('is not blamed on a feed that was out for an hour, whether in its window or before', async () => {
    const [briefly, other] = [await past.addFeed(), await past.addFeed()];
    for (const [kind, happenedAt] of [
      ['PARKED', '2026-05-23T08:00:00Z'],
      ['RECOVERED', '2026-05-23T09:00:00Z'],
      ['PARKED', '2026-06-16T08:00:00Z'],
      ['RECOVERED', '2026-06-16T09:00:00Z'],
    ]) {
      await sql(
        api.database.url,
        `INSERT INTO feed_events (tenant_id, feed_id, kind, message, happened_at) VALUES ($1, $2, $3::feed_event_kind, 'So.', $4)`,
        [tenant.tenantId, briefly, kind, happenedAt],
      );
    }
    await storeTold(api.database.url, tenant, [
      ...told('Gucci', briefly, 2, [7, 70]),
      ...told('Gucci', briefly, 9, [0, 6]),
      ...told('Prada', other, 20, [0, 70]),
    ]);
    expect((await ask()).trends).toMatchObject([
      { brand: { name: 'Gucci' }, direction: 'RISING', sourceChange: null },
    ]);
  });

  it('costs one statement more, however many there are and however often it is asked', async () => {
    const old = await past.addFeed();
    const fresh = await past.addFeed({ createdOn: '2026-06-12' });
    await storeTold(api.database.url, tenant, [
      ...['Gucci', 'Dior', 'Loewe'].flatMap((brand) => [
        ...told(brand, old, 2, [0, 70]),
        ...told(brand, fresh, 9, [0, 6]),
      ]),
      ...told('Prada', old, 20, [0, 70]),
    ]);
    const fields = 'sourceChange { feeds { name } }';
    const range = 'range: { lastDays: 8 }';
    const answer = await api.ask(
      `{ analytics(${range}) { trends { ${fields} } rising: trends(direction: RISING, first: 2) { ${fields} } } }`,
      {},
      tenant.key,
    );
    const data = dataOf(answer) as { analytics: Record<'trends' | 'rising', object[]> };
    expect(data.analytics.trends).toHaveLength(3);
    expect(data.analytics.rising[0]).toEqual({
      sourceChange: { feeds: [{ name: 'https://press.example/2' }] },
    });
    const counted = (statements: string[]) =>
      statements.filter((name) => name !== 'tenants.principalByKeyHash');
    expect(counted(answer.statements.map(nameOf))).toEqual(['sheets.ofReports', 'trendFeeds.stories']);
    // It is kept as the trends are, until something happens to a feed.
    expect(counted((await ask(fields)).statements)).not.toContain('trendFeeds.stories');
    // Of what a deleted feed brought nobody knows any more that it did.
    await tenant.feeds.delete(fresh);
    await expect
      .poll(async () => (await ask(fields)).trends, { timeout: 10_000 })
      .toEqual(Array(3).fill({ sourceChange: null }));
  });
});

describe('what is left without changed feeds', () => {
  it('is what a recount of the other reports gives, stories that several told included', async () => {
    const [one, two] = [await past.addFeed(), await past.addFeed()];
    const fresh = await past.addFeed({ createdOn: '2026-06-01' });
    const broken = await past.addFeed();
    await past.visit(broken, '2026-06-13', '2026-06-20', { well: 0 });
    const feeds = [one, two, fresh, broken, null];
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const reports = Array.from({ length: 700 }, (_, story): Told[] => {
      const began = weekStart + 7 * dayMs - random(65 * 24 * 60) * 60_000;
      const brand = random(3) === 0 ? 'Dior' : 'Gucci';
      return Array.from({ length: 1 + random(4) }, () => ({
        brand: random(8) === 0 ? 'Prada' : brand,
        feedId: feeds[random(feeds.length)] ?? null,
        // As far apart as a story may be: a part of them tell on both sides of a window's end.
        at: new Date(began + random(72 * 60) * 60_000 + random(60_000)),
        story: `story ${story}`,
      }));
    }).flat();
    await storeTold(api.database.url, tenant, reports);

    const brands = ['Gucci', 'Dior', 'Prada', 'Hermès'];
    const json = weeks.map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() }));
    const [window, ...before] = json;
    if (!window) throw new Error('there is no window');
    const found = await trendFeeds.compute(tenant, { window, before, brands });
    expect(Object.keys(found)).toEqual(brands);
    expect(found.Hermès?.feeds).toEqual([]);
    for (const brand of brands) {
      const its = reports.filter((report) => report.brand === brand);
      const [all, others] = [recount(its, []), recount(its, [fresh, broken])];
      const { feeds: changed = [], toldByOthers = [] } = found[brand] ?? {};
      const left = all.map(
        (stories, at) =>
          stories - changed.reduce((sum, feed) => sum + (feed.stories[at] ?? 0), 0) + (toldByOthers[at] ?? 0),
      );
      expect(left).toEqual(others);
      if (brand !== 'Hermès') {
        expect(changed.map(({ feed }) => feed.id).sort()).toEqual([fresh, broken].sort());
        expect(others).not.toEqual(all);
        expect(toldByOthers.some((stories) => stories > 0)).toBe(true);
      }
    }
    const [stories = 0, ...earlier] = recount(
      reports.filter(({ brand }) => brand === 'Gucci'),
      [fresh, broken],
    );
    expect(Math.abs(trendScore(stories, earlier))).toBeLessThan(3);
    expect(median(earlier)).toBeGreaterThan(0);
  }, 60_000);
});
