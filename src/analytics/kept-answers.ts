import type { AnswerCache, AnswerOutcome } from '../cache/answer-cache.ts';
import type { Log } from '../platform/log.ts';
import type { Storage } from '../storage/storage.ts';
import type { AnswerQuestion } from './question.ts';

/** Who asks, and where answers are kept. */
export interface Asker {
  cache: AnswerCache;
  storage: Storage;
  tenantId: string;
  log: Log;
  /** Has whoever asks give up; others who wait for the same do not. */
  signal?: AbortSignal;
  /** Told what became of each question. */
  note(question: string, outcome: AnswerOutcome): void;
}

/**
 * Answers questions out of the cache, and those it does not have by computing them for all who ask: by statements that
 * end with the last of them, on a server that has the data which the answer is to be kept for.
 */
export function keptAnswers({ cache, storage, tenantId, log, signal, note }: Asker): AnswerQuestion {
  return (question, args) =>
    cache.answer(
      { tenantId, question: question.name, args },
      async (ending, version) => {
        const reading = { signal: ending, log: () => log.child({ tenantId, question: question.name }) };
        return question.compute(await storage.forTenantSince(tenantId, version, reading), args);
      },
      { ...(signal ? { signal } : {}), note: (outcome) => note(question.name, outcome) },
    );
}
