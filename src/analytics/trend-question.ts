import { groupBy } from '../model/group.ts';
import { type JsonSpan, type Question, spansOf } from './question.ts';
import { type Trend, trendsOf } from './trends.ts';

/** The brands that rise or fall in a window, against windows before it. One statement. */
export const trends: Question<{ window: JsonSpan; before: JsonSpan[] }, Trend[]> = {
  name: 'trends',
  async compute({ reportRollups }, { window, before }) {
    const rows = await reportRollups.byValue('BRAND', spansOf([window, ...before]));
    const brands = [...groupBy(rows, ({ value }) => value)].map(([brand, its]) => {
      const of = (span: number) => {
        const { stories, count } = its.find((row) => row.span === span) ?? { stories: 0, count: 0 };
        return { stories, mentions: count };
      };
      return { brand, now: of(0), before: before.map((_, at) => of(at + 1)) };
    });
    return trendsOf(brands, before);
  },
};
