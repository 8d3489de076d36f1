import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

const labels = '{ reports(first: 100) { nodes { id feed { id url title siteUrl provider } } } }';
const more =
  '{ reports(first: 100) { nodes { id feed { id url title siteUrl provider state createdAt } } } }';

interface Answered {
  reports: { nodes: { id: string; feed: { id: string; state?: string } | null }[] };
}

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ settings: { limits: { batch: 2 } } });
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  const feedIds = await addFeeds(api.tenant, 3);
  const reports = makeReports(5, 30);
  for (const [at, feedId] of feedIds.entries()) {
    await storeReports(api.tenant, feedId, reports.slice(at * 10, at * 10 + 10));
  }
  const gone = await api.ask('mutation ($id: ID!) { deleteFeed(input: { id: $id }) { __typename } }', {
    id: feedIds[1],
  });
  expect(gone.errors).toEqual([]);
});

afterAll(async () => api.close());

async function ask(document: string): Promise<Answered['reports']['nodes']> {
  return (dataOf(await api.ask(document)) as unknown as Answered).reports.nodes;
}

describe('A list of reports', () => {
  it('shows the same, whether it asks for what lists usually show or for more', async () => {
    const usual = `id title url source provider author language publishedAt ingestedAt summary brands topic sentiment
      sentimentScore status mentions { quote } feed { url }`;
    for (const end of [
      'first: 30',
      'last: 7',
      'first: 30, orderBy: { field: INGESTED_AT, direction: ASC }',
    ]) {
      const listed = await ask(`{ reports(${end}) { nodes { ${usual} } } }`);
      const whole = await ask(`{ reports(${end}) { nodes { ${usual} imageUrl topics publishedAtSource } } }`);
      expect(listed.length).toBeGreaterThan(6);
      expect(whole).toMatchObject(listed);
      expect(whole.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
    }
  });
});

describe('The feed of a report', () => {
  it('is the same, whether it is read with the page or, since more of it is asked for, by itself', async () => {
    const withPage = await ask(labels);
    const byItself = await ask(more);
    expect(withPage).toHaveLength(30);
    expect(new Set(withPage.map(({ feed }) => feed?.id)).size).toBe(3);
    expect(withPage.filter(({ feed }) => feed === null)).toHaveLength(10);
    expect(byItself).toMatchObject(withPage);
    expect(byItself.every(({ feed }) => feed === null || feed.state === 'ACTIVE')).toBe(true);
  });

  it('is complete for each operation of a batch, which share what was loaded', async () => {
    for (const both of [
      [labels, more],
      [more, labels],
    ]) {
      const answered = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${api.tenant.key}` },
        body: JSON.stringify(both.map((query) => ({ query }))),
      });
      const [first, second] = (await answered.json()) as { data: Answered }[];
      expect(first?.data).toEqual({ reports: { nodes: await ask(both[0] ?? '') } });
      expect(second?.data).toEqual({ reports: { nodes: await ask(both[1] ?? '') } });
    }
  });
});
