import type { Span } from '../../model/rollup-sums.ts';
import { Prisma } from '../database.ts';

/** How long the stretches are that rollups hold sums of. */
export type RollupGrain = 'MONTH' | 'DAY' | 'HOUR';

/** Whole stretches of one grain, in UTC. */
export interface Piece extends Span {
  /** Which of the spans it belongs to. */
  span: number;
  grain: RollupGrain;
}

/** What no rollup answers for; it is counted from the rows themselves. */
export interface Edge extends Span {
  span: number;
}

/** Spans, cut into what rollups answer for and what is left. */
export interface CutSpans {
  pieces: Piece[];
  edges: Edge[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Cuts spans into as few pieces as rollups allow: whole months of UTC, whole days on both sides of them, whole hours on
 * both sides of those where the facet has them, and edges that are shorter than the shortest grain.
 */
export function cutSpans(spans: readonly Span[], { hasHours }: { hasHours: boolean }): CutSpans {
  const cut: CutSpans = { pieces: [], edges: [] };
  const grains: RollupGrain[] = hasHours ? ['MONTH', 'DAY', 'HOUR'] : ['MONTH', 'DAY'];
  for (const [span, { from, to }] of spans.entries()) {
    cutInto(cut, span, from.getTime(), to.getTime(), grains);
  }
  return cut;
}

function cutInto(cut: CutSpans, span: number, from: number, to: number, grains: readonly RollupGrain[]) {
  if (from >= to) return;
  const [grain, ...finer] = grains;
  if (grain === undefined) {
    cut.edges.push({ span, from: new Date(from), to: new Date(to) });
    return;
  }
  const [first, last] = [startAtOrAfter(from, grain), startAtOrBefore(to, grain)];
  if (first >= last) {
    cutInto(cut, span, from, to, finer);
    return;
  }
  cutInto(cut, span, from, first, finer);
  cut.pieces.push({ span, grain, from: new Date(first), to: new Date(last) });
  cutInto(cut, span, last, to, finer);
}

function startAtOrBefore(time: number, grain: RollupGrain): number {
  if (grain === 'HOUR') return Math.floor(time / hourMs) * hourMs;
  if (grain === 'DAY') return Math.floor(time / dayMs) * dayMs;
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function startAtOrAfter(time: number, grain: RollupGrain): number {
  const before = startAtOrBefore(time, grain);
  if (before === time) return time;
  if (grain === 'HOUR') return before + hourMs;
  if (grain === 'DAY') return before + dayMs;
  const date = new Date(before);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** Pieces as a table for FROM, `piece(span, grain, since, until)`. One text for any number, so that it is prepared once. */
export function piecesTable(pieces: readonly Piece[]): Prisma.Sql {
  return Prisma.sql`unnest(${pieces.map(({ span }) => span)}::integer[],
    ${pieces.map(({ grain }) => grain)}::rollup_grain[], ${pieces.map(({ from }) => from)}::timestamptz[],
    ${pieces.map(({ to }) => to)}::timestamptz[]) AS piece(span, grain, since, until)`;
}

/** Edges as a table for FROM, `edge(span, since, until)`. */
export function edgesTable(edges: readonly Edge[]): Prisma.Sql {
  return Prisma.sql`unnest(${edges.map(({ span }) => span)}::integer[], ${edges.map(({ from }) => from)}::timestamptz[],
    ${edges.map(({ to }) => to)}::timestamptz[]) AS edge(span, since, until)`;
}

/** What a facet's rows are summed up to, over rows with the columns of {@link Prisma.Sql} `counted`. */
export const summedUp = Prisma.sql`sum(counted.count)::integer AS count, sum(counted.stories)::integer AS stories,
  sum(counted.positive)::integer AS positive, sum(counted.neutral)::integer AS neutral,
  sum(counted.negative)::integer AS negative, sum(counted.mixed)::integer AS mixed,
  sum(counted.score_sum)::double precision AS "scoreSum"`;
