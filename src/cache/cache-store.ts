import KeyvRedis, { createClient, type RedisClientType } from '@keyv/redis';
import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';
import { CodedError } from '../model/errors.ts';
import { inTime } from '../platform/in-time.ts';
import type { Log } from '../platform/log.ts';
import { type BucketLimits, createMemoryTokenBucket, type TokenBucket } from '../platform/token-bucket.ts';
import { PatientRedis } from './patient-redis.ts';
import { createRedisTokenBucket } from './redis-token-bucket.ts';

/** Answers of a shared cache are waited for no longer than this, in milliseconds. */
const usualPatienceMs = 100;
/** For so long after a failure, in milliseconds, all goes on without Redis. */
const pauseMs = 1_000;
/** A connection on which nothing has come for so long, in milliseconds, is cut: its server has gone without a word. */
const silentMs = 10_000;
/** So often something comes on one that lives. */
const beatMs = 3_000;

/** Where cached things are kept: in Redis, shared by all processes, or in this process's memory. */
export class CacheStore {
  /** Redis, for whoever needs more of it than parts and buckets; null: things are kept in memory. */
  readonly redis: PatientRedis | null;
  private complained = false;

  /**
   * @param redisUrl null: in memory
   * @param patienceMs an answer of Redis is waited for no longer
   * @param onFailure told of each time that Redis fails or is late
   */
  constructor(
    redisUrl: string | null,
    private readonly log: Log,
    private readonly patienceMs = usualPatienceMs,
    private readonly onFailure: () => void = () => {},
  ) {
    this.redis = redisUrl === null ? null : this.connect(redisUrl);
  }

  /**
   * The part of the cache for one kind of thing.
   *
   * @param charactersInMemory how much is kept, as JSON with its keys, where it is kept in memory; the least recently
   *   used goes first
   */
  part<Value>(name: string, charactersInMemory: number): CachePart<Value> {
    const { redis } = this;
    const store = redis
      ? new KeyvRedis(redis.redis, { throwOnErrors: true })
      : boundedMap(charactersInMemory);
    const namespace = `fashion-hunting:${name}`;
    const keyv = new Keyv<Value>({
      store,
      namespace,
      useKeyPrefix: false,
      throwOnErrors: true,
      emitErrors: false,
    });
    return new CachePart(keyv, (work) => (redis ? redis.run(work) : work()));
  }

  /**
   * Buckets of tokens, shared by all processes where there is a Redis. While it does not answer, each process has its
   * own.
   *
   * @param now milliseconds; Redis goes by its own clock
   */
  tokenBucket(limits: BucketLimits, now: () => number): TokenBucket {
    const inMemory = createMemoryTokenBucket(limits, now);
    if (!this.redis) return inMemory;
    return createRedisTokenBucket({ redis: this.redis, limits, fallback: inMemory });
  }

  /**
   * Resolves when the cache works: at once in memory, and where there is a Redis when it answers.
   *
   * @throws {CodedError} UNAVAILABLE when Redis does not answer in time, with the reason
   */
  async ping(): Promise<void> {
    if (!this.redis) return;
    try {
      await inTime(this.redis.redis.ping(), this.patienceMs);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CodedError(
        'UNAVAILABLE',
        `Redis does not answer: ${reason}. Look whether it runs, and whether REDIS_URL names it.`,
      );
    }
  }

  async close(): Promise<void> {
    if (this.redis?.redis.isOpen) this.redis.redis.destroy();
  }

  private connect(url: string): PatientRedis {
    // The client's type names each of its optional parts; KeyvRedis wants the plain one.
    const client = createClient({
      url,
      // Without a connection a command fails at once instead of waiting for one.
      disableOfflineQueue: true,
      pingInterval: beatMs,
      socket: {
        connectTimeout: 2_000,
        socketTimeout: silentMs,
        reconnectStrategy: (attempt) => Math.min(100 * 2 ** attempt, 5_000),
      },
    }) as RedisClientType;
    const patient = new PatientRedis({
      redis: client,
      patienceMs: this.patienceMs,
      pauseMs,
      onFailure: (error) => {
        this.onFailure();
        this.complain(error);
      },
      onBack: () => {
        this.complained = false;
        this.log.info('the cache answers again');
      },
      now: () => performance.now(),
    });
    client.on('error', (error: Error) => this.complain(error));
    client.on('ready', () => {
      this.complained = false;
    });
    client.connect().catch((error: Error) => this.complain(error));
    return patient;
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
  /** @param run carries work of Keyv out, or fails when it takes too long */
  constructor(
    private readonly keyv: Keyv<Value>,
    private readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>,
  ) {}

  /** What is cached under a key; undefined when there is nothing, or nothing in time. */
  async get(key: string): Promise<Value | undefined> {
    return this.orNothing(() => this.keyv.get(key));
  }

  /** Keeps a value for `ttlMs` milliseconds. */
  async set(key: string, value: Value, ttlMs: number): Promise<void> {
    await this.orNothing(() => this.keyv.set(key, value, ttlMs));
  }

  /** Forgets a value. */
  async purge(key: string): Promise<void> {
    await this.orNothing(() => this.keyv.delete(key));
  }

  private async orNothing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await this.run(work);
    } catch {
      // Redis has told of its failure already.
      return undefined;
    }
  }
}

/** A map that lets go of what was not used for longest. Keyv hands it JSON, and `set` a time as well, which it minds by itself. */
function boundedMap(characters: number) {
  const kept = new LRUCache<string, string>({
    maxSize: characters,
    sizeCalculation: (json, key) => json.length + key.length,
  });
  return {
    get: (key: string) => kept.get(key),
    set: (key: string, json: string) => kept.set(key, json),
    delete: (key: string) => kept.delete(key),
    clear: () => kept.clear(),
  };
}
