import { CodedError } from '../../model/errors.ts';
import type { StoredEvent } from '../../model/event.ts';
import { EventQueue } from './event-queue.ts';

/** What subscriptions come and go; for the metrics. */
export interface HubObserver {
  subscriptionOpened(): void;
  subscriptionClosed(reason: string): void;
}

/** Leads what processes tell each other to the subscribers of this one; each hears of its own tenant alone. */
export class EventHub {
  private readonly queues = new Map<string, Set<EventQueue>>();
  private isClosed = false;

  /** @param mostOfTenant subscriptions of one tenant at a time */
  constructor(
    private readonly mostOfTenant: number,
    private readonly observer: HubObserver,
  ) {}

  /**
   * The events of a tenant, from now on.
   *
   * @param onOverflow cuts the connection of a subscriber that reads too slowly
   * @throws {CodedError} RATE_LIMITED when the tenant has too many subscriptions open, UNAVAILABLE when the process ends
   */
  subscribe(tenantId: string, onOverflow: () => void): EventQueue {
    if (this.isClosed)
      throw new CodedError('UNAVAILABLE', 'This process ends. Subscribe anew, at another one.');
    const queues = this.queues.get(tenantId) ?? new Set();
    if (queues.size >= this.mostOfTenant) {
      throw new CodedError(
        'RATE_LIMITED',
        `${queues.size} subscriptions are open, which is as many as a tenant may have. Close some.`,
      );
    }
    const queue: EventQueue = new EventQueue((reason) => {
      queues.delete(queue);
      if (queues.size === 0) this.queues.delete(tenantId);
      this.observer.subscriptionClosed(reason);
    }, onOverflow);
    queues.add(queue);
    this.queues.set(tenantId, queues);
    this.observer.subscriptionOpened();
    return queue;
  }

  publish(event: StoredEvent): void {
    for (const queue of [...(this.queues.get(event.tenantId) ?? [])]) queue.push(event);
  }

  /** Events may have been missed: whoever must not miss any subscribes anew and looks the rest up. */
  failAll(): void {
    const error = new CodedError(
      'UNAVAILABLE',
      'The connection to the database was lost, and events may have been missed. Subscribe anew, and look up what came in meanwhile.',
    );
    for (const queue of this.all()) queue.fail(error);
  }

  /** Ends all subscriptions and opens no more, for a process that ends. */
  closeAll(): void {
    this.isClosed = true;
    for (const queue of this.all()) queue.close();
  }

  private all(): EventQueue[] {
    return [...this.queues.values()].flatMap((queues) => [...queues]);
  }
}
