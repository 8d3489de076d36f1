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

/** The brands that the tenant follows: frequent ones, less frequent ones, and the rarest. */
export const followed = [...brands.slice(0, 10), ...brands.slice(100, 105), rareBrand];

/** All columns of a report, `r`. */
export const allColumns =
  'r.id, r.title, r.url, r.source, r.provider, r.author, r.language, r.published_at, r.ingested_at, r.summary, r.full_text, r.brands, r.topic, r.sentiment, r.sentiment_score, r.status';

/** The columns of a report, `r`, that lists are asked for. */
export const pageColumns =
  'r.id, r.title, r.url, r.source, r.published_at, r.summary, r.brands, r.topic, r.sentiment';
