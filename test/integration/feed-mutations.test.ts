import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CreateFeedDocument,
  type CreateFeedInput,
  DeleteFeedDocument,
  ExecutionsDocument,
  FeedByIdDocument,
  ImportFeedsDocument,
  RefreshFeedDocument,
  UpdateFeedDocument,
  type UpdateFeedInput,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { sql } from '../support/pipeline.ts';
import { makeReports, storeReports } from '../support/seed.ts';

const now = new Date('2026-11-23T09:30:00.000Z');
const url = 'https://press.example/feed.xml';
const nobodys = '01890000-0000-7000-8000-000000000000';
const usual = { intervalMinutes: 60, pageReading: 'WHEN_NEEDED' as const };

let api: TestApi;
let tenant: TestTenant;
let other: TestTenant;
let made = 0;
beforeAll(async () => {
  api = await startApi({ clock: () => now });
});
afterAll(async () => api.close());
beforeEach(async () => {
  made += 1;
  tenant = await api.addTenant(`mine-${made}`);
  other = await api.addTenant(`other-${made}`);
});

const rows = <Row extends object>(statement: string, values: unknown[] = []) =>
  sql<Row>(api.database.url, statement, values);
const executionsOf = ({ tenantId }: TestTenant) =>
  rows<{ id: string; status: string }>(
    'SELECT id, status, feeds_total, started_at FROM job_executions WHERE tenant_id = $1 ORDER BY id',
    [tenantId],
  );
/** The jobs of a tenant: which feed, in which execution. */
const jobsOf = ({ tenantId }: TestTenant) =>
  rows<{ feed: string; execution: string }>(
    `SELECT payload ->> 'feedId' AS feed, payload ->> 'executionId' AS execution
      FROM graphile_worker._private_jobs WHERE payload ->> 'tenantId' = $1 ORDER BY id`,
    [tenantId],
  );
const feedsOf = async ({ tenantId }: TestTenant) =>
  rows(
    'SELECT url, title, interval_minutes, page_reading, state FROM feeds WHERE tenant_id = $1 ORDER BY url',
    [tenantId],
  );

/** The statements of a change, without finding out who asks: that is remembered for a while. */
const namesOf = (statements: string[]) =>
  statements
    .map((text) => /\/\* ([\w.]+) \*\//.exec(text)?.[1] ?? text)
    .filter((name) => name !== 'tenants.principalByKeyHash');

async function followed(by = tenant, address = url): Promise<string> {
  const feed = await by.feeds.addOne({ url: address, title: 'A feed', provider: 'RSS' });
  return feed.id;
}

const create = (input: Partial<CreateFeedInput>, key = tenant.key) =>
  api.query(CreateFeedDocument, { input: { url, ...usual, ...input } }, key);

describe('createFeed', () => {
  it('follows a feed as it is told to, and queues its first visit in the same transaction', async () => {
    const answer = await create({
      url: ` ${url}#top`,
      title: ' The Press ',
      intervalMinutes: 15,
      pageReading: 'NEVER',
    });
    const { feed } = dataOf(answer).createFeed;
    expect(feed).toMatchObject({
      url,
      title: 'The Press',
      provider: 'RSS',
      state: 'ACTIVE',
      intervalMinutes: 15,
      pageReading: 'NEVER',
      lastFetchedAt: null,
    });
    expect(await feedsOf(tenant)).toHaveLength(1);
    const [execution] = await executionsOf(tenant);
    expect(execution).toMatchObject({ status: 'QUEUED', feeds_total: 1, started_at: now });
    expect(await jobsOf(tenant)).toEqual([{ feed: feed.id, execution: execution?.id }]);
    expect(namesOf(answer.statements)).toEqual([
      'feeds.add',
      'executions.enqueue',
      'jobQueue.add',
      'events.tell',
      // Coverage tells of feeds that were added.
      'tenantVersions.move',
      'events.tell',
      'COMMIT',
    ]);
  });

  it('reads it every hour, and pages when needed, unless told otherwise', async () => {
    const { createFeed } = dataOf(
      await api.ask(
        'mutation($url: String!) { createFeed(input: { url: $url }) { feed { intervalMinutes pageReading title } } }',
        { url },
        tenant.key,
      ),
    );
    expect(createFeed).toEqual({ feed: { intervalMinutes: 60, pageReading: 'WHEN_NEEDED', title: null } });
  });

  it('says CONFLICT of an address that is followed, whatever its spelling, and leaves nothing behind', async () => {
    await followed();
    const { errors } = await create({ url: 'HTTPS://press.example:443/feed.xml' });
    expect(errors).toMatchObject([
      { extensions: { code: 'CONFLICT' }, message: `The feed ${url} is followed already.` },
    ]);
    expect(await executionsOf(tenant)).toEqual([]);
    expect(await jobsOf(tenant)).toEqual([]);
    dataOf(await create({}, other.key));
  });

  it('names every faulty field at once', async () => {
    const { errors } = await create({
      url: 'ftp://press.example/feed',
      title: ' ',
      intervalMinutes: 0,
      idempotencyKey: 'short',
    });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          fields: [
            {
              field: 'input.url',
              message: '"ftp://press.example/feed" cannot be read: feeds are read over http and https only.',
            },
            { field: 'input.title', message: expect.stringContaining('empty') },
            {
              field: 'input.intervalMinutes',
              message: '0 is out of range. Allowed: a whole number of minutes from 1 to 10080.',
            },
            { field: 'input.idempotencyKey', message: expect.stringContaining('"short"') },
          ],
        },
      },
    ]);
    expect(await feedsOf(tenant)).toEqual([]);
  });

  it.each([
    ['with a password', 'https://user:secret@press.example/feed', /user name or password/],
    ['without a scheme', 'press.example/feed', /is no address/],
    ['that is too long', `https://press.example/${'a'.repeat(2_000)}`, /characters\. At most 2000 are kept/],
    ['that is empty', '', /is no address/],
  ])('refuses an address %s in words', async (_, address, words) => {
    const { errors } = await create({ url: address });
    expect(errors).toMatchObject([
      { extensions: { fields: [{ field: 'input.url', message: expect.stringMatching(words) }] } },
    ]);
    expect(errors[0]?.message).not.toContain('secret');
  });

  it('is carried out once under one idempotency key', async () => {
    const idempotencyKey = 'c0ffee00-0000-4000-8000-000000000001';
    const [first, second] = await Promise.all([create({ idempotencyKey }), create({ idempotencyKey })]);
    expect(dataOf(second)).toEqual(dataOf(first));
    expect(await executionsOf(tenant)).toHaveLength(1);
    expect(await jobsOf(tenant)).toHaveLength(1);
    const changed = await create({ idempotencyKey, title: 'Another' });
    expect(changed.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  });
});

describe('updateFeed', () => {
  it('changes what is given and leaves the rest', async () => {
    const id = await followed();
    const update = (input: object) =>
      api.query(UpdateFeedDocument, { input: { id, ...input } }, tenant.key).then(dataOf);
    expect((await update({ intervalMinutes: 30 })).updateFeed.feed).toMatchObject({
      intervalMinutes: 30,
      pageReading: 'WHEN_NEEDED',
      state: 'ACTIVE',
    });
    expect((await update({ state: 'PAUSED', pageReading: 'NEVER' })).updateFeed.feed).toMatchObject({
      intervalMinutes: 30,
      pageReading: 'NEVER',
      state: 'PAUSED',
    });
  });

  it('brings a parked feed back, due at once', async () => {
    const id = await followed();
    await rows(
      "UPDATE feeds SET state = 'PARKED', failures = 30, next_fetch_at = '2027-01-01' WHERE id = $1",
      [id],
    );
    const answer = await api.query(UpdateFeedDocument, { input: { id, state: 'ACTIVE' } }, tenant.key);
    expect(dataOf(answer).updateFeed.feed).toMatchObject({
      state: 'ACTIVE',
      failures: 0,
      nextFetchAt: now.toISOString(),
    });
  });

  it('names every faulty field at once, and a change of nothing', async () => {
    const id = await followed();
    const faults = async (input: UpdateFeedInput) => {
      const { errors } = await api.query(UpdateFeedDocument, { input }, tenant.key);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      return errors[0]?.extensions;
    };
    expect(await faults({ id: '7', intervalMinutes: 10_081, state: 'PARKED' })).toMatchObject({
      fields: [
        { field: 'input.id' },
        { field: 'input.intervalMinutes' },
        { field: 'input.state', message: 'PARKED cannot be used here. Allowed: ACTIVE, PAUSED.' },
      ],
    });
    const nothing = {
      field: 'input',
      message: 'it changes nothing. Give at least one of intervalMinutes, schedule, pageReading and state.',
    };
    expect(await faults({ id })).toMatchObject({ fields: [nothing] });
    expect(await faults({ id: '7', state: null })).toMatchObject({
      fields: [{ field: 'input.id' }, nothing],
    });
  });
});

describe('deleteFeed', () => {
  it('follows a feed no longer and keeps its reports', async () => {
    const id = await followed();
    await storeReports(tenant, id, makeReports(made, 3));
    const answer = await api.query(DeleteFeedDocument, { input: { id: id.toUpperCase() } }, tenant.key);
    expect(dataOf(answer)).toEqual({ deleteFeed: { deletedFeedId: id } });
    expect(await feedsOf(tenant)).toEqual([]);
    const kept = await rows('SELECT feed_id FROM reports WHERE tenant_id = $1', [tenant.tenantId]);
    expect(kept).toEqual([{ feed_id: null }, { feed_id: null }, { feed_id: null }]);
    const again = await api.query(DeleteFeedDocument, { input: { id } }, tenant.key);
    expect(again.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('importFeeds', () => {
  const outline = (address: string) => `<outline text="F" xmlUrl="${address}"/>`;
  const opml = (outlines: string) =>
    `<opml version="2.0"><head/><body><outline text="Folder">${outlines}</outline></body></opml>`;
  const importText = (text: string, key = tenant.key) =>
    api.query(ImportFeedsDocument, { input: { opml: text } }, key);
  const addresses = (count: number) =>
    Array.from({ length: count }, (_, at) => `https://press.example/${String(at).padStart(3, '0')}.xml`);

  it('follows what is new, counts what is known, says what cannot be taken, and queues a visit for each new feed', async () => {
    await followed(tenant, 'https://press.example/known');
    const { importFeeds } = dataOf(
      await importText(
        opml(
          [
            'https://b.example/feed',
            'https://press.example/known',
            'ftp://c.example/',
            'https://a.example/feed',
            'https://b.example/feed#x',
          ]
            .map(outline)
            .join(''),
        ),
      ),
    );
    expect(importFeeds).toMatchObject({
      feeds: [{ url: 'https://b.example/feed', title: 'F' }, { url: 'https://a.example/feed' }],
      alreadyFollowed: 1,
      refused: [{ url: 'ftp://c.example/', reason: expect.stringContaining('http and https only') }],
    });
    const executions = await executionsOf(tenant);
    expect(executions.map(({ status }) => status)).toEqual(['QUEUED', 'QUEUED']);
    expect(await jobsOf(tenant)).toEqual(
      importFeeds.feeds.map(({ id }, at) => ({ feed: id, execution: executions[at]?.id })),
    );
    expect(dataOf(await importText(opml(outline('https://a.example/feed')))).importFeeds).toEqual({
      feeds: [],
      alreadyFollowed: 1,
      refused: [],
    });
    expect(await executionsOf(tenant)).toHaveLength(2);
  });

  it('sends a statement no more for 500 feeds than for one', async () => {
    const one = await importText(opml(outline('https://one.example/feed')));
    expect(dataOf(one).importFeeds.feeds).toHaveLength(1);
    const many = await importText(opml(addresses(500).map(outline).join('')));
    expect(dataOf(many).importFeeds.feeds).toHaveLength(500);
    expect(namesOf(many.statements)).toEqual(namesOf(one.statements));
    expect(await jobsOf(tenant)).toHaveLength(501);
  });

  it.each([
    ['more than 500 feeds', opml(addresses(501).map(outline).join('')), /^it names 501 feeds\. At most 500/],
    ['what is no OPML', 'https://press.example/feed', /^this text is no OPML file/],
    ['a file without a feed', opml('<outline text="A note"/>'), /^this text names no feed\.$/],
    [
      'folders in folders without end',
      opml('<outline text="a">'.repeat(2_000)),
      /^this text is no OPML file/,
    ],
  ])('refuses %s as a fault of the field', async (_, text, words) => {
    const { errors } = await importText(text);
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          fields: [{ field: 'input.opml', message: expect.stringMatching(words) }],
        },
      },
    ]);
    expect(await feedsOf(tenant)).toEqual([]);
  });
});

describe('refreshFeed', () => {
  const refresh = (id: string, key = tenant.key) => api.query(RefreshFeedDocument, { input: { id } }, key);

  it('gives a QUEUED execution without a duration, and the same one to who asks again while it waits', async () => {
    const id = await followed();
    const { jobExecution } = dataOf(await refresh(id)).refreshFeed;
    expect(jobExecution).toMatchObject({
      status: 'QUEUED',
      startedAt: now.toISOString(),
      finishedAt: null,
      durationMs: null,
      feedsTotal: 1,
      feedsDone: 0,
    });
    const many = await Promise.all(Array.from({ length: 5 }, () => refresh(id)));
    expect(many.map((answer) => dataOf(answer).refreshFeed.jobExecution.id)).toEqual(
      many.map(() => jobExecution.id),
    );
    expect(await jobsOf(tenant)).toEqual([{ feed: id, execution: jobExecution.id }]);
  });

  it('makes one execution for those who ask at the same moment', async () => {
    const id = await followed();
    const many = await Promise.all(Array.from({ length: 8 }, () => refresh(id)));
    const ids = many.map((answer) => dataOf(answer).refreshFeed.jobExecution.id);
    expect(new Set(ids).size).toBe(1);
    expect(await executionsOf(tenant)).toHaveLength(1);
    expect(await jobsOf(tenant)).toHaveLength(1);
  });

  it('makes another one when the feed is being read already', async () => {
    const id = await followed();
    const first = dataOf(await refresh(id)).refreshFeed.jobExecution;
    await tenant.executions.start(first.id, now);
    const second = dataOf(await refresh(id)).refreshFeed.jobExecution;
    expect(second).toMatchObject({ status: 'QUEUED' });
    expect(second.id).not.toBe(first.id);
  });

  it('is found among the executions by its status', async () => {
    const id = await followed();
    const { jobExecution } = dataOf(await refresh(id)).refreshFeed;
    await tenant.executions.begin(1, now);
    const queued = await api.query(ExecutionsDocument, { filter: { statuses: ['QUEUED'] } }, tenant.key);
    expect(dataOf(queued).jobExecutions).toEqual({ totalCount: 1, nodes: [jobExecution] });
  });
});

describe('a mutation of feeds', () => {
  const mutations = (id: string) =>
    [
      ['createFeed', (key: string) => create({ url: 'https://new.example/feed' }, key)],
      [
        'updateFeed',
        (key: string) => api.query(UpdateFeedDocument, { input: { id, intervalMinutes: 5 } }, key),
      ],
      ['refreshFeed', (key: string) => api.query(RefreshFeedDocument, { input: { id } }, key)],
      [
        'importFeeds',
        (key: string) =>
          api.query(
            ImportFeedsDocument,
            {
              input: {
                opml: '<opml version="2.0"><body><outline text="F" xmlUrl="https://x.example/f"/></body></opml>',
              },
            },
            key,
          ),
      ],
      ['deleteFeed', (key: string) => api.query(DeleteFeedDocument, { input: { id } }, key)],
    ] as const;

  it('is refused to a VIEWER and an ANALYST, who may read feeds, and changes nothing for them', async () => {
    const id = await followed();
    const before = await feedsOf(tenant);
    for (const role of ['VIEWER', 'ANALYST'] as const) {
      const key = await api.addKey(tenant, role);
      dataOf(await api.query(FeedByIdDocument, { id }, key));
      for (const [name, call] of mutations(id)) {
        expect([name, (await call(key)).errors]).toMatchObject([
          name,
          [{ path: [name], extensions: { code: 'FORBIDDEN' } }],
        ]);
      }
    }
    expect(await feedsOf(tenant)).toEqual(before);
    expect(await executionsOf(tenant)).toEqual([]);
  });

  it('knows another tenant’s feed as little as a made-up one', async () => {
    const theirs = await followed(other);
    const before = await feedsOf(other);
    for (const name of ['updateFeed', 'refreshFeed', 'deleteFeed']) {
      const messages = await Promise.all(
        [theirs, nobodys].map(async (id) => {
          const call = mutations(id).find(([known]) => known === name)?.[1];
          const answer = await call?.(tenant.key);
          expect(answer?.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
          return answer?.errors[0]?.message.replace(id, 'ID');
        }),
      );
      expect(messages).toEqual(messages.map(() => 'There is no feed with the id "ID".'));
    }
    expect(await feedsOf(other)).toEqual(before);
    expect(await executionsOf(other)).toEqual([]);
    expect(await jobsOf(other)).toEqual([]);
  });
});
