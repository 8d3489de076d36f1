import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';
import { ReportPageDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { allLists, type ConnectionAnswer } from '../support/lists.ts';
import { expectedPage, type PagingArguments } from '../support/relay-oracle.ts';
import { addFeeds, brandsOfCatalogue, makeReports, storeReports } from '../support/seed.ts';

let api: TestApi;
let feedIds: string[];

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
  feedIds = await addFeeds(api.tenant, 25);
  await storeReports(api.tenant, feedIds[0] ?? '', makeReports(1, 45));
  await storeReports(api.tenant, feedIds[1] ?? '', makeReports(2, 15));
  await withConnection(api.database.url, async (connection) => {
    // Few different moments, so that many rows are told apart by their ids alone.
    await connection.query(`UPDATE feeds SET created_at = '2026-03-01'::timestamptz + (get_byte(uuid_send(id), 15) % 4) * interval '1 ms',
      next_fetch_at = '2026-04-01'::timestamptz + (get_byte(uuid_send(id), 14) % 4) * interval '1 ms'`);
    await connection.query(
      `INSERT INTO job_executions (tenant_id, feeds_total, started_at)
      SELECT $1, 1, '2026-03-01'::timestamptz + (n % 4) * interval '1 ms' FROM generate_series(1, 25) AS n`,
      [api.tenant.tenantId],
    );
    await connection.query(
      `INSERT INTO feed_events (tenant_id, feed_id, kind, message, happened_at)
      SELECT $1, $2, 'SILENT', n || ' days', '2026-03-01'::timestamptz + (n % 4) * interval '1 ms'
      FROM generate_series(1, 25) AS n`,
      [api.tenant.tenantId, feedIds[0]],
    );
    await connection.query(
      `WITH people AS (
        INSERT INTO users (tenant_id, email, role, created_at)
        SELECT $1, n || '@x.example', 'VIEWER', '2026-03-01'::timestamptz + (n % 4) * interval '1 ms'
        FROM generate_series(1, 25) AS n
      ), keys AS (
        INSERT INTO api_keys (tenant_id, role, prefix, hash, created_at)
        SELECT $1, 'VIEWER', 'fh_' || n, decode(lpad(n::text, 64, '0'), 'hex'),
          '2026-03-01'::timestamptz + (n % 4) * interval '1 ms'
        FROM generate_series(1, 25) AS n
      ), events AS (
        INSERT INTO calendar_events (tenant_id, name, kind, series, starts_on, ends_on)
        SELECT $1, 'event ' || n, 'OTHER', 'own', '2026-03-01'::date + n % 4, '2026-03-05' FROM generate_series(1, 25) AS n
      )
      INSERT INTO saved_searches (tenant_id, name, filter)
      SELECT $1, (ARRAY['Silk', 'silk', 'Élan', 'élan', 'A'])[n % 5 + 1] || ' ' || n, '{}' FROM generate_series(1, 25) AS n`,
      [api.tenant.tenantId],
    );
    await connection.query(
      `WITH addresses AS (
        INSERT INTO webhooks (tenant_id, label, url, created_at)
        SELECT $1, n || '.', 'https://desk.example/' || n, '2026-03-01'::timestamptz + (n % 4) * interval '1 ms'
        FROM generate_series(1, 25) AS n RETURNING *
      ), rules AS (
        INSERT INTO alert_rules (tenant_id, name, kind, brands, rivals, sensitivity, least_mentions)
        SELECT $1, (ARRAY['Silk', 'silk', 'Élan', 'élan', 'A'])[n % 5 + 1] || ' ' || n, 'SPIKE', '{Gucci}', '{}',
          'BALANCED', 5 FROM generate_series(1, 25) AS n RETURNING *
      ), raised AS (
        INSERT INTO alerts (tenant_id, rule_id, kind, brand, message, observed, expected, score, parts, report_ids,
          opened_at, updated_at)
        SELECT $1, id, 'SPIKE', 'Gucci', '', 9, 1, 8, '{"outlets": [], "topics": [], "tones": []}', '{}',
          '2026-03-01'::timestamptz + (length(name) % 4) * interval '1 ms', '2026-03-01'
        FROM rules
      )
      INSERT INTO alert_deliveries (tenant_id, webhook_id, rule_id, event, body, created_at)
      SELECT $1, addresses.id, (SELECT min(id::text)::uuid FROM rules), 'TEST', '{}', addresses.created_at FROM addresses`,
      [api.tenant.tenantId],
    );
    await connection.query(`UPDATE reports SET ingested_at = '2026-03-02'::timestamptz
      + (get_byte(uuid_send(id), 15) % 4) * interval '1 ms'`);
  });
});

afterAll(async () => api.close());

async function idsInTruth(truth: string): Promise<string[]> {
  return withConnection(api.database.url, async (connection) => {
    const { rows } = await connection.query<{ id: string }>(truth, [api.tenant.tenantId, feedIds[0]]);
    return rows.map(({ id }) => id);
  });
}

/** Paging arguments over a list of so many edges: any mixture that is allowed, cursors that cross included. */
function pagingArguments(cursors: readonly string[]): fc.Arbitrary<PagingArguments> {
  const size = fc.oneof(fc.integer({ min: 1, max: cursors.length + 2 }), fc.integer({ min: 1, max: 5 }));
  const cursor = fc.option(fc.constantFrom(...cursors));
  return fc
    .tuple(fc.constantFrom('first', 'last', 'neither'), size, cursor, cursor)
    .map(([take, wanted, after, before]) => ({
      ...(take === 'neither' ? {} : { [take]: Math.min(wanted, 100) }),
      after,
      before,
    }));
}

function summary({ edges, pageInfo }: ConnectionAnswer) {
  return { edges, hasPreviousPage: pageInfo.hasPreviousPage, hasNextPage: pageInfo.hasNextPage };
}

describe.each(allLists(() => feedIds[0] ?? ''))('the list of $name', ({ page, truth }) => {
  it('answers as the Relay connections specification says', async () => {
    const ids = await idsInTruth(truth);
    const { edges: all } = await page(api, { first: 100 });
    expect(ids.length).toBeGreaterThan(5);
    expect(all.map(({ node }) => node.id)).toEqual(ids);

    await fc.assert(
      fc.asyncProperty(pagingArguments(all.map(({ cursor }) => cursor)), async (args) => {
        const answer = await page(api, args);
        expect(summary(answer)).toEqual(expectedPage(all, args));
        expect(answer.totalCount).toBe(all.length);
        expect(answer.pageInfo.startCursor).toBe(answer.edges.at(0)?.cursor ?? null);
        expect(answer.pageInfo.endCursor).toBe(answer.edges.at(-1)?.cursor ?? null);
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});

describe('nested connections', () => {
  const paging = ['first: 3', 'last: 3', 'first: 2, after: $cursor', 'last: 2, before: $cursor'];

  it.each(paging)('give each brand of a list the page that it gives alone: %s', async (args) => {
    const fields = `reports(${args}) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } }`;
    const variables = { cursor: await cursorInTheMiddle() };
    const used = args.includes('$cursor') ? '($cursor: String!)' : '';
    const together = dataOf(
      await api.ask(
        `query ${used} { brands(filter: { inReports: true }) { nodes { name ${fields} } } }`,
        variables,
      ),
    );
    const { nodes } = together.brands as { nodes: { name: string }[] };
    expect(nodes.length).toBe(6);
    for (const node of nodes) {
      const alone = await api.ask(
        `query ${used} { brand(name: ${JSON.stringify(node.name)}) { name ${fields} } }`,
        variables,
      );
      expect(dataOf(alone).brand).toEqual(node);
    }
  });

  async function cursorInTheMiddle(): Promise<string | null> {
    const { reports } = dataOf(await api.query(ReportPageDocument, { first: 30 }));
    return reports.pageInfo.endCursor;
  }
});
