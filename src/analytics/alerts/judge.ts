import type { AlertCondition, AlertFigures, AlertSensitivity } from '../../model/alert.ts';
import { distanceFrom, excessOf, expectationOf, type Proportion, rounded, surplusOf } from './statistic.ts';

/** What was counted in 24 hours. */
export interface DayCount {
  mentions: number;
  /** Those that have a tone. */
  judged: number;
  negative: number;
}

/** Counts of a brand and of its rivals together, the newest first: each of 24 hours, the first of the last 24. */
export interface Series {
  own: readonly DayCount[];
  rivals: readonly DayCount[];
}

/** What a rule makes of a series. */
export interface Judgement extends AlertFigures {
  /** An alert is to be opened. */
  isAlarming: boolean;
  /** One that is open is to be closed. Neither holds in between, so that an alert does not open and close in turn. */
  isOver: boolean;
}

/** The past that is looked at: eight weeks, and the 24 hours that are judged. */
export const daysLookedAt = 57;
/** Days over which tone and share of voice are counted. */
export const daysOfWeek = 7;

const fewestSameWeekdays = 4;
const fewestDays = 7;
/** Of a past by which tone is measured. */
const fewestPastMentions = 20;
const fewestPastWeeks = 3;

/** Iglewicz and Hoaglin ('How to Detect and Handle Outliers', 1993) call 3.5 an outlier. */
const thresholds: Record<AlertSensitivity, number> = { FEWER: 5, BALANCED: 3.5, MORE: 2.5 };
/** An alert ends at half of what it takes to open one. */
const endsAt = 0.5;
/** And a share half a standard error on the other side of its line. */
const backBy = 0.5;

/**
 * Judges one brand, or one search, by a rule; the same whether it is now or long ago.
 *
 * - SPIKE: mentions of the last 24 hours against those of the same 24 hours of the week, one to eight weeks ago: so
 *   Sundays are measured by Sundays ({@link expectationOf}). With fewer than four such weeks known, all days that are
 *   known count, whatever weekday they are; with fewer than seven days, nothing is said.
 * - NEGATIVE_TURN: negative mentions of the last 7 days against their proportion in the seven weeks before
 *   ({@link surplusOf}), of those that have a tone: whole weeks, so weekdays make no difference. Nothing is said with
 *   less than three weeks of past or 20 such mentions in it.
 * - SHARE_OF_VOICE: the share in the mentions of brand and rivals over the last 7 days. It is alarming once it is on
 *   the side of the line on which it was not in the 7 days before ({@link distanceFrom}).
 * - FIRST_MENTION: mentions in the last 24 hours and none in the eight weeks before.
 * - SEARCH_MATCH: reports of the last 24 hours.
 *
 * @param at how many days ago: 0 is now
 * @param knownDays of the series at which its sources were read already; what is older says nothing
 * @returns null when too little is known to say anything
 */
export function judge(
  condition: AlertCondition,
  series: Series,
  at: number,
  knownDays: number,
): Judgement | null {
  const known = Math.min(knownDays - at, daysLookedAt);
  const own = series.own.slice(at, at + Math.max(known, 1));
  switch (condition.kind) {
    case 'SPIKE':
      return known <= fewestDays ? null : spike(condition, own);
    case 'NEGATIVE_TURN':
      return known < daysOfWeek * (1 + fewestPastWeeks) ? null : negativeTurn(condition, own);
    case 'FIRST_MENTION':
      return known <= fewestDays ? null : firstMention(condition, own);
    case 'SHARE_OF_VOICE':
      return known < 2 * daysOfWeek
        ? null
        : shareOfVoice(condition, own, series.rivals.slice(at, at + known));
    case 'SEARCH_MATCH':
      return count(condition, own[0]?.mentions ?? 0, true);
  }
}

function spike({ sensitivity, leastMentions }: AlertCondition, own: readonly DayCount[]): Judgement {
  const [today, ...past] = own.map(({ mentions }) => mentions);
  const sameWeekday = past.filter((_, day) => (day + 1) % daysOfWeek === 0);
  const expectation = expectationOf(sameWeekday.length >= fewestSameWeekdays ? sameWeekday : past);
  const observed = today ?? 0;
  return byScore(sensitivity, observed >= leastMentions, {
    observed,
    expected: expectation.expected,
    score: excessOf(observed, expectation),
  });
}

function negativeTurn(
  { sensitivity, leastMentions }: AlertCondition,
  own: readonly DayCount[],
): Judgement | null {
  const now = negativeOf(own.slice(0, daysOfWeek));
  const past = negativeOf(own.slice(daysOfWeek));
  if (past.of < fewestPastMentions) return null;
  const { expected, score } = surplusOf(now, past);
  return byScore(sensitivity, now.hits >= leastMentions, { observed: now.hits, expected, score });
}

function firstMention(condition: AlertCondition, own: readonly DayCount[]): Judgement {
  const [today, ...past] = own;
  return count(
    condition,
    today?.mentions ?? 0,
    past.every(({ mentions }) => mentions === 0),
  );
}

function shareOfVoice(
  { line, side, leastMentions }: AlertCondition,
  own: readonly DayCount[],
  rivals: readonly DayCount[],
): Judgement | null {
  const share = (from: number): Proportion => {
    const hits = mentionsOf(own.slice(from, from + daysOfWeek));
    return { hits, of: hits + mentionsOf(rivals.slice(from, from + daysOfWeek)) };
  };
  const [now, before] = [share(0), share(daysOfWeek)];
  if (now.of < leastMentions || before.of === 0) return null;
  const sign = side === 'BELOW' ? -1 : 1;
  const beyond = (proportion: Proportion) => sign * distanceFrom((line ?? 0) / 100, proportion);
  const score = beyond(now);
  return {
    observed: rounded((100 * now.hits) / now.of),
    expected: rounded((100 * before.hits) / before.of),
    score: rounded(score),
    isAlarming: score > 0 && beyond(before) <= 0,
    isOver: score < -backBy,
  };
}

function byScore(sensitivity: AlertSensitivity, areEnough: boolean, figures: AlertFigures): Judgement {
  const threshold = thresholds[sensitivity];
  const { observed, expected, score } = figures;
  return {
    observed: rounded(observed),
    expected: rounded(expected),
    score: rounded(score),
    isAlarming: areEnough && score >= threshold,
    isOver: score < threshold * endsAt,
  };
}

function count({ leastMentions }: AlertCondition, observed: number, isWanted: boolean): Judgement {
  return {
    observed,
    expected: 0,
    score: rounded(observed / leastMentions),
    isAlarming: isWanted && observed >= leastMentions,
    isOver: !isWanted || observed === 0,
  };
}

function negativeOf(days: readonly DayCount[]): Proportion {
  return {
    hits: days.reduce((sum, { negative }) => sum + negative, 0),
    of: days.reduce((sum, { judged }) => sum + judged, 0),
  };
}

function mentionsOf(days: readonly DayCount[]): number {
  return days.reduce((sum, { mentions }) => sum + mentions, 0);
}
