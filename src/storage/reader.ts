import type pg from 'pg';
import { inTime } from '../platform/in-time.ts';
import type { Log } from '../platform/log.ts';
import type { Prisma } from './prisma/client.ts';

/** What runs a statement: a {@link Reader}, a Prisma client, or a transaction of one. */
export interface Statements {
  /** The rows a statement gives. */
  $queryRaw<Rows>(statement: Prisma.Sql): Promise<Rows>;
}

/** Called for every statement that ran, with its text and its time in milliseconds. */
export type OnStatement = (statement: string, ms: number, failed: boolean) => void;

/** How one caller's statements are run. */
interface Running {
  /** Ends the statements that are under way, and refuses further ones. */
  signal?: AbortSignal;
  /** Handed on with each statement that ran. */
  log?: () => Log;
}

/** The order to end a statement may take so long, in milliseconds. */
const endingMs = 2_000;
/** Texts that are prepared by name; the others are few of their kind and are parsed each time. */
const mostPrepared = 500;
const preparedNames = new Map<string, string>();

/** One server's connections, for statements that stand alone. */
export class StatementPool {
  constructor(
    private readonly pool: pg.Pool,
    /** For ending statements: they must get through when the pool is used up. */
    private readonly controls: pg.Pool,
    private readonly onStatement: (...ran: [...Parameters<OnStatement>, log?: () => Log]) => void,
  ) {}

  /** Statements as one caller wants them run. */
  reader({ signal, log }: Running = {}): Reader {
    const patience = signal ? new Patience(signal) : null;
    return new Reader(async (statement) => (await this.run(statement, patience, log)).rows);
  }

  /** Runs a statement on a connection of its own. */
  async run(
    statement: Prisma.Sql,
    patience: Patience | null = null,
    log?: () => Log,
  ): Promise<pg.QueryResult> {
    patience?.throwIfOver();
    const connection = await this.connect(patience);
    try {
      const sent = this.send(connection, statement, log);
      const result = await (patience?.waitFor(sent) ?? sent);
      connection.release();
      return result;
    } catch (error) {
      if (patience?.isOver) void this.orderEnd(connection).then(() => connection.release(true));
      else connection.release(isEndOfConnection(error));
      throw error;
    }
  }

  private async connect(patience: Patience | null): Promise<pg.PoolClient> {
    const connecting = this.pool.connect();
    try {
      return await (patience?.waitFor(connecting) ?? connecting);
    } catch (error) {
      // One that comes all the same is for the next who waits.
      connecting.then(
        (connection) => connection.release(),
        () => {},
      );
      throw error;
    }
  }

  /**
   * Sends a statement on a connection that the caller holds.
   *
   * @param log told when the statement was slow
   * @throws what the driver throws
   */
  async send(
    connection: pg.PoolClient,
    { text, values }: Prisma.Sql,
    log?: () => Log,
  ): Promise<pg.QueryResult> {
    const startedAt = performance.now();
    let failed = true;
    try {
      const result = await resultOf(connection, asQuery(text, values));
      failed = false;
      return result;
    } catch (error) {
      // The driver's own trace ends at the socket.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    } finally {
      this.onStatement(text, performance.now() - startedAt, failed, log);
    }
  }

  /**
   * Ends the statement on a connection by ending the server's process behind it. An order to cancel the statement alone
   * is lost when it arrives before the statement has begun, and hits what runs next when it arrives late. A server that
   * hangs does not take the order either. Nobody else may be given the connection meanwhile, nor afterwards.
   */
  async orderEnd(connection: pg.PoolClient): Promise<void> {
    const ordered = this.controls.query('SELECT pg_terminate_backend($1)', [processIdOf(connection)]);
    await inTime(ordered, endingMs).catch(() => {});
  }
}

/** Whether the server has ended the connection; that it is closed, is heard a moment after the words (SQLSTATE 57P01 …). */
function isEndOfConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^57P0[1-5]$/.test(String(error.code));
}

/** How long one caller waits: until its signal comes. One listener serves all that it waits for. */
class Patience {
  private readonly waiting = new Set<(reason: unknown) => void>();

  constructor(private readonly signal: AbortSignal) {
    const stop = () => {
      for (const giveUp of this.waiting) giveUp(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** @throws the signal's reason when it has come */
  throwIfOver(): void {
    this.signal.throwIfAborted();
  }

  /** What work gives, or the signal's reason as soon as that comes; what becomes of the work is then of no interest. */
  waitFor<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.signal.aborted) reject(this.signal.reason);
      this.waiting.add(reject);
      work.then(
        (result) => {
          this.waiting.delete(reject);
          resolve(result);
        },
        (error: unknown) => {
          this.waiting.delete(reject);
          reject(error);
        },
      );
    });
  }
}

/** Reads through the driver itself: half the time of Prisma's `$queryRaw` (docs/decisions/two-ways-to-postgres.md). */
export class Reader implements Statements {
  constructor(private readonly run: (statement: Prisma.Sql) => Promise<unknown[]>) {}

  async $queryRaw<Rows>(statement: Prisma.Sql): Promise<Rows> {
    // What rows a statement gives, only its author knows.
    return (await this.run(statement)) as Rows;
  }
}

/**
 * What a statement gives. Not by the promise that the driver offers, under which a third of all that was read, though
 * done with, outlives the young part of the heap (measured; docs/decisions/exports.md).
 */
function resultOf(connection: pg.PoolClient, query: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    void connection.query(query, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

function asQuery(text: string, values: unknown[]): pg.QueryConfig {
  const name = preparedNames.get(text) ?? prepare(text);
  return name === undefined ? { text, values } : { name, text, values };
}

function prepare(text: string): string | undefined {
  if (preparedNames.size >= mostPrepared) return undefined;
  const name = `fh${preparedNames.size}`;
  preparedNames.set(text, name);
  return name;
}

function processIdOf(connection: pg.PoolClient): number {
  // The driver's types leave out what its protocol documents: the server's process behind the connection.
  return (connection as pg.PoolClient & { processID: number }).processID;
}
