/**
 * How a feed brings more or less than it did, whatever the press writes. ADDED: it was not followed before; BROKEN: it
 * was parked or paused, its site ended it, or it was hardly read; REPAIRED: it could be read again after it was parked or
 * had ended; FLOODING, SILENT: it publishes much more or less than in its past.
 */
export type FeedChangeKind = 'ADDED' | 'BROKEN' | 'REPAIRED' | 'FLOODING' | 'SILENT';

/** A feed that has changed. */
export interface ChangedFeed {
  id: string;
  /** Its title, or its address. */
  name: string;
  kind: FeedChangeKind;
  /** When it changed; null where it was hardly read, which has no moment. */
  at: Date | null;
  /** What was said of it then, a sentence; null when it was added, or was hardly read. */
  message: string | null;
}

/** Which changes matter to what is judged. */
export interface ChangesWanted {
  /** Feeds added later are ADDED, but for those with which the tenant began: the first, and all of the day after it. */
  addedSince: Date;
  /** Events after it count; a flood or a silence that lasts does whenever it began. */
  since: Date;
  /** An outage, from when a feed was parked or ended until it recovered, counts if it lasted so long, in milliseconds. */
  leastOutageMs: number;
  /**
   * From this UTC day on a feed is BROKEN that was read on no larger share of the days it was tried than `mostRead`, or was
   * not tried at all though it should have been and had been read since `addedSince`.
   */
  triedSince: Date;
  /** 0 to 1. */
  mostRead: number;
  /** The end of what is judged; what happened later is left aside. */
  until: Date;
}
