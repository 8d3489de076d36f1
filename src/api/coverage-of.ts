import { minuteOf } from '../analytics/coverage-question.ts';
import { Coverage, daysJudging } from '../model/coverage.ts';
import type { DateRange } from '../model/date-range.ts';
import type { Session } from './context.ts';

/** How well the tenant's feeds were read in a range, as of the minute that has begun: one statement, or none in its minute. */
export async function coverageOf(session: Session, range: DateRange): Promise<Coverage> {
  const now = session.now();
  const question = { days: daysJudging(range), minute: minuteOf(now) };
  return new Coverage(await session.loaders.analytics.coverageFacts.load(question), range, now);
}
