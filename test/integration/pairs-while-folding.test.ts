import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { coMentions } from '../../src/analytics/co-mentions.ts';
import { jsonSpan } from '../../src/analytics/question.ts';
import type { SheetReader } from '../../src/storage/rollups/sheet-reader.ts';
import { startApi, type TestApi, type TestTenant } from '../support/api.ts';
import { reportAbout } from '../support/report-about.ts';
import { addFeeds, brandsOfCatalogue, storeReports } from '../support/seed.ts';

const july = { from: new Date('2026-07-01T00:00:00Z'), to: new Date('2026-08-01T00:00:00Z') };

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
  await api.storage.writeCatalogue(brandsOfCatalogue());
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => api.close());

/** Reports of Gucci and another brand, one for each hour. */
const together = (other: string, count: number) =>
  Array.from({ length: count }, (_, at) =>
    reportAbout(`Gucci and ${other} ${at}`, new Date(Date.UTC(2026, 6, 2, at)), ['Gucci', other]),
  );

/** A tenant on whose sheets are Gucci and Prada; what came of Gucci and Fendi is not folded yet, and Fendi has no number. */
async function tenantWithParts(slug: string): Promise<TestTenant> {
  const tenant = await api.addTenant(slug);
  const [feedId = ''] = await addFeeds(tenant, 1);
  await storeReports(tenant, feedId, together('Prada', 6));
  await tenant.rollupUpkeep.fold();
  await storeReports(tenant, feedId, together('Fendi', 7));
  return tenant;
}

/** Lets some readings of sheets begin only when the others are done and rollups have been folded. */
function foldBefore(tenant: TestTenant, late: readonly ('ofReports' | 'numbersOf')[]): void {
  const { sheets } = tenant;
  const early: Promise<unknown>[] = [];
  let folded: Promise<unknown> | null = null;
  const held =
    <Arg, Read>(name: 'ofReports' | 'numbersOf', read: (arg: Arg) => Promise<Read>) =>
    async (arg: Arg): Promise<Read> => {
      if (late.includes(name)) {
        folded ??= setImmediate().then(async () => {
          await Promise.all(early);
          await tenant.rollupUpkeep.fold();
        });
        await folded;
        return read(arg);
      }
      const reading = read(arg);
      early.push(reading);
      return reading;
    };
  vi.spyOn(sheets, 'ofReports').mockImplementationOnce(held('ofReports', sheets.ofReports.bind(sheets)));
  vi.spyOn(sheets, 'numbersOf').mockImplementationOnce(held('numbersOf', sheets.numbersOf.bind(sheets)));
  const beside: SheetReader['beside'] = sheets.beside.bind(sheets);
  vi.spyOn(sheets, 'beside').mockImplementationOnce((...args) => {
    const reading = beside(...args);
    early.push(reading);
    return reading;
  });
}

describe('pairs', () => {
  it.each([[[]], [['ofReports'] as const], [['numbersOf'] as const], [['ofReports', 'numbersOf'] as const]])(
    'are the same where a brand gets its number before %j',
    async (late) => {
      const tenant = await tenantWithParts(`pairs-${late.length}-${late[0] ?? 'none'}`.toLowerCase());
      foldBefore(tenant, late);
      const args = { brands: ['Gucci', 'Fendi'], range: jsonSpan(july), first: 5 };
      const pairs = await coMentions.compute(tenant, args);
      expect(
        pairs.map(({ brands, reports, reportsOfEach }) => [...brands, reports, ...reportsOfEach]),
      ).toEqual([
        ['Fendi', 'Gucci', 7, 7, 13],
        ['Gucci', 'Prada', 6, 13, 6],
      ]);
      const [number] = await tenant.sheets.numbersOf(['Fendi']).then((numbers) => [...numbers.values()]);
      expect(number).toBe(late.length === 0 ? undefined : 3);
    },
  );
});
