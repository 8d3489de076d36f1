import { followed, pageColumns, type Question } from './question.ts';
import {
  analytics,
  dashboard,
  dayMs,
  during,
  ofBrands,
  ofReports,
  spanOf,
  sums,
  tone,
} from './sums-by-hand.ts';

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
      text: `SELECT brand, sum(mentions) AS mentions, ${sums} ${ofBrands('ALL', 'GROUP BY brand ORDER BY 2 DESC')}`,
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
          SELECT brand, value AS other, sum(mentions) AS reports
          ${ofBrands('BRAND', 'GROUP BY brand, value HAVING sum(mentions) >= 5')}
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
  {
    name: 'dashboard, compared',
    query: (_, round) => analytics(round, 30, dashboard, { compareTo: 'PREVIOUS_PERIOD' }),
    byHand: (subject, round) => {
      const [tenantId, from, to] = during(subject, round, 60);
      return {
        text: `SELECT
          (SELECT json_agg(d) FROM (SELECT start, sum(reports) AS reports, ${sums} ${ofReports('ALL', 'GROUP BY start')}) AS d),
          (SELECT json_agg(d) FROM (SELECT brand, sum(mentions) AS mentions ${ofBrands('ALL', 'GROUP BY brand')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, date_bin('7 days', start, $3) AS week, sum(stories) AS stories
            ${ofReports('BRAND', 'GROUP BY value, week')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, sum(reports) AS reports ${ofReports('TOPIC', 'GROUP BY value')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, sum(reports) AS reports ${ofReports('SOURCE', 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}) AS d),
          (SELECT json_agg(d) FROM (SELECT value, sum(reports) AS reports ${ofReports('LANGUAGE', 'GROUP BY value')}) AS d),
          (SELECT json_agg(d) FROM (SELECT ${pageColumns} FROM reports AS r WHERE r.tenant_id = $1
            AND r.published_at >= $2 AND r.published_at < $3 ORDER BY r.published_at DESC, r.id DESC LIMIT 10) AS d)`,
        values: [tenantId, from, to, followed],
      };
    },
  },
];
