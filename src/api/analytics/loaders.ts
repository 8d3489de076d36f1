import DataLoader from 'dataloader';
import {
  type ByBrand,
  brandFigures,
  brandQuotes,
  brandSeen,
  brandSeries,
  brandSources,
  brandsBeside,
  brandValues,
  type OfBrands,
} from '../../analytics/brand-questions.ts';
import { coMentions } from '../../analytics/co-mentions.ts';
import { coverageFacts } from '../../analytics/coverage-question.ts';
import type { AnswerQuestion, Question } from '../../analytics/question.ts';
import {
  type Frame,
  overview,
  reportSeries,
  reportValues,
  type ValueFigures,
} from '../../analytics/report-questions.ts';
import { trendFeeds, trends } from '../../analytics/trend-question.ts';
import { groupBy } from '../../model/group.ts';
import type { FirstOfFacet, ReportFacet } from '../../model/rollup-sums.ts';
import { alikeTogether, type OnBatch } from '../batches.ts';

/** What is asked of one brand: the arguments of a question about several, without them. */
export type OfBrand<Args> = Omit<Args, 'brands'> & {
  /** The brand's canonical name. */
  parent: string;
};

/** What is asked of the values of one facet. */
export interface ValuesOfReports extends FirstOfFacet {
  frame: Frame;
}

/** Answers what is asked of several facets in one frame as one question. */
async function answerTogether(
  answer: AnswerQuestion,
  keys: readonly ValuesOfReports[],
): Promise<ValueFigures[][]> {
  const found = new Map<ValuesOfReports, ValueFigures[]>();
  const byFrame = groupBy(keys, ({ frame }) => JSON.stringify(frame));
  await Promise.all(
    [...byFrame.values()].map(async (alike) => {
      const [any] = alike;
      if (any === undefined) return;
      const longest = new Map<ReportFacet, number>();
      for (const { facet, first } of alike) longest.set(facet, Math.max(first, longest.get(facet) ?? 0));
      // Each facet once and in one order: the answer is kept once, and the statements are few enough to be prepared.
      const facets = [...longest]
        .map(([facet, first]) => ({ facet, first }))
        .sort((a, b) => (a.facet < b.facet ? -1 : 1));
      const values = await answer(reportValues, { ...any.frame, facets });
      const byFacet = new Map(facets.map(({ facet }, at) => [facet, values[at] ?? []]));
      for (const key of alike) found.set(key, (byFacet.get(key.facet) ?? []).slice(0, key.first));
    }),
  );
  return keys.map((key) => found.get(key) ?? []);
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
    overview: once(overview),
    reportSeries: once(reportSeries),
    valuesOfReports: new DataLoader<ValuesOfReports, ValueFigures[], string>(
      async (keys) => {
        onBatch(reportValues.name, keys.length);
        return answerTogether(answer, keys);
      },
      { cacheKeyFn: (key) => JSON.stringify(key) },
    ),
    trends: once(trends),
    coMentions: once(coMentions),
    coverageFacts: once(coverageFacts),
    figuresByBrand: ofBrands(brandFigures),
    seriesByBrand: ofBrands(brandSeries),
    valuesByBrand: ofBrands(brandValues),
    besideByBrand: ofBrands(brandsBeside),
    sourcesByBrand: ofBrands(brandSources),
    seenByBrand: ofBrands(brandSeen),
    quotesByBrand: ofBrands(brandQuotes),
    trendFeedsByBrand: ofBrands(trendFeeds),
  };
}
