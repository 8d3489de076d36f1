import { Counter, Gauge, type Registry } from 'prom-client';
import { inTime, LateError } from './in-time.ts';

/** How much the service holds, over all tenants together. */
export interface Content {
  /** How many feeds are in each state. */
  feeds: Record<string, number>;
  /** Reports; an estimate will do. */
  reports: number;
  /** Absent: nobody counts them. */
  alerts?: AlertContent;
  /** How many rows of either table of rollups wait to be folded; absent: nobody counts them. */
  unfolded?: Record<string, number>;
}

/** How many alerts there are and were, and what became of what was sent of them. */
export interface AlertContent {
  /** Those that are open, by kind. */
  open: Record<string, number>;
  /** All that ever were, by kind; these counts never fall. */
  opened: Record<string, number>;
  /** As often as one was told, by kind; they never fall. */
  told: Record<string, number>;
  /** Deliveries that are to be tried, or tried again. */
  deliveriesWaiting: number;
  /** Attempts at deliveries, by what the delivery was then; they never fall. */
  deliveryAttempts: Record<string, number>;
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
 * Gauges of what the database holds, and counters of what it has counted. Counting may fail or hang as the database may, and then the gauges are left out:
 * an old number would look like a new one, and the other metrics are wanted then more than ever.
 */
export class ContentGauges {
  private readonly feeds: Gauge<'state'>;
  private readonly reports: Gauge;
  private readonly alertsOpen: Gauge<'kind'>;
  private readonly alertsOpened: Counter<'kind'>;
  private readonly alertsTold: Counter<'kind'>;
  private readonly deliveriesWaiting: Gauge;
  private readonly deliveryAttempts: Counter<'outcome'>;
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
    this.alertsOpen = new Gauge({
      name: `${prefix}alerts_open`,
      help: 'Open alerts of all tenants, by kind.',
      labelNames: ['kind'],
      registers,
    });
    this.alertsOpened = new Counter({
      name: `${prefix}alerts_opened_total`,
      help: 'Alerts of all tenants that were opened, whether they were told or not, by kind.',
      labelNames: ['kind'],
      registers,
    });
    this.alertsTold = new Counter({
      name: `${prefix}alerts_told_total`,
      help: 'How often alerts of all tenants were told to subscribers and webhooks, by kind.',
      labelNames: ['kind'],
      registers,
    });
    this.deliveriesWaiting = new Gauge({
      name: `${prefix}alert_deliveries_waiting`,
      help: 'Deliveries to the webhooks of all tenants that are to be tried, or tried again.',
      registers,
    });
    this.deliveryAttempts = new Counter({
      name: `${prefix}alert_delivery_attempts_total`,
      help: 'Attempts at deliveries to the webhooks of all tenants: DELIVERED, FAILED for good, or PENDING another one.',
      labelNames: ['outcome'],
      registers,
    });
    this.unfolded = new Gauge({
      name: `${prefix}rollup_unfolded_rows`,
      help: 'Rows of the rollups of all tenants that are not folded yet, by table; 1,000,000 at most.',
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
      const { feeds, reports, alerts, unfolded = {} } = await inTime(this.count(), this.limits.patienceMs);
      this.leaveOut();
      for (const [state, number] of Object.entries(feeds)) this.feeds.set({ state }, number);
      this.reports.set(reports);
      if (alerts) this.setAlerts(alerts);
      for (const [of, number] of Object.entries(unfolded)) this.unfolded.set({ of }, number);
      this.counts.inc({ outcome: 'counted' });
    } catch (error) {
      this.leaveOut();
      this.counts.inc({ outcome: error instanceof LateError ? 'late' : 'failed' });
    }
  }

  private setAlerts({ open, opened, told, deliveriesWaiting, deliveryAttempts }: AlertContent): void {
    for (const [kind, number] of Object.entries(open)) this.alertsOpen.set({ kind }, number);
    for (const [kind, number] of Object.entries(opened)) this.alertsOpened.inc({ kind }, number);
    for (const [kind, number] of Object.entries(told)) this.alertsTold.inc({ kind }, number);
    this.deliveriesWaiting.set(deliveriesWaiting);
    for (const [outcome, number] of Object.entries(deliveryAttempts))
      this.deliveryAttempts.inc({ outcome }, number);
  }

  private leaveOut(): void {
    this.feeds.reset();
    this.alertsOpen.reset();
    this.alertsOpened.reset();
    this.alertsTold.reset();
    this.deliveryAttempts.reset();
    this.deliveriesWaiting.remove();
    this.unfolded.reset();
    // A gauge without labels would be reset to 0, which is a number of reports.
    this.reports.remove();
  }
}
