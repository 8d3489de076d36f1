import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { StoredEvent } from '../model/event.ts';
import { inTime } from '../platform/in-time.ts';
import type { Log } from '../platform/log.ts';
import { named, Prisma, type Writer } from './database.ts';

const channel = 'fashion_hunting_events';
/** A notification holds at most 8,000 bytes (PostgreSQL documentation, NOTIFY); an id takes 39. */
const mostIds = 150;
const pauseMs = 500;
/** In milliseconds. */
const usualBeatMs = 5_000;

/**
 * Tells all processes about something, by one statement: when the transaction commits, and never when it does not.
 * Ids beyond what one notification holds go into further ones.
 */
export async function tell(
  writer: Pick<Writer, '$executeRaw'>,
  events: readonly StoredEvent[],
): Promise<void> {
  const payloads = events.flatMap(inParts).map((event) => JSON.stringify(event));
  if (payloads.length === 0) return;
  await writer.$executeRaw(
    named(
      'events.tell',
      Prisma.sql`SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`,
    ),
  );
}

function inParts(event: StoredEvent): StoredEvent[] {
  if (event.kind === 'REPORTS_ADDED')
    return slices(event.reportIds, (reportIds) => ({ ...event, reportIds }));
  if (event.kind === 'ALERTS_RAISED') return slices(event.alertIds, (alertIds) => ({ ...event, alertIds }));
  return [event];
}

function slices(ids: readonly string[], eventOf: (some: string[]) => StoredEvent): StoredEvent[] {
  const parts: StoredEvent[] = [];
  for (let from = 0; from < ids.length; from += mostIds) parts.push(eventOf(ids.slice(from, from + mostIds)));
  return parts;
}

/** What is done with what is heard. */
export interface Listener {
  onEvent(event: StoredEvent): void;
  /**
   * What was told until now may have been missed: the connection was lost, or has come back, and what was told in
   * between was heard by nobody.
   *
   * @param isListening whether it has come back
   */
  onGap(isListening: boolean): void;
}

/** A connection that hears what all processes tell, and comes back when it is lost. */
export interface EventSource {
  close(): Promise<void>;
}

/**
 * Listens on a connection of its own.
 *
 * @param url of the main server: a replica hears nothing
 * @param beatMs the connection is asked so often whether it lives, and counts as lost after as long without an answer
 * @throws what `pg` throws when the server cannot be reached the first time; later it is tried again, without end
 */
export async function listenToEvents(
  url: string,
  listener: Listener,
  log: Log,
  beatMs = usualBeatMs,
): Promise<EventSource> {
  const closing = new AbortController();
  const { signal } = closing;
  const closed = once(signal, 'abort');

  const keepListening = async (first: Listening): Promise<void> => {
    for (let listening = first; ; ) {
      const reason = await Promise.race([listening.lost, closed]);
      await listening.close();
      if (signal.aborted) return;
      log.warn({ error: String(reason) }, 'the connection for events was lost');
      listener.onGap(false);
      const back = await listenAgain();
      if (!back) return;
      listening = back;
      log.info('the connection for events is back');
      listener.onGap(true);
    }
  };
  const listenAgain = async (): Promise<Listening | null> => {
    while (!signal.aborted) {
      try {
        await sleep(pauseMs, undefined, { signal });
        return await listen(url, listener, log, beatMs);
      } catch (error) {
        if (!signal.aborted) log.warn({ error: String(error) }, 'no connection for events; trying again');
      }
    }
    return null;
  };

  const kept = keepListening(await listen(url, listener, log, beatMs));
  return {
    close: async () => {
      closing.abort();
      await kept;
    },
  };
}

/** A connection that listens. */
interface Listening {
  /** When it is lost, with the reason; it never fails. */
  lost: Promise<unknown>;
  close(): Promise<void>;
}

async function listen(url: string, listener: Listener, log: Log, beatMs: number): Promise<Listening> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    // A server that has gone without a word would never be missed: nothing is sent to it.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'fashion-hunting-events',
  });
  let beat: NodeJS.Timeout | undefined;
  const close = async () => {
    clearInterval(beat);
    await client.end().catch(() => {});
  };
  const lost = new Promise<unknown>((resolve) => {
    client.on('error', resolve);
    client.on('end', () => resolve('it was closed'));
    // What hangs would else be noticed after minutes, and what is told meanwhile be missed without anybody's knowing.
    beat = setInterval(() => void inTime(client.query('SELECT 1'), beatMs).catch(resolve), beatMs).unref();
  });
  client.on('notification', ({ payload = '' }) => hear(payload, listener, log));
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { lost, close };
}

function hear(payload: string, listener: Listener, log: Log): void {
  try {
    // Only `tell` writes into this channel.
    listener.onEvent(JSON.parse(payload) as StoredEvent);
  } catch (error) {
    log.error({ err: error }, 'an event could not be dealt with');
  }
}
