import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import { addFeeds, brandsOfCatalogue, makeReports, storeReports } from '../support/seed.ts';

const now = new Date('2026-06-20T10:20:00.000Z');

let api: TestApi;

/** Reports of one brand, so many a day: the first number is of yesterday. */
function reportsOf(
  brand: string,
  perDay: number[],
  seed: number,
  change: Partial<NewReport> = {},
): NewReport[] {
  const [sample] = makeReports(seed, 1, [brand]);
  if (!sample) throw new Error('no report was made');
  return perDay.flatMap((count, daysAgo) =>
    Array.from({ length: count }, (_, at) => {
      const name = `${brand} ${daysAgo} ${at}`;
      return {
        ...sample,
        title: `A word on ${name}`,
        keys: [`url:https://press.example/${name}`],
        signature: { ...sample.signature, keys: [] },
        source: 'Moda Nuova',
        publishedAt: new Date(Date.UTC(2026, 5, 19 - daysAgo, 9, at)),
        mentions: [
          {
            brand,
            position: 'BODY' as const,
            count: 1,
            tone: at % 2 === 0 ? ('POSITIVE' as const) : ('NEGATIVE' as const),
            score: at % 2 === 0 ? 0.5 : -0.5,
            confidence: 1,
            quote: `Said of ${name}.`,
            reason: 'NAME' as const,
            name: brand,
          },
        ],
        ...change,
      };
    }),
  );
}

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  await api.storage.writeCatalogue(brandsOfCatalogue());
  const [feedId = ''] = await addFeeds(api.tenant, 1);
  const weeks = 9 * 7;
  // Prada is steady, Gucci has had a week of its own, Hermès has gone quiet.
  await storeReports(api.tenant, feedId, [
    ...reportsOf('Prada', Array(weeks).fill(6), 1),
    ...reportsOf(
      'Gucci',
      Array.from({ length: weeks }, (_, day) => (day < 7 ? 8 : 1)),
      2,
    ),
    ...reportsOf(
      'Hermès',
      Array.from({ length: weeks }, (_, day) => (day < 7 ? 0 : 4)),
      3,
    ),
  ]);
});
afterAll(async () => api.close());

async function analytics(
  selection: string,
  args = 'range: { lastDays: 8 }',
): Promise<Record<string, object>> {
  const { analytics } = dataOf(await api.ask(`{ analytics(${args}) { ${selection} } }`));
  return analytics as Record<string, object>;
}

async function faultsOf(selection: string, args = 'range: { lastDays: 8 }') {
  const { data, errors } = await api.ask(`{ analytics(${args}) { ${selection} } }`);
  expect(data).toBeNull();
  const [error] = errors;
  return { code: error?.extensions.code, message: error?.message, fields: error?.extensions.fields };
}

describe('brands side by side', () => {
  it('come once each, in the order in which they are first named', async () => {
    const { compare } = await analytics(
      'compare(brands: ["Hermès", "gucci", "hermes", "Gucci"]) { brand { name } }',
    );
    expect(compare).toEqual([{ brand: { name: 'Hermès' } }, { brand: { name: 'Gucci' } }]);
  });
});

describe('trends', () => {
  const selection =
    'brand { name } direction score stories mentions expectedStories window { from to timeZone } baseline { range { from } stories }';

  it('name the brands that rise and fall against the same days of the weeks before, and no steady one', async () => {
    const { trends } = await analytics(`trends { ${selection} }`);
    expect(trends).toMatchObject([
      { brand: { name: 'Gucci' }, direction: 'RISING', stories: 56, mentions: 56, expectedStories: 7 },
      { brand: { name: 'Hermès' }, direction: 'FALLING', stories: 0, mentions: 0, expectedStories: 28 },
    ]);
    expect(trends).toHaveProperty('0.window', {
      from: '2026-06-13T00:00:00.000Z',
      to: '2026-06-20T00:00:00.000Z',
      timeZone: 'UTC',
    });
    expect(trends).toHaveProperty('0.baseline.length', 8);
  });

  it('can be asked for by their direction, and for so many', async () => {
    expect(await analytics('trends(direction: FALLING) { brand { name } }')).toEqual({
      trends: [{ brand: { name: 'Hermès' } }],
    });
    expect(await analytics('trends(first: 1) { brand { name } }')).toEqual({
      trends: [{ brand: { name: 'Gucci' } }],
    });
  });

  it('are none where there is no past to measure by', async () => {
    expect(await analytics('trends { score }', 'range: { lastDays: 60 }')).toEqual({ trends: [] });
  });
});

describe('a brand', () => {
  it('is found by any name, and its quotes are the kindest and the harshest, each with its report', async () => {
    const { brand } = await analytics(
      `brand(name: "HERMES") {
      brand { name } mentions { value before change changeShare }
      bestQuotes(first: 1) { quote tone score report { title } } worstQuotes(first: 1) { quote tone score }
    }`,
      'range: { from: "2026-06-01T00:00:00Z", to: "2026-06-13T00:00:00Z" }, compareTo: PREVIOUS_PERIOD',
    );
    expect(brand).toEqual({
      brand: { name: 'Hermès' },
      mentions: { value: 48, before: 48, change: 0, changeShare: 0 },
      bestQuotes: [
        {
          quote: 'Said of Hermès 7 2.',
          tone: 'POSITIVE',
          score: 0.5,
          report: { title: 'A word on Hermès 7 2' },
        },
      ],
      worstQuotes: [{ quote: 'Said of Hermès 7 3.', tone: 'NEGATIVE', score: -0.5 }],
    });
  });

  it('has changed by no part of nothing, and by none where nothing is compared', async () => {
    const selection =
      'brand(name: "loewe") { mentions { value before change changeShare } pickUpRate { value before } firstSeenAt series(by: MONTH) { reports } reach { value basis knownShare } }';
    const { brand } = await analytics(selection, 'range: { lastDays: 8 }, compareTo: PREVIOUS_YEAR');
    expect(brand).toEqual({
      mentions: { value: 0, before: 0, change: 0, changeShare: null },
      pickUpRate: { value: null, before: null },
      firstSeenAt: null,
      series: [{ reports: 0 }],
      reach: { value: null, basis: 'NONE', knownShare: 0 },
    });
  });

  it('reaches as many as the tenant says of the outlets', async () => {
    const tier = { source: 'Moda Nuova', tier: 'TIER_1' as const };
    await api.tenant.outletTiers.set({ ...tier, reachPerReport: null });
    expect(await analytics('brand(name: "Gucci") { reach { value basis reason } }')).toEqual({
      brand: {
        reach: {
          value: null,
          basis: 'NONE',
          reason: expect.stringContaining('though 1 has a tier: give it with setOutletTier'),
        },
      },
    });
    await api.tenant.outletTiers.set({ ...tier, reachPerReport: 1_000 });
    const { brand } = await analytics('brand(name: "Gucci") { reach { value basis knownShare } }');
    expect(brand).toEqual({ reach: { value: 56_000, basis: 'TIERS', knownShare: 1 } });
  });

  it('lists its reports of the range alone, filtered further and paged', async () => {
    const { brand } = await analytics(
      'brand(name: "Gucci") { reports(first: 2, filter: { sources: ["moda nuova"] }) { totalCount nodes { title } exportUrl(format: CSV) } }',
      'range: { from: "2026-06-18T00:00:00Z", to: "2026-06-19T00:00:00Z" }',
    );
    expect(brand).toMatchObject({
      reports: { totalCount: 8, nodes: [{ title: 'A word on Gucci 1 7' }, { title: 'A word on Gucci 1 6' }] },
    });
    const { exportUrl } = (brand as { reports: { exportUrl: string } }).reports;
    const file = await api.send({}, new URL(exportUrl).pathname);
    expect(file.text.trim().split('\n')).toHaveLength(1 + 8);
  });

  it('that nobody knows is NOT_FOUND, with names like it', async () => {
    expect(await faultsOf('brand(name: "Guci") { brand { name } }')).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('Did you mean "Gucci"'),
    });
  });
});

describe('a comparison', () => {
  it('with the event before says which, and what its edition before was', async () => {
    const { comparedTo } = await analytics(
      'comparedTo { explanation range { from to } event { series } previousEvent { series startsOn } }',
      'range: { from: "2026-03-03T00:00:00Z", to: "2026-03-05T00:00:00Z" }, timeZone: "Europe/Paris", compareTo: SAME_EVENT_LAST_SEASON',
    );
    expect(comparedTo).toMatchObject({
      event: { series: 'paris-womenswear' },
      previousEvent: { series: 'paris-womenswear' },
    });
  });
});

describe('what cannot be asked', () => {
  it('of a range is said all at once', async () => {
    const args = 'range: { from: "2026-06-01T00:00:00Z", lastDays: 3 }, timeZone: "Mars/Olympus"';
    const { code, fields } = await faultsOf('range { from }', args);
    expect(code).toBe('BAD_USER_INPUT');
    expect(fields?.map(({ field }) => field)).toEqual(['timeZone', 'range']);
  });

  it.each([
    [
      'brands that nobody knows',
      'compare(brands: ["Guci", "Prada"]) { brand { name } }',
      'Did you mean "Gucci"',
    ],
    ['no brand', 'compare(brands: []) { brand { name } }', 'brands: 0 brands. Name 1 to 20.'],
    [
      'more than 20 brands',
      `shareOfVoice(brands: ${JSON.stringify(Array(21).fill('Gucci'))}) { brand { name } }`,
      'brands: 21 brands. Name 1 to 20.',
    ],
    ['too many values', 'sources(first: 101) { source }', 'first: 101 is out of range. Ask for 1 to 100.'],
    ['too many quotes', 'brand(name: "Gucci") { bestQuotes(first: 21) { quote } }', 'Ask for 1 to 20.'],
    ['too many trends', 'trends(first: 0) { score }', 'first: 0 is out of range. Ask for 1 to 50.'],
    ['too many busy days', 'busiestDays(first: 32) { date }', 'Ask for 1 to 31.'],
  ])('%s', async (_, selection, message) => {
    expect(await faultsOf(selection)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(message),
    });
  });

  it('of pairs is said all at once', async () => {
    const { fields } = await faultsOf('coMentions(brands: ["Guci"], first: 0) { lift }');
    expect(fields?.map(({ field }) => field)).toEqual(['first', 'brands']);
  });

  it('in points is a series of more than 400 periods', async () => {
    const args = 'range: { lastDays: 401 }';
    expect(await faultsOf('series(by: DAY) { date }', args)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'by: DAY cuts this range into 401 periods; at most 400 are answered. Ask by WEEK or MONTH, or for a shorter range.',
    });
    expect(await analytics('series(by: WEEK) { date }', args)).toHaveProperty('series.length', 58);
    expect(await faultsOf('busiestDays { date }', args)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'range: DAY cuts this range into 401 periods; at most 400 are answered. Ask for a shorter range.',
    });
  });
});

describe('a series', () => {
  it('says of each period whether the feeds were read', async () => {
    const { series, coverage } = await analytics(
      'coverage { confidence } series { date isWhole isCovered confidence }',
      'range: { lastDays: 2 }',
    );
    expect(coverage).toEqual({ confidence: 0 });
    expect(series).toEqual([
      { date: '2026-06-19', isWhole: true, isCovered: false, confidence: 0 },
      { date: '2026-06-20', isWhole: true, isCovered: false, confidence: 0 },
    ]);
  });
});

describe('another tenant', () => {
  it('is told nothing of this one', async () => {
    const rival = await api.addTenant('maison-y');
    const answer = await api.ask(
      `{ analytics(range: { lastDays: 60 }, compareTo: PREVIOUS_PERIOD) {
        overview { reports { value before } mentions { value } } trends { score } topics { topic } sources { source }
        shareOfVoice { brand { name } } coMentions(brands: ["Gucci"]) { lift } busiestDays { date }
        brand(name: "Gucci") { mentions { value } firstSeenAt bestQuotes { quote } reach { knownShare } reports { totalCount } }
      } }`,
      {},
      rival.key,
    );
    expect(dataOf(answer).analytics).toEqual({
      overview: { reports: { value: 0, before: 0 }, mentions: { value: 0 } },
      trends: [],
      topics: [],
      sources: [],
      shareOfVoice: [],
      coMentions: [],
      busiestDays: [],
      brand: {
        mentions: { value: 0 },
        firstSeenAt: null,
        bestQuotes: [],
        reach: { knownShare: 0 },
        reports: { totalCount: 0 },
      },
    });
  });
});
