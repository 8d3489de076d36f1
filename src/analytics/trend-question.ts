import { type JsonSpan, type Question, spansOf } from './question.ts';
import { type Trend, trendRules, trendsOf } from './trends.ts';

/** The brands that rise or fall in a window, against windows before it. One statement. */
export const trends: Question<{ window: JsonSpan; before: JsonSpan[] }, Trend[]> = {
  name: 'trends',
  async compute({ reportRollups }, { window, before }) {
    const { stories, brands } = await reportRollups.windows(
      spansOf([window, ...before]),
      trendRules.leastStories,
    );
    const windows = brands.map(({ brand, ...its }) => {
      const of = (at: number) => ({ stories: its.stories[at] ?? 0, mentions: its.mentions[at] ?? 0 });
      return { brand, now: of(0), before: before.map((_, at) => of(at + 1)) };
    });
    const [now = 0, ...earlier] = stories;
    return trendsOf(windows, { now, before: earlier }, before);
  },
};
