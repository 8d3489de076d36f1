import { CodedError } from '../model/errors.ts';
import type { Log } from './log.ts';
import { Shutdown } from './shutdown.ts';

/**
 * Runs a process from start to end: what was opened is closed in any case, an expected failure is said in words, an
 * unexpected one is logged, and the exit code tells which: the code that `work` gives, or 1 for a failure.
 */
export async function runProcess(log: Log, work: (shutdown: Shutdown) => Promise<number>): Promise<never> {
  const shutdown = new Shutdown(log);
  let code = 1;
  try {
    code = await work(shutdown);
  } catch (error) {
    if (error instanceof CodedError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'unexpected failure');
  }
  await shutdown.close();
  log.flush();
  process.exit(code);
}
