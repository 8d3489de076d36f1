import { pino } from 'pino';
import { PinoPretty } from 'pino-pretty';

/** The part of a logger that this project uses; pino's own type fits it. */
export type Log = import('pino').Logger;

/** Levels that LOG_LEVEL may name. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/**
 * What PostgreSQL adds to its words when it refuses a row: the row itself, with its texts and addresses. Of an error of
 * the driver, of Prisma's adapter, and of Prisma.
 */
const rows = ['err', 'err.cause', 'err.meta.driverAdapterError.cause'].flatMap((error) => [
  `${error}.detail`,
  `${error}.where`,
]);

/**
 * Makes a process's log: readable lines on a terminal, JSON elsewhere. Both go to standard error, because standard
 * output belongs to what a command answers. Of an error (`err`) it holds everything but {@link rows}.
 */
export function createLog(level: LogLevel, name: string): Log {
  const options = { level, name, redact: { paths: rows, remove: true } };
  return process.stderr.isTTY
    ? pino(options, PinoPretty({ destination: 2, sync: true, ignore: 'pid,hostname,name' }))
    : pino(options, pino.destination({ dest: 2, sync: false }));
}
