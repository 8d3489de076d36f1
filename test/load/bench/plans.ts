import type pg from 'pg';
import type { PageRequest } from '../../../src/model/page.ts';
import type { ReportFilter } from '../../../src/model/report.ts';
import type { TenantStorage } from '../../../src/storage/storage.ts';
import { indexesOf, kindsOf, readPlan } from '../../support/plan.ts';
import { common, rare, type Subject } from './question.ts';

/** A plan that was looked at. */
export interface CheckedPlan {
  of: string;
  indexes: string[];
  buffers: number;
  /** What is wrong with it; null: nothing. */
  fault: string | null;
}

/** Pages that one page of a brand may touch: 21 reports found one by one, and their way there. */
const mostBuffers = 250;

/**
 * Has the planner explain the statements that the API sends for a brand's pages and counts, with what they really
 * touched. No plan may walk an index of dates or the table for a brand.
 */
export async function checkPlans(
  connection: pg.Client,
  { reports }: TenantStorage,
  { middles }: Subject,
): Promise<CheckedPlan[]> {
  const check = async (
    of: string,
    { text, values }: { text: string; values: unknown[] },
  ): Promise<CheckedPlan> => {
    const { rows } = await connection.query<{ 'QUERY PLAN': unknown }>({
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    });
    const plan = readPlan(rows[0]?.['QUERY PLAN']);
    const [indexes, kinds] = [indexesOf(plan), kindsOf(plan)];
    const faults = [
      ...(kinds.includes('Seq Scan') ? ['reads a whole table'] : []),
      ...indexes
        .filter((name) => /^reports_(published|ingested)_idx$/.test(name))
        .map((name) => `walks ${name}`),
      ...(plan.buffers > mostBuffers ? [`touches more than ${mostBuffers} pages`] : []),
    ];
    return { of, indexes, buffers: plan.buffers, fault: faults.length > 0 ? faults.join(', ') : null };
  };
  const checked: CheckedPlan[] = [];
  for (const [kind, brand] of [
    ['common', common],
    ['rare', rare],
  ] as const) {
    const filter: ReportFilter = { brandsAny: [brand] };
    const first: PageRequest = { size: 20, take: 'first', after: null, before: null };
    const deep: PageRequest = { ...first, after: middles.get(brand) ?? null };
    const pages = {
      'first page': first,
      'deep page': deep,
      'last page': { ...first, take: 'last' as const },
    };
    for (const [name, page] of Object.entries(pages)) {
      for (const direction of ['DESC', 'ASC'] as const) {
        const order = { field: 'PUBLISHED_AT', direction } as const;
        checked.push(
          await check(`${kind} brand, ${name}, ${direction}`, reports.pageStatement(filter, order, page)),
        );
        const behind = reports.behindStatement(filter, order, page);
        if (behind) checked.push(await check(`${kind} brand, before the ${name}, ${direction}`, behind));
      }
    }
    checked.push(await check(`${kind} brand, count`, reports.countStatement(filter)));
  }
  return checked;
}
