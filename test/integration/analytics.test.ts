import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewReport } from '../../src/model/report.ts';
import {
  AnalyticsInFullDocument,
  type AnalyticsInFullQuery,
  type AnalyticsInFullQueryVariables,
  type PointFragment,
  type ShareFragment,
} from '../operations/generated/graphql.ts';
import { dataOf, startApi, type TestApi } from '../support/api.ts';
import {
  type Cell,
  cellsOfBrand,
  cellsOfReports,
  factsOf,
  others,
  type Recount,
  type ReportFact,
  recount,
  recountAll,
  type Stretch,
} from '../support/recount.ts';
import {
  addFeeds,
  brandsOfCatalogue,
  epoch,
  makeReports,
  seededBrands,
  storeReports,
} from '../support/seed.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Over these days clocks change in America, Europe and New Zealand. */
const days = 80;
const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'America/St_Johns',
  'Australia/Lord_Howe',
];

let api: TestApi;
let facts: ReportFact[];

/** Reports over many days, a third of them copies of the one before on another outlet, hours later. */
function pressOf(seed: number, count: number): NewReport[] {
  const times = fc.sample(fc.integer({ min: 0, max: days * 24 * 12 }), { seed, numRuns: count });
  const reports: NewReport[] = [];
  for (const [at, made] of makeReports(seed, count).entries()) {
    const original = at % 3 === 2 ? reports.at(-1) : undefined;
    // Twelfths of an hour: many lie on the very edges of hours and days.
    const publishedAt = new Date(epoch.getTime() + (times[at] ?? 0) * (hourMs / 12));
    reports.push(
      original
        ? {
            ...original,
            keys: made.keys,
            url: made.url,
            source: made.source,
            mentions: made.mentions,
            topics: original.analysis === 'FULL' && made.analysis === 'FULL' ? made.topics : original.topics,
            publishedAt: new Date(original.publishedAt.getTime() + ((times[at] ?? 0) % 40) * hourMs),
          }
        : { ...made, publishedAt },
    );
  }
  return reports;
}

beforeAll(async () => {
  api = await startApi({ clock: () => new Date(epoch.getTime() + days * dayMs) });
  await api.storage.writeCatalogue(brandsOfCatalogue());
  for (const brand of ['Gucci', 'Prada', 'Hermès']) {
    await api.tenant.tenantBrands.save(brand, { relation: 'CLIENT' });
  }
  const [one = '', other = ''] = await addFeeds(api.tenant, 2);
  const press = pressOf(5, 900);
  await storeReports(api.tenant, one, press.slice(0, 500));
  // What is folded is read from other places than what is not.
  await api.tenant.rollupUpkeep.fold();
  await storeReports(api.tenant, other, press.slice(500));
  const rival = await api.addTenant('maison-y');
  const [its = ''] = await addFeeds(rival, 1);
  await storeReports(rival, its, pressOf(6, 50));
  facts = await factsOf(api.database.url, api.tenant.tenantId);
});
afterAll(async () => api.close());

type Asked = AnalyticsInFullQueryVariables;
type Answered = AnalyticsInFullQuery['analytics'];
type Pair = Answered['coMentions'][number];

const side = (sums: Recount | undefined) => ({
  reports: sums?.count ?? 0,
  stories: sums?.stories ?? 0,
  pickUpRate: sums && sums.stories > 0 ? sums.count / sums.stories : null,
  positive: sums?.positive ?? 0,
  neutral: sums?.neutral ?? 0,
  negative: sums?.negative ?? 0,
  mixed: sums?.mixed ?? 0,
  unjudged: sums?.unjudged ?? 0,
  score: sums?.score ?? null,
});

/** What figures must be, given what was counted now and before. @param before null: nothing is compared with */
function expectedFigures(now: Recount | undefined, before: Recount | undefined | null) {
  const [value, earlier] = [side(now), before === null ? null : side(before)];
  const pair = (field: keyof ReturnType<typeof side>) => comparedPair(value[field], earlier?.[field] ?? null);
  return {
    reports: pair('reports'),
    stories: pair('stories'),
    pickUpRate: pair('pickUpRate'),
    tone: {
      positive: pair('positive'),
      neutral: pair('neutral'),
      negative: pair('negative'),
      mixed: pair('mixed'),
      unjudged: pair('unjudged'),
      score: pair('score'),
    },
  };
}

function comparedPair(value: number | null, before: number | null) {
  const change = value === null || before === null ? null : value - before;
  return {
    value,
    before,
    change,
    changeShare: change === null || !before ? null : change / Math.abs(before),
  };
}

function expectedValues(
  cells: readonly Cell[],
  now: Stretch,
  before: Stretch | null,
  name: string,
  first: number,
) {
  const earlier = before === null ? null : recount(cells, before);
  return [...recount(cells, now)].slice(0, first).map(([value, its]) => ({
    [name]: name === 'language' && value === '' ? null : value,
    ...expectedFigures(its, earlier === null ? null : earlier.get(value)),
  }));
}

function stretchOf({ from, to }: { from: string; to: string }): Stretch {
  return [Date.parse(from), Date.parse(to)];
}

function expectSeries(answered: PointFragment[], cells: readonly Cell[], now: Stretch): void {
  expect(answered.at(0)?.from).toBe(new Date(now[0]).toISOString());
  expect(answered.at(-1)?.to).toBe(new Date(now[1]).toISOString());
  for (const [at, point] of answered.entries()) {
    if (at > 0) expect(point.from).toBe(answered[at - 1]?.to);
    const { count: reports, ...rest } = recountAll(cells, stretchOf(point));
    expect(point).toMatchObject({ reports, ...rest });
  }
}

async function expectExact(asked: Asked): Promise<void> {
  const { analytics: answer } = dataOf(await api.query(AnalyticsInFullDocument, asked));
  const now = stretchOf(answer.range);
  const before = answer.comparedTo ? stretchOf(answer.comparedTo.range) : null;
  const both = (cells: readonly Cell[]) =>
    expectedFigures(recountAll(cells, now), before && recountAll(cells, before));

  const all = cellsOfReports(facts);
  const { tone: sentiment, ...overall } = both(all);
  const mentionsIn = (stretch: Stretch) =>
    facts.filter(({ at }) => at >= stretch[0] && at < stretch[1]).flatMap(({ mentions }) => mentions).length;
  const mentions = comparedPair(mentionsIn(now), before && mentionsIn(before));
  expect(answer.overview).toEqual({ ...overall, mentions, sentiment });
  expectSeries(answer.series, all, now);
  const ofTopics = cellsOfReports(facts, ({ topic }) => topic);
  expect(answer.topics).toEqual(expectedValues(ofTopics, now, before, 'topic', 13));
  const ofSources = cellsOfReports(facts, ({ source }) => source);
  expect(answer.sources).toEqual(expectedValues(ofSources, now, before, 'source', 10));
  const ofLanguages = cellsOfReports(facts, ({ language }) => language);
  expect(answer.languages).toEqual(expectedValues(ofLanguages, now, before, 'language', 10));
  expect(answer.reports.totalCount).toBe(overall.reports.value);

  const followed = ['Gucci', 'Prada', 'Hermès'];
  for (const [at, its] of answer.compare.entries()) {
    const brand = [asked.brands].flat()[at] ?? '';
    const cells = cellsOfBrand(facts, brand);
    const { reports, ...own } = both(cells);
    expect(its).toMatchObject({ brand: { name: brand }, mentions: reports, ...own });
    expectSeries(its.series, cells, now);
    const by = (read: (fact: ReportFact) => string | null) =>
      cellsOfBrand(facts, brand, (fact) => [read(fact)]);
    expect(its.topics).toEqual(
      expectedValues(
        by(({ topic }) => topic),
        now,
        before,
        'topic',
        13,
      ),
    );
    expect(its.sources).toEqual(
      expectedValues(
        by(({ source }) => source),
        now,
        before,
        'source',
        2,
      ),
    );
    expect(its.languages).toEqual(
      expectedValues(
        by(({ language }) => language),
        now,
        before,
        'language',
        10,
      ),
    );
    const beside = expectedValues(cellsOfBrand(facts, brand, others(brand)), now, before, 'brand', 10);
    expect(its.coMentionedBrands.map(({ brand: { name }, ...rest }) => ({ brand: name, ...rest }))).toEqual(
      beside,
    );
    expect(its.firstSeenAt).toBe(cells[0] ? new Date(cells[0].fact.at).toISOString() : null);
    const last = cells.at(-1);
    expect(its.lastSeenAt).toBe(last ? new Date(last.fact.at).toISOString() : null);
    expect(its.reports.totalCount).toBe(reports.value);
    expectShare(its.shareOfVoice, brand, [...new Set([...followed, brand])], now, before);
  }
  for (const share of answer.shareOfVoice) expectShare(share, share.brand.name, followed, now, before);
  expect(answer.shareOfVoice.map((share) => share.brand.name).sort()).toEqual([...followed].sort());
  expectPairs(answer.coMentions, [asked.brands].flat(), now);
}

function expectShare(
  share: ShareFragment,
  brand: string,
  among: string[],
  now: Stretch,
  before: Stretch | null,
): void {
  const part = (stretch: Stretch, field: 'count' | 'stories') => {
    const of = (name: string) => recountAll(cellsOfBrand(facts, name), stretch)[field];
    const whole = among.reduce((sum, name) => sum + of(name), 0);
    return whole === 0 ? null : of(brand) / whole;
  };
  for (const [field, name] of [
    ['count', 'mentionShare'],
    ['stories', 'storyShare'],
  ] as const) {
    expect(share[name]).toEqual(comparedPair(part(now, field), before && part(before, field)));
  }
}

function expectPairs(answered: Pair[], brands: readonly string[], now: Stretch): void {
  const total = recountAll(cellsOfReports(facts), now).count;
  const of = (brand: string) => recountAll(cellsOfBrand(facts, brand), now).count;
  const pairs = new Map<string, Pair>();
  for (const brand of brands) {
    for (const [other, its] of recount(cellsOfBrand(facts, brand, others(brand)), now)) {
      if (its.count < 5) continue;
      const [one = '', two = ''] = [brand, other].sort((a, b) => (a < b ? -1 : 1));
      const lift = (its.count * total) / (of(one) * of(two));
      pairs.set(`${one}+${two}`, {
        brands: [{ name: one }, { name: two }],
        reports: its.count,
        stories: its.stories,
        reportsOfEach: [of(one), of(two)],
        expectedReports: its.count / lift,
        lift,
      });
    }
  }
  const key = ({ brands }: Pair) => brands.map(({ name }) => name).join('+');
  const sorted = (some: Pair[]) => [...some].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  expect(sorted(answered)).toEqual(sorted([...pairs.values()]));
  const lifts = answered.map(({ lift }) => lift);
  expect(lifts).toEqual([...lifts].sort((a, b) => b - a));
}

/** Moments on any minute, and on the edges of hours, days and months. */
const moment = fc
  .record({
    minute: fc.integer({ min: -2 * 24 * 60, max: (days + 2) * 24 * 60 }),
    unit: fc.constantFrom(1, 30, 60, 24 * 60),
  })
  .map(({ minute, unit }) => epoch.getTime() + Math.floor(minute / unit) * unit * 60_000);

const questions = fc
  .record({
    ends: fc.tuple(moment, moment).filter(([a, b]) => a !== b),
    zone: fc.constantFrom(...zones),
    compareTo: fc.constantFrom(null, 'PREVIOUS_PERIOD' as const, 'PREVIOUS_YEAR' as const),
    by: fc.constantFrom('DAY' as const, 'WEEK' as const, 'MONTH' as const),
    brands: fc.shuffledSubarray([...seededBrands, 'Loewe'], { minLength: 1, maxLength: 4 }),
  })
  .map(({ ends, ...rest }): Asked => {
    const [from, to] = [...ends].sort((a, b) => a - b).map((time) => new Date(time).toISOString());
    return { ...rest, range: { from: from ?? '', to: to ?? '' } };
  });

describe('analytics', () => {
  it('are asked of a press with stories on several outlets, some of them across midnight', () => {
    const sizes = new Map<string, number>();
    for (const { story } of facts) sizes.set(story, (sizes.get(story) ?? 0) + 1);
    expect([...sizes.values()].filter((size) => size > 1).length).toBeGreaterThan(50);
  });

  it('count what a plain recount counts, over any range, in any time zone', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(fc.asyncProperty(questions, expectExact), { numRuns: 25, seed: 20 });
  });
});
