import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../model/errors.ts';
import type { StoredEvent } from '../model/event.ts';
import type { Caller } from './callers.ts';
import { holdVersions, moveVersions } from './data-version.ts';
import type { Database, TransactionTimes, Writer } from './database.ts';

const attempts = 5;
const firstDelayMs = 20;

/** For what brings a whole feed in. */
export const longTransaction: TransactionTimes = { maxWait: 10_000, timeout: 600_000 };
/** For what reads all reports of a tenant in one statement: of a million, some minutes. */
export const recountTransaction: TransactionTimes = { maxWait: 10_000, timeout: 3_600_000 };
/** For what somebody waits for. */
export const shortTransaction: TransactionTimes = { maxWait: 5_000, timeout: 30_000 };

/** A signal that comes when a transaction has had its time, also when the server hangs. */
export function endOf({ timeout }: TransactionTimes): AbortSignal {
  const ending = new AbortController();
  const end = () =>
    ending.abort(new CodedError('UNAVAILABLE', `This took more than ${timeout / 1000} s and was given up.`));
  setTimeout(end, timeout).unref();
  return ending.signal;
}

/**
 * Runs work as one transaction, and runs all of it again when the server asks for that (serialization failure 40001,
 * deadlock 40P01; PostgreSQL documentation, 13.5), up to 5 times with full jitter. The work must change nothing but
 * the database. The versions of the data it changes move with it, and this process hears of that at once.
 *
 * @throws the reason of the caller's signal as soon as that comes: whether the server has committed by then, is not known
 */
export async function inTransaction<Result>(
  database: Database,
  work: (writer: Writer) => Promise<Result>,
  times: TransactionTimes,
  caller: Caller = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      let moves: StoredEvent[] = [];
      const all = async (writer: Writer) => {
        holdVersions(writer);
        const result = await work(writer);
        moves = await moveVersions(writer);
        return result;
      };
      const result = await database.transaction(all, times, caller);
      for (const move of moves) database.tellHere(move);
      return result;
    } catch (error) {
      if (attempt === attempts || !asksForRetry(error)) throw error;
      await sleep(Math.random() * firstDelayMs * 2 ** attempt);
    }
  }
}

function asksForRetry(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  // The driver gives the SQLSTATE; Prisma says P2034 for its own statements, and COMMIT fails by that word.
  return (
    code === '40001' || code === '40P01' || code === 'P2034' || error.message === 'TransactionWriteConflict'
  );
}
