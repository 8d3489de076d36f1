import type { DueFeed, Entry, FeedDay } from '../model/feed.ts';
import { usualReading } from '../model/feed.ts';

/** The bounds of an interval that adapts, in minutes. */
const shortest = 15;
const longest = 6 * 60;

/** A feed's own past is trusted from so many days on, and looked at for so many. */
const fewestDays = 7;
const mostDays = 14;

const dayMinutes = 24 * 60;
const weekMs = 7 * dayMinutes * 60 * 1000;

/** What a visit found out about how often a feed publishes. */
export interface Findings {
  /** Of the document; null when it was not read again. */
  entries: readonly Pick<Entry, 'publishedAt'>[] | null;
}

/**
 * How often a feed is to be read, in minutes: twice as often as it publishes, within bounds. As long as a week of its
 * own past is not known, it is read hourly or, when the dates in its document say that it publishes more, more often.
 * An interval that a person set stays.
 */
export function intervalAfter(feed: DueFeed, { entries }: Findings, now: Date): number {
  if (feed.schedule === 'FIXED') return feed.intervalMinutes;
  const days = feed.days.slice(-mostDays);
  if (days.length >= fewestDays) return intervalFor(entriesPerDay(days));
  if (entries === null) return feed.intervalMinutes;
  const ofTheWeek = entries.filter(({ publishedAt }) => isWithinWeek(publishedAt, now)).length;
  return Math.min(usualReading.intervalMinutes, intervalFor(ofTheWeek / 7));
}

function intervalFor(perDay: number): number {
  return Math.round(Math.min(longest, Math.max(shortest, dayMinutes / (2 * perDay))));
}

function entriesPerDay(days: readonly FeedDay[]): number {
  return days.reduce((sum, { entries }) => sum + entries, 0) / days.length;
}

function isWithinWeek(date: Date | null, now: Date): boolean {
  return date !== null && date <= now && now.getTime() - date.getTime() < weekMs;
}
