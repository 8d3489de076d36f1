import type { DueFeed } from '../../src/model/feed.ts';

/** A feed that has never been read, as a visit is given it, but for what a test says of it. */
export function dueFeed(more: Partial<DueFeed> = {}): DueFeed {
  return {
    tenantId: 't',
    id: 'f',
    url: 'https://press.example/feed',
    title: null,
    siteUrl: null,
    provider: 'RSS',
    pageReading: 'WHEN_NEEDED',
    state: 'ACTIVE',
    stateReason: null,
    schedule: 'ADAPTIVE',
    intervalMinutes: 60,
    nextFetchAt: new Date(0),
    ttlMinutes: null,
    lastFetchedAt: null,
    lastSuccessAt: null,
    etag: null,
    lastModified: null,
    bodyHash: null,
    unconditionalAt: null,
    distrustedUntil: null,
    failures: 0,
    softFailures: 0,
    movedTo: null,
    movedSightings: 0,
    volume: 'USUAL',
    days: [],
    ...more,
  };
}
