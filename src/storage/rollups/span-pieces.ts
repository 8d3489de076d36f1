import { followedRelations } from '../../model/brand.ts';
import type { BrandFacet, ReportFacet, Span } from '../../model/rollup-sums.ts';
import { Prisma } from '../database.ts';

/** How long the stretches are that rollups hold sums of. */
export type RollupGrain = 'MONTH' | 'DAY' | 'QUARTER_HOUR';

const grains: readonly RollupGrain[] = ['MONTH', 'DAY', 'QUARTER_HOUR'];

/** A stretch of time that counts for a span, or that was counted for it and is taken off again. */
interface Part extends Span {
  /** Which of the spans it belongs to. */
  span: number;
  /** -1: taken off. */
  sign: 1 | -1;
}

/** Whole stretches of one grain, in UTC. */
export interface Piece extends Part {
  grain: RollupGrain;
}

/** What no rollup answers for; it is counted from the rows themselves. */
export type Edge = Part;

/** Spans, cut into what rollups answer for and what is left. */
export interface CutSpans {
  pieces: Piece[];
  edges: Edge[];
}

const quarterHourMs = 900_000;
const dayMs = 96 * quarterHourMs;

/**
 * Cuts spans into what little has to be read: whole months of UTC, of which whole days are taken off, or to which they are
 * added, at both ends, and to those whole quarters of an hour, from which all zones' days begin; and edges of at most half of one,
 * but for a span that has no more than a quarter, which is counted as a whole.
 */
export function cutSpans(spans: readonly Span[]): CutSpans {
  const cut: CutSpans = { pieces: [], edges: [] };
  for (const [span, { from, to }] of spans.entries()) {
    cutInto(cut, { span, sign: 1, from, to }, grains);
  }
  return cut;
}

function cutInto(cut: CutSpans, part: Part, grains: readonly RollupGrain[]): void {
  const { from, to } = part;
  if (from >= to) return;
  const [grain, ...finer] = grains;
  if (grain === undefined) {
    cut.edges.push(part);
    return;
  }
  const [first, last] = [nearestStart(from, grain), nearestStart(to, grain)];
  const corrected = Math.abs(first.getTime() - from.getTime()) + Math.abs(to.getTime() - last.getTime());
  if (first >= last || corrected >= to.getTime() - from.getTime()) {
    cutInto(cut, part, finer);
    return;
  }
  const takenOff = { ...part, sign: part.sign === 1 ? -1 : 1 } as const;
  cutInto(cut, { ...part, to: first }, finer);
  cutInto(cut, { ...takenOff, from: first, to: from }, finer);
  cut.pieces.push({ ...part, grain, from: first, to: last });
  cutInto(cut, { ...takenOff, from: to, to: last }, finer);
  cutInto(cut, { ...part, from: last }, finer);
}

/** Where the quarter of an hour, the day or the month starts that a moment is nearest to. */
function nearestStart(moment: Date, grain: RollupGrain): Date {
  const time = moment.getTime();
  const [before, after] = [startAtOrBefore(time, grain), startAtOrAfter(time, grain)];
  return new Date(time - before < after - time ? before : after);
}

function startAtOrBefore(time: number, grain: RollupGrain): number {
  if (grain === 'QUARTER_HOUR') return Math.floor(time / quarterHourMs) * quarterHourMs;
  if (grain === 'DAY') return Math.floor(time / dayMs) * dayMs;
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function startAtOrAfter(time: number, grain: RollupGrain): number {
  const before = startAtOrBefore(time, grain);
  if (before === time) return time;
  if (grain === 'QUARTER_HOUR') return before + quarterHourMs;
  if (grain === 'DAY') return before + dayMs;
  const date = new Date(before);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/**
 * What pieces and edges add up to, one after the other. What a question has none of is not written: to plan how edges would be
 * counted takes longer than to add up the pieces, and most ranges are of whole days.
 *
 * @param ofPieces given what {@link lookUps} of them are
 */
export function piecesAndEdges(
  { pieces, edges }: CutSpans,
  ofPieces: (pieces: LookUps) => Prisma.Sql,
  ofEdges: (edges: Prisma.Sql) => Prisma.Sql,
): Prisma.Sql {
  if (edges.length === 0) return ofPieces(lookUps(pieces));
  if (pieces.length === 0) return ofEdges(edgesTable(edges));
  return Prisma.sql`${ofPieces(lookUps(pieces))} UNION ALL ${ofEdges(edgesTable(edges))}`;
}

/** What is looked up for pieces. */
export interface LookUps {
  /** A table for FROM, `piece(sign, grain, since, until, …)`. */
  table: Prisma.Sql;
  /** The span that a row `its` counts for which was found for one of them. */
  spanOfRow: Prisma.Sql;
}

/** Each piece is looked up by itself, unless some make a run. */
function lookUps(pieces: readonly Piece[]): LookUps {
  const runs = runsOf(pieces);
  return runs.length < pieces.length
    ? { table: runsTable(runs), spanOfRow: Prisma.sql`piece.spans[width_bucket(its.start, piece.starts)]` }
    : { table: piecesTable(pieces), spanOfRow: Prisma.sql`piece.span` };
}

/**
 * Pieces by runs: those of one grain and sign that lie end to end, in the order of time. One look-up reads a run: a series of 90
 * days is one.
 */
export function runsOf(pieces: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = [];
  const byEnd = new Map<string, Piece[]>();
  const keyOf = ({ grain, sign }: Piece, end: Date) => `${grain} ${sign} ${end.getTime()}`;
  for (const piece of pieces) {
    const key = keyOf(piece, piece.from);
    const run = byEnd.get(key) ?? [];
    byEnd.delete(key);
    if (run.length === 0) runs.push(run);
    run.push(piece);
    byEnd.set(keyOf(piece, piece.to), run);
  }
  return runs;
}

/** {@link runsOf} pieces as a table for FROM, `piece(sign, grain, since, until, starts, spans)`, written as {@link piecesTable} is. */
function runsTable(runs: readonly Piece[][]): Prisma.Sql {
  const inRuns: Piece[] = [];
  const rows = runs.flatMap((its) => {
    inRuns.push(...its);
    const [first, last] = [its[0], its.at(-1)];
    const at = { first: inRuns.length - its.length + 1, last: inRuns.length };
    return first && last ? [{ ...first, to: last.to, ...at }] : [];
  });
  return Prisma.sql`(
    SELECT run.sign, run.grain, every.starts[run.first] AS since, run.until,
      every.starts[run.first:run.last] AS starts, every.spans[run.first:run.last] AS spans
    FROM unnest((SELECT ${rows.map(({ sign }) => sign)}::integer[]), (SELECT ${rows.map(({ grain }) => grain)}::rollup_grain[]),
        (SELECT ${rows.map(({ to }) => to)}::timestamptz[]), (SELECT ${rows.map(({ first }) => first)}::integer[]),
        (SELECT ${rows.map(({ last }) => last)}::integer[])
      ) AS run(sign, grain, until, first, last)
    CROSS JOIN (
      SELECT ${inRuns.map(({ from }) => from)}::timestamptz[] AS starts, ${inRuns.map(({ span }) => span)}::integer[] AS spans OFFSET 0
    ) AS every
    OFFSET 0
  ) AS piece`;
}

/**
 * Pieces as a table for FROM, `piece(span, sign, grain, since, until)`. One text for any number, so that it is prepared once.
 * The arrays stand in a SELECT of their own, which keeps their length from the planner: for the sake of fewer pieces than it
 * takes for usual, it would plan a prepared statement anew each time, for longer than it takes to add them up.
 */
export function piecesTable(pieces: readonly Piece[]): Prisma.Sql {
  return Prisma.sql`unnest((SELECT ${pieces.map(({ span }) => span)}::integer[]),
    (SELECT ${pieces.map(({ sign }) => sign)}::integer[]), (SELECT ${pieces.map(({ grain }) => grain)}::rollup_grain[]),
    (SELECT ${pieces.map(({ from }) => from)}::timestamptz[]), (SELECT ${pieces.map(({ to }) => to)}::timestamptz[])
  ) AS piece(span, sign, grain, since, until)`;
}

/** Names of brands as a table for FROM, `asked(brand)`, written as {@link piecesTable} is. */
export function askedBrands(brands: readonly string[]): Prisma.Sql {
  return Prisma.sql`unnest((SELECT ${brands}::text[])) AS asked(brand)`;
}

/** The brands that a tenant follows, as {@link askedBrands} has names; as an array, they are as many to the planner as any. */
export function followedBrands(tenantId: string): Prisma.Sql {
  const relations = Prisma.join(followedRelations.map((relation) => Prisma.sql`${relation}::brand_relation`));
  return Prisma.sql`unnest(ARRAY(SELECT own.brand FROM tenant_brands AS own WHERE own.tenant_id = ${tenantId}::uuid
    AND own.merged_into IS NULL AND own.relation IN (${relations}))) AS asked(brand)`;
}

/** Edges as a table for FROM, `edge(span, sign, since, until)`, written as {@link piecesTable} is. */
function edgesTable(edges: readonly Edge[]): Prisma.Sql {
  return Prisma.sql`unnest((SELECT ${edges.map(({ span }) => span)}::integer[]),
    (SELECT ${edges.map(({ sign }) => sign)}::integer[]), (SELECT ${edges.map(({ from }) => from)}::timestamptz[]),
    (SELECT ${edges.map(({ to }) => to)}::timestamptz[])
  ) AS edge(span, sign, since, until)`;
}

/**
 * Facets as they are written in SQL after IN. As parameters they would be taken for as frequent as any others, and the statement
 * be planned anew each time, since most are less frequent than that.
 */
export function facetLiterals(facets: readonly (ReportFacet | BrandFacet)[]): Prisma.Sql {
  return Prisma.raw(`(${facets.map((facet) => `'${facet}'`).join()})`);
}

/** The measures of an edge's rows `its`, in the types of those that rollups hold. */
export const countedEdge = Prisma.sql`edge.sign * count(*)::integer AS count,
  edge.sign * count(*) FILTER (WHERE its.is_first)::integer AS stories,
  edge.sign * count(*) FILTER (WHERE its.tone = 'POSITIVE')::integer AS positive,
  edge.sign * count(*) FILTER (WHERE its.tone = 'NEUTRAL')::integer AS neutral,
  edge.sign * count(*) FILTER (WHERE its.tone = 'NEGATIVE')::integer AS negative,
  edge.sign * count(*) FILTER (WHERE its.tone = 'MIXED')::integer AS mixed,
  edge.sign * coalesce(sum(round(its.score::numeric * 1000)), 0)::bigint AS score_sum`;

/** What a facet's rows are summed up to, over rows with the columns of {@link Prisma.Sql} `counted`. */
export const summedUp = Prisma.sql`sum(counted.count)::integer AS count, sum(counted.stories)::integer AS stories,
  sum(counted.positive)::integer AS positive, sum(counted.neutral)::integer AS neutral,
  sum(counted.negative)::integer AS negative, sum(counted.mixed)::integer AS mixed,
  sum(counted.score_sum)::double precision AS "scoreSum"`;

/**
 * The story of a report of an edge, to be joined LATERAL. OFFSET 0 has it looked up by the index: of how many reports an edge
 * has, the planner knows nothing, and takes it for thousands, for which it would read all stories.
 */
export function storyOf(tenantId: string, reportId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT its.story_id FROM report_stories AS its
    WHERE its.tenant_id = ${tenantId}::uuid AND its.report_id = ${reportId} OFFSET 0)`;
}

/**
 * No row, of which PostgreSQL expects ten thousand, to be written after a SELECT of so many columns. Of what is looked up for arrays it
 * expects ten rows, and these it would sort, by text, to sum them up; where thousands come, hashing takes a third less of the whole.
 */
export function noneOfMany(columns: number): Prisma.Sql {
  const nulls = Array.from({ length: columns }, () => Prisma.sql`NULL`);
  return Prisma.sql`UNION ALL SELECT ${Prisma.join(nulls)} FROM generate_series(1, (SELECT 0)) AS none, generate_series(1, 10) AS tens`;
}
