import { z } from 'zod';

/** One node of a query plan, with the nodes below it (PostgreSQL documentation, EXPLAIN, format JSON). */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string | undefined;
  'Index Name'?: string | undefined;
  'Index Cond'?: string | undefined;
  /** Of an Aggregate: Plain, Sorted, Hashed or Mixed. */
  Strategy?: string | undefined;
  /** How often it was begun; 0: never. */
  'Actual Loops': number;
  /** Rows given out in all, over all its loops. */
  rows: number;
  /** Pages that it and the nodes below it touched. */
  buffers: number;
  Plans: PlanNode[];
}

const node: z.ZodType<PlanNode> = z.lazy(() =>
  z
    .object({
      'Node Type': z.string(),
      'Relation Name': z.string().optional(),
      'Index Name': z.string().optional(),
      'Index Cond': z.string().optional(),
      Strategy: z.string().optional(),
      'Actual Rows': z.number(),
      'Actual Loops': z.number(),
      'Shared Hit Blocks': z.number(),
      'Shared Read Blocks': z.number(),
      Plans: z.array(node).default([]),
    })
    .transform((raw) => ({
      ...raw,
      rows: raw['Actual Rows'] * raw['Actual Loops'],
      buffers: raw['Shared Hit Blocks'] + raw['Shared Read Blocks'],
    })),
);

const explained = z.tuple([z.object({ Plan: node })]);

/** The plan in what `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)` answers. */
export function readPlan(answer: unknown): PlanNode {
  return explained.parse(answer)[0].Plan;
}

/** A plan's nodes, each before those below it. */
export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...plan.Plans.flatMap(nodesOf)];
}

/** The indexes that a plan uses. */
export function indexesOf(plan: PlanNode): string[] {
  return [...new Set(nodesOf(plan).flatMap((one) => one['Index Name'] ?? []))].sort();
}

/** The indexes that were read; the others of the plan were not needed. */
export function readIndexesOf(plan: PlanNode): string[] {
  const read = nodesOf(plan).filter((one) => one['Actual Loops'] > 0);
  return [...new Set(read.flatMap((one) => one['Index Name'] ?? []))].sort();
}

/** The kinds of its nodes. */
export function kindsOf(plan: PlanNode): string[] {
  return nodesOf(plan).map((one) => one['Node Type']);
}
