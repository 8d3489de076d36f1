import { pino } from 'pino';
import { PinoPretty } from 'pino-pretty';

/** The part of a logger that this project uses; pino's own type fits it. */
export type Log = import('pino').Logger;

/** Levels that LOG_LEVEL may name. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/**
 * Makes a process's log: readable lines on a terminal, JSON elsewhere. Both go to standard error, because standard
 * output belongs to what a command answers.
 */
export function createLog(level: LogLevel, name: string): Log {
  const options = { level, name };
  return process.stderr.isTTY
    ? pino(options, PinoPretty({ destination: 2, sync: true, ignore: 'pid,hostname,name' }))
    : pino(options, pino.destination({ dest: 2, sync: false }));
}
