import { buildSchema } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaText } from '../../src/api/schema.ts';
import { roles } from '../../src/model/principal.ts';
import { type Answer, dataOf, startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { namingPlaces } from '../support/foreign-values.ts';
import { addFeeds, brandsOfCatalogue, makeReports, seededBrands, storeReports } from '../support/seed.ts';

// Every place of the schema where something can be named is called with what belongs to another tenant, in every role,
// and beside it with a value of the same form that belongs to nobody: both get the same answer, for the same statements.

let api: TestApi;
let connection: pg.Client;
let mine: TestTenant;
let theirs: TestTenant;
let keys: Record<(typeof roles)[number], string>;
/** What only the other tenant has, with a value of the same form that nobody has. */
interface ForeignValue {
  what: string;
  value: string;
  madeUp: string;
}

let foreign: ForeignValue[];
/** Whatever of the other tenant must stand in no answer. */
let secrets: string[];

const places = namingPlaces(buildSchema(schemaText));
const uuid = /^[0-9a-f]{8}-/;
const nobodys = '01900000-0000-7000-8000-0000000000ff';

beforeAll(async () => {
  api = await startApi({ settings: { brandsKept: 1_000 } });
  connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  await api.storage.writeCatalogue(brandsOfCatalogue(seededBrands));
  mine = await api.addTenant('alpha');
  theirs = await api.addTenant('omega');
  for (const tenant of [mine, theirs]) await fill(tenant);
  keys = {
    VIEWER: await api.addKey(mine, 'VIEWER'),
    ANALYST: await api.addKey(mine, 'ANALYST'),
    ADMIN: await api.addKey(mine, 'ADMIN'),
  };
  foreign = await valuesOf(theirs);
  secrets = ['omega', ...foreign.map(({ value }) => value), theirs.tenantId];
});

afterAll(async () => {
  await connection.end();
  await api.close();
});

async function fill(tenant: TestTenant): Promise<void> {
  const { slug, key } = tenant;
  const [feed = ''] = await addFeeds(tenant, 1, slug === 'alpha' ? 11 : 12);
  const reports = makeReports(slug === 'alpha' ? 21 : 22, 8, ['Gucci', 'Prada']).map((report) => ({
    ...report,
    title: `${report.title} of ${slug}`,
    source: `Outlet of ${slug}`,
    author: `Byline of ${slug}`,
    mentions: report.mentions.map((mention) => ({ ...mention, quote: `A quote of ${slug}` })),
  }));
  await storeReports(tenant, feed, reports);
  const change = `mutation {
    saveSearch(input: { name: "Search of ${slug}", filter: { search: "silk" } }) { savedSearch { id } }
    updateBrand(input: { brand: "Gucci", ownAliases: ["Alias of ${slug}"] }) { brand { id } }
    createUser(input: { email: "ada@${slug}.example", role: VIEWER }) { user { id } }
    createWebhook(input: { label: "Desk of ${slug}", url: "https://${slug}.example/alerts" }) { webhook { id } }
    createAlertRule(input: { name: "Rule of ${slug}", condition: { kind: SPIKE, brands: ["Gucci"] } }) { alertRule { id } }
    createCalendarEvent(input: { name: "Show of ${slug}", kind: LAUNCH, series: "show-of-${slug}",
      startsOn: "1999-03-01", endsOn: "1999-03-02" }) { calendarEvent { id } }
    setOutletTier(input: { source: "Outlet of ${slug}", tier: TIER_1 }) { outletTier { source } }
  }`;
  dataOf(await api.ask(change, {}, key));
  await connection.query(
    `WITH rule AS (
       UPDATE alert_rules SET webhook_id = (SELECT id FROM webhooks WHERE tenant_id = $1) WHERE tenant_id = $1 RETURNING *
     ), alert AS (
       INSERT INTO alerts (tenant_id, rule_id, kind, brand, message, observed, expected, score, parts, report_ids,
         opened_at, updated_at)
       SELECT $1, id, 'SPIKE', 'Gucci', 'A message of ${slug}', 9, 1, 8, '{"outlets": [], "topics": [], "tones": []}',
         '{}', now(), now() FROM rule RETURNING *
     )
     INSERT INTO alert_deliveries (tenant_id, webhook_id, rule_id, alert_id, event, body, status, created_at)
     SELECT $1, rule.webhook_id, rule.id, alert.id, 'RAISED', '{}', 'DELIVERED', now() FROM rule, alert`,
    [tenant.tenantId],
  );
}

async function valuesOf({ key, slug }: TestTenant) {
  const document = `{
    reports(first: 3) { nodes { id } pageInfo { endCursor } exportUrl }
    feeds { nodes { id url } pageInfo { endCursor } } jobExecutions { nodes { id } pageInfo { endCursor } }
    savedSearches { nodes { id name } pageInfo { endCursor } } users { nodes { id email } pageInfo { endCursor } }
    apiKeys { nodes { id prefix } pageInfo { endCursor } } sources { nodes { name } pageInfo { endCursor } }
    alertRules { nodes { id name } pageInfo { endCursor } } alerts { nodes { id message } pageInfo { endCursor } }
    alertDeliveries { nodes { id } pageInfo { endCursor } } webhooks { nodes { id label url } pageInfo { endCursor } }
    calendarEvents(filter: { to: "1999-12-31" }) { nodes { id name } pageInfo { endCursor } }
    outletTiers { pageInfo { endCursor } } brands { pageInfo { endCursor } } }`;
  type Shown = { nodes?: { id?: string }[]; pageInfo: { endCursor: string } };
  const data = dataOf(await api.ask(document, {}, key)) as Record<string, Shown>;
  const ids = Object.entries(data).flatMap(([list, { nodes = [] }]) =>
    nodes
      .slice(0, 1)
      .flatMap(({ id }) =>
        id === undefined ? [] : [{ what: `an id of ${list}`, value: id, madeUp: nobodys }],
      ),
  );
  const cursors = Object.entries(data).map(([list, { pageInfo }]) => ({
    what: `a cursor of ${list}`,
    value: pageInfo.endCursor,
    // A cursor that was tampered with: as long, and of nobody.
    madeUp: `${pageInfo.endCursor.slice(0, -4)}AAAA`,
  }));
  const texts = ['Outlet of', 'Search of', 'Alias of', 'Show of', 'Rule of', 'Desk of'].map((words) => ({
    what: `a name: ${words}`,
    value: `${words} ${slug}`,
    madeUp: `${words} nobod`,
  }));
  const email = { what: 'an address', value: `ada@${slug}.example`, madeUp: 'ada@nobod.example' };
  return [...ids, ...cursors, ...texts, email];
}

/** What is tried in a place: all of it, but cursors only where one is taken, and one of them elsewhere. */
function foreignIn(place: string): ForeignValue[] {
  const isCursor = ({ what }: ForeignValue) => what.startsWith('a cursor of');
  const takesCursor = place.endsWith('(after)') || place.endsWith('(before)');
  const [anyCursor] = foreign.filter(isCursor);
  return foreign.filter((one) => takesCursor || !isCursor(one) || one === anyCursor);
}

/** An answer's words without what was sent, which a message cuts after 80 characters, and without names that resemble it. */
function wordsOf({ errors, status }: Answer<unknown>, sent: string) {
  const words = (message: string) =>
    message
      .replaceAll(sent, 'it')
      .replaceAll(`${sent.slice(0, 80)}…`, 'it')
      .replace(/ Did you mean .*\?/, '');
  return { status, errors: errors.map(({ message, extensions }) => [extensions.code, words(message)]) };
}

/** Which statements were run, by name: what decides how long an answer takes. Whose key it is, is remembered a while. */
function workOf({ statements }: Answer<unknown>): string[] {
  return statements
    .map((statement) => /^\/\* (\S+) \*\//.exec(statement)?.[1] ?? statement)
    .filter((name) => name !== 'tenants.principalByKeyHash')
    .sort();
}

/** What a mutation of mine leaves behind would change the answer to the next one. */
async function undoChanges(): Promise<void> {
  const tables = [
    'tenant_brands',
    'brand_rules',
    'mention_corrections',
    'saved_searches',
    'calendar_events',
    'outlet_tiers',
    'alert_rules',
    'webhooks',
  ];
  const deletions = tables.map((table) => `DELETE FROM ${table} WHERE tenant_id = '${mine.tenantId}';`);
  await connection.query(
    `${deletions.join('')} DELETE FROM users WHERE tenant_id = '${mine.tenantId}' AND role = 'VIEWER'`,
  );
}

async function fingerprint(tenantId: string): Promise<string> {
  const tables = [
    'users',
    'api_keys',
    'feeds',
    'reports',
    'report_brands',
    'report_keys',
    'job_executions',
    'saved_searches',
    'calendar_events',
    'outlet_tiers',
    'tenant_brands',
    'brand_rules',
    'report_rejected_mentions',
    'mention_corrections',
    'alert_rules',
    'alerts',
    'alert_deliveries',
    'webhooks',
  ];
  const rows = [];
  for (const table of tables) {
    const { rows: found } = await connection.query(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${table} t WHERE tenant_id = $1`,
      [tenantId],
    );
    rows.push([table, found[0]?.sum]);
  }
  return JSON.stringify(rows);
}

describe('what another tenant has', () => {
  it('is named in every place that takes a text or an id', () => {
    const names = places.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'Query.report(id)',
        'Query.reports(filter.feedIds)',
        'Query.reports(filter.savedSearchId)',
        'Query.users(after)',
        'Brand.reports(before)',
        'Feed.reports(filter.sources)',
        'Mutation.deleteReports(input.ids)',
        'Mutation.createApiKey(input.userId)',
        'Mutation.mergeBrands(input.into)',
        'Query.alerts(filter.ruleIds)',
        'Query.backtestAlertRule(draft.savedSearchId)',
        'Mutation.createAlertRule(input.webhookId)',
        'Mutation.snoozeAlert(input.id)',
      ]),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(foreign.length).toBeGreaterThan(12);
  });

  it.each(places.map((place) => [place.name, place] as const))(
    'is nobody’s in %s, for every role',
    async (name, { document, kind }) => {
      const before = await fingerprint(theirs.tenantId);
      // What a process keeps of brands is the same for both from here on, also where a text excludes words and finds all.
      if (kind === 'query') {
        await api.ask(document, { value: nobodys }, keys.ADMIN);
        dataOf(await api.ask('{ reports { nodes { mentions { brand { id } } } } }', {}, keys.ADMIN));
      }
      for (const role of roles) {
        const answersToMadeUp = new Map<string, Answer<unknown>>();
        for (const { what, value, madeUp } of foreignIn(name)) {
          const ask = async (text: string) => {
            const answer = await api.ask(document, { value: text }, keys[role]);
            if (kind === 'mutation' && answer.errors.length === 0) await undoChanges();
            return answer;
          };
          // What is answered for the id of nobody is the same each time.
          const withMadeUp = answersToMadeUp.get(madeUp) ?? (await ask(madeUp));
          answersToMadeUp.set(madeUp, withMadeUp);
          const withForeign = await ask(value);
          const shown = `${role}, ${what}: ${value} in ${document}`;
          const leaked = secrets.filter(
            (secret) => !value.includes(secret) && withForeign.text.includes(secret),
          );
          expect(leaked, shown).toEqual([]);
          expect(['INTERNAL', 'UNAVAILABLE'], shown).not.toContain(withForeign.errors[0]?.extensions.code);
          expect(wordsOf(withForeign, value), shown).toEqual(wordsOf(withMadeUp, madeUp));
          // A mutation that succeeds changes what the next one finds.
          if (kind === 'query') expect(workOf(withForeign), shown).toEqual(workOf(withMadeUp));
        }
      }
      expect(await fingerprint(theirs.tenantId)).toBe(before);
    },
    120_000,
  );

  it('is found where it is looked for, by its own tenant: so these are the right questions', async () => {
    const found = dataOf(
      await api.ask(
        'query ($id: ID!) { savedSearch(id: $id) { name } }',
        { id: foreign.find(({ what }) => what.includes('savedSearches'))?.value },
        theirs.key,
      ),
    );
    expect(found.savedSearch).toEqual({ name: 'Search of omega' });
    expect(foreign.filter(({ what, value }) => what.includes('id of') && !uuid.test(value))).toEqual([]);
  });
});
