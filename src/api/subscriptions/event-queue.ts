import { CodedError } from '../../model/errors.ts';
import type { StoredEvent } from '../../model/event.ts';

/** What a subscriber has not yet read waits here; one that reads too slowly is dropped. */
const mostWaiting = 1_000;

/** The events of one subscriber, in their order. */
export class EventQueue {
  private readonly waiting: StoredEvent[] = [];
  private wake: (() => void) | null = null;
  private end: { error: unknown } | 'done' | null = null;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param onEnd called once, when nothing more will be read: `closed`, `failed`, or `slow`
   * @param onOverflow called when the subscriber is too slow: its connection is to be cut
   */
  constructor(
    private readonly onEnd: (reason: string) => void,
    private readonly onOverflow: () => void,
  ) {}

  push(event: StoredEvent): void {
    if (this.end) return;
    if (this.waiting.length >= mostWaiting) {
      const error = new CodedError(
        'RATE_LIMITED',
        `This subscription is read too slowly: ${mostWaiting} events wait for it. Subscribe anew, with a narrower filter.`,
      );
      this.finish({ error }, 'slow');
      this.onOverflow();
      return;
    }
    this.waiting.push(event);
    this.wake?.();
  }

  /** The next event; null when there will be none. @throws what the queue failed with */
  async next(): Promise<StoredEvent | null> {
    while (this.waiting.length === 0 && !this.end) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
    }
    const event = this.waiting.shift();
    if (event) return event;
    if (this.end && this.end !== 'done') {
      const { error } = this.end;
      this.end = 'done';
      throw error;
    }
    return null;
  }

  /** Ends the subscription; what waits is still read. */
  close(): void {
    this.finish('done', 'closed');
  }

  /** Ends the subscription with an error; what waits is lost. */
  fail(error: unknown): void {
    this.finish({ error }, 'failed');
  }

  /** Ends the subscription when the token that opened it ends. */
  failAt(expiresAt: Date, now: Date): void {
    // A longer time would overflow the timer; whoever still reads then has long been asked for another token.
    const ms = Math.min(expiresAt.getTime() - now.getTime(), 2 ** 31 - 1);
    this.timer = setTimeout(() => {
      this.fail(new CodedError('UNAUTHENTICATED', 'The token has ended. Subscribe anew with another one.'));
    }, ms);
    this.timer.unref();
  }

  private finish(end: { error: unknown } | 'done', reason: string): void {
    if (this.end) return;
    this.end = end;
    clearTimeout(this.timer);
    if (end !== 'done') this.waiting.length = 0;
    this.onEnd(reason);
    this.wake?.();
  }
}
