import { encodeCursor } from '../../../src/model/cursor.ts';
import { groupBy } from '../../../src/model/group.ts';
import { end } from './calendar.ts';
import { brands, rareBrand } from './press.ts';

/** A statement, as `pg` takes it. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** What questions are asked about. */
export interface Subject {
  tenantId: string;
  /** The place of the middle report of a brand, by its published_at and id: where a deep page starts. */
  middles: Map<string, { value: string; id: string }>;
}

/** One question, as the API is asked, and as somebody asks who writes SQL for nothing else. */
export interface Question {
  name: string;
  /** The fields that are asked for; each round another range, so that no answer is there yet. */
  query(subject: Subject, round: number): string;
  byHand(subject: Subject, round: number): Statement;
  /** How it was answered before: all reports loaded, and looked through in memory. */
  oldWay?: (subject: Subject) => OldWay;
}

/** What is loaded, and what is then made of it. */
export interface OldWay extends Statement {
  make(rows: { brands: string[]; sentiment: string }[]): unknown;
}

/** The client of all tenants, and the most frequent brand. */
export const common = brands[0] ?? '';
export { rareBrand as rare };

const beside = brands[1] ?? '';
const followed = [...brands.slice(0, 10), ...brands.slice(100, 105), rareBrand];

const dayMs = 86_400_000;
const span = (round: number, days: number) => {
  const to = new Date(end.getTime() - (round + 1) * dayMs);
  return { from: new Date(to.getTime() - days * dayMs), to };
};
const analytics = (round: number, days: number, fields: string, compare = '') => {
  const { from, to } = span(round, days);
  return `{ analytics(range: { from: "${from.toISOString()}", to: "${to.toISOString()}" }${compare}) { ${fields} } }`;
};
const tone = 'positive { value } neutral { value } negative { value } score { value }';
const sums =
  'sum(stories) AS stories, sum(positive) AS positive, sum(neutral) AS neutral, sum(negative) AS negative, sum(score_sum) AS score';
const pageFields =
  'nodes { id title url source publishedAt summary brands topic sentiment } pageInfo { hasNextPage endCursor }';
const allColumns =
  'r.id, r.title, r.url, r.source, r.provider, r.author, r.language, r.published_at, r.ingested_at, r.summary, r.full_text, r.brands, r.topic, r.sentiment, r.sentiment_score, r.status';
const pageColumns =
  'r.id, r.title, r.url, r.source, r.published_at, r.summary, r.brands, r.topic, r.sentiment';

/** The sums of days of `report_rollups`; hand-written: a range of whole days that spans months could be cheaper by month. */
const ofReports = (facet: string, more = '', grain = 'DAY') =>
  `FROM report_rollups WHERE tenant_id = $1 AND facet = '${facet}' AND grain = '${grain}' AND start >= $2 AND start < $3 ${more}`;
const ofBrand = (facet: string) =>
  `FROM brand_rollups WHERE tenant_id = $1 AND brand = $4 AND facet = '${facet}' AND grain = 'DAY' AND start >= $2 AND start < $3`;
const during = ({ tenantId }: Subject, round: number, days: number) => {
  const { from, to } = span(round, days);
  return [tenantId, from, to];
};

/** All questions, in the order of the table. */
export const questions: readonly Question[] = [
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
    name: 'one brand, a year',
    query: (_, round) =>
      analytics(
        round,
        365,
        `brand(name: "${common}") { mentions { value } stories { value } tone { ${tone} } }`,
      ),
    byHand: (subject, round) => ({
      text: `SELECT sum(mentions) AS mentions, ${sums} ${ofBrand('ALL')}`,
      values: [...during(subject, round, 365), common],
    }),
    oldWay: ({ tenantId }) => ({
      text: `SELECT ${allColumns} FROM reports AS r WHERE tenant_id = $1`,
      values: [tenantId],
      make: (rows) => {
        const found = rows.filter((row) => row.brands.includes(common));
        return groupBy(found, ({ sentiment }) => sentiment);
      },
    }),
  },
  {
    name: 'a brand by outlet, a year',
    query: (_, round) =>
      analytics(
        round,
        365,
        `brand(name: "${common}") { sources(first: 10) { source reports { value } tone { ${tone} } } }`,
      ),
    byHand: (subject, round) => ({
      text: `SELECT value, sum(mentions) AS mentions, ${sums} ${ofBrand('SOURCE')} GROUP BY value ORDER BY 2 DESC LIMIT 10`,
      values: [...during(subject, round, 365), common],
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
      const before = new Date(span(round, 7).from.getTime() - 56 * dayMs);
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
      text: `SELECT brand, value, sum(mentions) AS mentions, sum(stories) AS stories FROM brand_rollups
        WHERE tenant_id = $1 AND brand = any($4) AND facet = 'BRAND' AND grain = 'DAY' AND start >= $2 AND start < $3
        GROUP BY brand, value HAVING sum(mentions) >= 5`,
      values: [...during(subject, round, 30), followed],
    }),
  },
  dashboard('dashboard, compared', { zone: 'UTC', hoursAhead: 0 }),
  dashboard('dashboard, compared, days of Rome', { zone: 'Europe/Rome', hoursAhead: 1 }),
  page('a common brand, first page', common, false),
  page('a common brand, deep page', common, true),
  page('a rare brand, first page', rareBrand, false),
  page('a rare brand, deep page', rareBrand, true),
  {
    name: 'two brands together, first page',
    query: () =>
      `{ reports(first: 20, filter: { brands: { all: ["${common}", "${beside}"] } }) { ${pageFields} } }`,
    byHand: ({ tenantId }) => ({
      text: `SELECT ${pageColumns} FROM reports AS r WHERE r.tenant_id = $1 AND r.brands @> $2
        ORDER BY r.published_at DESC, r.id DESC LIMIT 21`,
      values: [tenantId, [common, beside]],
    }),
  },
  count('all reports', '', 'true', [], true),
  count('one brand', `brands: { any: ["${common}"] }`, 'r.brands @> $2', [[common]]),
  count('one topic', 'topics: [BUSINESS]', `r.topic = 'BUSINESS'`, []),
  count('two brands together', `brands: { all: ["${common}", "${beside}"] }`, 'r.brands @> $2', [
    [common, beside],
  ]),
  count('a word', 'search: "silk"', `r.search @@ websearch_to_tsquery('press', 'silk')`, []),
];

/** What the front page asks, in days of a zone. By hand it is asked of hours where days are not those of UTC. */
function dashboard(name: string, { zone, hoursAhead }: { zone: string; hoursAhead: number }): Question {
  const rangeOf = (round: number, days: number) => {
    const { from, to } = span(round, days);
    const shifted = (time: Date) => new Date(time.getTime() - hoursAhead * 3_600_000);
    return { from: shifted(from), to: shifted(to) };
  };
  const sumsOf = (facet: string, more: string) => ofReports(facet, more, hoursAhead === 0 ? 'DAY' : 'HOUR');
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

function page(name: string, brand: string, isDeep: boolean): Question {
  return {
    name,
    query: ({ tenantId, middles }) => {
      const middle = middles.get(brand);
      const scope = { tenantId, list: 'reports:PUBLISHED_AT:DESC' };
      const after = isDeep && middle ? `, after: "${encodeCursor(middle, scope)}"` : '';
      return `{ reports(first: 20, filter: { brands: { any: ["${brand}"] } }${after}) { ${pageFields} } }`;
    },
    byHand: ({ tenantId, middles }) => {
      const { value, id } = middles.get(brand) ?? { value: '', id: '' };
      return {
        text: `SELECT ${pageColumns} FROM report_brands AS b JOIN reports AS r ON r.tenant_id = b.tenant_id AND r.id = b.report_id
          WHERE b.tenant_id = $1 AND b.brand = $2 ${isDeep ? 'AND (b.published_at, b.report_id) < ($3, $4)' : ''}
          ORDER BY b.published_at DESC, b.report_id DESC LIMIT 21`,
        values: [tenantId, brand, ...(isDeep ? [value, id] : [])],
      };
    },
  };
}

/** By hand it is counted one by one, since SQL has no better for an exact number without sums. */
function count(
  name: string,
  filter: string,
  condition: string,
  values: unknown[],
  hasOldWay = false,
): Question {
  return {
    name: `count: ${name}`,
    query: () => `{ reports(first: 1${filter === '' ? '' : `, filter: { ${filter} }`}) { totalCount } }`,
    byHand: ({ tenantId }) => ({
      text: `SELECT count(*) FROM reports AS r WHERE r.tenant_id = $1 AND ${condition}`,
      values: [tenantId, ...values],
    }),
    ...(hasOldWay
      ? {
          oldWay: ({ tenantId }: Subject) => ({
            text: `SELECT ${allColumns} FROM reports AS r WHERE tenant_id = $1`,
            values: [tenantId],
            make: (rows: unknown[]) => rows.length,
          }),
        }
      : {}),
  };
}
