import type { RedisClientType } from '@keyv/redis';
import { inTime } from '../platform/in-time.ts';

/** Redis was not asked, because it has failed a moment ago. */
export class LeftAlone extends Error {
  override readonly name = 'LeftAlone';
}

/** What a patience is made of. */
export interface PatienceParts {
  redis: RedisClientType;
  /** An answer is waited for no longer, in milliseconds. */
  patienceMs: number;
  /** After a failure it is left alone for so long, in milliseconds. */
  pauseMs: number;
  /** Gets each failure, and what happened when Redis was left alone is none. */
  onFailure: (error: unknown) => void;
  /** Redis answers again. */
  onBack: () => void;
  /** Milliseconds. */
  now: () => number;
}

/**
 * Redis for those who must not wait for it. Whoever is under way when it fails waits for so long as the patience allows,
 * once; then it is left alone, and nobody waits and nothing is sent, which would pile up in memory where it hangs. After
 * the pause a single PING, for which nobody waits either, finds out whether it is back.
 */
export class PatientRedis {
  readonly redis: RedisClientType;
  private askAgainAt: number | null = null;
  private isProbing = false;

  constructor(private readonly parts: PatienceParts) {
    this.redis = parts.redis;
    parts.redis.on('ready', () => this.answersAgain());
  }

  /**
   * What Redis gives.
   *
   * @throws {LeftAlone} at once, while it is left alone
   * @throws {LateError} when it takes too long
   * @throws what the client throws
   */
  async run<Result>(work: (redis: RedisClientType) => Promise<Result>): Promise<Result> {
    if (this.askAgainAt !== null) {
      if (this.parts.now() >= this.askAgainAt) this.probe();
      throw new LeftAlone('Redis has just failed and is left alone');
    }
    try {
      return await inTime(work(this.redis), this.parts.patienceMs);
    } catch (error) {
      this.askAgainAt ??= this.parts.now() + this.parts.pauseMs;
      this.parts.onFailure(error);
      throw error;
    }
  }

  private probe(): void {
    // One that hangs ends with its connection.
    if (this.isProbing) return;
    this.isProbing = true;
    this.redis
      .ping()
      .then(
        () => this.answersAgain(),
        () => {},
      )
      .finally(() => {
        this.isProbing = false;
      });
  }

  private answersAgain(): void {
    if (this.askAgainAt === null) return;
    this.askAgainAt = null;
    this.parts.onBack();
  }
}
