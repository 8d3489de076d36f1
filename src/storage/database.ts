import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { StoredEvent } from '../model/event.ts';
import type { Log } from '../platform/log.ts';
import { type Caller, Callers } from './callers.ts';
import { driverTypes } from './driver-types.ts';
import { Prisma, PrismaClient } from './prisma/client.ts';
import { type OnStatement, type Reader, StatementPool, type Statements } from './reader.ts';
import { throughDriver, type Writer } from './through-driver.ts';

export { Prisma, type Writer };

/** How a database is opened. */
export interface DatabaseOptions {
  url: string;
  /** A server for reads that may lag behind; null: reads go to `url` too. */
  replicaUrl: string | null;
  log: Log;
  /** Connections to each server. */
  connections?: number;
  /** A statement that runs longer is ended by the server; in milliseconds. */
  statementTimeoutMs?: number;
  /** Called for every statement that was sent. */
  onStatement?: OnStatement;
}

/** What repositories work with. */
export interface Connections {
  /** For writes. */
  writer: Writer;
  /** For reads that must not lag. */
  main: Statements;
  /** For all other reads. */
  reader: Statements;
}

/** How the reads of one caller are to be done. */
export interface Reading extends Caller {
  /** Nothing may lag: for a caller that has just written. */
  isFresh?: boolean;
}

/** How long a transaction may wait for its connection, and how long it may take, in milliseconds. */
export interface TransactionTimes {
  maxWait: number;
  timeout: number;
}

/** How full the connections to a server are. */
export interface PoolState {
  total: number;
  idle: number;
  waiting: number;
}

/** Statements slower than this are logged, in milliseconds. */
const slowStatementMs = 500;

/** A connection is waited for no longer, nor longer than a statement may take; in milliseconds. */
const patienceMs = 5_000;

/** The connections of one process. */
export class Database implements Connections {
  readonly writer: Writer;
  readonly main: Reader;
  readonly reader: Reader;
  /** Told of each change of data that this process has committed. */
  readonly listeners = new Set<(event: StoredEvent) => void>();
  private readonly pools: { main: pg.Pool; replica: pg.Pool | null };
  private readonly controls: pg.Pool[] = [];
  private readonly callers = new Callers((connection) => this.onMain.orderEnd(connection));
  private readonly prisma: PrismaClient;
  private readonly onMain: StatementPool;
  private readonly onReplica: StatementPool;

  constructor(private readonly options: DatabaseOptions) {
    const { url, replicaUrl } = options;
    this.pools = { main: this.open(url), replica: replicaUrl === null ? null : this.open(replicaUrl) };
    this.onMain = this.statementPool(url, this.pools.main);
    this.prisma = this.connectPrisma(this.pools.main);
    this.writer = throughDriver(this.prisma, (statement) => this.onMain.run(statement));
    this.onReplica =
      this.pools.replica && replicaUrl !== null
        ? this.statementPool(replicaUrl, this.pools.replica)
        : this.onMain;
    this.main = this.onMain.reader();
    this.reader = this.onReplica.reader();
  }

  /** The same connections, with reads done as a caller needs them. */
  for({ isFresh = false, ...reading }: Reading): Connections {
    const main = this.onMain.reader(reading);
    const isMain = isFresh || this.onReplica === this.onMain;
    return { writer: this.writer, main, reader: isMain ? main : this.onReplica.reader(reading) };
  }

  /**
   * Runs work as one transaction, which ends with the caller's signal.
   *
   * @throws the reason of that signal, or what the work or Prisma throws
   */
  async transaction<Result>(
    work: (writer: Writer) => Promise<Result>,
    times: TransactionTimes,
    caller: Caller,
  ): Promise<Result> {
    return this.callers.run(caller, (held) => {
      const send = (statement: Prisma.Sql) => this.onMain.send(held(), statement, caller.log);
      return this.prisma.$transaction((transaction) => work(throughDriver(transaction, send)), times);
    });
  }

  /** Tells this process of its own change, which must not wait for what all processes are told. */
  tellHere(event: StoredEvent): void {
    for (const hear of this.listeners) hear(event);
  }

  /** Whether there is a server whose reads may lag. */
  get hasReplica(): boolean {
    return this.pools.replica !== null;
  }

  /** How full the connections are, by server. */
  poolStates(): Record<string, PoolState> {
    const { main, replica } = this.pools;
    return { main: stateOf(main), ...(replica ? { replica: stateOf(replica) } : {}) };
  }

  /** Ends the connections, after the statements under way. */
  async close(): Promise<void> {
    await this.prisma.$disconnect();
    const { main, replica } = this.pools;
    await Promise.all([main, ...(replica ? [replica] : []), ...this.controls].map((pool) => pool.end()));
  }

  private open(url: string, connections = this.options.connections ?? 10): pg.Pool {
    const statementTimeoutMs = this.options.statementTimeoutMs ?? 30_000;
    const pool = this.callers.openPool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: Math.min(patienceMs, statementTimeoutMs),
      statement_timeout: statementTimeoutMs,
      application_name: 'fashion-hunting',
      // Prisma's adapter writes and reads times without their zone. Statements that are planned for the worst are not worth
      // being compiled, which takes a hundred times what they then take.
      options: '-c TimeZone=UTC -c jit=off',
      types: driverTypes,
    });
    // A connection that is lost says so here; the statement on it fails by itself, and the next one gets another.
    pool.on('connect', (connection) => connection.on('error', () => {}));
    pool.on('error', (error) =>
      this.options.log.warn({ error: error.message }, 'a database connection was lost'),
    );
    return pool;
  }

  private connectPrisma(pool: pg.Pool): PrismaClient {
    const adapter = new PrismaPg(pool, { disposeExternalPool: false });
    const client = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
    client.$on('query', ({ query, duration }) => this.ran(query, duration, false, this.callers.log));
    return client;
  }

  private statementPool(url: string, pool: pg.Pool): StatementPool {
    const controls = this.open(url, 1);
    this.controls.push(controls);
    return new StatementPool(pool, controls, (...ran) => this.ran(...ran));
  }

  private ran(statement: string, ms: number, failed: boolean, log = () => this.options.log): void {
    this.options.onStatement?.(statement, ms, failed);
    if (ms > slowStatementMs) log().warn({ statement, ms: Math.round(ms) }, 'slow statement');
  }
}

/** Gives a statement its name, as a comment that pg_stat_statements and the logs show. */
export function named(name: string, statement: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(`/* ${name} */ `)}${statement}`;
}

/** The name that {@link named} gave a statement; `prisma` for one that Prisma made. */
export function nameOf(statement: string): string {
  return /^\/\* (\S+) \*\//.exec(statement)?.[1] ?? 'prisma';
}

function stateOf({ totalCount, idleCount, waitingCount }: pg.Pool): PoolState {
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}
