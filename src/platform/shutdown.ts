import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';

/**
 * Ctrl-C reaches every process of a terminal, and those that start others (npm, tsx) pass it on as well: a second
 * signal within this time is the first one again. In milliseconds.
 */
const relayedWithinMs = 1_000;

/** Something that has to be closed, with its name for the log. */
interface Closer {
  name: string;
  close: () => Promise<unknown>;
}

/** What a process has opened, and how it ends. */
export class Shutdown {
  /** Aborted when the process is to end: long work ends at its next safe point. */
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private readonly closers: Closer[] = [];
  private closing: Promise<void> | null = null;
  private begunAt = 0;

  /** @param limitMs closing takes no longer than this; what is still open then is left to the system */
  constructor(
    private readonly log: Log,
    private readonly limitMs = 10_000,
  ) {
    this.signal = this.controller.signal;
    // Every request under way and every pause before another listens.
    setMaxListeners(0, this.signal);
  }

  /** Says how to close what was just opened; the last opened is closed first. */
  add(name: string, close: () => Promise<unknown>): void {
    this.closers.push({ name, close });
  }

  /**
   * Listens for SIGINT and SIGTERM: the first aborts {@link signal}, one that comes later ends the process at once.
   */
  listen(): void {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (this.signal.aborted) {
          if (performance.now() - this.begunAt > relayedWithinMs) process.exit(130);
          return;
        }
        this.log.info(`${name}: ending; once more ends at once`);
        this.begin();
      });
    }
  }

  /** Begins to end, as the first SIGINT or SIGTERM does. */
  begin(): void {
    this.begunAt = performance.now();
    this.controller.abort();
  }

  /** Closes everything, last opened first. A failure is logged and does not keep the rest open. */
  async close(): Promise<void> {
    this.closing ??= Promise.race([this.closeAll(), this.limit()]);
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    for (const { name, close } of this.closers.splice(0).reverse()) {
      try {
        await close();
        this.log.debug(`${name}: closed`);
      } catch (error) {
        this.log.error({ err: error }, `${name}: could not be closed`);
      }
    }
  }

  private async limit(): Promise<void> {
    await sleep(this.limitMs, undefined, { ref: false });
    this.log.warn(`not everything was closed within ${this.limitMs / 1000} s`);
  }
}
