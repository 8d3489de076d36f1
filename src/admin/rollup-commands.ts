import type { Tenant } from '../model/tenant.ts';
import { table } from '../platform/table.ts';
import type { RollupDifference } from '../storage/rollups/verification.ts';
import type { Storage } from '../storage/storage.ts';
import type { AdminCommand, CommandOptions } from './command.ts';

/** What can be done about the rollups: each for all tenants, or for one. */
export const rollupCommands: AdminCommand[] = [
  {
    name: 'rollup verify',
    operands: [],
    options: '[--tenant <slug>]',
    does: 'counts all reports again and tells where the rollups differ; ends with 1 if they do anywhere',
    run: async (storage, _, options) => {
      let compared = 0;
      let differing = 0;
      let shown = 0;
      const rows: string[][] = [];
      for (const { id, slug } of await wanted(storage, options)) {
        const found = await storage.forTenant(id).rollupUpkeep.verify(options.showProgress(slug));
        compared += found.compared;
        differing += found.differing;
        shown += found.differences.length;
        rows.push(...found.differences.flatMap((difference) => rowsOf(slug, difference)));
      }
      const isFailure = differing > 0;
      const told = `${compared} sums compared with the reports: ${isFailure ? `${differing} differ` : 'no difference'}.`;
      const notShown = differing - shown;
      const columns = ['tenant', 'brand', 'facet', 'grain', 'start', 'value', 'measure', 'counted', 'stored'];
      return {
        text: isFailure
          ? `${table(columns, rows)}\n${notShown > 0 ? `and ${notShown} more that are not shown\n` : ''}${told} Make them right with: npm run admin -- rollup rebuild`
          : told,
        json: { compared, differing, notShown, differences: rows.map((row) => asObject(columns, row)) },
        isFailure,
      };
    },
  },
  {
    name: 'rollup rebuild',
    operands: [],
    options: '[--tenant <slug>]',
    does: 'counts all reports again and makes the rollups right, while others read and write',
    run: async (storage, _, options) => {
      let appended = 0;
      for (const { id, slug } of await wanted(storage, options)) {
        appended += await storage.forTenant(id).rollupUpkeep.rebuild(options.showProgress(slug));
      }
      return { text: `The rollups are right: ${appended} sums were corrected.`, json: { appended } };
    },
  },
  {
    name: 'rollup fold',
    operands: [],
    options: '[--tenant <slug>]',
    does: 'adds up what was appended to the rollups, as ingest --watch does every five minutes',
    run: async (storage, _, options) => {
      let folded = 0;
      for (const { id } of await wanted(storage, options)) {
        folded += await storage.forTenant(id).rollupUpkeep.fold();
      }
      return { text: `${folded} rows were folded.`, json: { folded } };
    },
  },
];

async function wanted(storage: Storage, { tenant }: CommandOptions): Promise<Tenant[]> {
  return tenant === undefined ? storage.tenants.list() : [await storage.tenants.bySlug(tenant)];
}

function rowsOf(slug: string, { brand, facet, grain, start, value, measures }: RollupDifference): string[][] {
  return measures.map(({ measure, counted, stored }) => [
    slug,
    brand,
    facet,
    grain,
    start.toISOString(),
    value,
    measure,
    String(counted),
    String(stored),
  ]);
}

function asObject(columns: readonly string[], row: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column, at) => [column, row[at] ?? '']));
}
