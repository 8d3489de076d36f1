import { Coverage, daysJudging } from '../model/coverage.ts';
import type { DateRange } from '../model/date-range.ts';
import type { Session } from './context.ts';

/** How well the tenant's feeds were read in a range: one statement. */
export async function coverageOf(session: Session, range: DateRange): Promise<Coverage> {
  const now = session.now();
  return new Coverage(await session.tenant.coverage.facts(daysJudging(range), now), range, now);
}
