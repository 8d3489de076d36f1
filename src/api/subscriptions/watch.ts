import type { Alert, AlertFilter } from '../../model/alert.ts';
import { notFound } from '../../model/errors.ts';
import type { StoredEvent } from '../../model/event.ts';
import type { FeedEvent, FeedEventFilter } from '../../model/feed-event.ts';
import type { JobExecution } from '../../model/job.ts';
import type { Report, ReportFilter } from '../../model/report.ts';
import type { ApiContext, Session } from '../context.ts';
import type { EventQueue } from './event-queue.ts';

/** The reports that come in from now on and that a filter lets through. */
export async function watchReports(
  context: ApiContext,
  readFilter: (session: Session) => Promise<ReportFilter>,
): Promise<Stream<Report>> {
  const { session } = context;
  const filter = await readFilter(session);
  const queue = context.subscribe();
  return streamOf(queue, context, async (event) =>
    event.kind === 'REPORTS_ADDED' ? session.tenant.reports.amongIds(event.reportIds, filter) : [],
  );
}

/** What happens to feeds from now on, and a filter lets through. */
export async function watchFeedEvents(
  context: ApiContext,
  filter: FeedEventFilter,
): Promise<Stream<FeedEvent>> {
  const { feedEvents } = context.session.tenant;
  return streamOf(context.subscribe(), context, async (event) =>
    event.kind === 'FEED_EVENTS_ADDED' ? feedEvents.amongIds(event.feedEventIds, filter) : [],
  );
}

/** The alerts that are raised from now on, and a filter lets through. */
export async function watchAlerts(
  context: ApiContext,
  readFilter: (session: Session) => Promise<AlertFilter>,
): Promise<Stream<Alert>> {
  const { session } = context;
  const filter = await readFilter(session);
  return streamOf(context.subscribe(), context, async (event) =>
    event.kind === 'ALERTS_RAISED'
      ? session.tenant.alerts.amongIds(event.alertIds, filter, session.now())
      : [],
  );
}

/**
 * An execution as it stands, then whenever it has got on, until it has ended.
 *
 * @throws {CodedError} NOT_FOUND when the tenant has none with this id
 */
export async function watchExecution(
  context: ApiContext,
  executionId: string,
): Promise<Stream<JobExecution>> {
  const { executions } = context.session.tenant;
  // Subscribed before it is looked up, so that nothing is missed in between.
  const queue = context.subscribe();
  const look = async () => (await executions.byIds([executionId]))[0];
  let isOver = false;
  const endWith = (execution: JobExecution): JobExecution[] => {
    isOver = execution.finishedAt !== null;
    if (isOver) queue.close();
    return [execution];
  };
  const read = async (event: StoredEvent) => {
    // What was told of it before it was over may still wait in the queue.
    if (isOver || event.kind !== 'EXECUTION_CHANGED' || event.executionId !== executionId) return [];
    const execution = await look();
    return execution ? endWith(execution) : [];
  };
  try {
    const standing = await look();
    if (!standing) throw notFound('job execution', `with the id "${executionId}"`);
    return streamOf(queue, context, read, endWith(standing));
  } catch (error) {
    queue.close();
    throw error;
  }
}

/** Stands in a stream for the failure that ends it, so that the client gets it as an answer. */
export class StreamFailure {
  constructor(private readonly error: unknown) {}

  /** What a stream holds. @throws the failure that stands in its place */
  static rowOf<Row>(event: Row | StreamFailure): Row {
    if (event instanceof StreamFailure) throw event.error;
    return event;
  }
}

/** What one subscription is sent. */
export type Stream<Row> = AsyncIterableIterator<Row | StreamFailure>;

/**
 * The rows that events lead to, one by one. It is no generator: one that waits for an event cannot be ended from
 * outside until the event has come.
 */
function streamOf<Row>(
  queue: EventQueue,
  context: ApiContext,
  read: (event: StoredEvent) => Promise<Row[]>,
  first: Row[] = [],
): Stream<Row> {
  const ready: (Row | StreamFailure)[] = [...first];
  const readNext = async (): Promise<boolean> => {
    const event = await queue.next();
    if (event === null) return false;
    if (event.kind === 'CREDENTIALS_CHANGED') await context.reopen();
    context.session.forgetLoaded();
    ready.push(...(await read(event)));
    return true;
  };
  const end = () => {
    queue.close();
    return { done: true, value: undefined } as const;
  };
  return {
    async next() {
      let next = ready.shift();
      while (next === undefined) {
        try {
          if (!(await readNext())) return end();
        } catch (error) {
          queue.close();
          ready.push(new StreamFailure(error));
        }
        next = ready.shift();
      }
      return { done: false, value: next };
    },
    return: async () => end(),
    throw: async (error) => {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
