import { end } from './calendar.ts';
import type { Subject } from './question.ts';

/** A day in milliseconds. */
export const dayMs = 86_400_000;

/** So many days, which end a day earlier in each round: each round asks for sums that nobody has asked for. */
export function spanOf(round: number, days: number): { from: Date; to: Date } {
  const to = new Date(end.getTime() - (round + 1) * dayMs);
  return { from: new Date(to.getTime() - days * dayMs), to };
}

/** A question about {@link spanOf}. */
export function analytics(
  round: number,
  days: number,
  fields: string,
  { compareTo }: { compareTo?: string } = {},
): string {
  const { from, to } = spanOf(round, days);
  const more = compareTo === undefined ? '' : `, compareTo: ${compareTo}`;
  return `{ analytics(range: { from: "${from.toISOString()}", to: "${to.toISOString()}" }${more}) { ${fields} } }`;
}

/** The tones of mentions, or the sentiments of reports. */
export const tone = 'positive { value } neutral { value } negative { value } score { value }';

/** What the front page asks. */
export const dashboard = `overview { reports { value change } stories { value change } mentions { value change } sentiment { ${tone} } }
  series(by: DAY) { date reports stories } shareOfVoice { brand { name } mentions { value change } mentionShare { value } }
  trends(first: 5) { brand { name } score stories } topics { topic reports { value change } }
  sources(first: 10) { source reports { value } } languages { reports { value } } coverage { confidence }
  reports(first: 10) { nodes { id title source publishedAt } }`;

/** The columns of {@link tone} and stories, summed up. */
export const sums =
  'sum(stories) AS stories, sum(positive) AS positive, sum(neutral) AS neutral, sum(negative) AS negative, sum(score_sum) AS score';

/** Rows of `report_rollups` from $2 to $3; hand-written: a range of whole days that spans months could be cheaper by month. */
export function ofReports(facet: string, more = ''): string {
  return `FROM report_rollups WHERE tenant_id = $1 AND facet = '${facet}' AND grain = 'DAY' AND start >= $2 AND start < $3 ${more}`;
}

/** The days from $2 to $3 of the brand $4. */
export function ofBrand(facet: string, more = ''): string {
  return `FROM brand_rollups WHERE tenant_id = $1 AND brand = $4 AND facet = '${facet}' AND grain = 'DAY' AND start >= $2 AND start < $3 ${more}`;
}

/** The days from $2 to $3 of the brands $4. */
export function ofBrands(facet: string, more = ''): string {
  return `FROM brand_rollups WHERE tenant_id = $1 AND brand = any($4) AND facet = '${facet}' AND grain = 'DAY' AND start >= $2 AND start < $3 ${more}`;
}

/** The parameters $1 to $3. */
export function during({ tenantId }: Subject, round: number, days: number): unknown[] {
  const { from, to } = spanOf(round, days);
  return [tenantId, from, to];
}
