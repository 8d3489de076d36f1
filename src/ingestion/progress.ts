import { Presets, SingleBar } from 'cli-progress';
import type { DueFeed } from '../model/feed.ts';
import type { FeedVisit } from '../model/job.ts';
import type { Log } from '../platform/log.ts';

/** Hears how a run gets on. */
export interface RunProgress {
  /** More feeds turned out to be due. */
  feedsFound(count: number): void;
  feedDone(feed: DueFeed, visit: FeedVisit): void;
  /** No more will come. */
  end(): void;
}

/**
 * Makes the progress of a run visible: a bar on a terminal, lines in a log.
 *
 * @param terminal null: lines in any case
 */
export function createProgress(log: Log, terminal: NodeJS.WriteStream | null): RunProgress {
  return terminal?.isTTY ? new ProgressBar(terminal) : new ProgressLines(log);
}

class ProgressBar implements RunProgress {
  private readonly bar: SingleBar;
  private feeds = 0;
  private readonly sums = { fresh: 0, duplicates: 0, failures: 0 };

  constructor(terminal: NodeJS.WriteStream) {
    this.bar = new SingleBar(
      {
        format:
          'reading {bar} {value}/{total} feeds | {fresh} new reports, {duplicates} duplicates, {failures} failures',
        stream: terminal,
        barsize: 24,
        hideCursor: true,
        noTTYOutput: false,
        gracefulExit: false,
      },
      Presets.shades_classic,
    );
  }

  feedsFound(count: number): void {
    if (this.feeds === 0) this.bar.start(count, 0, this.sums);
    this.feeds += count;
    this.bar.setTotal(this.feeds);
  }

  feedDone(_feed: DueFeed, { items, outcome }: FeedVisit): void {
    this.sums.fresh += items.new;
    this.sums.duplicates += items.duplicate;
    this.sums.failures += items.failed + (outcome === 'FAILED' ? 1 : 0);
    this.bar.increment(1, this.sums);
  }

  end(): void {
    this.bar.stop();
  }
}

class ProgressLines implements RunProgress {
  private feeds = 0;
  private done = 0;

  constructor(private readonly log: Log) {}

  feedsFound(count: number): void {
    this.feeds += count;
    this.log.info({ feeds: count }, 'feeds are due');
  }

  feedDone(feed: DueFeed, { outcome, httpStatus, durationMs, items, error }: FeedVisit): void {
    this.done += 1;
    const facts = {
      feed: feed.url,
      outcome,
      httpStatus,
      ...items,
      ms: durationMs,
      ...(error ? { error } : {}),
    };
    this.log[outcome === 'FAILED' ? 'warn' : 'info'](facts, `feed ${this.done} of ${this.feeds}`);
  }

  end(): void {}
}
