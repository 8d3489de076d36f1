import type { ChangedFeed, ChangesWanted, FeedChangeKind } from '../model/feed-change.ts';
import { median } from './median.ts';
import { type Trend, trendRules, trendScore } from './trends.ts';

/** Whether a jump comes from our own feeds: the rules that alerts and trends share, and what trends make of them. */

const dayMs = 86_400_000;

/** The changes that matter to what is judged now: of the last days, since an alert is of a day or a week. */
export function changesUntil(now: Date): ChangesWanted {
  const ago = (days: number) => new Date(now.getTime() - days * dayMs);
  return {
    addedSince: ago(28),
    since: ago(8),
    leastOutageMs: 0,
    triedSince: ago(6),
    mostRead: 0,
    until: now,
  };
}

/**
 * The changes that matter to windows, the one that is judged first: those by which it differs from half of the windows
 * before at least, as a median does not follow fewer. A feed is broken that was read on no more than half of the days, or
 * was out for half of a window.
 */
export function changesAmong(windows: readonly { from: Date; to: Date }[]): ChangesWanted {
  const [now, ...before] = windows;
  const middle = before[Math.ceil(before.length / 2) - 1];
  if (!now || !middle) throw new Error('there are no windows to compare');
  const { from, to } = now;
  const leastOutageMs = (to.getTime() - from.getTime()) / 2;
  return {
    addedSince: middle.from,
    since: middle.from,
    leastOutageMs,
    triedSince: from,
    mostRead: 0.5,
    until: to,
  };
}

/** What became of a feed, in words that end without a full stop. */
export function changeInWords({ name, kind, at, message }: Omit<ChangedFeed, 'id'>): string {
  if (message !== null) return `${name}: ${message.replace(/\.$/, '')}`;
  if (kind === 'ADDED' && at) return `${name} was added on ${at.toISOString().slice(0, 10)}`;
  return `${name} was hardly read`;
}

/** What a changed feed brought of a brand. */
export interface FeedStories {
  /** Its `at` is an ISO text. */
  feed: Omit<ChangedFeed, 'at'> & { at: string | null };
  /** Stories that it was the first to tell, in the window that is judged and in those before. */
  stories: number[];
}

/** What changed feeds brought of a brand. */
export interface ChangedCoverage {
  feeds: FeedStories[];
  /** Stories that count in a window only without the feeds: others told them after those. */
  toldByOthers: number[];
}

/** A changed feed's part in a trend. */
export interface FeedInTrend {
  feedId: string;
  name: string;
  change: FeedChangeKind;
  /** A sentence. */
  reason: string;
  /** Stories of the window that it was the first to tell. */
  stories: number;
  /** The median of them in the windows before. */
  expectedStories: number;
}

/** Why a trend comes from feeds and not from the press. */
export interface SourceChange {
  /** Those that have most to do with it first, {@link mostFeeds} at most. */
  feeds: FeedInTrend[];
  /** The part of the change that is gone without the feeds: 1 is all, and more where others went the other way. */
  changeShare: number;
  /** What is left without the feeds, as the trend says it of all. */
  stories: number;
  expectedStories: number;
  score: number;
}

/** Feeds that are named. */
export const mostFeeds = 5;
/** Of a change, so much must be gone without the feeds: an outlet that broke for an hour explains no show. */
const leastShare = 0.5;

/**
 * Why a trend comes from feeds: without what changed feeds brought, now and before, it would not be told by
 * {@link trendRules}, and half of the change would be gone at least. Null when it comes from the press. Formula: the score
 * is {@link trendScore} of the stories less those that the feeds told first, with those that others told after them;
 * `changeShare` is 1 − (what is left of `stories − expectedStories`) / (`stories − expectedStories`). Small samples: from
 * a median of few stories a share is coarse, so a trend's rules, 5 stories and a score of 3, decide first.
 *
 * @param spans the windows before of which `coverage` tells, in its order
 */
export function sourceChangeOf(
  trend: Pick<Trend, 'direction' | 'stories' | 'expectedStories' | 'baseline'>,
  { feeds, toldByOthers }: ChangedCoverage,
  spans: readonly { from: string }[],
): SourceChange | null {
  const of = (counts: readonly number[], at: number) => counts[at] ?? 0;
  const windows = trend.baseline.map((window) => ({
    ...window,
    at: spans.findIndex(({ from }) => from === window.from) + 1,
  }));
  const without = (stories: number, at: number) => {
    const told = feeds.reduce((sum, its) => sum + of(its.stories, at), 0);
    // Sums and reports are read one after the other, so more could be taken off than was counted.
    return Math.max(0, stories - told + of(toldByOthers, at));
  };
  const stories = without(trend.stories, 0);
  const before = windows.map((window) => without(window.stories, window.at));
  const expectedStories = median(before);
  const score = trendScore(stories, before);
  const change = trend.stories - trend.expectedStories;
  const changeShare = change === 0 ? 0 : 1 - (stories - expectedStories) / change;
  if (isTold(score, trend.direction, stories, expectedStories) || changeShare < leastShare) return null;
  const inTrend = feeds.map(({ feed, stories: its }): FeedInTrend => {
    const { id: feedId, name, kind: change } = feed;
    const words = changeInWords({ ...feed, at: feed.at === null ? null : new Date(feed.at) });
    const ofPast = median(windows.map(({ at }) => of(its, at)));
    return { feedId, name, change, reason: `${words}.`, stories: of(its, 0), expectedStories: ofPast };
  });
  const part = (its: FeedInTrend) => Math.abs(its.stories - its.expectedStories);
  const involved = inTrend
    .filter((its) => its.stories > 0 || its.expectedStories > 0)
    .sort((a, b) => part(b) - part(a) || (a.feedId < b.feedId ? -1 : 1));
  return { feeds: involved.slice(0, mostFeeds), changeShare, stories, expectedStories, score };
}

function isTold(
  score: number,
  direction: Trend['direction'],
  stories: number,
  expectedStories: number,
): boolean {
  const isFar = direction === 'RISING' ? score >= trendRules.leastScore : score <= -trendRules.leastScore;
  return isFar && Math.max(stories, expectedStories) >= trendRules.leastStories;
}
