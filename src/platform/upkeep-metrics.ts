import { Counter, Histogram, type Registry } from 'prom-client';

/** Told of the upkeep of rollups, tenant by tenant. The methods need no `this`. */
export interface UpkeepObserver {
  /** Rows of parts were added up. */
  rollupsFolded(folded: { rows: number; ms: number }): void;
  /** Reports from before the rollups were counted, which has appended some rows. */
  rollupsCounted(counted: { rows: number; ms: number }): void;
}

/** From a handful of rows to a tenant with a million reports, in seconds. */
const buckets = [0.01, 0.05, 0.25, 1, 5, 25, 100, 500];

/** What folding and counting do and cost in this process. */
export class UpkeepMetrics {
  private readonly rows: Counter<'work'>;
  private readonly time: Histogram<'work'>;

  constructor(register: Registry, prefix: string) {
    const registers = [register];
    this.rows = new Counter({
      name: `${prefix}rollup_rows_total`,
      help: 'Rows of rollups that were folded, or appended by counting reports from before the rollups.',
      labelNames: ['work'],
      registers,
    });
    this.time = new Histogram({
      name: `${prefix}rollup_upkeep_seconds`,
      help: 'Time of folding the rollups of one tenant, or of counting its reports.',
      labelNames: ['work'],
      buckets,
      registers,
    });
  }

  /** @param ms milliseconds */
  done(work: 'fold' | 'count', { rows, ms }: { rows: number; ms: number }): void {
    this.rows.inc({ work }, rows);
    this.time.observe({ work }, ms / 1_000);
  }
}
