/**
 * What can happen to a feed that a person should know. PARKED: it is not read any more, after too many failures; ENDED:
 * its site says that it is gone; RECOVERED: it could be read again after either; MOVED: it is read at another address
 * from now on; DUPLICATE: it leads to the address of another feed that is followed; SILENT, FLOODING: it publishes much
 * less or more than in its past; USUAL_AGAIN: it does not any more.
 */
export const feedEventKinds = [
  'PARKED',
  'ENDED',
  'RECOVERED',
  'MOVED',
  'DUPLICATE',
  'SILENT',
  'FLOODING',
  'USUAL_AGAIN',
] as const;
/** One of {@link feedEventKinds}. */
export type FeedEventKind = (typeof feedEventKinds)[number];

/** What a visit to a feed brings to light. */
export interface NewFeedEvent {
  kind: FeedEventKind;
  /** A sentence with the figures or addresses that matter. */
  message: string;
}

/** Something that happened to a feed. */
export interface FeedEvent extends NewFeedEvent {
  id: string;
  tenantId: string;
  feedId: string;
  happenedAt: Date;
}

/** Which events: all conditions hold together, an absent one restricts nothing, lists are never empty. */
export interface FeedEventFilter {
  kinds?: FeedEventKind[];
  feedIds?: string[];
}
