import { pino } from 'pino';
import { AnswerCache, type AnswerOutcome, type AnswerTimes, claimMs } from '../../src/cache/answer-cache.ts';
import { CacheStore } from '../../src/cache/cache-store.ts';
import { DataVersions } from '../../src/cache/data-versions.ts';
import { SharedAnswers } from '../../src/cache/shared-answers.ts';

/** Ten minutes and a minute more; computing may take a minute. */
const usualTimes: AnswerTimes = { freshMs: 600_000, graceMs: 60_000, limitMs: 60_000 };

/** One process's cache of answers, and what a test sees of it. */
export interface TestAnswers {
  cache: AnswerCache;
  store: CacheStore;
  versions: DataVersions;
  /** Whose version was looked up, each time. */
  looked: string[];
  /** What was logged. */
  logged: Record<string, unknown>[];
  /** Milliseconds for which somebody waited for another. */
  waits: number[];
  /** What became of each question. */
  outcomes: AnswerOutcome[];
  clock: { now: number };
  /** Asks with a question that counts how often it is computed. */
  ask(args: unknown, compute: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** How a test's cache differs from the usual one. */
export interface TestAnswersOptions {
  /** Null: in memory. */
  redisUrl?: string | null;
  times?: Partial<AnswerTimes>;
  characters?: number;
  patienceMs?: number;
  build?: string;
  clock?: { now: number };
  /** The version that the database has. */
  stored?: { version: number };
}

/** Opens a cache of answers, as a process does. */
export function openAnswers({
  redisUrl = null,
  times = {},
  characters = 100_000,
  patienceMs,
  build = 'test',
  clock = { now: 1_000_000 },
  stored = { version: 1 },
}: TestAnswersOptions = {}): TestAnswers {
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const store = new CacheStore(redisUrl, log, patienceMs);
  const looked: string[] = [];
  const waits: number[] = [];
  const outcomes: AnswerOutcome[] = [];
  const versions = new DataVersions(async (tenantId) => {
    looked.push(tenantId);
    return stored.version;
  });
  const cache = new AnswerCache({
    versions,
    shared: store.redis && new SharedAnswers(store.redis, build, claimMs),
    times: { ...usualTimes, ...times },
    charactersInMemory: characters,
    observer: {
      answerGiven: () => {},
      answerComputed: () => {},
      answerAwaited: ({ ms }) => waits.push(ms),
    },
    log,
    now: () => clock.now,
    random: () => 0,
  });
  return {
    cache,
    store,
    versions,
    looked,
    logged,
    waits,
    outcomes,
    clock,
    ask: (args, compute, signal) =>
      cache.answer({ tenantId: 'tenant', question: 'test', args }, compute, {
        ...(signal ? { signal } : {}),
        note: (outcome) => outcomes.push(outcome),
      }),
    close: () => store.close(),
  };
}
