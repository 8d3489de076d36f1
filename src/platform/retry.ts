import { setTimeout as sleep } from 'node:timers/promises';

/** How often to try again, and how long to wait before it. */
export interface RetryPolicy {
  /** Tries after the first one. */
  retries: number;
  /** The longest wait before the first retry, in ms; it doubles with each. */
  baseMs: number;
  /** No wait is longer, in ms. */
  maxMs: number;
  /** From 0 to 1. */
  random: () => number;
}

/** What one try came to. */
export type Outcome<T> = { value: T } | { error: unknown };

/**
 * Tries until the outcome is not transient or the retries are used up, and gives or throws the last outcome. Waits
 * between tries with full jitter: anything from nothing to the doubling limit (AWS, 'Exponential Backoff And Jitter').
 *
 * @throws {unknown} the signal's reason when it ends a wait
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  isTransient: (outcome: Outcome<T>) => boolean,
  policy: RetryPolicy,
  signal?: AbortSignal,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    const outcome = await outcomeOf(attempt);
    if (tried >= policy.retries || !isTransient(outcome)) {
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    }
    await pause(policy.random() * Math.min(policy.maxMs, policy.baseMs * 2 ** tried), signal);
  }
}

async function outcomeOf<T>(attempt: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await attempt() };
  } catch (error) {
    return { error };
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
