import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';
import { dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { forgeCursor } from '../support/forged-cursor.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  epoch,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

let api: TestApi;
let mine: TestTenant;
let theirs: TestTenant;
/** Every id that belongs to the other tenant, and whatever else only it has. */
let secrets: string[];
let their: { report: string; feed: string; execution: string; cursor: string };

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  mine = await api.addTenant('alpha');
  theirs = await api.addTenant('omega');
  await fill(mine, 'Prada');
  const { execution, feed } = await fill(theirs, 'Gucci');
  secrets = ['omega', ...(await idsOf(theirs.tenantId))];
  const { reports } = dataOf(
    await api.ask('{ reports { nodes { id } pageInfo { endCursor } } }', {}, theirs.key),
  ) as Record<string, { nodes: { id: string }[]; pageInfo: { endCursor: string } }>;
  their = {
    report: reports?.nodes[3]?.id ?? '',
    feed,
    execution,
    cursor: reports?.pageInfo.endCursor ?? '',
  };
});

afterAll(async () => api.close());

/** Gives a tenant twelve reports that mention a brand, in words and from an outlet that bear its name. */
async function fill(tenant: TestTenant, brand: string): Promise<{ execution: string; feed: string }> {
  const [feed = ''] = await addFeeds(tenant, 1, 5);
  await tenant.feeds.add([
    { url: `https://${tenant.slug}.example/feed`, title: tenant.slug, provider: 'RSS' },
  ]);
  const reports = makeReports(9, 12, [brand]).map((report) => ({
    ...report,
    title: `${report.title} of ${tenant.slug}`,
    source: `Outlet of ${tenant.slug}`,
    mentions: report.mentions.map((mention) => ({ ...mention, quote: `A quote of ${tenant.slug}` })),
  }));
  return { execution: await storeReports(tenant, feed, reports), feed };
}

async function idsOf(tenantId: string): Promise<string[]> {
  return withConnection(api.database.url, async (connection) => {
    const { rows } = await connection.query<{ id: string }>(
      `SELECT id::text FROM reports WHERE tenant_id = $1 UNION ALL SELECT id::text FROM feeds WHERE tenant_id = $1
        UNION ALL SELECT id::text FROM job_executions WHERE tenant_id = $1 UNION ALL SELECT id::text FROM users WHERE tenant_id = $1
        UNION ALL SELECT prefix FROM api_keys WHERE tenant_id = $1 UNION ALL SELECT $1::uuid::text`,
      [tenantId],
    );
    return rows.map(({ id }) => id);
  });
}

/** Asks as the one tenant, expects nothing of the other in the answer, and gives it. */
async function askAsMine(document: string, variables: object = {}) {
  const answer = await api.ask(document, variables, mine.key);
  // What was sent may be repeated in a message; it is no secret to whoever sent it.
  const sent = Object.values(variables).map(String);
  const leaked = secrets.filter((secret) => !sent.includes(secret) && answer.text.includes(secret));
  expect(leaked).toEqual([]);
  return answer;
}

const everything = `{
  viewer { keyPrefix user { id email } tenant { id slug } }
  tenant { id slug name }
  feeds(first: 10) { totalCount edges { cursor } nodes { id url title reports(first: 100) { totalCount nodes { id title } } } }
  jobExecutions(first: 100) { totalCount nodes { id } }
  brands { nodes { name reportCount reports(first: 100) { totalCount nodes { id title source tenant { slug } } } } }
  reports(first: 100) { totalCount nodes { id title source fullText tenant { id slug } feed { id title }
    mentions { quote brand { reportCount reports(first: 5) { totalCount nodes { title feed { url } } } } } } }
}`;

describe('a tenant', () => {
  it('finds its own reports, feeds, executions and people, and nobody else’s', async () => {
    const data = dataOf(await askAsMine(everything)) as Record<string, { totalCount: number }>;
    expect([data.reports?.totalCount, data.feeds?.totalCount, data.jobExecutions?.totalCount]).toEqual([
      12, 2, 1,
    ]);
    // The same question finds the other's secrets when the other asks it: so it looks where they are.
    const others = (await api.ask(everything, {}, theirs.key)).text;
    expect(secrets.filter((secret) => !others.includes(secret))).toEqual([]);
  });

  it('finds the same while the other asks at the same time', async () => {
    const send = (key: string) =>
      fetch(new URL('/graphql', api.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query: everything }),
      }).then((response) => response.text());
    const alone = { mine: await send(mine.key), theirs: await send(theirs.key) };
    expect(alone.mine).not.toBe(alone.theirs);
    const together = await Promise.all(
      Array.from({ length: 20 }, (_, at) => send(at % 2 === 0 ? mine.key : theirs.key)),
    );
    const expected = together.map((_, at) => (at % 2 === 0 ? alone.mine : alone.theirs));
    expect(together).toEqual(expected);
  });

  it.each(['report', 'feed', 'jobExecution'])('has no %s of the other', async (kind) => {
    const id = { report: their.report, feed: their.feed, jobExecution: their.execution }[kind];
    const document = `query ($id: ID!) { ${kind}(id: $id) { id } }`;
    const { errors, data } = await askAsMine(document, { id });
    expect([data, errors[0]?.extensions.code]).toEqual([null, 'NOT_FOUND']);
    expect((await askAsMine(document, { id: id?.toUpperCase() })).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
    expect(dataOf(await api.ask(document, { id }, theirs.key))).toEqual({ [kind]: { id } });
  });

  it.each([
    ['feed', 'reports(filter: { feedIds: [$value] })', () => their.feed],
    ['outlet', 'reports(filter: { sources: [$value] })', () => 'Outlet of omega'],
    ['words', 'reports(filter: { search: $value })', () => 'omega'],
    ['brand', 'reports(filter: { brands: { all: [$value] } })', () => 'Gucci'],
    ['feed’s name', 'feeds(filter: { search: $value })', () => 'omega'],
  ])('finds nothing by the other’s %s', async (_, list, value) => {
    const type = list.includes('feedIds') ? 'ID' : 'String';
    const document = `query ($value: ${type}!) { list: ${list} { totalCount nodes { id } edges { cursor } } }`;
    const found = dataOf(await askAsMine(document, { value: value() }));
    expect(found.list).toEqual({ totalCount: 0, nodes: [], edges: [] });
    const forThem = dataOf(await api.ask(document, { value: value() }, theirs.key));
    expect((forThem.list as { totalCount: number }).totalCount).toBeGreaterThan(0);
  });

  it('sees of the shared catalogue only its own reports', async () => {
    const document = '{ brand(name: "Gucci") { name reportCount reports { totalCount nodes { id } } } }';
    expect(dataOf(await askAsMine(document)).brand).toEqual({
      name: 'Gucci',
      reportCount: 0,
      reports: { totalCount: 0, nodes: [] },
    });
    const mentioned = '{ brands(filter: { inReports: true }) { totalCount nodes { name } } }';
    expect(dataOf(await askAsMine(mentioned)).brands).toEqual({ totalCount: 1, nodes: [{ name: 'Prada' }] });
    const notMentioned = '{ brands(filter: { inReports: false }) { nodes { name } } }';
    expect(JSON.stringify(dataOf(await askAsMine(notMentioned)))).toContain('Gucci');
  });

  it.each(['reports', 'brand(name: "Prada") { reports', 'feeds(first: 1) { nodes { reports'])(
    'cannot use the other’s cursor in %s',
    async (list) => {
      const closing = '}'.repeat(list.split('{').length - 1);
      for (const paging of ['after: $cursor', 'last: 5, before: $cursor']) {
        const document = `query ($cursor: String) { ${list}(${paging}) { nodes { id } } ${closing} }`;
        const { errors } = await askAsMine(document, { cursor: their.cursor });
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      }
    },
  );

  it('finds only its own rows from a cursor made up for a place of the other', async () => {
    const place = JSON.stringify([new Date(epoch.getTime() + 86_400_000).toISOString(), their.report]);
    const after = forgeCursor(mine.tenantId, 'reports:PUBLISHED_AT:DESC', place);
    const { reports } = dataOf(
      await askAsMine('query ($after: String) { reports(after: $after) { nodes { id } } }', { after }),
    );
    expect((reports as { nodes: unknown[] }).nodes).toHaveLength(12);
  });
});
