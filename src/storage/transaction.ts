import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Statements } from './database.ts';

const attempts = 5;
const firstDelayMs = 20;

/**
 * Runs work as one transaction, and runs all of it again when the server asks for that (serialization failure 40001,
 * deadlock 40P01; PostgreSQL documentation, 13.5), up to 5 times with full jitter. The work must change nothing but
 * the database.
 */
export async function inTransaction<Result>(
  database: Database,
  work: (statements: Statements) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.writer.$transaction(work, { maxWait: 10_000, timeout: 600_000 });
    } catch (error) {
      if (attempt === attempts || !asksForRetry(error)) throw error;
      await sleep(Math.random() * firstDelayMs * 2 ** attempt);
    }
  }
}

function asksForRetry(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  // Prisma says P2034 for its own statements; a raw statement's SQLSTATE stands in the message.
  return code === 'P2034' || /\b40001\b|\b40P01\b|deadlock detected|could not serialize/i.test(error.message);
}
