import { AsyncLocalStorage } from 'node:async_hooks';
import { setMaxListeners } from 'node:events';
import pg from 'pg';
import { CodedError } from '../model/errors.ts';
import type { Log } from '../platform/log.ts';

/** Who waits for a transaction. */
export interface Caller {
  /** Ends the transaction. */
  signal?: AbortSignal;
  /** Gives the log that tells of its slow statements. */
  log?: () => Log;
}

interface Call extends Caller {
  /** What the call holds now. */
  connections: Set<pg.PoolClient>;
}

/**
 * Knows for whom Prisma works: its transactions take neither a signal nor a log, but what it does for a call, it does in
 * the asynchronous context of that call.
 */
export class Callers {
  private readonly calls = new AsyncLocalStorage<Call>();
  private underWay = 0;

  /** @param orderEnd has the server end what runs on a connection */
  constructor(private readonly orderEnd: (connection: pg.PoolClient) => Promise<void>) {}

  /**
   * What work gives. When the caller's signal comes, its reason is thrown at once, and the connections that the work
   * holds are ended: so is its transaction, unless the server has carried out its COMMIT by then.
   *
   * @param work is handed what gives the connection that it holds, and throws UNAVAILABLE once that was given back
   */
  async run<Result>(
    { signal, ...caller }: Caller,
    work: (held: () => pg.PoolClient) => Promise<Result>,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const call: Call = { ...caller, ...(signal ? { signal } : {}), connections: new Set() };
    const working = this.within(call, () => work(() => heldBy(call)));
    if (!signal) return working;
    // A batch of requests has one signal.
    setMaxListeners(0, signal);
    return new Promise((resolve, reject) => {
      const end = () => {
        for (const connection of call.connections) this.end(connection);
        reject(signal.reason);
      };
      signal.addEventListener('abort', end, { once: true });
      void working.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
    });
  }

  /** The log of the caller whose call this is part of, if it has one. */
  get log(): (() => Log) | undefined {
    return this.calls.getStore()?.log;
  }

  /** Opens a pool whose connections are ended with the calls that hold them. */
  openPool(options: pg.PoolConfig): pg.Pool {
    return new CallersPool(options, this.calls);
  }

  /** Following contexts more than doubles the time of every promise in the process: it is done only while there is a call. */
  private async within<Result>(call: Call, work: () => Promise<Result>): Promise<Result> {
    this.underWay += 1;
    try {
      return await this.calls.run(call, work);
    } finally {
      this.underWay -= 1;
      if (this.underWay === 0) this.calls.disable();
    }
  }

  private end(connection: pg.PoolClient): void {
    // From now on the pool does not give it to anybody else, so that the order hits nobody else.
    connection.end().catch(() => {});
    void this.orderEnd(connection);
  }
}

function heldBy({ connections }: Call): pg.PoolClient {
  const [connection] = connections;
  if (!connection) {
    throw new CodedError('UNAVAILABLE', 'A transaction took too long and was given up. Try it again.');
  }
  return connection;
}

class CallersPool extends pg.Pool {
  private readonly holders = new WeakMap<pg.PoolClient, Call>();

  constructor(
    options: pg.PoolConfig,
    private readonly calls: AsyncLocalStorage<Call>,
  ) {
    super(options);
    this.on('release', (_error, connection) => this.holders.get(connection)?.connections.delete(connection));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | undefined {
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    const call = this.calls.getStore();
    return call ? this.connectFor(call) : super.connect();
  }

  private async connectFor(call: Call): Promise<pg.PoolClient> {
    const connection = await super.connect();
    if (call.signal?.aborted) {
      connection.release();
      throw call.signal.reason;
    }
    this.holders.set(connection, call);
    call.connections.add(connection);
    return connection;
  }
}
