import { type JsonSpan, jsonSpan } from '../../analytics/question.ts';
import type { Frame } from '../../analytics/report-questions.ts';
import type { CalendarEvent } from '../../model/calendar-event.ts';
import { type ComparedRange, previousPeriod, previousYear } from '../../model/compared-range.ts';
import type { Coverage } from '../../model/coverage.ts';
import { type DateRange, resolveRange } from '../../model/date-range.ts';
import { badFields } from '../../model/errors.ts';
import { type EventComparison, sameEventLastSeason } from '../../model/event-comparison.ts';
import { type Period, type PeriodLength, periodsOf } from '../../model/periods.ts';
import { readText } from '../args/values.ts';
import type { Session } from '../context.ts';
import { coverageOf } from '../coverage-of.ts';
import type * as Generated from '../generated/types.ts';
import { inputLimits } from '../limits/limits.ts';

/** A range that is compared with: for SAME_EVENT_LAST_SEASON with both editions. */
type Compared = ComparedRange & Partial<EventComparison<CalendarEvent>>;

/** The range of one `analytics`, and what it is compared with. */
export class AnalyticsFrame {
  private found: Promise<Coverage> | null = null;

  constructor(
    readonly range: DateRange,
    readonly compared: Compared | null,
  ) {}

  /** How well the feeds were read in the range; one statement, however often it is asked for. */
  coverage(session: Session): Promise<Coverage> {
    this.found ??= coverageOf(session, this.range);
    return this.found;
  }
}

/**
 * The frame that arguments ask for.
 *
 * @throws {CodedError} BAD_USER_INPUT with everything that is wrong with range and time zone, where the range meets no
 *   event whose edition before is known, and where an event's series is named that is not compared by
 */
export async function readFrame(
  { now, loaders }: Session,
  args: Generated.QueryAnalyticsArgs,
): Promise<AnalyticsFrame> {
  const range = resolveRange(args.range, args.timeZone ?? 'UTC', now());
  // A generated enum's values are the words themselves; only TypeScript tells them apart.
  const compareTo = args.compareTo as `${Generated.RangeComparison}` | null | undefined;
  const series = readText('eventSeries', args.eventSeries)?.toLowerCase() ?? null;
  if (series !== null && compareTo !== 'SAME_EVENT_LAST_SEASON') {
    const message =
      'Events are compared by SAME_EVENT_LAST_SEASON alone: ask for that in compareTo, or leave this out.';
    throw badFields([{ field: 'eventSeries', message }]);
  }
  if (!compareTo) return new AnalyticsFrame(range, null);
  if (compareTo === 'PREVIOUS_PERIOD') return new AnalyticsFrame(range, previousPeriod(range, now()));
  if (compareTo === 'PREVIOUS_YEAR') return new AnalyticsFrame(range, previousYear(range, now()));
  const events = await loaders.analytics.calendarEvents.load({});
  return new AnalyticsFrame(range, sameEventLastSeason(range, events, now(), series));
}

/** A frame as the arguments of questions hold it. */
export function jsonFrame({ range, compared }: AnalyticsFrame): Frame {
  return { range: jsonSpan(range), before: compared && jsonSpan(compared.range) };
}

/** The range of a frame, and what it is compared with if anything, as the arguments of questions hold spans. */
export function jsonSpans(frame: AnalyticsFrame): JsonSpan[] {
  const { range, before } = jsonFrame(frame);
  return before ? [range, before] : [range];
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
  const longer = by === 'DAY' ? 'WEEK or MONTH' : 'MONTH';
  return fewPeriods(range, by, 'by', `Ask by ${longer}, or for a shorter range.`);
}

/**
 * The days of a range.
 *
 * @throws {CodedError} BAD_USER_INPUT when they are too many to be looked at
 */
export function readDays(range: DateRange): Period[] {
  return fewPeriods(range, 'DAY', 'range', 'Ask for a shorter range.');
}

function fewPeriods(range: DateRange, by: PeriodLength, field: string, advice: string): Period[] {
  const periods = periodsOf(range, by);
  const most = inputLimits.seriesPoints;
  if (periods.length <= most) return periods;
  const message = `${by} cuts this range into ${periods.length} periods; at most ${most} are answered. ${advice}`;
  throw badFields([{ field, message }]);
}
