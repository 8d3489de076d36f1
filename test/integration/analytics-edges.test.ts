import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import {
  AnalyticsInFullDocument,
  type AnalyticsInFullQuery,
  type AnalyticsInFullQueryVariables,
  DeleteReportsDocument,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import {
  cellsOfBrand,
  cellsOfReports,
  factsOf,
  type ReportFact,
  recountAll,
  type Stretch,
} from '../support/recount.ts';
import { reportAbout } from '../support/report-about.ts';
import { addFeeds, brandsOfCatalogue, storeReports } from '../support/seed.ts';

const now = new Date('2026-11-20T10:20:00.000Z');
const hourMs = 3_600_000;

let api: TestApi;
let feedId: string;
let facts: ReportFact[];

type Asked = AnalyticsInFullQueryVariables;

/** A report in every half hour of a stretch, of brands in turns. */
function everyHalfHour(from: string, hours: number, brands: readonly string[]): NewReport[] {
  return Array.from({ length: hours * 2 }, (_, at) =>
    reportAbout(`${from} ${at}`, new Date(Date.parse(from) + (at * hourMs) / 2), [
      brands[at % brands.length] ?? '',
    ]),
  );
}

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue());
  for (const brand of ['Gucci', 'Prada']) await api.tenant.tenantBrands.save(brand, { relation: 'CLIENT' });
  [feedId = ''] = await addFeeds(api.tenant, 1);
  await storeReports(api.tenant, feedId, [
    ...everyHalfHour('2024-02-27T12:00:00Z', 72, ['Gucci', 'Prada']),
    ...everyHalfHour('2026-03-07T12:00:00Z', 48, ['Gucci', 'Prada']),
    ...everyHalfHour('2026-03-28T12:00:00Z', 48, ['Gucci', 'Prada']),
    ...everyHalfHour('2026-10-24T12:00:00Z', 48, ['Gucci', 'Prada']),
    ...everyHalfHour('2026-10-31T12:00:00Z', 48, ['Gucci', 'Prada']),
    ...everyHalfHour('2026-11-19T00:00:00Z', 34, ['Gucci', 'Prada']),
    ...Array.from({ length: 5 }, (_, at) =>
      reportAbout(`Loewe ${at}`, new Date('2026-11-20T09:00:00Z'), ['Loewe']),
    ),
  ]);
  facts = await factsOf(api.database.url, api.tenant.tenantId);
});
afterAll(async () => api.close());

async function analyticsInFull(asked: Partial<Asked> & Pick<Asked, 'range'>, key?: string) {
  const usual = { zone: 'UTC', by: 'DAY' as const, brands: ['Gucci', 'Prada', 'Loewe'] };
  return dataOf(await api.query(AnalyticsInFullDocument, { ...usual, ...asked }, key)).analytics;
}

async function analytics(selection: string, args: string, key?: string): Promise<Record<string, object>> {
  const { analytics } = dataOf(await api.ask(`{ analytics(${args}) { ${selection} } }`, {}, key));
  return analytics as Record<string, object>;
}

const stretchOf = ({ from, to }: { from: string; to: string }): Stretch => [Date.parse(from), Date.parse(to)];
const hoursOf = (span: { from: string; to: string }) => (stretchOf(span)[1] - stretchOf(span)[0]) / hourMs;
const sumOf = (points: readonly { reports: number }[]) =>
  points.reduce((sum, { reports }) => sum + reports, 0);

/** Holds an answer's sums and series to a plain recount of its own range. */
function expectRecount(answer: AnalyticsInFullQuery['analytics']): void {
  const all = recountAll(cellsOfReports(facts), stretchOf(answer.range));
  expect(answer.overview.reports.value).toBe(all.count);
  expect(answer.overview.stories.value).toBe(all.stories);
  const series = [
    { points: answer.series, cells: cellsOfReports(facts), total: all.count },
    ...answer.compare.map(({ brand, mentions, series: points }) => {
      const cells = cellsOfBrand(facts, brand.name);
      expect(mentions.value).toBe(recountAll(cells, stretchOf(answer.range)).count);
      return { points, cells, total: mentions.value };
    }),
  ];
  for (const { points, cells, total } of series) {
    expect(points.at(0)?.from).toBe(answer.range.from);
    expect(points.at(-1)?.to).toBe(answer.range.to);
    for (const [at, point] of points.entries()) {
      if (at > 0) expect(point.from).toBe(points[at - 1]?.to);
      expect(point.reports).toBe(recountAll(cells, stretchOf(point)).count);
    }
    expect(sumOf(points)).toBe(total);
  }
}

describe('a range over a change of the clocks', () => {
  it.each([
    ['Europe/Rome', '2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z', [24, 23, 24]],
    ['Europe/Rome', '2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z', [24, 25, 24]],
    ['America/New_York', '2026-03-07T05:00:00Z', '2026-03-10T04:00:00Z', [24, 23, 24]],
    ['America/New_York', '2026-10-31T04:00:00Z', '2026-11-03T05:00:00Z', [24, 25, 24]],
  ])(
    'in %s, from %s, has days of other lengths, without holes, that add up',
    async (zone, from, to, hours) => {
      const answer = await analyticsInFull({ range: { from, to }, zone, compareTo: 'PREVIOUS_PERIOD' });
      expect(answer.series.map(hoursOf)).toEqual(hours);
      expect(answer.overview.reports.value).toBeGreaterThan(20);
      expectRecount(answer);
      expect(answer.comparedTo?.range.to).toBe(answer.range.from);
    },
  );

  it('has the leap day for itself, and as a part of its month', async () => {
    const leapDay = { from: '2024-02-29T00:00:00Z', to: '2024-03-01T00:00:00Z' };
    const answer = await analyticsInFull({ range: leapDay, compareTo: 'PREVIOUS_YEAR' });
    expect(answer.series).toMatchObject([{ date: '2024-02-29', isWhole: true, reports: 48 }]);
    expect(answer.comparedTo).toMatchObject({
      range: { from: '2023-02-28T00:00:00.000Z', to: '2023-03-01T00:00:00.000Z' },
      explanation: expect.stringContaining('no 29 February'),
    });
    expectRecount(answer);
    const around = await analyticsInFull({
      range: { from: '2024-02-28T00:00:00Z', to: '2024-03-02T00:00:00Z' },
      by: 'MONTH',
    });
    expect(around.series.map(({ date }) => date)).toEqual(['2024-02-01', '2024-03-01']);
    expectRecount(around);
  });
});

describe('a range of one day', () => {
  it('that is under way has its hours to come, and counts what there is', async () => {
    const answer = await analyticsInFull({ range: { lastDays: 1 } });
    expect(answer.range).toMatchObject({
      from: '2026-11-20T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
    });
    expect(answer.series).toMatchObject([{ date: '2026-11-20', isWhole: true, reports: 25 }]);
    expectRecount(answer);
  });

  it('is compared with the same hours of the day before, to the last full hour', async () => {
    const answer = await analyticsInFull({ range: { lastDays: 1 }, compareTo: 'PREVIOUS_PERIOD' });
    expect(answer.comparedTo).toMatchObject({
      range: { from: '2026-11-19T00:00:00.000Z', to: '2026-11-19T10:00:00.000Z' },
      explanation: expect.stringContaining('until 2026-11-19 10:00: as far as the range is over'),
    });
    expect(answer.overview.reports).toMatchObject({ value: 25, before: 20 });
  });

  it('tells of brands that are new to it what is known, and no part of nothing', async () => {
    const selection =
      'brand(name: "Loewe") { firstSeenAt mentions { value before change changeShare } shareOfVoice { mentionShare { value before change } } } trends { brand { name } stories }';
    const args = 'range: { lastDays: 1 }, compareTo: PREVIOUS_PERIOD';
    const { brand, trends } = await analytics(selection, args);
    expect(brand).toEqual({
      firstSeenAt: '2026-11-20T09:00:00.000Z',
      mentions: { value: 5, before: 0, change: 5, changeShare: null },
      shareOfVoice: { mentionShare: { value: 0.2, before: 0, change: 0.2 } },
    });
    // There are no earlier weeks to measure a trend by.
    expect(trends).toEqual([]);
  });
});

describe('a comparison by an event', () => {
  const args = (more: string) =>
    `range: { from: "2026-02-23T00:00:00Z", to: "2026-03-11T00:00:00Z" }, timeZone: "Europe/Paris", ${more}`;

  it('is by the one that is named, in any case, where the range meets several', async () => {
    const selection = 'comparedTo { explanation event { series } previousEvent { series } }';
    const by = 'compareTo: SAME_EVENT_LAST_SEASON';
    expect(await analytics(selection, args(by))).toMatchObject({
      comparedTo: {
        event: { series: 'paris-womenswear' },
        explanation: expect.stringContaining('name the series to compare by (milan-womenswear'),
      },
    });
    expect(await analytics(selection, args(`${by}, eventSeries: " Milan-Womenswear"`))).toMatchObject({
      comparedTo: { event: { series: 'milan-womenswear' }, previousEvent: { series: 'milan-womenswear' } },
    });
  });

  it('is refused for a series that is none, and where no event is compared', async () => {
    const fault = async (more: string) => {
      const { errors } = await api.ask(`{ analytics(${args(more)}) { comparedTo { explanation } } }`);
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      return errors[0]?.extensions.fields;
    };
    expect(await fault('compareTo: SAME_EVENT_LAST_SEASON, eventSeries: "milan"')).toMatchObject([
      { field: 'eventSeries', message: expect.stringContaining("has no series 'milan': see calendarEvents") },
    ]);
    for (const more of ['compareTo: PREVIOUS_YEAR, ', '']) {
      expect(await fault(`${more}eventSeries: "milan-womenswear"`)).toMatchObject([
        { field: 'eventSeries', message: expect.stringContaining('SAME_EVENT_LAST_SEASON alone') },
      ]);
    }
  });
});

/** Everything that can be asked of a range, as nobody wrote anything in it. */
const everything = `
  coverage { confidence expectedFetches okFetches addedFeeds gaps { from } }
  overview { reports { value before change changeShare } stories { value } mentions { value } pickUpRate { value before change }
    sentiment { positive { value } score { value before change } } }
  series(by: WEEK) { reports score isCovered confidence } busiestDays { date } topics { topic } sources { source } languages { language }
  trends { score sourceChange { score } } shareOfVoice(brands: ["Gucci", "Chanel"]) { mentionShare { value before change } storyShare { value } }
  coMentions(brands: ["Gucci"]) { lift } reports { totalCount nodes { id } }
  brand(name: "Chanel") { mentions { value before change changeShare } pickUpRate { value } tone { score { value } }
    series(by: WEEK) { reports } topics { topic } sources { source } languages { language } coMentionedBrands { brand { name } }
    shareOfVoice { mentionShare { value } } reach { value basis knownShare } firstSeenAt lastSeenAt
    bestQuotes { quote } worstQuotes { quote } reports { totalCount } }`;

const nothing = {
  overview: {
    reports: { value: 0, before: 0, change: 0, changeShare: null },
    stories: { value: 0 },
    mentions: { value: 0 },
    pickUpRate: { value: null, before: null, change: null },
    sentiment: { positive: { value: 0 }, score: { value: null, before: null, change: null } },
  },
  busiestDays: [],
  topics: [],
  sources: [],
  languages: [],
  trends: [],
  shareOfVoice: [
    { mentionShare: { value: null, before: null, change: null }, storyShare: { value: null } },
    { mentionShare: { value: null, before: null, change: null }, storyShare: { value: null } },
  ],
  coMentions: [],
  reports: { totalCount: 0, nodes: [] },
  brand: {
    mentions: { value: 0, before: 0, change: 0, changeShare: null },
    pickUpRate: { value: null },
    tone: { score: { value: null } },
    topics: [],
    sources: [],
    languages: [],
    coMentionedBrands: [],
    shareOfVoice: { mentionShare: { value: null } },
    reach: { value: null, basis: 'NONE', knownShare: 0 },
    firstSeenAt: null,
    lastSeenAt: null,
    bestQuotes: [],
    worstQuotes: [],
    reports: { totalCount: 0 },
  },
};

describe('where there is nothing, zeros and nulls are answered', () => {
  const quiet = { reports: 0, score: null, isCovered: false, confidence: 0 };

  it('in a range that is to come', async () => {
    const args =
      'range: { from: "2027-01-04T00:00:00Z", to: "2027-01-18T00:00:00Z" }, timeZone: "UTC", compareTo: PREVIOUS_PERIOD';
    const answer = await analytics(everything, args);
    expect(answer).toMatchObject(nothing);
    expect(answer.series).toEqual([quiet, quiet]);
  });

  it.each(['lastDays: 1', 'lastDays: 31'])('to a tenant without feeds, of %s', async (range) => {
    const rival = await api.addTenant(`empty-${range.replace(/\D+/, '')}`);
    const comparisons = ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR'];
    for (const compareTo of comparisons) {
      const answer = await analytics(everything, `range: { ${range} }, compareTo: ${compareTo}`, rival.key);
      expect(answer).toMatchObject(nothing);
      for (const point of Object.values(answer.series ?? {})) expect(point).toEqual(quiet);
    }
  });

  it('of a brand all of whose reports were deleted', async () => {
    await storeReports(api.tenant, feedId, [
      reportAbout('Chanel 1', new Date('2026-11-18T09:00:00Z'), ['Chanel']),
      reportAbout('Chanel 2', new Date('2026-11-18T11:30:00Z'), ['Chanel', 'Gucci']),
    ]);
    const args =
      'range: { from: "2026-11-18T00:00:00Z", to: "2026-11-19T00:00:00Z" }, compareTo: PREVIOUS_PERIOD';
    const { brand } = await analytics(
      'brand(name: "Chanel") { mentions { value } reports { nodes { id } } }',
      args,
    );
    const { mentions, reports } = brand as { mentions: object; reports: { nodes: { id: string }[] } };
    expect(mentions).toEqual({ value: 2 });
    const ids = reports.nodes.map(({ id }) => id);
    expect(
      dataOf(await api.query(DeleteReportsDocument, { input: { ids } })).deleteReports.deletedCount,
    ).toBe(2);
    expect(await analytics(everything, args)).toMatchObject(nothing);
  });
});
