import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageRequest, Position } from '../../src/model/page.ts';
import type { ReportFilter } from '../../src/model/report.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { epoch } from '../support/seed.ts';

/** The share of all reports that each brand is in, and the oldest and newest of them that it may be in. */
const brands = {
  Everywhere: { every: 2, from: 0, to: 9_000 },
  Often: { every: 3, from: 0, to: 9_000 },
  Rarely: { every: 900, from: 0, to: 9_000 },
  Once: { every: 1, from: 40, to: 41 },
  Lately: { every: 4, from: 6_000, to: 9_000 },
  Formerly: { every: 4, from: 0, to: 3_000 },
};
const names = Object.keys(brands);
const few = Array.from({ length: 30 }, (_, at) => `Label ${at}`);
const count = 9_000;

interface Row {
  id: string;
  publishedAt: Date;
  brands: string[];
  topic: string;
}

let api: TestApi;
let rows: Row[];

beforeAll(async () => {
  api = await startApi();
  const connection = new pg.Client({ connectionString: api.database.url });
  await connection.connect();
  const mentioned = [
    ...Object.entries(brands).map(
      ([name, { every, from, to }]) =>
        `CASE WHEN n % ${every} = 0 AND n >= ${from} AND n < ${to} THEN '${name}' END`,
    ),
    `CASE WHEN n % 5 = 0 THEN 'Label ' || n % 30 END`,
  ];
  // A hundred reports share a moment of publication.
  await connection.query(
    `INSERT INTO reports (tenant_id, title, source, provider, language, published_at, published_at_source, ingested_at,
       brands, topic, sentiment, sentiment_score)
     SELECT $1, 'silk ' || n, 'Moda Nuova', 'RSS', 'en', $3::timestamptz + (n / 100) * interval '1 hour', 'ENTRY',
       $3::timestamptz, array_remove(ARRAY[${mentioned.join()}], NULL),
       (CASE WHEN n % 7 = 0 THEN 'BUSINESS' ELSE 'OTHER' END)::topic, 'NEUTRAL', 0
     FROM generate_series(0, $2 - 1) AS n`,
    [api.tenant.tenantId, count, epoch],
  );
  await connection.query(
    `INSERT INTO report_brands (tenant_id, brand, published_at, report_id, position, count, tone, score, confidence, quote)
     SELECT tenant_id, brand, published_at, id, 'BODY', 1, 'NEUTRAL', 0, 1, title
     FROM reports CROSS JOIN unnest(brands) AS brand`,
  );
  await connection.query('VACUUM ANALYZE');
  const read = await connection.query<Row>(
    'SELECT id, published_at AS "publishedAt", brands, topic FROM reports',
  );
  rows = read.rows;
  await connection.end();
});

afterAll(() => api.close());

/** What a filter lets through, newest first: a plain walk. */
function plainly(filter: ReportFilter): Row[] {
  const fits = (row: Row, one: ReportFilter): boolean =>
    (one.brandsAll ?? []).every((name) => row.brands.includes(name)) &&
    (!one.brandsAny || one.brandsAny.some((name) => row.brands.includes(name))) &&
    !(one.brandsNone ?? []).some((name) => row.brands.includes(name)) &&
    (!one.topics || one.topics.some((topic) => topic === row.topic)) &&
    (!one.publishedAfter || row.publishedAt >= one.publishedAfter) &&
    (!one.publishedBefore || row.publishedAt < one.publishedBefore) &&
    (one.and ?? []).every((part) => fits(row, part));
  return rows
    .filter((row) => fits(row, filter))
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? 1 : -1));
}

const hour = (at: number) => new Date(epoch.getTime() + at * 3_600_000);
const positionOf = ({ publishedAt, id }: Row): Position => ({ value: publishedAt.toISOString(), id });

const filters: [string, ReportFilter][] = [
  ['two frequent brands', { brandsAll: ['Everywhere', 'Often'] }],
  ['a frequent and a rare one', { brandsAll: ['Everywhere', 'Rarely'] }],
  ['a rare and a frequent one', { brandsAll: ['Rarely', 'Everywhere'] }],
  ['two that are never together', { brandsAll: ['Lately', 'Formerly'] }],
  ['any of two frequent ones', { brandsAny: ['Everywhere', 'Often'] }],
  ['any of two with other times', { brandsAny: ['Lately', 'Formerly'] }],
  ['any of a rare and a former one', { brandsAny: ['Rarely', 'Formerly', 'Once'] }],
  ['any of many', { brandsAny: [...few, ...names] }],
  ['any of many small ones, on a topic', { brandsAny: few, topics: ['BUSINESS'] }],
  ['one on a topic', { brandsAny: ['Everywhere'], topics: ['BUSINESS'] }],
  ['one without another', { brandsAll: ['Everywhere'], brandsNone: ['Often', 'Lately'] }],
  ['one old one on a topic', { brandsAny: ['Once'], topics: ['OTHER'] }],
  [
    'a saved search in a range',
    { and: [{ brandsAny: ['Everywhere', 'Formerly'] }], publishedAfter: hour(5), publishedBefore: hour(31) },
  ],
  [
    'two saved searches',
    { and: [{ brandsAny: ['Everywhere', 'Often'] }, { brandsAll: ['Often', 'Lately'] }] },
  ],
];

describe.each(filters)('pages of reports with %s', (_, filter) => {
  it.each(['DESC', 'ASC'] as const)('are those of a plain walk, from any place, %s', async (direction) => {
    const order = { field: 'PUBLISHED_AT', direction } as const;
    const all = direction === 'DESC' ? plainly(filter) : plainly(filter).reverse();
    const places = [0, 1, 20, 99, Math.floor(all.length / 2), all.length - 25, all.length - 2].filter(
      (at) => at >= 0 && at < all.length,
    );
    for (const at of new Set(places)) {
      const row = all[at];
      if (!row) continue;
      const after: PageRequest = { take: 'first', size: 20, after: positionOf(row), before: null };
      const next = await api.tenant.reports.page(filter, order, after);
      expect(next.rows.map(({ id }) => id)).toEqual(all.slice(at + 1, at + 21).map(({ id }) => id));
      expect(next.hasNextPage).toBe(at + 21 < all.length);
      expect(next.hasPreviousPage).toBe(true);
      const before: PageRequest = { take: 'last', size: 20, after: null, before: positionOf(row) };
      const previous = await api.tenant.reports.page(filter, order, before);
      expect(previous.rows.map(({ id }) => id)).toEqual(
        all.slice(Math.max(0, at - 20), at).map(({ id }) => id),
      );
      expect(previous.hasPreviousPage).toBe(at > 20);
      expect(previous.hasNextPage).toBe(true);
    }
    const first = await api.tenant.reports.page(filter, order, {
      take: 'first',
      size: 20,
      after: null,
      before: null,
    });
    expect(first.rows.map(({ id }) => id)).toEqual(all.slice(0, 20).map(({ id }) => id));
  });
});
