import KeyvRedis, { createClient, type RedisClientType } from '@keyv/redis';
import { Keyv } from 'keyv';
import QuickLRU from 'quick-lru';
import type { Log } from '../platform/log.ts';

/** Answers of a shared cache are waited for no longer than this, in milliseconds. */
const patienceMs = 100;

/** Where cached things are kept: in Redis, shared by all processes, or in this process's memory. */
export class CacheStore {
  private readonly redis: RedisClientType | null;
  private complained = false;

  /** @param redisUrl null: in memory */
  constructor(
    redisUrl: string | null,
    private readonly log: Log,
  ) {
    this.redis = redisUrl === null ? null : this.connect(redisUrl);
  }

  /**
   * The part of the cache for one kind of thing.
   *
   * @param mostInMemory how many are kept where they are kept in memory; the least recently used go first
   */
  part<Value>(name: string, mostInMemory: number): CachePart<Value> {
    const store = this.redis
      ? new KeyvRedis(this.redis, { throwOnErrors: true })
      : new QuickLRU<string, unknown>({ maxSize: mostInMemory });
    const namespace = `fashion-hunting:${name}`;
    const keyv = new Keyv<Value>({
      store,
      namespace,
      useKeyPrefix: false,
      throwOnErrors: true,
      emitErrors: false,
    });
    return new CachePart(keyv, (error) => this.complain(error));
  }

  async close(): Promise<void> {
    if (this.redis?.isOpen) this.redis.destroy();
  }

  private connect(url: string): RedisClientType {
    // The client's type names each of its optional parts; KeyvRedis wants the plain one.
    const client = createClient({
      url,
      // Without a connection a command fails at once instead of waiting for one.
      disableOfflineQueue: true,
      socket: { connectTimeout: 2_000, reconnectStrategy: (attempt) => Math.min(100 * 2 ** attempt, 5_000) },
    }) as RedisClientType;
    client.on('error', (error: Error) => this.complain(error));
    client.on('ready', () => {
      this.complained = false;
    });
    client.connect().catch((error: Error) => this.complain(error));
    return client;
  }

  /** Says once, until it is back, that the cache does not work. */
  private complain(error: unknown): void {
    if (this.complained) return;
    this.complained = true;
    this.log.warn({ error: String(error) }, 'the cache does not answer; going on without it');
  }
}

/** Things of one kind in the cache. A cache that is down or slow is as good as empty: it never fails a caller. */
export class CachePart<Value> {
  constructor(
    private readonly keyv: Keyv<Value>,
    private readonly complain: (error: unknown) => void,
  ) {}

  /** What is cached under a key; undefined when there is nothing, or nothing in time. */
  async get(key: string): Promise<Value | undefined> {
    return this.inTime(this.keyv.get(key));
  }

  /** Keeps a value for `ttlMs` milliseconds. */
  async set(key: string, value: Value, ttlMs: number): Promise<void> {
    await this.inTime(this.keyv.set(key, value, ttlMs));
  }

  /** Forgets a value. */
  async purge(key: string): Promise<void> {
    await this.inTime(this.keyv.delete(key));
  }

  private async inTime<Result>(work: Promise<Result>): Promise<Result | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      this.complain(error);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
