import type { Log } from '../platform/log.ts';
import { AnswerCache, type AnswerObserver, type AnswerTimes, claimMs } from './answer-cache.ts';
import type { CacheStore } from './cache-store.ts';
import type { DataVersions } from './data-versions.ts';
import { SharedAnswers } from './shared-answers.ts';

/** How the answers of a process are kept. */
export interface AnswerSettings extends Pick<AnswerTimes, 'freshMs' | 'graceMs'> {
  /** What is kept in memory, as characters of JSON. */
  charactersInMemory: number;
  /** Tells builds of the service apart, which share no answers. */
  build: string;
}

/** What a process's answers work with. */
export interface AnswerDependencies {
  store: CacheStore;
  versions: DataVersions;
  /** Computing an answer takes no longer, in milliseconds. */
  limitMs: number;
  observer: AnswerObserver;
  log: Log;
}

/** Makes the cache of answers of a process: in its memory, and in Redis where the store has one. */
export function createAnswerCache(
  { build, freshMs, graceMs, charactersInMemory }: AnswerSettings,
  { store, versions, limitMs, observer, log }: AnswerDependencies,
): AnswerCache {
  return new AnswerCache({
    versions,
    shared: store.redis && new SharedAnswers(store.redis, build, claimMs),
    times: { freshMs, graceMs, limitMs },
    charactersInMemory,
    observer,
    log,
    now: Date.now,
    random: Math.random,
  });
}
