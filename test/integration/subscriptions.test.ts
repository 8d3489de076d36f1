import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TokenReader } from '../../src/api/jwt.ts';
import type { TenantStorage } from '../../src/storage/storage.ts';
import { startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { addFeeds, epoch, makeReports, storeReports } from '../support/seed.ts';
import { overEventStream, overWebSocket, type Subscription, transports } from '../support/streams.ts';

let api: TestApi;
let other: TestTenant;
const opened: Subscription[] = [];
let seed = 100;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(
    ['Gucci', 'Prada'].map((name) => ({
      name,
      aliases: name === 'Prada' ? ['Miuccia'] : [],
      ambiguousNames: [],
      ownerGroup: null,
      category: 'HOUSE' as const,
      country: null,
      wikidataId: null,
    })),
  );
  other = await api.addTenant('maison-y');
});

afterEach(async () => {
  for (const subscription of opened.splice(0)) subscription.close();
  // Or the next one would be taken for open while this one still is.
  await expect.poll(openCount).toBe(0);
});

afterAll(async () => api.close());

/** Stores so many new reports, all of one brand, as a visit to a new feed; gives their titles and the execution. */
async function store(tenant: TenantStorage, count: number, brand = 'Gucci') {
  seed += 1;
  const [feed = ''] = await addFeeds(tenant, 1, seed);
  const reports = makeReports(seed, count, [brand]).map((report, at) => ({
    ...report,
    title: `${brand} ${seed} ${at}`,
    mentions: [
      {
        brand,
        position: 'BODY' as const,
        count: 1,
        tone: 'NEUTRAL' as const,
        score: 0,
        confidence: 1,
        quote: brand,
        reason: 'NAME' as const,
        name: brand,
      },
    ],
  }));
  const execution = await storeReports(tenant, feed, reports);
  return { titles: reports.map(({ title }) => title), execution };
}

const reportAdded =
  'subscription ($filter: ReportFilter) { reportAdded(filter: $filter) { title feed { url } } }';
const jobProgress =
  'subscription ($id: ID!) { jobProgress(executionId: $id) { status feedsDone itemsNew finishedAt } }';

async function open(
  subscribe: typeof overWebSocket,
  query: string,
  variables: Record<string, unknown> = {},
  key: string | null = api.tenant.key,
): Promise<Subscription> {
  const subscription = subscribe({ url: api.url, key, query, variables });
  opened.push(subscription);
  // A subscription has no answer that says 'it is open': it is when the metrics count it, or it has been refused.
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await openCount()) >= opened.length) break;
    const isOver = await Promise.race([
      subscription.ended.then(() => true),
      new Promise((resolve) => setTimeout(resolve, 20, false)),
    ]);
    if (isOver) break;
  }
  return subscription;
}

async function openCount(): Promise<number> {
  const text = await api.metrics.text();
  return Number(/^fashion_hunting_subscriptions_open (\d+)/m.exec(text)?.[1] ?? 0);
}

const titlesOf = ({ results }: Subscription) =>
  results.map(({ data }) => (data?.reportAdded as { title: string } | undefined)?.title ?? '');

describe.each(Object.entries(transports))('over %s, a subscriber', (_, subscribe) => {
  it('hears of the reports that come in, each once, with what it selects', async () => {
    const heard = await open(subscribe, reportAdded);
    const { titles } = await store(api.tenant, 3);
    await heard.count(3);
    expect(titlesOf(heard).sort()).toEqual(titles.sort());
    expect(heard.results[0]?.data?.reportAdded).toMatchObject({
      feed: { url: expect.stringMatching(/^https/) },
    });
  });

  it('hears only what its filter lets through, by any name of a brand', async () => {
    const heard = await open(subscribe, reportAdded, { filter: { brands: { any: ['miuccia'] } } });
    await store(api.tenant, 2, 'Gucci');
    const { titles } = await store(api.tenant, 2, 'Prada');
    await heard.count(2);
    expect(titlesOf(heard).sort()).toEqual(titles.sort());
  });

  it('hears nothing of another tenant', async () => {
    const heard = await open(subscribe, reportAdded);
    await store(other, 2);
    const { titles } = await store(api.tenant, 1);
    await heard.count(1);
    expect(titlesOf(heard)).toEqual(titles);
  });

  it('follows an execution from where it stands to its end, and is told that it is over', async () => {
    const id = await api.tenant.executions.begin(1, epoch);
    const heard = await open(subscribe, jobProgress, { id });
    await heard.count(1);
    await api.tenant.executions.finish(id, null, epoch);
    expect(await heard.ended).toBe('complete');
    const statuses = heard.results.map(
      ({ data }) => (data?.jobProgress as { status: string } | undefined)?.status,
    );
    expect(statuses[0]).toBe('RUNNING');
    expect(['SUCCESS', 'PARTIAL', 'FAILED']).toContain(statuses.at(-1));
  });

  it('is told of an execution that is over already, once', async () => {
    const { execution } = await store(api.tenant, 2);
    const heard = await open(subscribe, jobProgress, { id: execution });
    expect(await heard.ended).toBe('complete');
    expect(heard.results.map(({ data }) => data?.jobProgress)).toEqual([
      expect.objectContaining({ status: 'SUCCESS', itemsNew: 2 }),
    ]);
  });

  it('has no execution of another tenant', async () => {
    const { execution } = await store(other, 1);
    const heard = await open(subscribe, jobProgress, { id: execution });
    const refused = JSON.stringify([await heard.ended, heard.results]);
    expect(refused).toContain('NOT_FOUND');
    expect(refused).toContain(`There is no job execution with the id \\"${execution}\\"`);
  });

  it.each([
    ['an unknown brand', { filter: { brands: { any: ['Guci'] } } }, 'BAD_USER_INPUT'],
    ['a feed that is no id', { filter: { feedIds: ['x'] } }, 'BAD_USER_INPUT'],
  ])('is refused for %s, with a code', async (_fault, variables, code) => {
    const heard = await open(subscribe, reportAdded, variables);
    expect(JSON.stringify([await heard.ended, heard.results])).toContain(code);
  });

  it('can send nothing but subscriptions', async () => {
    for (const query of [
      '{ viewer { role } }',
      'mutation { deleteSearch(input: { id: "x" }) { deletedSearchId } }',
    ]) {
      const heard = await open(subscribe, query);
      expect(JSON.stringify([await heard.ended, heard.results])).toContain('cannot be streamed');
    }
  });

  it('is held to the same limits as a query', async () => {
    const deep = `subscription { reportAdded { ${'feed { reports { nodes { '.repeat(5)} id ${'} } }'.repeat(5)} } }`;
    const heard = await open(subscribe, deep);
    expect(JSON.stringify([await heard.ended, heard.results])).toContain('QUERY_TOO_COMPLEX');
  });

  it('hears no more when its key is revoked', async () => {
    const key = await api.addKey(api.tenant, 'VIEWER');
    const heard = await open(subscribe, reportAdded, {}, key);
    await api.tenant.keys.revokeByBeginning(key, new Date());
    expect(await heard.ended).toBeDefined();
    expect(JSON.stringify(heard.results)).toContain('UNAUTHENTICATED');
    expect(await openCount()).toBe(0);
  });

  it('that hangs up is forgotten', async () => {
    const heard = await open(subscribe, reportAdded);
    expect(await openCount()).toBe(1);
    heard.close();
    await expect.poll(openCount).toBe(0);
  });
});

describe('a subscriber without a live key', () => {
  it('has its socket closed with 4403', async () => {
    for (const key of [null, 'fh_nobody']) {
      const heard = await open(overWebSocket, reportAdded, {}, key);
      expect(await heard.ended).toMatchObject({ code: 4403 });
    }
  });

  it('has its event stream refused', async () => {
    const heard = await open(overEventStream, reportAdded, {}, null);
    expect(JSON.stringify([await heard.ended, heard.results])).toContain('UNAUTHENTICATED');
  });
});

describe('subscriptions', () => {
  it('are limited in number for a tenant, and another tenant is not touched by it', async () => {
    const narrow = await startApi({ settings: { limits: { subscriptions: 2 } } });
    try {
      const subscribe = (key: string) =>
        overWebSocket({ url: narrow.url, key, query: 'subscription { reportAdded { id } }' });
      const kept = [subscribe(narrow.tenant.key), subscribe(narrow.tenant.key)];
      await expect
        .poll(async () => /subscriptions_open (\d+)/.exec(await narrow.metrics.text())?.[1])
        .toBe('2');
      const third = subscribe(narrow.tenant.key);
      expect(JSON.stringify([await third.ended, third.results])).toContain('RATE_LIMITED');
      const foreign = subscribe((await narrow.addTenant('maison-z')).key);
      await expect
        .poll(async () => /subscriptions_open (\d+)/.exec(await narrow.metrics.text())?.[1])
        .toBe('3');
      for (const subscription of [...kept, foreign]) subscription.close();
    } finally {
      await narrow.close();
    }
  });

  it('end with their token', async () => {
    const tokens: TokenReader = {
      read: async () => ({
        tenant: 'maison-x',
        role: 'VIEWER',
        email: null,
        subject: null,
        expiresAt: new Date(Date.now() + 1_500),
      }),
    };
    const withTokens = await startApi({ tokens });
    try {
      const heard = overWebSocket({
        url: withTokens.url,
        key: 'e30.e30.e30',
        query: 'subscription { reportAdded { id } }',
      });
      await heard.ended;
      expect(JSON.stringify(heard.results)).toContain('The token has ended');
    } finally {
      await withTokens.close();
    }
  });

  it('close with their code when the process ends: 1001 for a socket, an end of the stream', async () => {
    const ending = await startApi();
    const query = 'subscription { reportAdded { id } }';
    const request = { url: ending.url, key: ending.tenant.key, query };
    const [socket, stream] = [overWebSocket(request), overEventStream(request)];
    await expect
      .poll(async () => /subscriptions_open (\d+)/.exec(await ending.metrics.text())?.[1])
      .toBe('2');
    await ending.close();
    expect(['complete', 1001]).toContain(codeOf(await socket.ended));
    expect(await stream.ended).toBe('complete');
  });
});

function codeOf(end: unknown): unknown {
  return typeof end === 'object' && end !== null && 'code' in end ? end.code : end;
}
