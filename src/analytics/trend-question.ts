import { groupBy } from '../model/group.ts';
import type { ByBrand, OfBrands } from './brand-questions.ts';
import { type JsonSpan, type Question, spansOf } from './question.ts';
import { type ChangedCoverage, changesAmong, type FeedStories } from './source-change.ts';
import { inOrder, mayBeTold, type Trend, trendRules, trendsOf } from './trends.ts';

/** The window that is judged, and those it is measured against, the latest first. */
export interface JsonWindows {
  window: JsonSpan;
  before: JsonSpan[];
}

/** The brands that rise or fall in a window, against windows before it. One statement, and one more for their names. */
export const trends: Question<JsonWindows, Trend[]> = {
  name: 'trends',
  async compute({ sheets }, { window, before }) {
    const { stories, brands } = await sheets.ofReports(spansOf([window, ...before]));
    // Drops none that may be told of, which has as many in some window, and leaves few to be looked at closer.
    const judged = brands
      .atLeast(trendRules.leastStories, 'stories')
      .filter((counted) => mayBeTold(counted.stories));
    const told = trendsOf(judged, stories, before);
    const nameOf = await sheets.namesOf(told.map(({ brand }) => brand));
    return inOrder(told.map((trend) => ({ ...trend, brand: nameOf(trend.brand) })));
  },
};

/**
 * What feeds that have changed brought of brands, in the window and those before. One statement, however many brands. What
 * it depends on of feeds moves the version of the data, or lies after the window's end.
 */
export const trendFeeds: Question<JsonWindows & OfBrands, ByBrand<ChangedCoverage>> = {
  name: 'trendFeeds',
  async compute({ trendFeeds: reader }, { window, before, brands }) {
    const spans = spansOf([window, ...before]);
    const byBrand = groupBy(await reader.stories(brands, spans, changesAmong(spans)), ({ brand }) => brand);
    return Object.fromEntries(
      brands.map((brand) => {
        const coverage: ChangedCoverage = { feeds: [], toldByOthers: spans.map(() => 0) };
        const feeds = new Map<string, FeedStories>();
        for (const { feed, span, stories } of byBrand.get(brand) ?? []) {
          if (!feed) coverage.toldByOthers[span] = stories;
          else {
            const its = feeds.get(feed.id) ?? { feed, stories: spans.map(() => 0) };
            its.stories[span] = stories;
            feeds.set(feed.id, its);
          }
        }
        return [brand, { ...coverage, feeds: [...feeds.values()] }];
      }),
    );
  },
};
