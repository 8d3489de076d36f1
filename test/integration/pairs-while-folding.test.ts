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

type Reading = 'ofReports' | 'numbersOf' | 'beside';

/** Lets some readings of sheets begin only when the others are done and rollups have been folded. */
function foldBefore(tenant: TestTenant, late: readonly Reading[]): void {
  const { sheets } = tenant;
  const early: Promise<unknown>[] = [];
  let folded: Promise<void> | null = null;
  async function inTurn<Read>(name: Reading, read: () => Promise<Read>): Promise<Read> {
    if (late.includes(name)) {
      folded ??= setImmediate().then(async () => {
        await Promise.all(early);
        await tenant.rollupUpkeep.fold();
      });
      await folded;
      return read();
    }
    const reading = read();
    early.push(reading);
    return reading;
  }
  const ofReports = sheets.ofReports.bind(sheets);
  const numbersOf = sheets.numbersOf.bind(sheets);
  const beside: SheetReader['beside'] = sheets.beside.bind(sheets);
  vi.spyOn(sheets, 'ofReports').mockImplementationOnce((spans) =>
    inTurn('ofReports', () => ofReports(spans)),
  );
  vi.spyOn(sheets, 'numbersOf').mockImplementationOnce((its) => inTurn('numbersOf', () => numbersOf(its)));
  vi.spyOn(sheets, 'beside').mockImplementationOnce((...args) => inTurn('beside', () => beside(...args)));
}

describe('pairs are the same where a brand gets its number', () => {
  it.each<[when: string, late: Reading[]]>([
    ['after all readings', []],
    ['before all reports are read', ['ofReports']],
    ['before numbers are', ['numbersOf']],
    ['before both are', ['ofReports', 'numbersOf']],
    ['before the brands beside are', ['beside']],
    ['before the brands beside and all reports are', ['beside', 'ofReports']],
  ])('%s', async (when, late) => {
    const tenant = await tenantWithParts(`pairs-${when.replaceAll(' ', '-')}`);
    const pairsOf = async (...brands: string[]) => {
      const pairs = await coMentions.compute(tenant, { brands, range: jsonSpan(july), first: 5 });
      return pairs.map(({ brands: its, reports, reportsOfEach }) => [...its, reports, ...reportsOfEach]);
    };
    foldBefore(tenant, late);
    const ofFendi = ['Fendi', 'Gucci', 7, 7, 13];
    expect(await pairsOf('Fendi')).toEqual([ofFendi]);
    expect((await tenant.sheets.numbersOf(['Fendi'])).get('Fendi')).toBe(late.length === 0 ? undefined : 3);
    expect(await pairsOf('Gucci', 'Fendi')).toEqual([ofFendi, ['Gucci', 'Prada', 6, 13, 6]]);
  });

  it('while another is asked for beside it', async () => {
    for (const late of ['ofReports', 'numbersOf', 'beside'] as const) {
      const tenant = await tenantWithParts(`pairs-beside-${late.toLowerCase()}`);
      foldBefore(tenant, [late]);
      const args = { brands: ['Gucci', 'Fendi'], range: jsonSpan(july), first: 5 };
      const pairs = await coMentions.compute(tenant, args);
      expect(pairs.map(({ brands, reports }) => [...brands, reports])).toEqual([
        ['Fendi', 'Gucci', 7],
        ['Gucci', 'Prada', 6],
      ]);
    }
  });

  it('never, and is not looked for where none is mentioned', async () => {
    const tenant = await tenantWithParts('pairs-never');
    await tenant.rollupUpkeep.fold();
    const numbersOf = vi.spyOn(tenant.sheets, 'numbersOf');
    const args = { brands: ['Gucci', 'Hermès'], range: jsonSpan(july), first: 5 };
    expect(await coMentions.compute(tenant, args)).toHaveLength(2);
    expect(numbersOf.mock.calls).toEqual([[['Gucci', 'Hermès']], [[]]]);
  });
});
