import type { CoverageFacts, CoveredDays } from '../model/coverage.ts';
import type { Question } from './question.ts';

/** Which days are asked about, and when. */
export interface CoverageArgs {
  days: CoveredDays;
  /** The minute that has begun, as an ISO text: a visit that brings nothing moves no version of the data, so no answer outlives its minute. */
  minute: string;
}

/** What is stored of the visits to the tenant's feeds on some UTC days. One statement. */
export const coverageFacts: Question<CoverageArgs, CoverageFacts> = {
  name: 'coverageFacts',
  async compute({ coverage }, { days, minute }) {
    return coverage.facts(days, new Date(minute));
  },
};

/** The minute that a moment lies in. */
export function minuteOf(moment: Date): string {
  return new Date(Math.floor(moment.getTime() / 60_000) * 60_000).toISOString();
}
