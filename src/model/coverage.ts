import { type DateRange, daysOf } from './date-range.ts';
import { type DayNumber, dayOfClock, midnightOf } from './local-date.ts';
import type { Period } from './periods.ts';

/** Of what feeds usually bring, so much must have been read on each day of a period for it to be complete. */
export const completeShare = 0.95;

/** Days before a range that tell what a feed usually brings, and whether one that has stopped is missed. */
export const usualDays = 28;

/** What begins or ends to be expected, or to be lost, on a day: entries a day, and the feeds that bring them. */
export interface CoverageStep {
  day: DayNumber;
  expected: number;
  lost: number;
}

/** Feeds that were not read on the same days. */
export interface StoredGap {
  /** In UTC, both included. */
  first: DayNumber;
  last: DayNumber;
  feedCount: number;
  /** Those of them that usually bring most, the first first. */
  feedIds: string[];
  /** Entries that they usually bring on so many days. */
  usualEntries: number;
}

/** What is stored of the visits to a tenant's feeds on some days. */
export interface CoverageFacts {
  expectedFetches: number;
  okFetches: number;
  /** In any order; of several on one day, all count. */
  steps: CoverageStep[];
  /** The largest, by the entries that are usual. */
  gaps: StoredGap[];
  gapCount: number;
  /** Feeds that were added on these days. */
  addedFeeds: number;
}

/** A stretch of days on which some feeds were not read. */
export interface CoverageGap extends Pick<StoredGap, 'feedCount' | 'feedIds' | 'usualEntries'> {
  /** The beginning of the first day and the end of the last, in the caller's zone. */
  from: Date;
  to: Date;
}

/** How much of what was published could be read. */
export interface CoverageShare {
  /** 0 to 1. */
  confidence: number;
  isComplete: boolean;
}

/** The UTC days that a range is judged by. */
export interface CoveredDays {
  first: DayNumber;
  last: DayNumber;
}

/** A day of a zone, in epoch milliseconds, and the UTC day by which it is judged. */
interface JudgedDay {
  start: number;
  end: number;
  judgedBy: DayNumber;
}

/**
 * The days that a range touches. Visits are counted by UTC days, which no other day cuts: so each day of the zone is judged
 * by the UTC day that its middle lies in, which is the one that holds most of it. For clocks up to twelve hours off that
 * one has the same date.
 */
function judgedDays(range: DateRange): JudgedDay[] {
  const { first, last } = daysOf(range);
  const starts = range.zone.instantsOf(daysFrom(first, last + 1).map(midnightOf));
  return starts.slice(0, -1).flatMap((start, at) => {
    const end = starts[at + 1] ?? start;
    return start < end ? [{ start, end, judgedBy: dayOfClock(Math.floor((start + end) / 2)) }] : [];
  });
}

/** The UTC days by which a range is judged, from the first to the last. */
export function daysJudging(range: DateRange): CoveredDays {
  const days = judgedDays(range).map(({ judgedBy }) => judgedBy);
  return { first: days[0] ?? 0, last: days.at(-1) ?? 0 };
}

/** How well the feeds were read in a range: did the brand fall, or did the feed? */
export class Coverage {
  readonly expectedFetches: number;
  readonly okFetches: number;
  readonly gapCount: number;
  readonly addedFeeds: number;
  /** From 0 to 1: the mean of the days that have begun, see {@link confidenceOn}; 0 when none has. */
  readonly confidence: number;
  private readonly shares: Map<DayNumber, number>;
  private readonly days: JudgedDay[];

  /** @param facts of the days that {@link daysJudging} gives for the range */
  constructor(
    private readonly facts: CoverageFacts,
    private readonly range: DateRange,
    private readonly now: Date,
  ) {
    this.expectedFetches = facts.expectedFetches;
    this.okFetches = facts.okFetches;
    this.gapCount = facts.gapCount;
    this.addedFeeds = facts.addedFeeds;
    this.days = judgedDays(range);
    this.shares = sharesOf(facts.steps, daysJudging(range), dayOfClock(now.getTime()));
    this.confidence = mean([...this.shares.values()]);
  }

  /** The largest gaps, in the order of time. */
  get gaps(): CoverageGap[] {
    return this.facts.gaps
      .map(({ first, last, ...gap }) => ({ ...gap, ...this.stretch(first, last) }))
      .sort(
        (one, other) => one.from.getTime() - other.from.getTime() || one.to.getTime() - other.to.getTime(),
      );
  }

  /**
   * The share of the entries usual on a UTC day whose feeds were read on it, at least once without fault: a document
   * usually holds more than one day's entries, so one good visit is enough. A feed counts from the day after it was
   * added, by the entries (e) of the days (d) on which it was read, in the range and the {@link usualDays} before:
   * (e + 1) / (d + 1), so one of which nothing is known yet counts as one entry a day. 0 where there was no feed.
   */
  confidenceOn(day: DayNumber): number {
    return this.shares.get(day) ?? 0;
  }

  /**
   * How well the feeds were read in a period of the range. It is complete when it is over, lies in the range as a whole,
   * and each of its days has {@link completeShare} at least: what falls in one that is not may have fallen for want of
   * reading.
   */
  ofPeriod({ start, end, isWhole }: Period): CoverageShare {
    const shares = this.days
      .filter((day) => day.start < end.getTime() && day.end > start.getTime())
      .flatMap(({ judgedBy }) => this.shares.get(judgedBy) ?? []);
    const isOver = isWhole && end <= this.now;
    return {
      confidence: mean(shares),
      isComplete: isOver && shares.length > 0 && shares.every((share) => share >= completeShare),
    };
  }

  /** UTC days as the days of the zone that they judge, cut to the range. */
  private stretch(first: DayNumber, last: DayNumber): { from: Date; to: Date } {
    const days = this.days.filter(({ judgedBy }) => judgedBy >= first && judgedBy <= last);
    const { from, to } = this.range;
    return {
      from: new Date(Math.max(days[0]?.start ?? 0, from.getTime())),
      to: new Date(Math.min(days.at(-1)?.end ?? Infinity, to.getTime())),
    };
  }
}

/** The share that was read of each day up to today. */
function sharesOf(
  steps: readonly CoverageStep[],
  { first, last }: CoveredDays,
  today: DayNumber,
): Map<DayNumber, number> {
  const byDay = new Map<DayNumber, { expected: number; lost: number }>();
  for (const { day, expected, lost } of steps) {
    const sum = byDay.get(day) ?? { expected: 0, lost: 0 };
    byDay.set(day, { expected: sum.expected + expected, lost: sum.lost + lost });
  }
  let [expected, lost] = [0, 0];
  return new Map(
    daysFrom(first, Math.min(last, today)).map((day) => {
      expected += byDay.get(day)?.expected ?? 0;
      lost += byDay.get(day)?.lost ?? 0;
      // Sums of fractions leave a rest where all that was lost is read again.
      const share = expected < 1e-9 ? 0 : Math.round((1 - lost / expected) * 1e6) / 1e6;
      return [day, Math.min(1, Math.max(0, share))];
    }),
  );
}

function daysFrom(first: DayNumber, last: DayNumber): DayNumber[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

function mean(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
