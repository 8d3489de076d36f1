import { common, followed, pageColumns, type Question } from './question.ts';
import { dashboard, dayMs, spanOf, sums, tone } from './sums-by-hand.ts';

interface Span {
  from: Date;
  to: Date;
}

/** A zone whose clocks never change, and how many hours before those of UTC its days begin. */
interface Zone {
  zone: string;
  hoursAhead: number;
}

const lagos: Zone = { zone: 'Africa/Lagos', hoursAhead: 1 };
const kolkata: Zone = { zone: 'Asia/Kolkata', hoursAhead: 5.5 };

const signedSums = sums.replaceAll('sum(', 'sum(sign * ');
const signedReports = `sum(sign * reports) AS reports, ${signedSums}`;
const signedMentions = `sum(sign * mentions) AS mentions, ${signedSums}`;

/** What is asked in days of a zone: whole hours from those of UTC, and half an hour, in the order of the table. */
export const zoneQuestions: readonly Question[] = [lagos, kolkata].flatMap((zone) => [
  ofReportsIn(
    zone,
    'overview',
    30,
    `overview { reports { value } stories { value } sentiment { ${tone} } }`,
    (days) => ({
      text: `SELECT ${signedReports} ${ofReports('ALL', [days])}`,
    }),
  ),
  ofReportsIn(
    zone,
    'trends',
    7,
    'trends(first: 10) { brand { name } score stories expectedStories }',
    (week) => ({ text: weeksOfBrands(week) }),
  ),
  ofReportsIn(
    zone,
    'co-mentions of the followed',
    30,
    'coMentions(first: 10) { brands { name } reports lift }',
    (days) => ({
      text: `WITH pairs AS (
          SELECT asked.brand, value AS other, sum(sign * mentions) AS reports
          FROM unnest($2::text[]) AS asked(brand) CROSS JOIN LATERAL (SELECT value, sign, mentions ${ofBrand('BRAND', [days], 'asked.brand')}) AS its
          GROUP BY asked.brand, value HAVING sum(sign * mentions) >= 5
        ), of_each AS (
          SELECT value AS brand, sum(sign * reports) AS reports
          ${ofReports('BRAND', [days], 'WHERE value IN (SELECT brand FROM pairs UNION SELECT other FROM pairs) GROUP BY value')}
        )
        SELECT pairs.*, pairs.reports * (SELECT sum(sign * reports) ${ofReports('ALL', [days])}) / (one.reports * another.reports) AS lift
        FROM pairs JOIN of_each AS one ON one.brand = pairs.brand JOIN of_each AS another ON another.brand = pairs.other
        ORDER BY lift DESC LIMIT 10`,
      values: [followed],
    }),
  ),
  ofBrandIn(
    zone,
    'a brand a day',
    'series(by: DAY) { date reports stories positive negative }',
    (days) => `SELECT span, ${signedMentions} ${ofBrand('ALL', eachDayOf(days))} GROUP BY span ORDER BY span`,
  ),
  ofBrandIn(
    zone,
    'a brand by outlet',
    `sources(first: 10) { source reports { value } tone { ${tone} } }`,
    (days) =>
      `SELECT value, ${signedMentions} ${ofBrand('SOURCE', [days])} GROUP BY value ORDER BY 2 DESC LIMIT 10`,
  ),
  ofBrandIn(
    zone,
    'brands beside a brand',
    `coMentionedBrands(first: 10) { brand { name } reports { value } tone { ${tone} } }`,
    (days) =>
      `SELECT value, ${signedMentions} ${ofBrand('BRAND', [days])} GROUP BY value ORDER BY 2 DESC LIMIT 10`,
  ),
  dashboardIn(zone),
]);

/** A question about all reports; by hand, the tenant is $1, and the values that it gives come after it. */
function ofReportsIn(
  { zone, hoursAhead }: Zone,
  name: string,
  days: number,
  fields: string,
  byHand: (days: Span) => { text: string; values?: unknown[] },
): Question {
  return {
    name: `${name}, ${days} days of ${zone}`,
    query: (_, round) => {
      const { from, to } = spanIn(hoursAhead, round, days);
      return `{ analytics(range: { from: "${from.toISOString()}", to: "${to.toISOString()}" }, timeZone: "${zone}") { ${fields} } }`;
    },
    byHand: ({ tenantId }, round) => {
      const { text, values = [] } = byHand(spanIn(hoursAhead, round, days));
      return { text, values: [tenantId, ...values] };
    },
  };
}

/** A question about 30 days of the common brand, which by hand is $2. */
function ofBrandIn(zone: Zone, name: string, fields: string, byHand: (days: Span) => string): Question {
  return ofReportsIn(zone, name, 30, `brand(name: "${common}") { ${fields} }`, (days) => ({
    text: byHand(days),
    values: [common],
  }));
}

function dashboardIn({ zone, hoursAhead }: Zone): Question {
  return {
    name: `dashboard, compared, days of ${zone}`,
    query: (_, round) => {
      const { from, to } = spanIn(hoursAhead, round, 30);
      return `{ analytics(range: { from: "${from.toISOString()}", to: "${to.toISOString()}" }, timeZone: "${zone}",
        compareTo: PREVIOUS_PERIOD) { ${dashboard} } }`;
    },
    byHand: ({ tenantId }, round) => {
      const both = spanIn(hoursAhead, round, 60);
      const by = (facet: string, more: string) =>
        `(SELECT json_agg(d) FROM (SELECT value, sum(sign * reports) AS reports ${ofReports(facet, [both], more)}) AS d)`;
      return {
        text: `SELECT (SELECT json_agg(d) FROM (SELECT span, ${signedReports} ${ofReports('ALL', eachDayOf(both), 'GROUP BY span')}) AS d),
          (SELECT json_agg(d) FROM (${weeksOfBrands({ from: new Date(both.to.getTime() - 7 * dayMs), to: both.to })}) AS d),
          (SELECT json_agg(d) FROM (SELECT asked.brand, sum(sign * mentions) AS mentions FROM unnest($2::text[]) AS asked(brand)
            CROSS JOIN LATERAL (SELECT sign, mentions ${ofBrand('ALL', [both], 'asked.brand')}) AS its GROUP BY asked.brand) AS d),
          ${by('TOPIC', 'GROUP BY value')},
          ${by('SOURCE', 'GROUP BY value ORDER BY 2 DESC LIMIT 10')}, ${by('LANGUAGE', 'GROUP BY value')},
          (SELECT json_agg(d) FROM (SELECT ${pageColumns} FROM reports AS r WHERE r.tenant_id = $1
            AND r.published_at >= $3 AND r.published_at < $4 ORDER BY r.published_at DESC, r.id DESC LIMIT 10) AS d)`,
        values: [tenantId, followed, both.from, both.to],
      };
    },
  };
}

/** The sums that trends of a week are made of, with those of eight weeks before; the arithmetic on them is left out. */
function weeksOfBrands({ from, to }: Span): string {
  const weeks = Array.from({ length: 9 }, (_, ago) => ({
    from: new Date(from.getTime() - ago * 7 * dayMs),
    to: new Date(to.getTime() - ago * 7 * dayMs),
  }));
  return `SELECT value, span, sum(sign * stories) AS stories, sum(sign * reports) AS reports ${ofReports('BRAND', weeks, 'GROUP BY value, span')}`;
}

/** {@link spanOf} in a zone. */
function spanIn(hoursAhead: number, round: number, days: number): Span {
  const { from, to } = spanOf(round, days);
  const shifted = (time: Date) => new Date(time.getTime() - hoursAhead * 3_600_000);
  return { from: shifted(from), to: shifted(to) };
}

function eachDayOf({ from, to }: Span): Span[] {
  const days = (to.getTime() - from.getTime()) / dayMs;
  return Array.from({ length: days }, (_, day) => ({
    from: new Date(from.getTime() + day * dayMs),
    to: new Date(from.getTime() + (day + 1) * dayMs),
  }));
}

/** Rows of `report_rollups` that add up to spans. */
function ofReports(facet: string, spans: readonly Span[], more = ''): string {
  return `FROM ${piecesOf(spans)} CROSS JOIN LATERAL (SELECT * FROM report_rollups AS r WHERE r.tenant_id = $1 AND r.facet = '${facet}'
    AND r.grain = piece.grain AND r.start >= piece.since AND r.start < piece.until OFFSET 0) AS its ${more}`;
}

/** Rows of `brand_rollups` that add up to spans. */
function ofBrand(facet: string, spans: readonly Span[], brand = '$2'): string {
  return `FROM ${piecesOf(spans)} CROSS JOIN LATERAL (SELECT * FROM brand_rollups AS b WHERE b.tenant_id = $1 AND b.brand = ${brand}
    AND b.facet = '${facet}' AND b.grain = piece.grain AND b.start >= piece.since AND b.start < piece.until OFFSET 0) AS its`;
}

/**
 * The pieces of spans as a table: days of UTC, from the first midnight in a span to the first one after it; before these the quarters
 * of an hour since it began, and of the last day those that are too many.
 */
function piecesOf(spans: readonly Span[]): string {
  const midnight = (time: Date) => new Date(Math.ceil(time.getTime() / dayMs) * dayMs);
  const row = (span: number, sign: number, grain: string, since: Date, until: Date) =>
    `(${span}, ${sign}, '${grain}'::rollup_grain, '${since.toISOString()}'::timestamptz, '${until.toISOString()}'::timestamptz)`;
  const rows = spans.flatMap(({ from, to }, span) => [
    row(span, 1, 'QUARTER_HOUR', from, midnight(from)),
    row(span, 1, 'DAY', midnight(from), midnight(to)),
    row(span, -1, 'QUARTER_HOUR', to, midnight(to)),
  ]);
  return `(VALUES ${rows.join()}) AS piece(span, sign, grain, since, until)`;
}
