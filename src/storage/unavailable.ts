import { Prisma } from './database.ts';

/** What Prisma says when no connection could be had, or none in time, or when others were in the way to the end. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']);

/**
 * SQLSTATEs, system errors and words of Prisma's adapter that mean: not now. 57014 is a statement that ran into its time
 * limit; 40001 and 40P01 mean that others were in the way, each time it was tried.
 */
const passing =
  /\b(57P0[1-5]|57014|53[123]00|08\w{3}|40001|40P01|TransactionWriteConflict|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)\b|Connection terminated|timeout exceeded when trying to connect|canceling statement due to statement timeout|Can't reach database server|starting up|shutting down/i;

/** Whether a failure means that the database cannot be reached, did not answer in time, or had others in the way. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError && prismaCodes.has(error.code)) return true;
  return (
    error instanceof Error && passing.test(`${'code' in error ? String(error.code) : ''} ${error.message}`)
  );
}
