import { mostTogether } from '../../model/rollup-sums.ts';
import { named, Prisma, type Writer } from '../database.ts';
import { appendDifference } from './append-difference.ts';
import { allFacets, contributions, keyColumns, negatedMeasures } from './contributions.ts';

/**
 * Counts reports that are new, and have joined stories that were there before, without counting these stories again. In a
 * cell (a brand, a facet and its value) a story counts at its first report. So all that an addition can take from stored
 * reports is that place, and only of the first of them in each cell that the new ones are in: these are counted with the
 * new reports, and without them, and the difference is appended. Which other reports the story has changes neither.
 *
 * The story of no stored report may have changed: those of a merger are counted whole (`countChange`).
 */
export async function countAdditions(
  writer: Writer,
  tenantId: string,
  added: readonly string[],
): Promise<void> {
  const rows = await writer.$queryRaw<{ id: string }[]>(firstsStatement(tenantId, added));
  const firsts = rows.map(({ id }) => id);
  await writer.$queryRaw(
    named(
      'rollups.append',
      appendDifference(
        tenantId,
        idsIn([...added, ...firsts]),
        allFacets,
        firsts.length === 0 ? null : withoutAdded(tenantId, firsts),
      ),
    ),
  );
}

/**
 * The statement that finds the first stored report in each cell of new ones that have joined its story. It has to know the
 * cells of {@link contributions}; one too many would change no sum. Of a story each report and its brands are looked up
 * once, by their keys. Exported for tests that ask the planner.
 */
export function firstsStatement(tenantId: string, added: readonly string[]): Prisma.Sql {
  const facts = Prisma.sql`r.topic::text AS topic, r.source, coalesce(r.language, '') AS language,
      r.status::text AS status, r.provider::text AS provider,
      ARRAY(SELECT m.brand FROM report_brands AS m WHERE m.tenant_id = ${tenantId}::uuid AND m.report_id = r.id) AS brands`;
  const report = (id: Prisma.Sql) => Prisma.sql`CROSS JOIN LATERAL (
      SELECT its.* FROM reports AS its WHERE its.tenant_id = ${tenantId}::uuid AND its.id = ${id} LIMIT 1) AS r`;
  return named(
    'rollups.firsts',
    Prisma.sql`WITH added AS MATERIALIZED (
        SELECT own.story_id, ${facts}
        FROM report_stories AS own ${report(Prisma.sql`own.report_id`)}
        WHERE own.tenant_id = ${tenantId}::uuid AND own.report_id = any(${added}::uuid[])
      ), stored AS MATERIALIZED (
        SELECT own.story_id, r.id, r.published_at, ${facts}
        FROM (SELECT DISTINCT story_id FROM added) AS story
        JOIN report_stories AS own ON own.tenant_id = ${tenantId}::uuid AND own.story_id = story.story_id
          AND own.report_id <> all(${added}::uuid[])
        ${report(Prisma.sql`own.report_id`)}
      ), touched AS MATERIALIZED (
        SELECT story_id, ARRAY[]::text[] AS brands, its.facet, its.value FROM added CROSS JOIN LATERAL (VALUES
          ('ALL', ''), ('TOPIC', topic), ('SOURCE', source), ('LANGUAGE', language), ('STATUS', status),
          ('PROVIDER', provider)) AS its(facet, value)
        UNION
        SELECT story_id, ARRAY[brand], its.facet, its.value FROM added CROSS JOIN LATERAL unnest(brands) AS brand
        CROSS JOIN LATERAL (VALUES
          ('ALL', ''), ('TOPIC', topic), ('SOURCE', source), ('LANGUAGE', language)) AS its(facet, value)
        UNION
        SELECT story_id, ARRAY[one, other], 'BRAND', '' FROM added CROSS JOIN LATERAL unnest(brands) AS one
        CROSS JOIN LATERAL unnest(brands) AS other
        WHERE one < other AND cardinality(brands) <= ${mostTogether}
      )
      SELECT DISTINCT first.id FROM touched CROSS JOIN LATERAL (
        SELECT id FROM stored
        WHERE stored.story_id = touched.story_id AND stored.brands @> touched.brands AND CASE touched.facet
          WHEN 'TOPIC' THEN topic = value WHEN 'SOURCE' THEN source = value WHEN 'LANGUAGE' THEN language = value
          WHEN 'STATUS' THEN status = value WHEN 'PROVIDER' THEN provider = value
          WHEN 'BRAND' THEN cardinality(stored.brands) <= ${mostTogether} ELSE true END
        ORDER BY published_at, id LIMIT 1
      ) AS first`,
  );
}

function withoutAdded(tenantId: string, firsts: readonly string[]): Prisma.Sql {
  return Prisma.sql`SELECT ${keyColumns}, ${negatedMeasures} FROM (
      WITH ${contributions(tenantId, idsIn(firsts), allFacets)} SELECT * FROM contribution
    ) AS was`;
}

function idsIn(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`SELECT unnest(${ids}::uuid[]) AS id`;
}
