import { moveVersion } from '../data-version.ts';
import { type Database, named, Prisma, type Writer } from '../database.ts';
import { inTransaction, recountTransaction } from '../transaction.ts';
import { appendDifference } from './append-difference.ts';
import {
  brandFacets,
  contributions,
  type Facets,
  keyColumns,
  measures,
  reportFacets,
} from './contributions.ts';
import { waitToFold } from './fold.ts';
import type { RollupDifference, Verification } from './verification.ts';
import { verifySheets } from './verify-sheets.ts';
import { writeSheets } from './write-sheets.ts';

/** Called after each of some steps. */
export type OnStep = (done: number, of: number) => void;

/** All facets, a few at a time: each is a statement of its own, which sees one moment. */
const steps: Facets[] = [
  ...reportFacets.map((facet) => ({ ofReports: [facet], ofBrands: [] })),
  ...brandFacets.map((facet) => ({ ofReports: [], ofBrands: [facet] })),
];
/** Differences that are told of at most. */
const mostTold = 100;
const allReports = null;

/**
 * Counts all reports of a tenant again and compares, while others write.
 *
 * @returns every fault, but only the first {@link mostTold} in words
 */
export async function verifyRollups(
  database: Database,
  tenantId: string,
  onStep: OnStep,
): Promise<Verification> {
  const sum: Verification = { compared: 0, differing: 0, differences: [] };
  for (const [at, facets] of steps.entries()) {
    const [found] = await unhurried(database, (writer) =>
      writer.$queryRaw<ComparedFacets[]>(compare(tenantId, facets, mostTold - sum.differences.length)),
    );
    if (!found) throw new Error('the database did not say how the rollups compare');
    sum.compared += found.compared;
    sum.differing += found.differing;
    sum.differences.push(...found.differences.map(inWords));
    onStep(at + 1, steps.length + 1);
  }
  const sheets = await unhurried(database, (writer) => verifySheets(writer, tenantId, mostTold));
  onStep(steps.length + 1, steps.length + 1);
  return {
    compared: sum.compared + sheets.compared,
    differing: sum.differing + sheets.differing,
    differences: [...sum.differences, ...sheets.differences].slice(0, mostTold),
  };
}

/** How counting goes on. */
export interface Counting {
  onStep: OnStep;
  /** Ends it between two steps. */
  signal?: AbortSignal;
}

/**
 * Makes a tenant's rollups right: counts all reports again and appends by how much they differ from what is stored, as
 * ordinary parts. Whoever reads or writes goes on: each facet is one statement, which sees one moment, and what others
 * append after that moment adds to it. The version of the data moves where sums were wrong, so that no answer kept from them
 * is given again. It can be ended and begun again; two of them wait for each other.
 *
 * @returns how many rows were appended, and sheets written
 */
export async function rebuildRollups(
  database: Database,
  tenantId: string,
  counting: Counting,
): Promise<number> {
  const appended = await rebuild(database, tenantId, counting, async (writer) => {
    await writer.$queryRaw(
      named(
        'rollups.takeRebuild',
        Prisma.sql`SELECT pg_advisory_xact_lock(${lockOf(tenantId)}) IS NOT NULL AS taken`,
      ),
    );
    return true;
  });
  if (appended === null) throw new Error('the turn to rebuild was waited for, and not had');
  return appended;
}

/**
 * As {@link rebuildRollups}, but it waits for nobody.
 *
 * @returns null when another one is at it, or has come between two steps: the other makes all of them
 * @throws the signal's reason
 */
export async function countRollups(
  database: Database,
  tenantId: string,
  counting: Counting,
): Promise<number | null> {
  return rebuild(database, tenantId, counting, async (writer) => {
    const [turn] = await writer.$queryRaw<{ isMine: boolean }[]>(
      named(
        'rollups.tryRebuild',
        Prisma.sql`SELECT pg_try_advisory_xact_lock(${lockOf(tenantId)}) AS "isMine"`,
      ),
    );
    return turn?.isMine ?? false;
  });
}

/** @param takeTurn two that see the same moment would both append the difference: false, where another one is at it */
async function rebuild(
  database: Database,
  tenantId: string,
  { onStep, signal }: Counting,
  takeTurn: (writer: Writer) => Promise<boolean>,
): Promise<number | null> {
  let appended = 0;
  for (const [at, facets] of steps.entries()) {
    signal?.throwIfAborted();
    const rows = await unhurried(database, async (writer) => {
      if (!(await takeTurn(writer))) return null;
      const [row] = await writer.$queryRaw<{ appended: number }[]>(
        named(
          'rollups.rebuild',
          appendDifference(tenantId, allReports, facets, storedOf(tenantId, facets, negative)),
        ),
      );
      const count = row?.appended ?? 0;
      if (count > 0) await moveVersion(writer, tenantId);
      return count;
    });
    if (rows === null) return null;
    appended += rows;
    onStep(at + 1, steps.length + 1);
  }
  signal?.throwIfAborted();
  const written = await unhurried(database, async (writer) => {
    if (!(await takeTurn(writer))) return null;
    await waitToFold(writer, tenantId);
    const count = await writeSheets(writer, tenantId, null);
    if (count > 0) await moveVersion(writer, tenantId);
    return count;
  });
  onStep(steps.length + 1, steps.length + 1);
  return written === null ? null : appended + written;
}

function lockOf(tenantId: string): Prisma.Sql {
  return Prisma.sql`hashtextextended('rebuild:' || ${tenantId}, 0)`;
}

/** Runs work as a transaction whose statements have as long as it has: an hour. */
async function unhurried<Result>(
  database: Database,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const timeout = String(recountTransaction.timeout);
  return inTransaction(
    database,
    async (writer) => {
      await writer.$queryRaw(
        named('rollups.takeTime', Prisma.sql`SELECT set_config('statement_timeout', ${timeout}, true)`),
      );
      return work(writer);
    },
    recountTransaction,
  );
}

const positive = Prisma.raw('');
const negative = Prisma.raw('-');

/** What is stored, one row a key. @param sign of the measures */
function storedOf(tenantId: string, { ofReports, ofBrands }: Facets, sign: Prisma.Sql): Prisma.Sql {
  // BRAND and MENTION of reports come with ALL of brands.
  const facets = [...ofReports, ...(ofBrands.includes('ALL') ? ['BRAND', 'MENTION'] : [])];
  return Prisma.sql`SELECT '' AS brand, s.facet::text AS facet, s.grain::text AS grain, s.start, s.value,
      ${sign}sum(s.reports) AS reports, ${sign}sum(s.stories) AS stories, ${sign}sum(s.positive) AS positive,
      ${sign}sum(s.neutral) AS neutral, ${sign}sum(s.negative) AS negative, ${sign}sum(s.mixed) AS mixed,
      ${sign}sum(s.score_sum) AS score_sum
    FROM report_rollups AS s
    WHERE s.tenant_id = ${tenantId}::uuid AND s.facet = any(${facets}::text[]::report_facet[])
    GROUP BY s.facet, s.grain, s.start, s.value
    UNION ALL
    SELECT b.brand, b.facet::text, b.grain::text, b.start, b.value, ${sign}sum(b.mentions), ${sign}sum(b.stories),
      ${sign}sum(b.positive), ${sign}sum(b.neutral), ${sign}sum(b.negative), 0, ${sign}sum(b.score_sum)
    FROM brand_rollups AS b
    WHERE b.tenant_id = ${tenantId}::uuid AND b.facet = any(${ofBrands}::text[]::brand_facet[])
    GROUP BY b.brand, b.facet, b.grain, b.start, b.value`;
}

/** As the database gives a difference: every measure, as a pair of what was counted and what is stored. */
type DifferenceRow = Omit<RollupDifference, 'measures' | 'start'> & { start: string } & Record<
    (typeof measures)[number],
    [counted: number, stored: number]
  >;

interface ComparedFacets {
  compared: number;
  differing: number;
  differences: DifferenceRow[];
}

const pairs = Prisma.raw(
  measures
    .map((name) => `json_build_array(coalesce(c.${name}, 0), coalesce(s.${name}, 0)) AS ${name}`)
    .join(', '),
);
const differs = Prisma.raw(
  measures.map((name) => `coalesce(c.${name}, 0) <> coalesce(s.${name}, 0)`).join(' OR '),
);

function compare(tenantId: string, facets: Facets, told: number): Prisma.Sql {
  return named(
    'rollups.verify',
    Prisma.sql`WITH ${contributions(tenantId, allReports, facets)}, stored AS (
        ${storedOf(tenantId, facets, positive)}
      ), compared AS (
        SELECT ${keyColumns}, ${pairs}, ${differs} AS differs
        FROM contribution AS c FULL JOIN stored AS s USING (${keyColumns})
      )
      SELECT count(*)::integer AS compared, count(*) FILTER (WHERE differs)::integer AS differing, (
          SELECT coalesce(json_agg(d), '[]') FROM (
            SELECT * FROM compared WHERE differs ORDER BY ${keyColumns} LIMIT ${told}::integer) AS d
        ) AS differences
      FROM compared`,
  );
}

function inWords({ brand, facet, grain, start, value, ...row }: DifferenceRow): RollupDifference {
  const differing = measures.flatMap((measure) => {
    const [counted, stored] = row[measure];
    return counted === stored ? [] : [{ measure, counted, stored }];
  });
  return { brand, facet, grain, start: new Date(start), value, measures: differing };
}
