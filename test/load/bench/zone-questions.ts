import { common, followed, type Question, type Statement, type Subject } from './question.ts';
import { dayMs, spanOf, sums, tone } from './sums-by-hand.ts';

interface Span {
  from: Date;
  to: Date;
}

/** A zone, and how many hours before those of UTC its days begin in November, when the data end. */
interface Zone {
  zone: string;
  hoursAhead: number;
}

const rome: Zone = { zone: 'Europe/Rome', hoursAhead: 1 };
const kolkata: Zone = { zone: 'Asia/Kolkata', hoursAhead: 5.5 };

/** What is asked of brands in days of a zone, and of all reports in half hours, in the order of the table. */
export const zoneQuestions: readonly Question[] = [
  overview(kolkata),
  ...ofBrands(rome),
  ...ofBrands(kolkata),
];

function ofBrands(zone: Zone): Question[] {
  return [
    {
      name: `trends of a week of ${cityOf(zone)}`,
      query: (_, round) =>
        asked(
          zone,
          spanIn(zone, round, 7),
          'trends(first: 10) { brand { name } score stories expectedStories }',
        ),
      byHand: (subject, round) => {
        const week = spanIn(zone, round, 7);
        const earlier = (time: Date, weeks: number) => new Date(time.getTime() - weeks * 7 * dayMs);
        const weeks = Array.from({ length: 9 }, (_, ago) => ({
          from: earlier(week.from, ago),
          to: earlier(week.to, ago),
        }));
        return {
          text: `SELECT value, span, sum(sign * stories) AS stories, sum(sign * reports) AS reports
            ${ofReports('BRAND', 'GROUP BY value, span')}`,
          values: during(subject, weeks),
        };
      },
    },
    {
      name: `co-mentions of the followed, 30 days of ${cityOf(zone)}`,
      query: (_, round) =>
        asked(zone, spanIn(zone, round, 30), 'coMentions(first: 10) { brands { name } reports lift }'),
      byHand: (subject, round) => ({
        text: `WITH pairs AS (
            SELECT asked.brand, value AS other, sum(sign * mentions) AS reports
            FROM unnest($7::text[]) AS asked(brand) CROSS JOIN LATERAL (SELECT * ${ofBrand('BRAND', 'asked.brand')}) AS its
            GROUP BY asked.brand, value HAVING sum(sign * mentions) >= 5
          ), of_each AS (
            SELECT value AS brand, sum(sign * reports) AS reports
            ${ofReports('BRAND', 'WHERE value IN (SELECT brand FROM pairs UNION SELECT other FROM pairs) GROUP BY value')}
          )
          SELECT pairs.*, pairs.reports * (SELECT sum(sign * reports) ${ofReports('ALL')}) / (one.reports * another.reports) AS lift
          FROM pairs JOIN of_each AS one ON one.brand = pairs.brand JOIN of_each AS another ON another.brand = pairs.other
          ORDER BY lift DESC LIMIT 10`,
        values: [...during(subject, [spanIn(zone, round, 30)]), followed],
      }),
    },
    oneBrand(
      zone,
      'a brand a day',
      30,
      'series(by: DAY) { date reports stories positive negative }',
      (days) => ({
        spans: Array.from({ length: 30 }, (_, day) => ({
          from: new Date(days.from.getTime() + day * dayMs),
          to: new Date(days.from.getTime() + (day + 1) * dayMs),
        })),
        text: `SELECT span, ${counted} ${ofBrand('ALL')} GROUP BY span ORDER BY span`,
      }),
    ),
    oneBrand(
      zone,
      'a brand by outlet',
      30,
      `sources(first: 10) { source reports { value } tone { ${tone} } }`,
      (days) => ({
        spans: [days],
        text: `SELECT value, ${counted} ${ofBrand('SOURCE')} GROUP BY value ORDER BY 2 DESC LIMIT 10`,
      }),
    ),
    oneBrand(
      zone,
      'brands beside a brand',
      30,
      `coMentionedBrands(first: 10) { brand { name } reports { value } tone { ${tone} } }`,
      (days) => ({
        spans: [days],
        text: `SELECT value, ${counted} ${ofBrand('BRAND')} GROUP BY value ORDER BY 2 DESC LIMIT 10`,
      }),
    ),
  ];
}

function overview(zone: Zone): Question {
  return {
    name: `overview of 30 days of ${cityOf(zone)}`,
    query: (_, round) =>
      asked(
        zone,
        spanIn(zone, round, 30),
        `overview { reports { value } stories { value } sentiment { ${tone} } }`,
      ),
    byHand: (subject, round) => ({
      text: `SELECT sum(sign * reports) AS reports, ${signedSums} ${ofReports('ALL')}`,
      values: during(subject, [spanIn(zone, round, 30)]),
    }),
  };
}

/** A question about the common brand, which by hand is $7. */
function oneBrand(
  zone: Zone,
  name: string,
  days: number,
  fields: string,
  byHand: (days: Span) => { spans: Span[]; text: string },
): Question {
  return {
    name: `${name}, ${days} days of ${cityOf(zone)}`,
    query: (_, round) => asked(zone, spanIn(zone, round, days), `brand(name: "${common}") { ${fields} }`),
    byHand: (subject, round): Statement => {
      const { spans, text } = byHand(spanIn(zone, round, days));
      return { text, values: [...during(subject, spans), common] };
    },
  };
}

const signedSums = sums.replaceAll('sum(', 'sum(sign * ');
const counted = `sum(sign * mentions) AS mentions, ${signedSums}`;

const cityOf = ({ zone }: Zone) => zone.split('/')[1];

function asked({ zone }: Zone, { from, to }: Span, fields: string): string {
  return `{ analytics(range: { from: "${from.toISOString()}", to: "${to.toISOString()}" }, timeZone: "${zone}") { ${fields} } }`;
}

/** {@link spanOf} in a zone. */
function spanIn({ hoursAhead }: Zone, round: number, days: number): Span {
  const { from, to } = spanOf(round, days);
  const shifted = (time: Date) => new Date(time.getTime() - hoursAhead * 3_600_000);
  return { from: shifted(from), to: shifted(to) };
}

/**
 * The parameters $1 to $6 of spans: the tenant, and pieces of them. Days of UTC, from the first midnight in a span to the first one
 * after it; before these the quarters of an hour since it began, and of the last day those that are too many.
 */
function during({ tenantId }: Subject, spans: readonly Span[]): unknown[] {
  const midnight = (time: Date) => new Date(Math.ceil(time.getTime() / dayMs) * dayMs);
  const pieces = spans.flatMap(({ from, to }, span) => [
    { span, sign: 1, grain: 'QUARTER_HOUR', since: from, until: midnight(from) },
    { span, sign: 1, grain: 'DAY', since: midnight(from), until: midnight(to) },
    { span, sign: -1, grain: 'QUARTER_HOUR', since: to, until: midnight(to) },
  ]);
  const columns = ['span', 'sign', 'grain', 'since', 'until'] as const;
  return [tenantId, ...columns.map((column) => pieces.map((piece) => piece[column]))];
}

const pieces =
  'unnest($2::integer[], $3::integer[], $4::rollup_grain[], $5::timestamptz[], $6::timestamptz[]) AS piece(span, sign, grain, since, until)';

/** The rows of {@link during} of all reports. */
function ofReports(facet: string, more = ''): string {
  return `FROM ${pieces} CROSS JOIN LATERAL (SELECT * FROM report_rollups AS r WHERE r.tenant_id = $1 AND r.facet = '${facet}'
    AND r.grain = piece.grain AND r.start >= piece.since AND r.start < piece.until OFFSET 0) AS its ${more}`;
}

/** The rows of {@link during} of one brand's mentions. */
function ofBrand(facet: string, brand = '$7'): string {
  return `FROM ${pieces} CROSS JOIN LATERAL (SELECT * FROM brand_rollups AS b WHERE b.tenant_id = $1 AND b.brand = ${brand}
    AND b.facet = '${facet}' AND b.grain = piece.grain AND b.start >= piece.since AND b.start < piece.until OFFSET 0) AS its`;
}
