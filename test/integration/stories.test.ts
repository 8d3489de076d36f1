import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { addFeeds, brandsOfCatalogue, epoch, storeReports } from '../support/seed.ts';
import { newsOf } from '../support/story-reports.ts';

let api: TestApi;
let tenant: TestTenant;
let feeds: string[];
let count = 0;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(['Gucci']));
});
beforeEach(async () => {
  count += 1;
  tenant = await api.addTenant(`house-${count}`);
  feeds = await addFeeds(tenant, 4);
});
afterAll(async () => api.close());

const store = (reports: NewReport[], feed = 0) => storeReports(tenant, feeds[feed] ?? '', reports);
const rows = <Row extends object>(statement: string, values: unknown[] = []) =>
  sql<Row>(api.database.url, statement, values);

const reopening = 'Gucci reopens Palazzo Marescotti in Bologna';
const retold = 'Palazzo Marescotti: Gucci reopens in Bologna';
const other = 'Gucci lends tiaras to Antwerp’s carnival';

interface ShownStory {
  id: string;
  size: number;
  outlets: string[];
  firstPublishedAt: string;
  originator: { id: string; title: string };
  reports: { totalCount: number; nodes: { id: string; source: string }[] };
}

const storyFields = `story { id size outlets firstPublishedAt originator { id title }
  reports { totalCount nodes { id source } } }`;

/** All reports of the tenant, by outlet, each with its story. */
async function storiesByOutlet(): Promise<Record<string, ShownStory>> {
  const answer = await api.ask(`{ reports(first: 100) { nodes { source ${storyFields} } } }`, {}, tenant.key);
  const { nodes } = dataOf(answer).reports as { nodes: { source: string; story: ShownStory }[] };
  return Object.fromEntries(nodes.map(({ source, story }) => [source, story]));
}

async function idOf(source: string): Promise<string> {
  const [row] = await rows<{ id: string }>('SELECT id FROM reports WHERE tenant_id = $1 AND source = $2', [
    tenant.tenantId,
    source,
  ]);
  return row?.id ?? '';
}

describe('a report', () => {
  it('that resembles no other is a story of its own, without a row', async () => {
    await store([newsOf({ title: reopening, source: 'Alpha', hours: 0 })]);
    await store([newsOf({ title: other, source: 'Beta', hours: 1 })]);
    const { Alpha, Beta } = await storiesByOutlet();
    expect(Alpha).toMatchObject({ id: await idOf('Alpha'), size: 1, outlets: ['Alpha'] });
    expect(Alpha?.reports).toEqual({ totalCount: 1, nodes: [{ id: await idOf('Alpha'), source: 'Alpha' }] });
    expect(Beta?.originator.title).toBe(other);
    expect(await rows('SELECT FROM report_stories WHERE tenant_id = $1', [tenant.tenantId])).toEqual([]);
  });

  it('that tells what another outlet told is one story with it, whose originator was published first', async () => {
    await store([newsOf({ title: `${reopening} | Alpha`, source: 'Alpha', hours: 5 })]);
    await store([newsOf({ title: retold, source: 'Beta', hours: 2 })], 1);
    await store([newsOf({ title: reopening.toUpperCase(), source: 'Gamma', hours: 3 })], 2);
    const { Alpha, Beta, Gamma } = await storiesByOutlet();
    expect(Alpha).toEqual(Beta);
    expect(Gamma).toEqual(Beta);
    expect(Alpha).toMatchObject({
      id: await idOf('Alpha'),
      size: 3,
      outlets: ['Beta', 'Gamma', 'Alpha'],
      firstPublishedAt: new Date(epoch.getTime() + 2 * 3_600_000).toISOString(),
      originator: { id: await idOf('Beta'), title: retold },
    });
    expect(Alpha?.reports.nodes.map(({ source }) => source)).toEqual(['Alpha', 'Gamma', 'Beta']);
  });

  it('is one story with another one of the same visit', async () => {
    await store([
      newsOf({ title: reopening, source: 'Alpha', hours: 0 }),
      newsOf({ title: retold, source: 'Beta', hours: 1 }),
      newsOf({ title: other, source: 'Gamma', hours: 1 }),
    ]);
    const { Alpha, Beta, Gamma } = await storiesByOutlet();
    expect([Alpha?.size, Beta?.size, Gamma?.size]).toEqual([2, 2, 1]);
  });

  it('that its outlet publishes again, changed, is the same story', async () => {
    await store([newsOf({ title: reopening, source: 'Alpha', hours: 0 })]);
    await store([newsOf({ title: `${reopening} (updated)`, source: 'Alpha', hours: 6 })]);
    const { Alpha } = await storiesByOutlet();
    expect(Alpha).toMatchObject({ size: 2, outlets: ['Alpha'] });
  });

  it('of four days later is another story', async () => {
    await store([newsOf({ title: reopening, source: 'Alpha', hours: 0 })]);
    await store([newsOf({ title: reopening, source: 'Beta', hours: 73 })]);
    const { Alpha, Beta } = await storiesByOutlet();
    expect([Alpha?.size, Beta?.size]).toEqual([1, 1]);
  });

  it('of another tenant is never in the story', async () => {
    await store([newsOf({ title: reopening, source: 'Alpha', hours: 0 })]);
    const stranger = await api.addTenant(`stranger-${count}`);
    const [feed = ''] = await addFeeds(stranger, 1);
    await storeReports(stranger, feed, [newsOf({ title: reopening, source: 'Beta', hours: 0 })]);
    expect((await storiesByOutlet()).Alpha?.size).toBe(1);
  });
});

describe('two stories', () => {
  it('become one when a report belongs to both, and the id of the younger leads to it', async () => {
    const left = 'Gucci velvet Marescotti Bologna';
    const right = 'Gucci Ravenna mosaic parade';
    await store([
      newsOf({ title: left, source: 'Alpha', hours: 0 }),
      newsOf({ title: left, source: 'Beta', hours: 1 }),
    ]);
    await store([
      newsOf({ title: right, source: 'Gamma', hours: 2 }),
      newsOf({ title: right, source: 'Delta', hours: 3 }),
    ]);
    const before = await storiesByOutlet();
    expect([before.Alpha?.size, before.Gamma?.size]).toEqual([2, 2]);
    await store([newsOf({ title: 'Gucci Marescotti Bologna Ravenna mosaic', source: 'Omega', hours: 4 })]);
    const after = await storiesByOutlet();
    expect(after.Gamma).toEqual(after.Alpha);
    expect(after.Alpha).toMatchObject({ id: before.Alpha?.id, size: 5 });
    const document = `query ($id: ID!) { story(id: $id) { id size } }`;
    for (const id of [before.Alpha?.id, before.Gamma?.id]) {
      const answer = await api.ask(document, { id }, tenant.key);
      expect(dataOf(answer).story).toEqual({ id: before.Alpha?.id, size: 5 });
    }
  });
});

describe('deleting reports', () => {
  it('keeps the size exact and makes the earliest of those left the originator', async () => {
    const first = newsOf({ title: reopening, source: 'Alpha', hours: 0 });
    await store([first]);
    await store([newsOf({ title: retold, source: 'Beta', hours: 1 })], 1);
    await store([newsOf({ title: reopening, source: 'Gamma', hours: 2 })], 2);
    const { Alpha } = await storiesByOutlet();
    await tenant.change(null, new Date(), async ({ reportEditor }) =>
      reportEditor.delete([await idOf('Alpha')]),
    );
    const { Beta } = await storiesByOutlet();
    expect(Beta).toMatchObject({ id: Alpha?.id, size: 2, outlets: ['Beta', 'Gamma'] });
    expect(Beta?.originator.title).toBe(retold);
    // Its feed shows it again: it is left out, and the story stays as it is.
    await store([first]);
    expect((await storiesByOutlet()).Beta).toEqual(Beta);
    await tenant.change(null, new Date(), async ({ reportEditor }) =>
      reportEditor.delete([await idOf('Beta')]),
    );
    expect((await storiesByOutlet()).Gamma).toMatchObject({ id: Alpha?.id, size: 1, outlets: ['Gamma'] });
  });
});

describe('the reports of a story', () => {
  it('are pages of a connection, filtered and counted, and a filter of all reports', async () => {
    for (const [at, source] of ['Alpha', 'Beta', 'Gamma', 'Delta'].entries()) {
      await store([newsOf({ title: reopening, source, hours: at })], at);
    }
    await store([newsOf({ title: other, source: 'Omega', hours: 1 })]);
    const { Alpha } = await storiesByOutlet();
    const ask = async (document: string, variables: object) =>
      dataOf(await api.ask(document, { id: Alpha?.id, ...variables }, tenant.key));
    const document = `query ($id: ID!, $after: String) { story(id: $id) {
      reports(first: 2, after: $after, filter: { sources: ["alpha", "beta", "delta"] }) {
        totalCount nodes { source } pageInfo { hasNextPage endCursor } } } }`;
    interface Page {
      story: { reports: { nodes: { source: string }[]; pageInfo: { endCursor: string } } };
    }
    const first = (await ask(document, {})) as unknown as Page;
    expect(first.story.reports).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const second = (await ask(document, {
      after: first.story.reports.pageInfo.endCursor,
    })) as unknown as Page;
    const sources = [first, second].flatMap(({ story }) => story.reports.nodes.map(({ source }) => source));
    expect(sources).toEqual(['Delta', 'Beta', 'Alpha']);
    const filtered = `query ($id: ID!) { reports(filter: { storyIds: [$id] }) { totalCount } }`;
    expect(await ask(filtered, {})).toEqual({ reports: { totalCount: 4 } });
    expect(await ask(filtered, { id: await idOf('Omega') })).toEqual({ reports: { totalCount: 1 } });
    expect(await ask(filtered, { id: tenant.tenantId })).toEqual({ reports: { totalCount: 0 } });
  });
});

describe('visits that store the same news at once', () => {
  it.each([2, 8])('end in one story: %i of them, time and again', async (writers) => {
    const log = createLog('silent', 'tests');
    const storages = Array.from(
      { length: writers },
      () => new Storage({ url: api.database.url, replicaUrl: null, log, connections: 2 }),
    );
    const feedIds = await addFeeds(tenant, writers, 7);
    for (let round = 0; round < 8; round += 1) {
      const bridging = [
        'velvet Marescotti Bologna',
        'Ravenna mosaic parade',
        'Marescotti Bologna Ravenna mosaic',
      ];
      await Promise.all(
        storages.map((storage, writer) => {
          const titles = [writer, writer + 1, writer + 2].map((at) => bridging[at % 3] ?? '');
          const news = titles.map((title, at) =>
            newsOf({
              title: `Gucci ${title}`,
              source: `Outlet ${writer} ${at}`,
              hours: round * 150 + writer,
            }),
          );
          return storeReports(storage.forTenant(tenant.tenantId), feedIds[writer] ?? '', news);
        }),
      );
    }
    await Promise.all(storages.map((storage) => storage.close()));
    const stories = await rows<{ isOfOneRound: boolean; size: number }>(
      `SELECT (max(r.published_at) - min(r.published_at) < interval '9 hours') AS "isOfOneRound", count(*)::integer AS size
       FROM reports r LEFT JOIN report_stories s ON s.tenant_id = r.tenant_id AND s.report_id = r.id
       WHERE r.tenant_id = $1 GROUP BY coalesce(s.story_id, r.id)`,
      [tenant.tenantId],
    );
    expect(stories).toEqual(Array.from({ length: 8 }, () => ({ isOfOneRound: true, size: writers * 3 })));
  });
});

describe('what reports are compared by', () => {
  it('is forgotten when nothing that comes in can be the same news any more', async () => {
    await store([newsOf({ title: reopening, source: 'Alpha', hours: 0 })]);
    await store([newsOf({ title: reopening, source: 'Beta', hours: 24 })]);
    await store([newsOf({ title: other, source: 'Gamma', hours: 24 * 60 })]);
    const left = await rows(
      `SELECT DISTINCT r.source FROM reports r
       WHERE r.tenant_id = $1 AND r.id IN (SELECT report_id FROM story_keys UNION SELECT report_id FROM story_signatures)`,
      [tenant.tenantId],
    );
    expect(left).toEqual([{ source: 'Gamma' }]);
    expect((await storiesByOutlet()).Alpha?.size).toBe(2);
  });
});
