import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from '../../src/storage/connection.ts';
import { withSchemaEngine } from '../../src/storage/schema-engine.ts';
import { describeTables } from '../support/catalog.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';

let migrated: TestDatabase;
let schema: string;

beforeAll(async () => {
  migrated = await createTestDatabase();
  schema = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
});

afterAll(() => migrated.drop());

/** Makes the tables that a schema.prisma stands for, and describes them. */
async function describeSchema(content: string): Promise<string[]> {
  const declared = await createEmptyDatabase();
  try {
    const sql = await withSchemaEngine(declared.url, (engine) =>
      engine.diff({
        from: { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    await withConnection(declared.url, (connection) => connection.query(sql.stdout ?? ''));
    return await describeTables(declared.url);
  } finally {
    await declared.drop();
  }
}

function drift(migrations: string[], declared: string[]): string[] {
  return [
    ...migrations.filter((line) => !declared.includes(line)).map((line) => `only in the migrations: ${line}`),
    ...declared.filter((line) => !migrations.includes(line)).map((line) => `only in schema.prisma: ${line}`),
  ];
}

/** What Prisma has no words for and the migrations say by hand; foreign keys and checks are not compared at all. */
const byHand = [
  'only in the migrations: CREATE INDEX alert_rules_order_idx ON public.alert_rules USING btree (tenant_id, lower(name) COLLATE "C", id)',
  'only in the migrations: CREATE INDEX brand_rollups_unfolded_idx ON public.brand_rollups USING btree (tenant_id, brand, facet, grain, start) WHERE (part > 0)',
  'only in the migrations: CREATE INDEX brands_folded_names_idx ON public.brands USING gin (folded_names) WITH (fastupdate=off)',
  'only in the migrations: CREATE INDEX brands_order_idx ON public.brands USING btree ((folded_names[1]) COLLATE "C", id)',
  'only in the migrations: CREATE INDEX job_executions_under_way_idx ON public.job_executions USING btree (tenant_id, heartbeat_at) WHERE (finished_at IS NULL)',
  'only in the migrations: CREATE INDEX report_rollups_unfolded_idx ON public.report_rollups USING btree (tenant_id, facet, grain, start) WHERE (part > 0)',
  'only in the migrations: CREATE INDEX reports_brands_idx ON public.reports USING gin (tenant_id, brands) WITH (fastupdate=off)',
  'only in the migrations: CREATE INDEX reports_search_idx ON public.reports USING gin (tenant_id, search) WITH (fastupdate=off)',
  'only in the migrations: CREATE INDEX saved_searches_order_idx ON public.saved_searches USING btree (tenant_id, lower(name) COLLATE "C", id)',
  'only in the migrations: CREATE INDEX tenant_brands_aliases_idx ON public.tenant_brands USING gin (tenant_id, folded_own_aliases) WITH (fastupdate=off)',
  'only in the migrations: CREATE UNIQUE INDEX alert_rules_name_key ON public.alert_rules USING btree (tenant_id, lower(name))',
  'only in the migrations: CREATE UNIQUE INDEX alerts_open_key ON public.alerts USING btree (tenant_id, rule_id, brand, kind) WHERE (closed_at IS NULL)',
  'only in the migrations: CREATE UNIQUE INDEX brand_numbers_tenant_id_brand_number_key ON public.brand_numbers USING btree (tenant_id, brand) INCLUDE (number)',
  'only in the migrations: CREATE UNIQUE INDEX saved_searches_name_key ON public.saved_searches USING btree (tenant_id, lower(name))',
  "only in the migrations: column brands.aliases text[] not null default '{}'::text[]",
  "only in the migrations: column brands.ambiguous_names text[] not null default '{}'::text[]",
  'only in the migrations: column brands.folded_names text[] not null',
  "only in the migrations: column reports.brands text[] not null default '{}'::text[]",
  "only in the migrations: column reports.further_topics topic[] not null default '{}'::topic[]",
  'only in the migrations: column reports.search tsvector not null generated',
  'only in the migrations: column story_signatures.common_title_words integer[] not null',
  'only in the migrations: column story_signatures.keys integer[] not null',
  "only in the migrations: column story_signatures.lead_words integer[] not null default '{}'::integer[]",
  'only in the migrations: column story_signatures.names integer[] not null',
  'only in the migrations: column story_signatures.title_words integer[] not null',
  "only in the migrations: column tenant_brands.folded_own_aliases text[] not null default '{}'::text[]",
  "only in the migrations: column tenant_brands.own_aliases text[] not null default '{}'::text[]",
  'only in the migrations: primary key: CREATE UNIQUE INDEX brand_numbers_pkey ON public.brand_numbers USING btree (tenant_id, number) INCLUDE (brand)',
  'only in the migrations: primary key: CREATE UNIQUE INDEX brand_rollups_pkey ON public.brand_rollups USING btree (tenant_id, brand, facet, grain, start, value, part) INCLUDE (mentions, stories, positive, neutral, negative, score_sum)',
  'only in the migrations: primary key: CREATE UNIQUE INDEX report_rollups_pkey ON public.report_rollups USING btree (tenant_id, facet, grain, start, value, part) INCLUDE (reports, stories, positive, neutral, negative, mixed, score_sum)',
  'only in schema.prisma: CREATE INDEX brands_folded_names_idx ON public.brands USING gin (folded_names)',
  'only in schema.prisma: CREATE UNIQUE INDEX brand_numbers_tenant_id_brand_key ON public.brand_numbers USING btree (tenant_id, brand)',
  "only in schema.prisma: column brands.aliases text[] default '{}'::text[]",
  "only in schema.prisma: column brands.ambiguous_names text[] default '{}'::text[]",
  'only in schema.prisma: column brands.folded_names text[]',
  "only in schema.prisma: column reports.brands text[] default '{}'::text[]",
  'only in schema.prisma: column reports.further_topics topic[] default ARRAY[]::topic[]',
  'only in schema.prisma: column story_signatures.common_title_words integer[]',
  'only in schema.prisma: column story_signatures.keys integer[]',
  'only in schema.prisma: column story_signatures.lead_words integer[] default ARRAY[]::integer[]',
  'only in schema.prisma: column story_signatures.names integer[]',
  'only in schema.prisma: column story_signatures.title_words integer[]',
  "only in schema.prisma: column tenant_brands.folded_own_aliases text[] default '{}'::text[]",
  "only in schema.prisma: column tenant_brands.own_aliases text[] default '{}'::text[]",
  'only in schema.prisma: primary key: CREATE UNIQUE INDEX brand_numbers_pkey ON public.brand_numbers USING btree (tenant_id, number)',
  'only in schema.prisma: primary key: CREATE UNIQUE INDEX brand_rollups_pkey ON public.brand_rollups USING btree (tenant_id, brand, facet, grain, start, value, part)',
  'only in schema.prisma: primary key: CREATE UNIQUE INDEX report_rollups_pkey ON public.report_rollups USING btree (tenant_id, facet, grain, start, value, part)',
];

/** Of schema.prisma after a change of its text, beyond what is by hand. */
async function driftAfter(found: string | RegExp, replacement: string): Promise<string[]> {
  const changed = schema.replace(found, replacement);
  expect(changed).not.toBe(schema);
  const lines = drift(await describeTables(migrated.url), await describeSchema(changed));
  return lines.filter((line) => !byHand.includes(line));
}

describe('schema.prisma and the migrations', () => {
  it('make the same tables, but for what is written by hand', async () => {
    expect(drift(await describeTables(migrated.url), await describeSchema(schema))).toEqual(byHand);
  });

  it('are found to differ by a column, a type, a nullability, a default, an index, a key or a value of an enum', async () => {
    expect(await driftAfter('model Tenant {', 'model Tenant {\n  motto String?')).toEqual([
      'only in schema.prisma: column tenants.motto text',
    ]);
    expect(await driftAfter(/^ +durationMs +Int/m, '  durationMs BigInt')).toEqual([
      'only in the migrations: column feed_fetches.duration_ms integer not null',
      'only in schema.prisma: column feed_fetches.duration_ms bigint not null',
    ]);
    expect(await driftAfter(/^ +quote +String/m, '  quote String?')).toEqual([
      'only in the migrations: column report_brands.quote text not null',
      'only in schema.prisma: column report_brands.quote text',
    ]);
    expect(await driftAfter('@default(60)', '@default(30)')).toEqual([
      'only in the migrations: column feeds.interval_minutes integer not null default 60',
      'only in schema.prisma: column feeds.interval_minutes integer not null default 30',
    ]);
    expect(await driftAfter(/.*map: "feeds_due_idx".*/, '')).toEqual([
      'only in the migrations: CREATE INDEX feeds_due_idx ON public.feeds USING btree (tenant_id, state, next_fetch_at)',
    ]);
    expect(await driftAfter('@@id([tenantId, key])', '@@id([key, tenantId])')).toEqual([
      'only in the migrations: primary key: CREATE UNIQUE INDEX report_keys_pkey ON public.report_keys USING btree (tenant_id, key)',
      'only in schema.prisma: primary key: CREATE UNIQUE INDEX report_keys_pkey ON public.report_keys USING btree (key, tenant_id)',
    ]);
    expect(await driftAfter('  VIEWER\n', '  VIEWER\n  GUEST\n')).toEqual([
      'only in the migrations: enum role: VIEWER, ANALYST, ADMIN',
      'only in schema.prisma: enum role: VIEWER, GUEST, ANALYST, ADMIN',
    ]);
  });

  it('are found to differ by a column that only the migrations add', async () => {
    const database = await createTestDatabase();
    try {
      await withConnection(database.url, (connection) =>
        connection.query('ALTER TABLE tenants ADD COLUMN motto text'),
      );
      const lines = drift(await describeTables(database.url), await describeSchema(schema));
      expect(lines.filter((line) => !byHand.includes(line))).toEqual([
        'only in the migrations: column tenants.motto text',
      ]);
    } finally {
      await database.drop();
    }
  });
});
