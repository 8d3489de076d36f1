import type { DueFeed, FeedDay, FeedVolume } from '../model/feed.ts';

/** How much a feed publishes, and the figures that say so. */
export interface VolumeJudgement {
  volume: FeedVolume;
  /** As a sentence. */
  message: string;
}

/** The past that a feed is measured by: so many days on which it was read, at least and at most. */
const fewestDays = 7;
const mostDays = 28;

/** A feed is not called silent sooner, because the press rests on Sundays and holidays. */
const shortestSilence = 3;
/** Entries that a silence must have cost: where seven are expected, none come by chance once in 1,100 times (e^-7). */
const entriesMissed = 7;

const weekDays = 7;
/** Standard deviations beyond which a week is out of the ordinary, and the least that makes a flood in any case. */
const deviations = 3;
const leastFactor = 2;
const leastSurplus = 10;

/**
 * Measures a feed by its own past, as Media Cloud does with its sources (the last 7 days against the 28 before).
 *
 * - SILENT: no new entry on the last 3 days or more on which it was read, though 7 or more were to be expected by the
 *   mean of the 28 days up to its last entry.
 * - FLOODING: the entries of the last 7 days exceed what the 28 days before lead to expect by three standard deviations
 *   of a week (√7 times that of a day, a Poisson distribution's at least), by half and by 10.
 *
 * Only days on which the feed could be read count, so that neither an outage nor a pause makes it silent. Entries that
 * came together after a gap are measured against the whole gap.
 *
 * @param today the day of this visit, in UTC: '2026-11-25'
 * @param fresh new entries of this visit
 */
export function judgeVolume(feed: DueFeed, today: string, fresh: number): VolumeJudgement {
  const days = withToday(feed.days, today, fresh);
  return (
    silenceOf(days, feed.volume) ??
    floodOf(days, today) ?? { volume: 'USUAL', message: 'It publishes as much as it used to again.' }
  );
}

function silenceOf(days: readonly FeedDay[], volume: FeedVolume): VolumeJudgement | null {
  const last = days.findLastIndex(({ entries }) => entries > 0);
  const quiet = days.length - 1 - last;
  if (last === -1) {
    // Its last entry is longer ago than is remembered.
    return volume === 'SILENT' ? { volume, message: `No new entry for ${quiet} days.` } : null;
  }
  const past = days.slice(0, last + 1).slice(-mostDays);
  const expected = quiet * meanOf(past);
  if (past.length < fewestDays || quiet < shortestSilence || expected < entriesMissed) return null;
  return {
    volume: 'SILENT',
    message: `No new entry since ${days[last]?.day}, for ${quiet} days on which its past leads to expect ${Math.round(expected)}.`,
  };
}

function floodOf(days: readonly FeedDay[], today: string): VolumeJudgement | null {
  const isOfTheWeek = ({ day }: FeedDay) => daysBetween(day, today) < weekDays;
  const week = days.filter(isOfTheWeek);
  const before = days.filter((day) => !isOfTheWeek(day));
  const past = before.slice(-mostDays);
  const lastBefore = past.at(-1);
  if (!lastBefore || past.length < fewestDays) return null;
  const mean = meanOf(past);
  const covered = daysBetween(lastBefore.day, today);
  const expected = mean * covered;
  const deviation = Math.max(deviationOf(past, mean), Math.sqrt(mean)) * Math.sqrt(covered);
  const most = Math.max(expected + deviations * deviation, leastFactor * expected, expected + leastSurplus);
  const entries = week.reduce((sum, day) => sum + day.entries, 0);
  if (entries <= most) return null;
  return {
    volume: 'FLOODING',
    message: `${entries} new entries in ${covered} days, where its past leads to expect ${Math.round(expected)} and ${Math.floor(most)} at most.`,
  };
}

function withToday(days: readonly FeedDay[], today: string, fresh: number): FeedDay[] {
  const earlier = days.filter(({ day }) => day !== today);
  const known = days.find(({ day }) => day === today)?.entries ?? 0;
  return [...earlier, { day: today, entries: known + fresh }];
}

function meanOf(days: readonly FeedDay[]): number {
  return days.reduce((sum, { entries }) => sum + entries, 0) / days.length;
}

function deviationOf(days: readonly FeedDay[], mean: number): number {
  const squares = days.reduce((sum, { entries }) => sum + (entries - mean) ** 2, 0);
  return Math.sqrt(squares / days.length);
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}
