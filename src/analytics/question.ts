import type { TenantRepositories } from '../storage/storage.ts';

/** What a question is answered from: sums and rows of one tenant, and what it says of brands, outlets and events. */
export type QuestionStorage = Pick<
  TenantRepositories,
  | 'tenantId'
  | 'reportRollups'
  | 'brandRollups'
  | 'sheets'
  | 'brandFacts'
  | 'brands'
  | 'outletTiers'
  | 'calendar'
  | 'coverage'
  | 'trendFeeds'
>;

/**
 * A question about a tenant's reports. Arguments and answer are plain JSON (a time is its ISO text), so that an answer can
 * be kept by the question's name and its arguments for as long as the version of the tenant's data stays: whoever changes
 * what a question reads moves that version. Nothing else goes into it: no clock.
 */
export interface Question<Args, Answer> {
  /** Unique, and new when what is answered changes its shape. */
  name: string;
  compute(storage: QuestionStorage, args: Args): Promise<Answer>;
}

/** Answers any question; the one place that all of them pass. */
export type AnswerQuestion = <Args, Answer>(question: Question<Args, Answer>, args: Args) => Promise<Answer>;

/** Answers by computing, each time anew. */
export function computedFrom(storage: QuestionStorage): AnswerQuestion {
  return (question, args) => question.compute(storage, args);
}

/** A stretch of time as arguments hold it: half open, times as ISO texts. */
export interface JsonSpan {
  from: string;
  to: string;
}

/** A span as storage reads it. */
export function spanOf({ from, to }: JsonSpan): { from: Date; to: Date } {
  return { from: new Date(from), to: new Date(to) };
}

/** Spans as storage reads them. */
export function spansOf(spans: readonly JsonSpan[]): { from: Date; to: Date }[] {
  return spans.map(spanOf);
}

/** A stretch of time as arguments hold it. */
export function jsonSpan({ from, to }: { from: Date; to: Date }): JsonSpan {
  return { from: from.toISOString(), to: to.toISOString() };
}
