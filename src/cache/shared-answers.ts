import { randomUUID } from 'node:crypto';
import type { PatientRedis } from './patient-redis.ts';
import { RedisScript } from './redis-script.ts';

/**
 * Gives the answer if it is fresh at a time or, where there is none, lays claim to computing it: as a whole, so that
 * nobody can come in between.
 */
const lookUp = new RedisScript(`
local kept = redis.call('GET', KEYS[1])
if kept and tonumber(string.match(kept, '^%d+')) > tonumber(ARGV[3]) then return kept end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return 0
`);
/** Gives a claim up, unless it has run out and is somebody else's by now. */
const release = new RedisScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`);

/** An answer in Redis: its JSON, and from when on it is stale, in milliseconds since 1970. */
export interface SharedAnswer {
  json: string;
  freshUntil: number;
}

/**
 * What became of a look at the shared answers: the answer; a claim to compute it, which is to be given up afterwards;
 * `CLAIMED` when another process computes it; `UNREACHABLE` when Redis does not answer.
 */
export type LookUp = SharedAnswer | { token: string } | 'CLAIMED' | 'UNREACHABLE';

/** Answers in Redis, which all processes share, and who computes one that is not there. Nothing here ever fails. */
export class SharedAnswers {
  /**
   * @param build what answers look like changes with the service: each of its builds has its own
   * @param claimMs a claim ends by itself after so long, in milliseconds: whoever laid it may have died
   */
  constructor(
    private readonly redis: PatientRedis,
    private readonly build: string,
    private readonly claimMs: number,
  ) {}

  /**
   * The answer under a key, or the claim to compute it.
   *
   * @param at an answer that is stale by then is none; milliseconds since 1970
   */
  async lookUp(key: string, at: number): Promise<LookUp> {
    const token = randomUUID();
    const keys = [this.answerKey(key), this.claimKey(key)];
    const found = await this.orNothing(() =>
      this.redis.run((client) => lookUp.run(client, keys, [token, this.claimMs, at])),
    );
    if (found === undefined) return 'UNREACHABLE';
    if (typeof found === 'string') return asAnswer(found);
    return found === 1 ? { token } : 'CLAIMED';
  }

  /** Keeps an answer for so long, in milliseconds. */
  async set(key: string, { json, freshUntil }: SharedAnswer, keptForMs: number): Promise<void> {
    const expiration = { type: 'PX', value: Math.max(1, Math.round(keptForMs)) } as const;
    await this.orNothing(() =>
      this.redis.run((client) => client.set(this.answerKey(key), `${freshUntil} ${json}`, { expiration })),
    );
  }

  /** Gives a claim up. */
  async release(key: string, { token }: { token: string }): Promise<void> {
    await this.orNothing(() =>
      this.redis.run((client) => release.run(client, [this.claimKey(key)], [token])),
    );
  }

  private answerKey(key: string): string {
    return `fashion-hunting:answer:${this.build}:${key}`;
  }

  private claimKey(key: string): string {
    return `fashion-hunting:answer-claim:${this.build}:${key}`;
  }

  private async orNothing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch {
      // Redis has told of its failure already.
      return undefined;
    }
  }
}

function asAnswer(text: string): SharedAnswer {
  const space = text.indexOf(' ');
  return { freshUntil: Number(text.slice(0, space)), json: text.slice(space + 1) };
}
