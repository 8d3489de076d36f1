import { jsonSpan } from '../../analytics/question.ts';
import type { Frame } from '../../analytics/report-questions.ts';
import { type ComparedRange, previousPeriod, previousYear } from '../../model/compared-range.ts';
import { type DateRange, resolveRange } from '../../model/date-range.ts';
import { badFields } from '../../model/errors.ts';
import { type Period, type PeriodLength, periodsOf } from '../../model/periods.ts';
import type { Session } from '../context.ts';
import type * as Generated from '../generated/types.ts';
import { inputLimits } from '../limits/limits.ts';

/** The range of one `analytics`, and what it is compared with. */
export interface AnalyticsFrame {
  range: DateRange;
  compared: ComparedRange | null;
}

/**
 * The frame that arguments ask for.
 *
 * @throws {CodedError} BAD_USER_INPUT with everything that is wrong with range and time zone
 */
export function readFrame({ now }: Session, args: Generated.QueryAnalyticsArgs): AnalyticsFrame {
  const range = resolveRange(args.range, args.timeZone, now());
  // A generated enum's values are the words themselves; only TypeScript tells them apart.
  const compareTo = args.compareTo as `${Generated.RangeComparison}` | null | undefined;
  if (!compareTo) return { range, compared: null };
  return { range, compared: compareTo === 'PREVIOUS_YEAR' ? previousYear(range) : previousPeriod(range) };
}

/** A frame as the arguments of questions hold it. */
export function jsonFrame({ range, compared }: AnalyticsFrame): Frame {
  return { range: jsonSpan(range), before: compared && jsonSpan(compared.range) };
}

/** A range as clients see it. */
export function shownRange({ from, to, zone }: DateRange) {
  return { from, to, timeZone: zone.name };
}

/**
 * The periods of a range.
 *
 * @throws {CodedError} BAD_USER_INPUT when they are too many for one series
 */
export function readPeriods(range: DateRange, by: PeriodLength): Period[] {
  const periods = periodsOf(range, by);
  if (periods.length <= inputLimits.seriesPoints) return periods;
  const longer = by === 'DAY' ? 'WEEK or MONTH' : 'MONTH';
  throw badFields([
    {
      field: 'by',
      message: `${by} cuts this range into ${periods.length} periods; at most ${inputLimits.seriesPoints} are answered. Ask by ${longer}, or for a shorter range.`,
    },
  ]);
}
