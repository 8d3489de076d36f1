import DataLoader from 'dataloader';
import {
  type ByBrand,
  brandFigures,
  brandQuotes,
  brandSeen,
  brandSeries,
  brandSources,
  brandValues,
  type OfBrands,
} from '../../analytics/brand-questions.ts';
import { coMentions } from '../../analytics/co-mentions.ts';
import type { AnswerQuestion, Question } from '../../analytics/question.ts';
import { overview, reportSeries, reportValues } from '../../analytics/report-questions.ts';
import { trends } from '../../analytics/trend-question.ts';
import { alikeTogether, type OnBatch } from '../batches.ts';

/** What is asked of one brand: the arguments of a question about several, without them. */
export type OfBrand<Args> = Omit<Args, 'brands'> & {
  /** The brand's canonical name. */
  parent: string;
};

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
    reportValues: once(reportValues),
    trends: once(trends),
    coMentions: once(coMentions),
    figuresByBrand: ofBrands(brandFigures),
    seriesByBrand: ofBrands(brandSeries),
    valuesByBrand: ofBrands(brandValues),
    sourcesByBrand: ofBrands(brandSources),
    seenByBrand: ofBrands(brandSeen),
    quotesByBrand: ofBrands(brandQuotes),
  };
}
