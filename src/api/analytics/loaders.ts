import DataLoader from 'dataloader';
import {
  type ByBrand,
  brandQuotes,
  brandReach,
  brandSeen,
  brandSums,
  brandsBeside,
  brandValues,
  followedSums,
  type OfBrands,
} from '../../analytics/brand-questions.ts';
import { calendarEvents } from '../../analytics/calendar-question.ts';
import { coMentions } from '../../analytics/co-mentions.ts';
import { coverageFacts } from '../../analytics/coverage-question.ts';
import type { AnswerQuestion, JsonSpan, Question } from '../../analytics/question.ts';
import {
  type Frame,
  noReportSums,
  type ReportSums,
  reportSums,
  reportValues,
  type ValueFigures,
} from '../../analytics/report-questions.ts';
import { trendFeeds, trends } from '../../analytics/trend-question.ts';
import { groupBy } from '../../model/group.ts';
import {
  type FirstOfFacet,
  type MentionFacet,
  noSums,
  type ReportFacet,
  type RollupSums,
} from '../../model/rollup-sums.ts';
import { alikeTogether, type OnBatch } from '../batches.ts';

/** What is asked of one brand: the arguments of a question about several, without them. */
export type OfBrand<Args> = Omit<Args, 'brands'> & {
  /** The brand's canonical name. */
  parent: string;
};

/** What mentions, or reports, add up to in each of some spans; they are asked for in a frame, and it keeps them apart. */
interface SumsInFrame {
  frame: Frame;
  spans: readonly JsonSpan[];
}

/** What one brand's mentions add up to. */
export interface SumsOfBrand extends SumsInFrame {
  /** The brand's canonical name. */
  parent: string;
}

/** What is asked of the values of one facet of all reports. */
export interface ValuesOfReports extends FirstOfFacet {
  frame: Frame;
}

/** What is asked of the values of one facet of a brand's mentions. */
export interface ValuesOfBrand extends FirstOfFacet<MentionFacet> {
  frame: Frame;
  /** The brand's canonical name. */
  parent: string;
}

/**
 * Answers what is asked of several facets in one frame as one question, each facet once and in one order: the answer is kept
 * once, and the statements are few enough to be prepared.
 *
 * @param ask gives the values of each of the facets, in their order, for a key of those that are asked about one frame
 */
async function answerTogether<Facet extends ReportFacet, Key extends FirstOfFacet<Facet> & { frame: Frame }>(
  keys: readonly Key[],
  ask: (
    args: Frame & { facets: FirstOfFacet<Facet>[] },
    alike: readonly Key[],
  ) => Promise<(key: Key) => readonly ValueFigures[][] | undefined>,
): Promise<ValueFigures[][]> {
  const found = new Map<Key, ValueFigures[]>();
  const byFrame = groupBy(keys, ({ frame }) => JSON.stringify(frame));
  await Promise.all(
    [...byFrame.values()].map(async (alike) => {
      const [any] = alike;
      if (any === undefined) return;
      const longest = new Map<Facet, number>();
      for (const { facet, first } of alike) longest.set(facet, Math.max(first, longest.get(facet) ?? 0));
      const facets = [...longest]
        .map(([facet, first]) => ({ facet, first }))
        .sort((a, b) => (a.facet < b.facet ? -1 : 1));
      const valuesOf = await ask({ ...any.frame, facets }, alike);
      for (const key of alike) {
        const values = valuesOf(key)?.[facets.findIndex(({ facet }) => facet === key.facet)] ?? [];
        found.set(key, values.slice(0, key.first));
      }
    }),
  );
  return keys.map((key) => found.get(key) ?? []);
}

/**
 * Answers what is asked in one frame about spans of brands' mentions, or of all reports: all spans of a brand at once, and brands of
 * which the same spans are asked together, in one order each. Frames are kept apart: they may be found one after the other, and
 * what is asked at once must be the same each time, so that it is found among the kept answers.
 */
async function spansTogether<Sums>(
  keys: readonly SumsOfBrand[],
  ask: (args: { spans: JsonSpan[] } & OfBrands) => Promise<ByBrand<Sums[]>>,
  none: Sums,
): Promise<Sums[][]> {
  const placeOf = ({ parent, frame }: SumsOfBrand) => JSON.stringify([parent, frame]);
  const asked = [...groupBy(keys, placeOf)].flatMap(([place, alike]) => {
    const spans = new Map(alike.flatMap((key) => key.spans.map((span) => [JSON.stringify(span), span])));
    const sorted = [...spans].sort(([one], [other]) => (one < other ? -1 : 1));
    return alike.slice(0, 1).map((key) => ({ ...key, place, spans: new Map(sorted) }));
  });
  const found = new Map<string, Map<string, Sums>>();
  const asksOf = ({ frame, spans }: (typeof asked)[number]) => JSON.stringify([frame, ...spans.keys()]);
  await Promise.all(
    [...groupBy(asked, asksOf).values()].map(async (alike) => {
      const spans = alike[0]?.spans ?? new Map<string, JsonSpan>();
      const brands = alike.map(({ parent }) => parent).sort();
      const sums = await ask({ brands, spans: [...spans.values()] });
      for (const { place, parent } of alike) {
        found.set(place, new Map([...spans.keys()].map((span, at) => [span, sums[parent]?.[at] ?? none])));
      }
    }),
  );
  return keys.map((key) =>
    key.spans.map((span) => found.get(placeOf(key))?.get(JSON.stringify(span)) ?? none),
  );
}

/** The loaders of what is counted: each question is asked once a request, and of all brands together. */
export function analyticsLoaders(answer: AnswerQuestion, onBatch: OnBatch) {
  const once = <Args, Answer>(question: Question<Args, Answer>) =>
    new DataLoader<Args, Answer, string>(
      (all) => {
        onBatch(question.name, all.length);
        return Promise.all(all.map((args) => answer(question, args)));
      },
      { cacheKeyFn: (args) => JSON.stringify(args) },
    );
  const ofBrands = <Args extends OfBrands, Answer>(question: Question<Args, ByBrand<Answer>>) =>
    new DataLoader<OfBrand<Args>, Answer, string>(
      alikeTogether(async ({ parent: _, ...args }, brands) => {
        onBatch(question.name, brands.length);
        // Omit and its opposite are one to each other only for types that are known.
        const whole = { ...args, brands: [...new Set(brands)].sort() } as unknown as Args;
        return new Map(Object.entries(await answer(question, whole)));
      }),
      { cacheKeyFn: (key) => JSON.stringify(key) },
    );
  return {
    sumsOfReports: new DataLoader<SumsInFrame, ReportSums[], string>(
      async (keys) => {
        onBatch(reportSums.name, keys.length);
        return spansTogether(
          keys.map((key) => ({ ...key, parent: '' })),
          async ({ spans }) => ({ '': await answer(reportSums, { spans }) }),
          noReportSums,
        );
      },
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    valuesOfReports: new DataLoader<ValuesOfReports, ValueFigures[], string>(
      async (keys) => {
        onBatch(reportValues.name, keys.length);
        return answerTogether(keys, async (args) => {
          const values = await answer(reportValues, args);
          return () => values;
        });
      },
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    trends: once(trends),
    coMentions: once(coMentions),
    coverageFacts: once(coverageFacts),
    calendarEvents: once(calendarEvents),
    /** Of brands that are asked about as a set, whatever else is asked of some of them. */
    sumsOfBrands: once(brandSums),
    sumsOfFollowed: once(followedSums),
    sumsByBrand: new DataLoader<SumsOfBrand, RollupSums[], string>(
      async (keys) => {
        onBatch(brandSums.name, keys.length);
        return spansTogether(keys, (args) => answer(brandSums, args), noSums);
      },
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    valuesByBrand: new DataLoader<ValuesOfBrand, ValueFigures[], string>(
      async (keys) => {
        onBatch(brandValues.name, keys.length);
        return answerTogether<MentionFacet, ValuesOfBrand>(keys, async (args, alike) => {
          const brands = [...new Set(alike.map(({ parent }) => parent))].sort();
          const values = await answer(brandValues, { ...args, brands });
          return ({ parent }) => values[parent];
        });
      },
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    besideByBrand: ofBrands(brandsBeside),
    reachByBrand: ofBrands(brandReach),
    seenByBrand: ofBrands(brandSeen),
    quotesByBrand: ofBrands(brandQuotes),
    trendFeedsByBrand: ofBrands(trendFeeds),
  };
}
