import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Log } from '../platform/log.ts';
import { orAborted } from '../platform/or-aborted.ts';
import type { DataVersions } from './data-versions.ts';
import { Flights } from './flights.ts';
import { canonicalJson, type KeptAnswer, keptAnswer } from './kept-answer.ts';
import type { SharedAnswer, SharedAnswers } from './shared-answers.ts';

/** A question that was asked of a tenant's data. */
export interface AskedQuestion {
  tenantId: string;
  /** The question's name, which says what its answer looks like: it becomes the label of a metric. */
  question: string;
  /** Whatever the answer depends on beside the tenant's data, as JSON can say it; times are absolute. */
  args: unknown;
}

/**
 * Whether an answer was there, was there but stale, or had to be computed, by whomever.
 */
export type AnswerOutcome = 'hit' | 'stale' | 'miss';

/**
 * Computes an answer, for all who wait for it: on nobody's behalf but by the signal, and from data of this version or
 * later. The answer goes through JSON: times are texts, and nothing is undefined that is not absent.
 */
export type ComputeAnswer<Answer> = (ending: AbortSignal, version: number) => Promise<Answer>;

/** One caller of the cache. */
export interface AnswerCaller {
  /** Has this caller give up, and nobody else. */
  signal?: AbortSignal;
  /** Told what became of the question. */
  note?: (outcome: AnswerOutcome) => void;
}

/** How long answers are kept, in milliseconds. */
export interface AnswerTimes {
  /** An answer is fresh for so long, or up to a tenth less, so that not all run out at once. */
  freshMs: number;
  /** After that it is given for so long, while one caller has it computed anew. */
  graceMs: number;
  /** Computing takes no longer. */
  limitMs: number;
}

/** What the cache tells of itself. */
export interface AnswerObserver {
  answerGiven(given: { question: string; outcome: AnswerOutcome }): void;
  answerComputed(computed: { question: string; ms: number; failed: boolean }): void;
  /** Somebody waited for what somebody else computed, here or in another process. */
  answerAwaited(awaited: { ms: number }): void;
}

/** What an answer cache is made of. */
export interface AnswerCacheParts {
  versions: DataVersions;
  /** Null: answers are kept in this process alone. */
  shared: SharedAnswers | null;
  times: AnswerTimes;
  /** What is kept in memory, as characters of JSON; the least recently used goes first. */
  charactersInMemory: number;
  observer: AnswerObserver;
  log: Log;
  /** Milliseconds since 1970. */
  now: () => number;
  /** From 0 on, below 1. */
  random: () => number;
}

interface Found {
  kept: KeptAnswer;
  outcome: AnswerOutcome;
}

/** An answer that is longer than this part of the memory is not kept. */
const largestPart = 0.1;
/** What another process computes is looked for so often, in milliseconds, and for so long, which is also how long a claim lasts. */
const pollMs = 50;
/** As long as a claim lasts; see {@link SharedAnswers}. */
export const claimMs = 3_000;

/**
 * Answers to questions about a tenant's data, by the version of that data, the question and its arguments: an answer of
 * an older version is never given (docs/decisions/answer-cache.md). They are kept in this process, and in Redis where
 * there is one. However many ask the same at once, here or in other processes, it is computed once.
 */
export class AnswerCache {
  private readonly memory: LRUCache<string, KeptAnswer>;
  private readonly flights: Flights<Found>;

  constructor(private readonly parts: AnswerCacheParts) {
    this.memory = new LRUCache<string, KeptAnswer>({
      maxSize: parts.charactersInMemory,
      maxEntrySize: Math.ceil(parts.charactersInMemory * largestPart),
      sizeCalculation: ({ characters }, key) => characters + key.length,
    });
    this.flights = new Flights(parts.times.limitMs);
  }

  /**
   * The answer to a question; it must not be changed, as others are given the same.
   *
   * @throws what computing it throws, which is not kept; the reason of the caller's signal; UNAVAILABLE when it takes
   * too long
   */
  async answer<Answer>(
    asked: AskedQuestion,
    compute: ComputeAnswer<Answer>,
    { signal, note }: AnswerCaller = {},
  ): Promise<Answer> {
    signal?.throwIfAborted();
    const version = await orAborted(this.parts.versions.of(asked.tenantId), signal);
    const key = keyOf(asked, version);
    const find = (isStaleGood: boolean) => (ending: AbortSignal) =>
      this.find(asked, key, () => compute(ending, version), ending, isStaleGood);
    const found = this.inMemory(key) ?? (await this.join(key, find(true), signal));
    if (found.outcome === 'stale') this.refresh(asked, key, find(false));
    this.parts.observer.answerGiven({ question: asked.question, outcome: found.outcome });
    note?.(found.outcome);
    // What is kept under a question's key is what this question has computed.
    return found.kept.value as Answer;
  }

  /** How much is kept in this process: answers, and the characters of their JSON and keys. */
  get size(): { answers: number; characters: number } {
    return { answers: this.memory.size, characters: this.memory.calculatedSize };
  }

  private inMemory(key: string): Found | null {
    const kept = this.memory.get(key);
    if (!kept) return null;
    const age = this.parts.now() - kept.freshUntil;
    if (age < 0) return { kept, outcome: 'hit' };
    if (age < this.parts.times.graceMs) return { kept, outcome: 'stale' };
    this.memory.delete(key);
    return null;
  }

  private async join(
    key: string,
    find: (ending: AbortSignal) => Promise<Found>,
    signal?: AbortSignal,
  ): Promise<Found> {
    const isOthers = this.flights.has(key);
    const from = performance.now();
    const found = await this.flights.join(key, find, signal);
    if (isOthers) this.parts.observer.answerAwaited({ ms: performance.now() - from });
    return found;
  }

  /** Has an answer computed anew, for nobody who waits. */
  private refresh(
    { question }: AskedQuestion,
    key: string,
    find: (ending: AbortSignal) => Promise<Found>,
  ): void {
    if (this.flights.has(key)) return;
    this.flights.join(key, find).catch((error: unknown) => {
      this.parts.log.warn({ err: error, question }, 'a stale answer could not be computed anew');
    });
  }

  /** Looks for an answer where all processes look, and computes it where it is not, and nobody else does. */
  private async find(
    asked: AskedQuestion,
    key: string,
    compute: () => Promise<unknown>,
    ending: AbortSignal,
    isStaleGood: boolean,
  ): Promise<Found> {
    const { shared, now, observer } = this.parts;
    if (!shared) return this.compute(asked, key, compute);
    const from = performance.now();
    for (let isWaiting = false; ; isWaiting = true) {
      const found = await shared.lookUp(key, isStaleGood ? 0 : now());
      if (ending.aborted && typeof found === 'object' && 'token' in found) void shared.release(key, found);
      ending.throwIfAborted();
      if (typeof found === 'object' && 'json' in found) {
        if (isWaiting) observer.answerAwaited({ ms: performance.now() - from });
        return this.received(key, found, isWaiting);
      }
      // Whoever claimed it may be slow, or stopped.
      if (found === 'CLAIMED' && performance.now() - from < claimMs) {
        await sleep(pollMs, undefined, { signal: ending });
        continue;
      }
      const claim = typeof found === 'object' ? found : null;
      return this.compute(asked, key, compute, claim);
    }
  }

  private received(key: string, { json, freshUntil }: SharedAnswer, wasAwaited: boolean): Found {
    const kept = keptAnswer(json, freshUntil);
    this.memory.set(key, kept);
    if (freshUntil <= this.parts.now()) return { kept, outcome: 'stale' };
    return { kept, outcome: wasAwaited ? 'miss' : 'hit' };
  }

  private async compute(
    { question }: AskedQuestion,
    key: string,
    compute: () => Promise<unknown>,
    claim: { token: string } | null = null,
  ): Promise<Found> {
    const { now, random, times, observer } = this.parts;
    const from = performance.now();
    let failed = true;
    let shared: SharedAnswer | null = null;
    try {
      const json = JSON.stringify(await compute());
      const kept = keptAnswer(json, Math.round(now() + times.freshMs * (1 - random() / 10)));
      this.memory.set(key, kept);
      shared = { json, freshUntil: kept.freshUntil };
      failed = false;
      return { kept, outcome: 'miss' };
    } finally {
      observer.answerComputed({ question, ms: performance.now() - from, failed });
      void this.share(key, shared, claim);
    }
  }

  /** Hands an answer to the other processes, for which nobody waits, and gives the claim up only then. */
  private async share(
    key: string,
    answer: SharedAnswer | null,
    claim: { token: string } | null,
  ): Promise<void> {
    const { shared, now, times, charactersInMemory } = this.parts;
    if (!shared) return;
    if (answer && answer.json.length <= charactersInMemory * largestPart) {
      await shared.set(key, answer, answer.freshUntil + times.graceMs - now());
    }
    if (claim) await shared.release(key, claim);
  }
}

/** The tenant and the version stand in it as they are, so that what is kept of a tenant can be found and taken away. */
function keyOf({ tenantId, question, args }: AskedQuestion, version: number): string {
  const hash = createHash('sha256').update(canonicalJson(args)).digest('base64url');
  return `${tenantId}:${version}:${question}:${hash}`;
}
