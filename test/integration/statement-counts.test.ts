import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';
import { ReportPageDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, makeReports, storeReports } from '../support/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
  const names = brandsOfCatalogue().map(({ name }) => name);
  const reports = makeReports(3, 700, ['Gucci', ...names.slice(0, 120)])
    .filter(({ mentions }) => mentions.length > 0)
    .map((report, at) => ({
      ...report,
      // The first tell a few stories over and over, as words drawn at random do; the others one each, as the press does.
      signature: at < 50 ? report.signature : { ...report.signature, keys: [] },
      author: `Ada V${[...String(at % 150)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`,
    }));
  const feedIds = await addFeeds(api.tenant, 110);
  for (const [at, feedId] of feedIds.entries()) {
    await storeReports(api.tenant, feedId, reports.slice(at * 5, at * 5 + 5));
  }
  await api.tenant.executions.enqueue(feedIds, new Date());
  await withConnection(api.database.url, async (connection) => {
    await connection.query(`INSERT INTO feed_events (tenant_id, feed_id, kind, message, happened_at)
      SELECT tenant_id, id, 'SILENT', 'No new entry.', now() FROM feeds`);
    await connection.query(
      `WITH desks AS (
        INSERT INTO webhooks (tenant_id, label, url) SELECT $1, n || '.', 'https://desk.example/' || n
        FROM generate_series(1, 110) AS n RETURNING *
      ), saved AS (
        INSERT INTO saved_searches (tenant_id, name, filter) SELECT $1, 'Search ' || n, '{}'
        FROM generate_series(1, 110) AS n RETURNING id
      ), numbered AS (
        SELECT desks.id AS desk, saved.id AS search, desks.n FROM (SELECT id, row_number() OVER () AS n FROM desks) AS desks
        JOIN (SELECT id, row_number() OVER () AS n FROM saved) AS saved USING (n)
      ), rules AS (
        INSERT INTO alert_rules (tenant_id, name, kind, brands, rivals, saved_search_id, sensitivity, least_mentions, webhook_id)
        SELECT $1, 'Rule ' || n, 'SPIKE', '{Gucci}', '{}', search, 'BALANCED', 5, desk FROM numbered RETURNING *
      ), raised AS (
        INSERT INTO alerts (tenant_id, rule_id, kind, brand, message, observed, expected, score, parts, report_ids,
          opened_at, updated_at)
        SELECT $1, rules.id, 'SPIKE', 'Gucci', '', 9, 1, 8, '{"outlets": [], "topics": [], "tones": []}',
          array(SELECT reports.id FROM reports WHERE reports.tenant_id = $1 AND 'Gucci' = any(brands)
            AND rules.id IS NOT NULL ORDER BY random() LIMIT 3),
          now(), now() FROM rules RETURNING *
      )
      INSERT INTO alert_deliveries (tenant_id, webhook_id, rule_id, alert_id, event, body, created_at)
      SELECT $1, rules.webhook_id, rules.id, raised.id, 'RAISED', '{}', now()
      FROM raised JOIN rules ON rules.id = raised.rule_id`,
      [api.tenant.tenantId],
    );
    await connection.query('ANALYZE');
  });
});

afterAll(async () => api.close());

/** What is asked, with `$n` for the number of rows, and how many statements it costs besides the key's. */
const questions: [document: string, statements: number][] = [
  ['viewer { role keyPrefix }', 0],
  ['viewer { user { email } tenant { slug } }', 2],
  ['tenant { slug }', 1],
  ['reports(first: $n) { nodes { title } }', 1],
  ['reports(first: $n) { edges { cursor node { title } } pageInfo { hasNextPage endCursor } }', 1],
  ['reports(first: $n) { totalCount nodes { title } }', 2],
  ['reports { totalCount totalCountIsEstimate }', 1],
  ['reports(last: $n) { totalCount nodes { title } }', 2],
  ['reports(first: $n, filter: { search: "silk" }) { totalCount totalCountIsEstimate nodes { title } }', 2],
  // What a feed is called comes with the page, more of it by its loader.
  ['reports(first: $n) { nodes { feed { url title provider siteUrl } } }', 1],
  ['reports(first: $n) { nodes { feed { url state } } }', 2],
  ['reports(first: $n) { nodes { tenant { slug } } }', 2],
  ['reports(first: $n) { nodes { fullText } }', 2],
  ['reports(first: $n) { nodes { mentions { quote } } }', 2],
  ['authors(first: $n) { totalCount nodes { name reports(first: 1) { nodes { title } } } }', 3],
  ['reports(first: $n) { nodes { authors { name lastSeenAt } } }', 2],
  ['reports(first: $n) { nodes { authors { outlets topics { topic reportCount } reportCount } } }', 5],
  ['reports(first: $n) { nodes { authors { brands(first: 3) { reportCount brand { name group } } } } }', 4],
  // A brand of which the name is all that is asked is not looked up.
  ['reports(first: $n) { nodes { authors { brands(first: 3) { reportCount brand { name } } } } }', 3],
  ['reports(first: $n) { nodes { authors { reports(first: 2) { totalCount nodes { title } } } } }', 4],
  ['reports(first: $n) { nodes { story { id size outlets firstPublishedAt } } }', 2],
  ['reports(first: $n) { nodes { story { originator { title } } } }', 3],
  ['reports(first: $n) { nodes { story { reports(first: 2) { nodes { title } } } } }', 3],
  ['reports(first: $n) { nodes { story { size reports(first: 2) { totalCount nodes { title } } } } }', 4],
  ['reports(first: $n) { nodes { mentions { brand { name group } } } }', 3],
  ['reports(first: $n) { nodes { mentions { brand { reportCount } } } }', 4],
  ['reports(first: $n) { nodes { mentions { reason name } rejectedMentions { reason quote } } }', 3],
  ['reports(first: $n) { nodes { rejectedMentions { brand { name } } } }', 2],
  ['brands(first: $n) { nodes { rules { name } ruleVersions { version createdBy { email } } } }', 3],
  ['brands(first: $n) { nodes { nameStatistics { name rejectedShare contextWords } } }', 3],
  ['jobExecutions(first: $n) { nodes { rereading { reportsRead } } }', 1],
  ['reports(first: $n) { nodes { feed { reports(first: 2) { nodes { title } } } } }', 2],
  ['reports(first: $n) { nodes { feed { reports(first: 2) { totalCount nodes { title } } } } }', 3],
  ['reports(first: $n) { nodes { mentions { brand { reports(first: 1) { nodes { title } } } } } }', 4],
  ['reports(first: $n, filter: { brands: { none: ["gucci", "prada"] } }) { nodes { title } }', 2],
  [
    'reports(first: $n, filter: { brands: { all: [], any: ["Gucci"], none: ["Prada"] } }) { nodes { title } }',
    2,
  ],
  ['feeds(first: $n) { nodes { url } }', 1],
  ['feeds(first: $n) { totalCount nodes { url } }', 2],
  [
    'feeds(first: $n) { nodes { url health { state since successRate lastSuccessAt expectedFetches okFetches entriesPerDay } } }',
    2,
  ],
  ['reports(first: $n) { nodes { feed { health { state } } } }', 3],
  ['feedEvents(first: $n) { nodes { kind message happenedAt } }', 1],
  ['feedEvents(first: $n) { totalCount nodes { feed { url health { successRate } } } }', 4],
  ['feeds(first: $n) { nodes { reports { nodes { title } } } }', 2],
  [
    'feeds(first: $n) { nodes { reports(first: 2) { totalCount nodes { title fullText mentions { brand { name group } } } } } }',
    6,
  ],
  ['feeds(first: $n) { nodes { reports(first: 1) { nodes { feed { url } tenant { slug } } } } }', 4],
  [
    'feeds(first: $n) { nodes { a: reports(first: 1) { nodes { id } } b: reports(last: 1) { nodes { id } } } }',
    3,
  ],
  [
    'feeds(first: $n) { nodes { a: reports(first: 1) { totalCount } b: reports(first: 2) { totalCount } } }',
    2,
  ],
  [
    'feeds(first: $n) { nodes { reports(filter: { brands: { any: ["Gucci", "Prada"] } }) { totalCount } } }',
    3,
  ],
  ['brands(first: $n) { nodes { name } }', 1],
  ['brands(first: $n) { totalCount nodes { name } }', 2],
  ['brands(first: $n) { nodes { reportCount } }', 2],
  ['brands(first: $n) { nodes { reports { nodes { title } } } }', 2],
  [
    'brands(first: $n) { nodes { reportCount reports(first: 2) { totalCount nodes { title feed { url } } } } }',
    5,
  ],
  ['brands(first: $n) { nodes { reports(first: 1) { nodes { mentions { brand { name } } } } } }', 4],
  [
    'brands(first: $n) { nodes { a: reports(first: 1, filter: { search: "silk" }) { totalCount nodes { id } } b: reports(last: 2) { nodes { id } } } }',
    4,
  ],
  [
    'brands(first: $n) { nodes { reports(first: 1, filter: { brands: { all: ["gucci"] } }) { nodes { id } } } }',
    3,
  ],
  ['jobExecutions(first: $n) { nodes { status durationMs } }', 1],
  ['jobExecutions(first: $n) { totalCount nodes { status durationMs } }', 2],
  ['jobExecutions(first: $n) { nodes { heartbeatAt feed { url } } }', 2],
  ['reports(first: $n) { totalCount nodes { title feed { url } mentions { quote } } }', 3],
  ['alertRules(first: $n) { nodes { name kind brands rivals } }', 1],
  ['alertRules(first: $n) { totalCount nodes { savedSearch { name } webhook { host } } }', 4],
  [
    'alerts(first: $n) { nodes { brand state change outlets { value } topics { value } tones { value } } }',
    1,
  ],
  ['alerts(first: $n) { totalCount nodes { rule { name webhook { host } savedSearch { name } } } }', 5],
  ['alerts(first: $n) { nodes { reports { title feed { state } } } }', 3],
  ['alerts(first: $n, filter: { brands: ["gucci"], states: [OPEN] }) { nodes { message } }', 2],
  ['alertDeliveries(first: $n) { nodes { event status error } }', 1],
  [
    'alertDeliveries(first: $n) { totalCount nodes { alert { message } rule { name } webhook { label } } }',
    5,
  ],
  ['alertDeliveries(first: $n) { nodes { alert { rule { webhook { url } } reports { title } } } }', 5],
  ['webhooks(first: $n) { totalCount nodes { label url } }', 2],
];

/** The number of nodes of the list that was asked for. */
function rowsOf(data: Record<string, unknown>): number {
  const [list] = Object.values(data);
  return (
    (list as { nodes?: unknown[]; edges?: unknown[] }).nodes?.length ??
    (list as { edges: unknown[] }).edges.length
  );
}

async function costOf(document: string, rows: number) {
  const answer = await api.ask(`{ ${document.replaceAll('$n', String(rows))} }`);
  return { data: dataOf(answer), statements: ofTheFields(answer.statements) };
}

/** Finding out whose key it is costs a statement of its own, once in ten seconds. */
function ofTheFields(statements: string[]): string[] {
  return statements.filter((statement) => !statement.includes('/* tenants.principalByKeyHash */'));
}

describe('the number of SQL statements', () => {
  it.each(questions)('of { %s } is %i, however many rows there are', async (document, expected) => {
    const one = await costOf(document, 1);
    const many = await costOf(document, 100);
    if (document.includes('$n')) expect([rowsOf(one.data), rowsOf(many.data)]).toEqual([1, 100]);
    expect(one.statements.length).toBe(expected);
    expect(many.statements.length).toBe(expected);
  });

  it('does not grow when every row of a list meets the same refusal', async () => {
    const refused = 'nodes { reports(filter: { brands: { any: ["Guci"] } }) { totalCount } }';
    const askUntilQuiet = async (rows: number) => {
      const { errors, statements } = await api.ask(`{ brands(first: ${rows}) { ${refused} } }`);
      // The first refusal is answered at once; whatever else was asked goes through the connections before these.
      await Promise.all(Array.from({ length: 8 }, () => api.storage.ping()));
      expect(errors[0]?.message).toContain('No brand is known as "Guci". Did you mean "Gucci"');
      return ofTheFields(statements).length;
    };
    expect(await askUntilQuiet(100)).toBe(await askUntilQuiet(1));
  });

  it('is one more with a cursor, which is asked whether anything stands behind it', async () => {
    const { reports } = dataOf(await api.query(ReportPageDocument, { first: 3 }));
    const after = `after: "${reports.pageInfo.endCursor}"`;
    const pages = [
      `reports(first: 1, ${after}) { nodes { id } }`,
      `brand(name: "Gucci") { reports(first: 1, ${after}) { nodes { id } } }`,
    ];
    for (const document of pages) {
      const without = await costOf(document.replace(after, ''), 1);
      expect((await costOf(document, 1)).statements.length).toBe(without.statements.length + 1);
    }
  });
});

describe('the columns that are read', () => {
  const readsFullText = (statement: string) => statement.includes('full_text');

  it('leave full texts out until they are selected', async () => {
    const without = await api.ask('{ reports(first: 100) { nodes { title summary mentions { quote } } } }');
    expect(without.statements.filter(readsFullText)).toEqual([]);
    const withTexts = await api.ask('{ reports(first: 100) { nodes { title fullText } } }');
    expect(withTexts.statements.filter(readsFullText).length).toBe(1);
  });

  it('have a count only where totalCount is selected', async () => {
    const document =
      '{ reports { nodes { title } } feeds { edges { cursor } } brands { pageInfo { endCursor } } }';
    const { statements } = await api.ask(document);
    expect(statements.filter((statement) => statement.includes('count(*)'))).toEqual([]);
  });
});

describe('statements', () => {
  it('carry their names in a comment, so that they are found again in the log', async () => {
    const { statements } = await api.ask('{ reports { totalCount nodes { mentions { quote } } } }');
    const names = ofTheFields(statements).flatMap(
      (statement) => /^\/\* (\S+) \*\//.exec(statement)?.[1] ?? [],
    );
    expect(names.sort()).toEqual(['reports.count', 'reports.mentions', 'reports.page']);
  });
});
