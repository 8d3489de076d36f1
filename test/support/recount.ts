import { withConnection } from '../../src/storage/connection.ts';

/** One brand in a report, as a recount needs it. */
interface MentionFact {
  brand: string;
  /** Null when it was not judged. */
  tone: string | null;
  score: number | null;
}

/** A report, as a recount needs it. */
export interface ReportFact {
  id: string;
  at: number;
  story: string;
  /** Null when its language is not read, as `tone` and `score`. */
  topic: string | null;
  source: string;
  language: string;
  tone: string | null;
  score: number | null;
  mentions: MentionFact[];
}

/** What is counted of reports or mentions: as `RollupSums` of the model, the scores not yet rounded. */
export interface Recount {
  count: number;
  stories: number;
  positive: number;
  neutral: number;
  negative: number;
  mixed: number;
  unjudged: number;
  score: number | null;
}

const nothing: Recount = {
  count: 0,
  stories: 0,
  positive: 0,
  neutral: 0,
  negative: 0,
  mixed: 0,
  unjudged: 0,
  score: null,
};

/** Half open, in milliseconds. */
export type Stretch = readonly [from: number, to: number];

/** All reports of a tenant, the earliest first. */
export async function factsOf(url: string, tenantId: string): Promise<ReportFact[]> {
  return withConnection(url, async (connection) => {
    const { rows } = await connection.query<Omit<ReportFact, 'at'> & { at: string }>(
      `SELECT r.id, extract(epoch FROM r.published_at) * 1000 AS at, coalesce(s.story_id, r.id) AS story, r.topic, r.source,
         coalesce(r.language, '') AS language, r.sentiment AS tone, r.sentiment_score AS score,
         coalesce((SELECT json_agg(json_build_object('brand', b.brand, 'tone', b.tone, 'score', b.score))
           FROM report_brands b WHERE b.tenant_id = r.tenant_id AND b.report_id = r.id), '[]') AS mentions
       FROM reports r LEFT JOIN report_stories s ON s.tenant_id = r.tenant_id AND s.report_id = r.id
       WHERE r.tenant_id = $1 ORDER BY r.published_at, r.id`,
      [tenantId],
    );
    return rows.map((row) => ({ ...row, at: Number(row.at) }));
  });
}

/** What one report adds to one value of a facet. */
export interface Cell {
  value: string;
  fact: ReportFact;
  tone: string | null;
  score: number | null;
}

/** Reports by a value that each has, without those that have none. @param read absent: all under '' */
export function cellsOfReports(
  facts: readonly ReportFact[],
  read: (fact: ReportFact) => string | null = () => '',
): Cell[] {
  return facts.flatMap((fact) => {
    const value = read(fact);
    return value === null ? [] : [{ value, fact, tone: fact.tone, score: fact.score }];
  });
}

/** The mentions of a brand by the values that its reports have. */
export function cellsOfBrand(
  facts: readonly ReportFact[],
  brand: string,
  valuesOf: (fact: ReportFact) => (string | null)[] = () => [''],
): Cell[] {
  return facts.flatMap((fact) => {
    const own = fact.mentions.find((mention) => mention.brand === brand);
    const values = valuesOf(fact).filter((value) => value !== null);
    return own ? values.map((value) => ({ value, fact, tone: own.tone, score: own.score })) : [];
  });
}

/** The other brands of a report, unless it is a round-up. */
export function others(brand: string): (fact: ReportFact) => string[] {
  return ({ mentions }) =>
    mentions.length > 20 ? [] : mentions.map((mention) => mention.brand).filter((name) => name !== brand);
}

/**
 * Counts cells in a stretch by their values: a story where the first of its reports with the value lies, whether that is
 * in the stretch or not. Values without any are left out; the most frequent come first, then by code points.
 */
export function recount(cells: readonly Cell[], [from, to]: Stretch): Map<string, Recount> {
  const seen = new Set<string>();
  const counts = new Map<string, Recount & { scores: (number | null)[] }>();
  for (const { value, fact, tone, score } of cells) {
    const story = JSON.stringify([value, fact.story]);
    const isFirst = !seen.has(story);
    seen.add(story);
    if (fact.at < from || fact.at >= to) continue;
    const its = counts.get(value) ?? { ...nothing, scores: [] };
    counts.set(value, {
      count: its.count + 1,
      stories: its.stories + (isFirst ? 1 : 0),
      positive: its.positive + (tone === 'POSITIVE' ? 1 : 0),
      neutral: its.neutral + (tone === 'NEUTRAL' ? 1 : 0),
      negative: its.negative + (tone === 'NEGATIVE' ? 1 : 0),
      mixed: its.mixed + (tone === 'MIXED' ? 1 : 0),
      unjudged: its.unjudged + (tone === null ? 1 : 0),
      score: null,
      scores: [...its.scores, score],
    });
  }
  const sorted = [...counts].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
  return new Map(
    sorted.map(([value, { scores, ...its }]) => {
      const judged = scores.filter((one) => one !== null);
      const sum = judged.reduce((total, one) => total + Math.round(one * 1000), 0);
      return [value, { ...its, score: judged.length === 0 ? null : sum / 1000 / judged.length }];
    }),
  );
}

/** The count of the value '', or of nothing. */
export function recountAll(cells: readonly Cell[], stretch: Stretch): Recount {
  return recount(cells, stretch).get('') ?? nothing;
}
