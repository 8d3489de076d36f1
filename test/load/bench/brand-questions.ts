import { groupBy } from '../../../src/model/group.ts';
import { brands } from './press.ts';
import { allColumns, common, followed, type Question, rare } from './question.ts';
import { analytics, dayMs, during, ofBrand, ofBrands, spanOf, sums, tone } from './sums-by-hand.ts';

const counted = `sum(mentions) AS mentions, ${sums}`;
const compared = brands.slice(0, 5);

/** What is asked of one brand, field by field, in the order of the table; no two about one range, whose answers are kept. */
export const brandQuestions: readonly Question[] = [
  {
    ...oneBrand(
      'one brand, a year',
      365,
      `mentions { value } stories { value } tone { ${tone} }`,
      `SELECT ${counted} ${ofBrand('ALL')}`,
    ),
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
    name: 'one brand, 90 days against those before',
    query: (_, round) =>
      analytics(round, 90, `brand(name: "${common}") { mentions { value change } tone { ${tone} } }`, {
        compareTo: 'PREVIOUS_PERIOD',
      }),
    byHand: ({ tenantId }, round) => {
      const { from, to } = spanOf(round, 90);
      const before = new Date(from.getTime() - 90 * dayMs);
      return {
        text: `SELECT start >= $5 AS is_now, ${counted} ${ofBrand('ALL', 'GROUP BY is_now')}`,
        values: [tenantId, before, to, common, from],
      };
    },
  },
  oneBrand(
    'a brand a day, 90 days',
    90,
    'series(by: DAY) { date reports stories positive negative }',
    `SELECT start, ${counted} ${ofBrand('ALL', 'GROUP BY start ORDER BY start')}`,
  ),
  oneBrand(
    'a brand by topic, a year',
    365,
    `topics { topic reports { value } tone { ${tone} } }`,
    `SELECT value, ${counted} ${ofBrand('TOPIC', 'GROUP BY value ORDER BY 2 DESC')}`,
  ),
  oneBrand(
    'a brand by outlet, a year',
    365,
    `sources(first: 10) { source reports { value } tone { ${tone} } }`,
    `SELECT value, ${counted} ${ofBrand('SOURCE', 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}`,
  ),
  oneBrand(
    'a brand by language, a year',
    365,
    `languages { language reports { value } tone { ${tone} } }`,
    `SELECT value, ${counted} ${ofBrand('LANGUAGE', 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}`,
  ),
  oneBrand(
    'brands beside a brand, 30 days',
    30,
    `coMentionedBrands(first: 10) { brand { name } reports { value } tone { ${tone} } }`,
    `SELECT value, ${counted} ${ofBrand('BRAND', 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}`,
  ),
  {
    name: "a brand's share of voice, 31 days",
    query: (_, round) =>
      analytics(
        round,
        31,
        `brand(name: "${common}") { shareOfVoice { mentionShare { value } storyShare { value } } }`,
      ),
    byHand: (subject, round) => ({
      text: `SELECT brand = $5 AS is_own, sum(mentions) AS mentions, sum(stories) AS stories ${ofBrands('ALL', 'GROUP BY is_own')}`,
      values: [...during(subject, round, 31), followed, common],
    }),
  },
  oneBrand(
    'reach of a brand, 30 days',
    30,
    'reach { value basis }',
    `SELECT value, sum(mentions) AS mentions ${ofBrand('SOURCE', 'GROUP BY value')}`,
  ),
  oneBrand(
    'worst quotes of a brand, a year',
    365,
    'worstQuotes(first: 3) { quote tone score }',
    `SELECT * FROM (
        SELECT DISTINCT ON (coalesce(s.story_id, b.report_id)) b.* FROM (
          SELECT report_id, published_at, quote, tone, score FROM report_brands
          WHERE tenant_id = $1 AND brand = $4 AND published_at >= $2 AND published_at < $3
          ORDER BY published_at DESC LIMIT 2000
        ) AS b LEFT JOIN report_stories AS s ON s.tenant_id = $1 AND s.report_id = b.report_id
        ORDER BY coalesce(s.story_id, b.report_id), b.published_at DESC
      ) AS once WHERE tone = 'NEGATIVE' ORDER BY score LIMIT 3`,
  ),
  {
    name: 'five brands side by side, 90 days',
    query: (_, round) =>
      analytics(
        round,
        90,
        `compare(brands: ${JSON.stringify(compared)}) { brand { name } mentions { value } tone { ${tone} } series(by: WEEK) { reports } }`,
      ),
    byHand: (subject, round) => ({
      text: `SELECT brand, date_bin('7 days', start, $2) AS week, ${counted} ${ofBrands('ALL', 'GROUP BY brand, week')}`,
      values: [...during(subject, round, 90), compared],
    }),
  },
  wholeBrand('all of a common brand, 28 days', common),
  wholeBrand('all of a rare brand, 28 days', rare),
];

/** A question about the common brand; by hand, the span is $1 to $3 and the brand $4. */
function oneBrand(name: string, days: number, fields: string, byHand: string): Question {
  return {
    name,
    query: (_, round) => analytics(round, days, `brand(name: "${common}") { ${fields} }`),
    byHand: (subject, round) => ({ text: byHand, values: [...during(subject, round, days), common] }),
  };
}

/** What a page about a brand shows, in one query. */
function wholeBrand(name: string, brand: string): Question {
  const values = `reports { value } tone { ${tone} }`;
  const listed = (facet: string) =>
    `(SELECT json_agg(d) FROM (SELECT value, ${counted} ${ofBrand(facet, 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}) AS d)`;
  return {
    name,
    query: (_, round) =>
      analytics(
        round,
        28,
        `brand(name: "${brand}") { mentions { value } stories { value } tone { ${tone} } firstSeenAt lastSeenAt
          series(by: DAY) { date reports positive negative } topics { topic ${values} } sources { source ${values} }
          languages { language ${values} } coMentionedBrands { brand { name } ${values} } }`,
      ),
    byHand: (subject, round) => ({
      text: `SELECT (SELECT json_agg(d) FROM (SELECT start, ${counted} ${ofBrand('ALL', 'GROUP BY start ORDER BY start')}) AS d),
        ${['TOPIC', 'SOURCE', 'LANGUAGE', 'BRAND'].map(listed).join()},
        (SELECT json_build_array(min(published_at), max(published_at)) FROM report_brands WHERE tenant_id = $1 AND brand = $4)`,
      values: [...during(subject, round, 28), brand],
    }),
  };
}
