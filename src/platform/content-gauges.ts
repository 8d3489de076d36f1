import { Counter, Gauge, type Registry } from 'prom-client';
import { inTime, LateError } from './in-time.ts';

/** How much the service holds, over all tenants together. */
export interface Content {
  /** How many feeds are in each state. */
  feeds: Record<string, number>;
  /** Reports; an estimate will do. */
  reports: number;
  /** How many alerts of each kind were told; absent: nobody counts them. */
  alerts?: Record<string, number>;
  /** How many deliveries to webhooks have come how far; absent: nobody counts them. */
  deliveries?: Record<string, number>;
  /** How many rows of either table of rollups wait to be folded; absent: nobody counts them. */
  unfolded?: Record<string, number>;
}

/** When the content is counted. */
export interface ContentLimits {
  /** It is counted no more often than this, in milliseconds, however often it is asked for. */
  everyMs: number;
  /** Counting is waited for no longer than this, in milliseconds; less than `everyMs`. */
  patienceMs: number;
  /** In milliseconds, from any beginning. */
  now: () => number;
}

/**
 * Gauges of what the database holds. Counting may fail or hang as the database may, and then the gauges are left out:
 * an old number would look like a new one, and the other metrics are wanted then more than ever.
 */
export class ContentGauges {
  private readonly feeds: Gauge<'state'>;
  private readonly reports: Gauge;
  private readonly alerts: Gauge<'kind'>;
  private readonly deliveries: Gauge<'status'>;
  private readonly unfolded: Gauge<'of'>;
  private readonly counts: Counter<'outcome'>;
  private latest: { at: number; counted: Promise<void> } | null = null;

  constructor(
    register: Registry,
    prefix: string,
    private readonly count: () => Promise<Content>,
    private readonly limits: ContentLimits,
  ) {
    const registers = [register];
    this.feeds = new Gauge({
      name: `${prefix}feeds`,
      help: 'Feeds of all tenants, by state.',
      labelNames: ['state'],
      registers,
    });
    this.reports = new Gauge({
      name: `${prefix}reports`,
      help: 'Reports of all tenants, as the database estimates them.',
      registers,
    });
    this.alerts = new Gauge({
      name: `${prefix}alerts`,
      help: 'Alerts of all tenants that were told to subscribers and webhooks, by kind.',
      labelNames: ['kind'],
      registers,
    });
    this.deliveries = new Gauge({
      name: `${prefix}alert_deliveries`,
      help: 'Deliveries to the webhooks of all tenants, by status.',
      labelNames: ['status'],
      registers,
    });
    this.unfolded = new Gauge({
      name: `${prefix}rollup_unfolded_rows`,
      help: 'Rows of the rollups of all tenants that are not folded yet, by table.',
      labelNames: ['of'],
      registers,
    });
    this.counts = new Counter({
      name: `${prefix}content_counts_total`,
      help: 'How often feeds and reports were counted for these metrics: counted, failed, or late.',
      labelNames: ['outcome'],
      registers,
    });
    this.leaveOut();
  }

  /** Sets the gauges, or leaves them out; never fails. */
  async update(): Promise<void> {
    const { everyMs, now } = this.limits;
    if (this.latest === null || now() - this.latest.at >= everyMs) {
      this.latest = { at: now(), counted: this.countAll() };
    }
    await this.latest.counted;
  }

  private async countAll(): Promise<void> {
    try {
      const {
        feeds,
        reports,
        alerts = {},
        deliveries = {},
        unfolded = {},
      } = await inTime(this.count(), this.limits.patienceMs);
      this.leaveOut();
      for (const [state, number] of Object.entries(feeds)) this.feeds.set({ state }, number);
      this.reports.set(reports);
      for (const [kind, number] of Object.entries(alerts)) this.alerts.set({ kind }, number);
      for (const [status, number] of Object.entries(deliveries)) this.deliveries.set({ status }, number);
      for (const [of, number] of Object.entries(unfolded)) this.unfolded.set({ of }, number);
      this.counts.inc({ outcome: 'counted' });
    } catch (error) {
      this.leaveOut();
      this.counts.inc({ outcome: error instanceof LateError ? 'late' : 'failed' });
    }
  }

  private leaveOut(): void {
    this.feeds.reset();
    this.alerts.reset();
    this.deliveries.reset();
    this.unfolded.reset();
    // A gauge without labels would be reset to 0, which is a number of reports.
    this.reports.remove();
  }
}
