import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesAmong } from '../../src/analytics/source-change.ts';
import type { Span } from '../../src/model/rollup-sums.ts';
import { nameOf } from '../../src/storage/database.ts';
import { DashboardDocument } from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { indexesOf, kindsOf, nodesOf, type PlanNode, readPlan } from '../support/plan.ts';
import { addFeeds, brandsOfCatalogue, epoch, fillWithReports, seededBrands } from '../support/seed.ts';

const count = 50_000;
const days = 35;

let api: TestApi;
let connection: pg.Client;

beforeAll(async () => {
  api = await startApi({
    clock: () => new Date(epoch.getTime() + days * 24 * 3_600_000),
    // Nothing is kept: each question is to cost what it costs.
    settings: { answers: { freshMs: 0, graceMs: 0, charactersInMemory: 1, build: 'tests' } },
  });
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue());
  for (const brand of ['Gucci', 'Prada']) await api.tenant.tenantBrands.save(brand, { relation: 'CLIENT' });
  await addFeeds(api.tenant, 2);
  await fillWithReports(api.database.url, api.tenant.tenantId, count);
  // Every three reports are one story.
  await connection.query(
    `INSERT INTO report_stories (tenant_id, report_id, story_id, published_at)
     SELECT tenant_id, id, first_value(id) OVER (PARTITION BY place / 3 ORDER BY place), published_at
     FROM (SELECT *, row_number() OVER (ORDER BY published_at) AS place FROM reports) AS placed`,
  );
  await api.tenant.rollupUpkeep.rebuild();
  await api.tenant.rollupUpkeep.fold();
  await connection.query(
    'VACUUM ANALYZE report_rollups, brand_rollups, brand_sheets, brand_numbers, report_brands, report_stories',
  );
}, 120_000);

afterAll(async () => {
  await connection.end();
  await api.close();
});

/** The names of the statements that a selection of `analytics` costs besides the key's. */
async function statementsOf(selection: string, compareTo = 'PREVIOUS_PERIOD', zone = 'Asia/Kolkata') {
  const answer = await api.ask(`{
    analytics(range: { lastDays: 30 }, timeZone: "${zone}", compareTo: ${compareTo}) { ${selection} }
  }`);
  dataOf(answer);
  return answer.statements.map(nameOf).filter((name) => name !== 'tenants.principalByKeyHash');
}

const count4 = '{ value before change changeShare }';
const values = `reports ${count4} stories ${count4} pickUpRate ${count4} tone { score ${count4} }`;

describe('the statements of', () => {
  it.each([
    ['the range', 'range { from } comparedTo { explanation }', []],
    ['overview', `overview { reports ${count4} mentions ${count4} }`, ['reportRollups.totals']],
    ['series', 'series(by: DAY) { date reports } busiestDays { date }', ['reportRollups.totals']],
    [
      'overview and series together',
      `overview { mentions ${count4} } series(by: WEEK) { reports } months: series(by: MONTH) { reports }`,
      ['reportRollups.totals'],
    ],
    ['topics', `topics { topic ${values} }`, ['reportRollups.firstValues']],
    ['sources', `sources { source ${values} }`, ['reportRollups.firstValues']],
    ['languages', `languages { language ${values} }`, ['reportRollups.firstValues']],
    [
      'topics, sources and languages together',
      `topics { topic } a: sources(first: 3) { source } b: sources(first: 5) { source } languages { language }`,
      ['reportRollups.firstValues'],
    ],
    [
      'shareOfVoice',
      `shareOfVoice { brand { name group } mentions ${count4} mentionShare ${count4} }`,
      ['brandRollups.followed', 'brands.byFoldedNames'],
    ],
    [
      'shareOfVoice, of which no more than names is asked of brands',
      `shareOfVoice { brand { name } storyShare ${count4} } brand(name: "Gucci") { shareOfVoice { mentionShare ${count4} } mentions ${count4} }`,
      ['brandRollups.followed', 'brandRollups.all', 'brands.byFoldedNames'],
    ],
    [
      'brands with their series, side by side',
      `compare(brands: ["gucci", "dior"]) { mentions ${count4} tone { score ${count4} } series(by: WEEK) { reports } months: series(by: MONTH) { reports } }`,
      ['brands.byFoldedNames', 'brandRollups.all'],
    ],
    // Nothing rises here: names and feeds are only asked for where something does (trend-sources.test.ts).
    ['trends', 'trends { brand { name } sourceChange { changeShare } }', ['sheets.ofReports']],
    [
      'coMentions',
      'coMentions(brands: ["dior"]) { brands { name group } lift }',
      [
        'brands.byFoldedNames',
        'sheets.beside',
        'sheets.ofReports',
        'sheets.numbersOf',
        'sheets.namesOf',
        'brands.byFoldedNames',
      ],
    ],
    [
      'coverage',
      'coverage { confidence } series { isCovered confidence }',
      ['reportRollups.totals', 'coverage.facts'],
    ],
  ])('%s are as few as its sums', async (_, selection, expected) => {
    expect((await statementsOf(selection)).sort()).toEqual([...expected].sort());
  });

  const ofBrand = `brand { name } mentions ${count4} stories ${count4} pickUpRate ${count4} tone { score ${count4} }
    series { reports } topics { topic } sources { source } languages { language } coMentionedBrands { brand { name } }
    shareOfVoice { mentionShare ${count4} } firstSeenAt lastSeenAt reach { value }
    bestQuotes { quote report { title } } worstQuotes { quote report { title } }
    reports(first: 2) { totalCount nodes { title } }`;

  it('ten brands are those of one', async () => {
    const one = await statementsOf(`compare(brands: ["gucci"]) { ${ofBrand} }`);
    const names = brandsOfCatalogue().map(({ name }) => name);
    const ten = [...seededBrands, ...names.filter((name) => !seededBrands.includes(name))].slice(0, 10);
    const several = await statementsOf(`compare(brands: ${JSON.stringify(ten)}) { ${ofBrand} }`);
    expect(several.length).toBeLessThanOrEqual(one.length + 1);
    expect(one.length).toBeLessThanOrEqual(15);
    const aliased = ten.map((name, at) => `b${at}: brand(name: ${JSON.stringify(name)}) { ${ofBrand} }`);
    expect((await statementsOf(aliased.join('\n'))).length).toBe(several.length);
  });

  it('the dashboard are under ten, and none is sent twice', async () => {
    const answer = await api.query(DashboardDocument, { range: { lastDays: 30 }, zone: 'Europe/Paris' });
    expect(dataOf(answer).analytics.overview.reports.value).toBeGreaterThan(0);
    const names = answer.statements.map(nameOf).filter((name) => name !== 'tenants.principalByKeyHash');
    expect(names.length).toBeLessThan(10);
    expect(new Set(names).size).toBe(names.length);
  });
});

async function explain({ text, values }: { text: string; values: unknown[] }): Promise<PlanNode> {
  const { rows } = await connection.query({
    text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
    values,
  });
  return readPlan(rows[0]?.['QUERY PLAN']);
}

/** How a plan reads the rollups: the kinds of its nodes, and how many rows they gave. */
function rollupScans(plan: PlanNode) {
  const scans = nodesOf(plan).filter((node) => node['Relation Name']?.endsWith('_rollups'));
  return {
    kinds: [...new Set(scans.map((node) => node['Node Type']))],
    rows: Math.round(scans.reduce((sum, { rows }) => sum + rows, 0)),
  };
}

/** How often a plan looks something up in the rollups. */
function lookUpsOf(plan: PlanNode): number {
  const scans = nodesOf(plan).filter((node) => node['Relation Name']?.endsWith('_rollups'));
  return scans.reduce((sum, node) => sum + node['Actual Loops'], 0);
}

/** How a plan sums rows up that are in no order: the strategies of its aggregates. */
function summedBy(plan: PlanNode): Set<string | undefined> {
  const sums = nodesOf(plan).filter((node) => node['Node Type'] === 'Aggregate');
  return new Set(sums.map((node) => node.Strategy));
}

/** The tables that a plan reads from end to end, but for the few sheets that there are, and the numbers of their brands. */
function tablesReadWhole(plan: PlanNode): string[] {
  const whole = nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan');
  return whole
    .map((node) => node['Relation Name'] ?? '')
    .filter((table) => !/^brand_(sheets|numbers)$/.test(table));
}

/** The rows that a plan reads of a table, over all its loops. */
function rowsOf(plan: PlanNode, table: string): number {
  const read = nodesOf(plan).filter((node) => node['Relation Name'] === table);
  return Math.round(read.reduce((sum, { rows }) => sum + rows, 0));
}

describe('the plan of sums over a range', () => {
  const span = (from: string, to: string): Span => ({ from: new Date(from), to: new Date(to) });
  const month = span('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
  const weeks = span('2026-03-03T23:00:00Z', '2026-03-31T22:00:00Z');

  it('of all reports walks the key of the rollups alone, and reads a row for each whole month', async () => {
    const { reportRollups } = api.tenant;
    const plan = await explain(reportRollups.totalsStatement([month]));
    // One of reports, one of mentions.
    expect(rollupScans(plan)).toEqual({ kinds: ['Index Only Scan'], rows: 2 });
    expect(indexesOf(plan)).toContain('report_rollups_pkey');
  });

  it('of a series looks up its days at once, of each brand', async () => {
    const eachDay = Array.from({ length: 28 }, (_, at) =>
      span(
        `2026-03-${String(at + 1).padStart(2, '0')}T00:00:00Z`,
        `2026-03-${String(at + 2).padStart(2, '0')}T00:00:00Z`,
      ),
    );
    const { reportRollups, brandRollups } = api.tenant;
    const ofReports = await explain(reportRollups.totalsStatement(eachDay));
    expect(rollupScans(ofReports)).toEqual({ kinds: ['Index Only Scan'], rows: 2 * 28 });
    expect(lookUpsOf(ofReports)).toBe(1);
    const ofBrands = await explain(
      brandRollups.byValueStatement(['Gucci', 'Dior'], 'ALL', [month, ...eachDay]),
    );
    expect(rollupScans(ofBrands)).toEqual({ kinds: ['Index Only Scan'], rows: 2 * (1 + 28) });
    expect(lookUpsOf(ofBrands)).toBe(2 * 2);
  });

  it.each([
    // March, less its first three days and the first day's last hour too many, less the last two hours: by quarters of them.
    ['whole hours', weeks, 1 + 3 + 4 + 8],
    // March, less its first three days and the third's last hours too many, less the last hours.
    ['half hours', span('2026-03-03T18:30:00Z', '2026-03-31T18:30:00Z'), 1 + 3 + 22 + 22],
  ])(
    'in a zone of %s takes the days and quarters of an hour around it off the month, and reads no report',
    async (_, days, rows) => {
      const plan = await explain(api.tenant.reportRollups.totalsStatement([days]));
      expect(rollupScans(plan)).toEqual({ kinds: ['Index Only Scan'], rows: 2 * rows });
      expect(nodesOf(plan).filter((node) => node['Relation Name'] === 'reports' && node.rows > 0)).toEqual(
        [],
      );
      const ofBrand = await explain(api.tenant.brandRollups.byValueStatement(['Gucci'], 'SOURCE', [days]));
      expect(rowsOf(ofBrand, 'brand_rollups')).toBeGreaterThan(0);
      expect(rowsOf(ofBrand, 'report_brands')).toBe(0);
    },
  );

  it('of the brands that trends are told of reads a sheet a day, and no row of a day and brand, however many brands', async () => {
    const weeksBefore = (start: Date) =>
      [1, 2, 3].map((week) => ({
        from: new Date(start.getTime() - week * 7 * 86_400_000),
        to: new Date(start.getTime() - (week - 1) * 7 * 86_400_000),
      }));
    const { sheets } = api.tenant;
    const plan = await explain(sheets.ofReportsStatement(weeksBefore(month.to)));
    expect(rowsOf(plan, 'brand_sheets')).toBe(21);
    // The days of all reports, and nothing that is not folded.
    expect(rollupScans(plan).rows).toBe(21);
    expect(indexesOf(plan)).toContain('report_rollups_unfolded_idx');
    // Two hours at each end of each week are taken off, or added, by sheets of quarters of them.
    const shifted = await explain(sheets.ofReportsStatement(weeksBefore(weeks.to)));
    expect(rowsOf(shifted, 'brand_sheets')).toBe(21 + 3 * 2 * 8);
    expect(rowsOf(shifted, 'report_rollups')).toBe(21 + 3 * 2 * 8);
    for (const each of [plan, shifted]) {
      expect(tablesReadWhole(each)).toEqual([]);
      expect(nodesOf(each).filter((node) => node['Relation Name'] === 'reports' && node.rows > 0)).toEqual(
        [],
      );
    }
  });

  it('of the brands beside some reads a sheet for each of them and each day or month', async () => {
    const { sheets } = api.tenant;
    const plan = await explain(sheets.besideStatement(['Gucci', 'Dior'], [month]));
    expect(tablesReadWhole(plan)).toEqual([]);
    expect(rowsOf(plan, 'brand_sheets')).toBe(2);
    expect(rollupScans(plan).rows).toBe(0);
  });

  const oddMinutes = span('2026-03-03T18:37:00Z', '2026-03-31T18:22:00Z');

  it.each(['ALL', 'MENTION', 'TOPIC', 'SOURCE', 'LANGUAGE', 'STATUS', 'PROVIDER', 'BRAND'] as const)(
    'by %s between odd minutes looks up the reports of these minutes, and their stories, by index',
    async (facet) => {
      const plan = await explain(
        api.tenant.reportRollups.byFirstValuesStatement([{ facet, first: 10 }], [oddMinutes]),
      );
      expect(kindsOf(plan)).not.toContain('Seq Scan');
      // One a minute, seven minutes at each end.
      expect(rowsOf(plan, 'reports')).toBeGreaterThanOrEqual(14);
      expect(rowsOf(plan, 'reports')).toBeLessThan(40);
      expect(rowsOf(plan, 'report_stories')).toBeLessThan(80);
    },
  );

  it.each(['ALL', 'TOPIC', 'SOURCE', 'LANGUAGE', 'BRAND'] as const)(
    'of a brand by %s between odd minutes looks up the mentions of these minutes, and what is beside them, by index',
    async (facet) => {
      const plan = await explain(api.tenant.brandRollups.byValueStatement(['Dior'], facet, [oddMinutes]));
      expect(kindsOf(plan)).not.toContain('Seq Scan');
      // Every other of fourteen reports mentions it, and three brands at most are beside it.
      expect(rowsOf(plan, 'report_brands')).toBeGreaterThanOrEqual(7);
      expect(rowsOf(plan, 'report_brands')).toBeLessThan(80);
      expect(rowsOf(plan, 'report_stories')).toBeLessThan(40);
    },
  );

  it('of what changed feeds brought reads no report where none has changed, and only theirs where one has', async () => {
    const week = (at: number) => ({
      from: new Date(weeks.to.getTime() - (at + 1) * 7 * 86_400_000),
      to: new Date(weeks.to.getTime() - at * 7 * 86_400_000),
    });
    const spans = [0, 1, 2, 3, 4].map(week);
    const { trendFeeds } = api.tenant;
    const readReports = (plan: PlanNode) =>
      nodesOf(plan).filter((node) => node['Relation Name'] === 'reports' && node.rows > 0);
    const statement = (middle: Date) =>
      trendFeeds.storiesStatement(['Gucci', 'Dior'], spans, { ...changesAmong(spans), addedSince: middle });
    expect(readReports(await explain(statement(new Date())))).toEqual([]);

    await connection.query(
      `INSERT INTO feeds (tenant_id, url, provider, created_at)
      SELECT tenant_id, 'https://press.example/quiet.xml', 'RSS', $1::timestamptz FROM feeds LIMIT 1`,
      [week(1).from],
    );
    await connection.query(`UPDATE feeds SET created_at = $1 WHERE url NOT LIKE '%quiet.xml'`, [
      new Date(week(4).from.getTime() - 30 * 86_400_000),
    ]);
    const plan = await explain(statement(week(3).from));
    expect(indexesOf(plan)).toContain('reports_feed_idx');
    expect(readReports(plan)).toEqual([]);

    const { rows: theirs } = await connection.query(
      `UPDATE reports SET feed_id = (SELECT id FROM feeds WHERE url LIKE '%quiet.xml')
      WHERE id IN (SELECT id FROM reports WHERE published_at < $1 ORDER BY published_at DESC LIMIT 300) RETURNING id`,
      [weeks.to],
    );
    await connection.query('VACUUM ANALYZE reports');
    const full = await explain(statement(week(3).from));
    const { rows: named } = await connection.query(
      `SELECT count(*)::integer AS count FROM report_brands WHERE brand IN ('Gucci', 'Dior') AND report_id = any($1::uuid[])`,
      [theirs.map(({ id }) => id)],
    );
    const ofBrands: number = named[0].count;
    expect(ofBrands).toBeGreaterThan(20);
    const scanned = nodesOf(full).filter((node) => node['Node Type'] === 'Seq Scan');
    expect(scanned.map((node) => node['Relation Name'])).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^report/)]),
    );
    // Theirs, once by the feed, and once for each mention of the brands.
    expect(rowsOf(full, 'reports')).toBeLessThanOrEqual(300 + 2 * ofBrands);
    expect(rowsOf(full, 'report_stories')).toBeLessThanOrEqual(20 * ofBrands);
  });

  it.each(['MENTION', 'TOPIC', 'SOURCE', 'LANGUAGE', 'STATUS', 'PROVIDER', 'BRAND'] as const)(
    'by %s walks the key of the rollups alone',
    async (facet) => {
      const plan = await explain(
        api.tenant.reportRollups.byFirstValuesStatement([{ facet, first: 10 }], [month, weeks]),
      );
      expect(rollupScans(plan).kinds).toEqual(['Index Only Scan']);
    },
  );

  it.each(['ALL', 'TOPIC', 'SOURCE', 'LANGUAGE', 'BRAND'] as const)(
    'of brands by %s walks the key of the rollups alone',
    async (facet) => {
      const { brandRollups } = api.tenant;
      const plan = await explain(brandRollups.byValueStatement(['Gucci', 'Dior'], facet, [month, weeks]));
      expect(rollupScans(plan).kinds).toEqual(['Index Only Scan']);
      expect(indexesOf(plan)).toContain('brand_rollups_pkey');
    },
  );

  it('of the followed brands reads no more than of as many that are named', async () => {
    const { brandRollups } = api.tenant;
    const plan = await explain(brandRollups.ofFollowedStatement([month, weeks]));
    const ofNamed = await explain(brandRollups.byValueStatement(['Gucci', 'Prada'], 'ALL', [month, weeks]));
    expect(rollupScans(plan)).toEqual(rollupScans(ofNamed));
    expect(lookUpsOf(plan)).toBe(lookUpsOf(ofNamed));
  });

  it('of whole days hashes the values that it sums up, and sorts none but the sums', async () => {
    const { reportRollups, brandRollups } = api.tenant;
    const facets = (['TOPIC', 'SOURCE'] as const).map((facet) => ({ facet, first: 10 }));
    for (const statement of [
      reportRollups.byFirstValuesStatement(facets, [month]),
      brandRollups.byValueStatement(['Gucci', 'Dior'], 'ALL', [month]),
      brandRollups.ofFollowedStatement([month]),
      brandRollups.byFirstValuesStatement(['Gucci', 'Dior'], facets, [month]),
      brandRollups.besideStatement(['Gucci', 'Dior'], [month], ['Saint Laurent', 'Hermès', 'Prada']),
    ]) {
      expect(summedBy(await explain(statement))).toEqual(new Set(['Hashed']));
    }
  });

  it('of some brands beside others looks them up, and reads no other', async () => {
    const plan = await explain(
      api.tenant.brandRollups.besideStatement(
        ['Gucci', 'Dior'],
        [month, weeks],
        ['Saint Laurent', 'Hermès', 'Prada'],
      ),
    );
    const scans = nodesOf(plan).filter((node) => node['Relation Name'] === 'brand_rollups');
    expect(scans.length).toBeGreaterThan(0);
    for (const scan of scans) expect(scan['Index Cond']).toContain('value = ANY');
  });

  it('of brands by several facets, and by others beside them, walks the key of the rollups alone', async () => {
    const { brandRollups } = api.tenant;
    const facets = (['TOPIC', 'SOURCE', 'LANGUAGE'] as const).map((facet) => ({ facet, first: 10 }));
    for (const statement of [
      brandRollups.byFirstValuesStatement(['Gucci', 'Dior'], facets, [month, weeks]),
      brandRollups.besideStatement(['Gucci', 'Dior'], [month, weeks], ['Saint Laurent', 'Hermès', 'Prada']),
    ]) {
      const plan = await explain(statement);
      expect(rollupScans(plan).kinds).toEqual(['Index Only Scan']);
      expect(tablesReadWhole(plan)).toEqual([]);
    }
  });

  it('is made once, and used again for other pieces', async () => {
    const { reportRollups, brandRollups, sheets } = api.tenant;
    const statements = (its: Span) => [
      reportRollups.totalsStatement([its]),
      reportRollups.byFirstValuesStatement([{ facet: 'TOPIC', first: 9 }], [its]),
      brandRollups.byValueStatement(['Dior'], 'ALL', [its]),
      brandRollups.ofFollowedStatement([its]),
      brandRollups.byFirstValuesStatement(['Dior'], [{ facet: 'SOURCE', first: 9 }], [its]),
      brandRollups.besideStatement(['Dior'], [its], ['Saint Laurent', 'Prada']),
      sheets.ofReportsStatement([its]),
      sheets.namesOfStatement([1, 2]),
      sheets.numbersOfStatement(['Gucci', 'Dior']),
      sheets.besideStatement(['Gucci', 'Dior'], [its]),
    ];
    // PostgreSQL plans five times before it compares these plans with one for any arguments.
    for (const last of [31, 30, 29, 28, 27, 26, 25]) {
      const its = span('2026-03-02T00:00:00Z', `2026-03-${last}T00:00:00Z`);
      for (const [at, { text, values }] of statements(its).entries())
        await connection.query({ name: `sums${at}`, text, values });
    }
    const { rows } = await connection.query(
      'SELECT generic_plans::integer AS used FROM pg_prepared_statements ORDER BY name',
    );
    expect(rows).toEqual(statements(month).map(() => ({ used: 2 })));
  });

  it('of a brand touches few pages, however often it is mentioned', async () => {
    const plan = await explain(api.tenant.brandRollups.byValueStatement(['Dior'], 'ALL', [month]));
    expect(plan.buffers).toBeLessThan(20);
  });

  it('of the first and the last mention touches few pages', async () => {
    const plan = await explain(api.tenant.brandFacts.seenStatement(['Dior']));
    expect(plan.buffers).toBeLessThan(20);
  });

  it('of quotes reads 2,000 mentions at most', async () => {
    const plan = await explain(api.tenant.brandFacts.quotesStatement(['Dior'], month, 'BEST', 3));
    const read = nodesOf(plan).filter((node) => node['Relation Name'] === 'report_brands');
    expect(Math.max(...read.map(({ rows }) => rows))).toBe(2_000);
  });
});
