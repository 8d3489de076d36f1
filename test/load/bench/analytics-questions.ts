import { followed, pageColumns, type Question } from './question.ts';
import { analytics, dayMs, during, ofReports, spanOf, sums, tone } from './sums-by-hand.ts';

/** What is asked of sums, in the order of the table. */
export const analyticsQuestions: readonly Question[] = [
  {
    name: 'overview of 30 days',
    query: (_, round) =>
      analytics(round, 30, `overview { reports { value } stories { value } sentiment { ${tone} } }`),
    byHand: (subject, round) => ({
      text: `SELECT sum(reports) AS reports, ${sums} ${ofReports('ALL')}`,
      values: during(subject, round, 30),
    }),
  },
  {
    name: 'reports a day, 90 days',
    query: (_, round) => analytics(round, 90, 'series(by: DAY) { date reports stories positive negative }'),
    byHand: (subject, round) => ({
      text: `SELECT start, sum(reports) AS reports, ${sums} ${ofReports('ALL', 'GROUP BY start ORDER BY start')}`,
      values: during(subject, round, 90),
    }),
  },
  {
    name: 'share of voice, 16 brands, 30 days',
    query: (_, round) =>
      analytics(
        round,
        30,
        'shareOfVoice { brand { name } mentions { value } mentionShare { value } storyShare { value } }',
      ),
    byHand: (subject, round) => ({
      text: `SELECT value, sum(reports) AS mentions, ${sums} ${ofReports('BRAND', 'AND value = any($4) GROUP BY value ORDER BY 2 DESC')}`,
      values: [...during(subject, round, 30), followed],
    }),
  },
  {
    name: 'topics of 30 days',
    query: (_, round) =>
      analytics(round, 30, `topics { topic reports { value } stories { value } tone { ${tone} } }`),
    byHand: (subject, round) => ({
      text: `SELECT value, sum(reports) AS reports, ${sums} ${ofReports('TOPIC', 'GROUP BY value ORDER BY 2 DESC')}`,
      values: during(subject, round, 30),
    }),
  },
  {
    name: 'outlets of 30 days',
    query: (_, round) =>
      analytics(round, 30, `sources(first: 10) { source reports { value } tone { ${tone} } }`),
    byHand: (subject, round) => ({
      text: `SELECT value, sum(reports) AS reports, ${sums} ${ofReports('SOURCE', 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}`,
      values: during(subject, round, 30),
    }),
  },
  {
    name: 'trends of a week, all brands',
    query: (_, round) =>
      analytics(round, 7, 'trends(first: 10) { brand { name } score stories expectedStories }'),
    // The sums that the scores are made of; the arithmetic on them is left out.
    byHand: (subject, round) => {
      const [tenantId, from, to] = during(subject, round, 7);
      const before = new Date(spanOf(round, 7).from.getTime() - 56 * dayMs);
      return {
        text: `SELECT value, date_bin('7 days', start, $4) AS week, sum(stories) AS stories, sum(reports) AS reports
          ${ofReports('BRAND', 'GROUP BY value, week')}`,
        values: [tenantId, before, to, from],
      };
    },
  },
  {
    name: 'co-mentions of the followed, 30 days',
    query: (_, round) => analytics(round, 30, 'coMentions(first: 10) { brands { name } reports lift }'),
    byHand: (subject, round) => ({
      text: `WITH pairs AS (
          SELECT brand, value AS other, sum(mentions) AS reports FROM brand_rollups
          WHERE tenant_id = $1 AND brand = any($4) AND facet = 'BRAND' AND grain = 'DAY' AND start >= $2 AND start < $3
          GROUP BY brand, value HAVING sum(mentions) >= 5
        ), of_each AS (
          SELECT value AS brand, sum(reports) AS reports
          ${ofReports('BRAND', 'AND value IN (SELECT brand FROM pairs UNION SELECT other FROM pairs) GROUP BY value')}
        )
        SELECT pairs.*, pairs.reports * (SELECT sum(reports) ${ofReports('ALL')}) / (one.reports * another.reports) AS lift
        FROM pairs JOIN of_each AS one ON one.brand = pairs.brand JOIN of_each AS another ON another.brand = pairs.other
        ORDER BY lift DESC LIMIT 10`,
      values: [...during(subject, round, 30), followed],
    }),
  },
  dashboard('dashboard, compared', { zone: 'UTC', hoursAhead: 0 }),
  dashboard('dashboard, compared, days of Rome', { zone: 'Europe/Rome', hoursAhead: 1 }),
];

/** What the front page asks, in days of a zone. By hand it is asked of quarters of an hour where days are not those of UTC. */
function dashboard(name: string, { zone, hoursAhead }: { zone: string; hoursAhead: number }): Question {
  const rangeOf = (round: number, days: number) => {
    const { from, to } = spanOf(round, days);
    const shifted = (time: Date) => new Date(time.getTime() - hoursAhead * 3_600_000);
    return { from: shifted(from), to: shifted(to) };
  };
  const sumsOf = (facet: string, more: string) =>
    ofReports(facet, more, hoursAhead === 0 ? 'DAY' : 'QUARTER_HOUR');
  return {
    name,
    query: (_, round) => {
      const { from, to } = rangeOf(round, 30);
      return `{ analytics(range: { from: "${from.toISOString()}", to: "${to.toISOString()}" }, timeZone: "${zone}",
        compareTo: PREVIOUS_PERIOD) {
        overview { reports { value change } stories { value change } mentions { value change } sentiment { ${tone} } }
        series(by: DAY) { date reports stories } shareOfVoice { brand { name } mentions { value change } mentionShare { value } }
        trends(first: 5) { brand { name } score stories } topics { topic reports { value change } }
        sources(first: 10) { source reports { value } } languages { reports { value } } coverage { confidence }
        reports(first: 10) { nodes { id title source publishedAt } }
      } }`;
    },
    byHand: (subject, round) => {
      const { from, to } = rangeOf(round, 60);
      return {
        text: `SELECT
          (SELECT json_agg(d) FROM (SELECT date_bin('1 day', start, $2) AS day, sum(reports) AS reports, ${sums}
            ${sumsOf('ALL', 'GROUP BY day')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, sum(reports) AS reports ${sumsOf('BRAND', 'AND value = any($4) GROUP BY value')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, date_bin('7 days', start, $3) AS week, sum(stories) AS stories
            ${sumsOf('BRAND', 'GROUP BY value, week')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, sum(reports) AS reports ${sumsOf('TOPIC', 'GROUP BY value')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, sum(reports) AS reports ${sumsOf('SOURCE', 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, sum(reports) AS reports ${sumsOf('LANGUAGE', 'GROUP BY value')}) AS d),
          (SELECT json_agg(d) FROM (SELECT ${pageColumns} FROM reports AS r WHERE r.tenant_id = $1
            AND r.published_at >= $2 AND r.published_at < $3 ORDER BY r.published_at DESC, r.id DESC LIMIT 10) AS d)`,
        values: [subject.tenantId, from, to, followed],
      };
    },
  };
}
