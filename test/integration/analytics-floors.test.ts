import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { reportAbout } from '../support/report-about.ts';
import { addFeeds, brandsOfCatalogue, storeReports } from '../support/seed.ts';

let api: TestApi;
let feedId: string;

beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-11-20T10:20:00.000Z') });
  await api.storage.writeCatalogue(brandsOfCatalogue());
  [feedId = ''] = await addFeeds(api.tenant, 1);
});
afterAll(async () => api.close());

async function analytics(selection: string, args: string) {
  return dataOf(await api.ask(`{ analytics(${args}) { ${selection} } }`)).analytics as Record<string, object>;
}

describe('pairs of brands', () => {
  it('are told from 5 reports on, and not from 4', async () => {
    const together = (other: string, count: number) =>
      Array.from({ length: count }, (_, at) =>
        reportAbout(`Gucci and ${other} ${at}`, new Date(Date.UTC(2026, 6, 1, 9, at * 20)), ['Gucci', other]),
      );
    await storeReports(api.tenant, feedId, [...together('Miu Miu', 5), ...together('Fendi', 4)]);
    const { coMentions } = await analytics(
      'coMentions(brands: ["Gucci"]) { brands { name } reports reportsOfEach expectedReports lift }',
      'range: { from: "2026-07-01T00:00:00Z", to: "2026-07-02T00:00:00Z" }',
    );
    expect(coMentions).toEqual([
      {
        brands: [{ name: 'Gucci' }, { name: 'Miu Miu' }],
        reports: 5,
        reportsOfEach: [9, 5],
        expectedReports: 5,
        lift: 1,
      },
    ]);
  });
});

describe('trends', () => {
  it('are told from 5 stories on, now or in the median before, and not from 4', async () => {
    const onDay = (weeksAgo: number, brand: string, count: number) =>
      Array.from({ length: count }, (_, at) =>
        reportAbout(`${brand} ${weeksAgo} ${at}`, new Date(Date.UTC(2025, 5, 18 - 7 * weeksAgo, 9, at)), [
          brand,
        ]),
      );
    const weeks = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    await storeReports(api.tenant, feedId, [
      ...weeks.flatMap((week) => onDay(week, 'Prada', 12)),
      ...onDay(0, 'Fendi', 5),
      ...onDay(0, 'Miu Miu', 4),
      ...weeks.slice(1).flatMap((week) => [...onDay(week, 'Dior', 5), ...onDay(week, 'Hermès', 4)]),
    ]);
    const { trends } = await analytics(
      'trends { brand { name } direction stories expectedStories }',
      'range: { from: "2025-06-18T00:00:00Z", to: "2025-06-19T00:00:00Z" }',
    );
    expect(trends).toEqual([
      { brand: { name: 'Dior' }, direction: 'FALLING', stories: 0, expectedStories: 5 },
      { brand: { name: 'Fendi' }, direction: 'RISING', stories: 5, expectedStories: 0 },
    ]);
  });
});
