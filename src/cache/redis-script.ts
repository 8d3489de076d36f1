import { createHash } from 'node:crypto';
import type { RedisClientType } from '@keyv/redis';

/** A script that Redis carries out as a whole, and knows by its digest once it has seen it. */
export class RedisScript {
  private readonly sha: string;

  constructor(private readonly text: string) {
    this.sha = createHash('sha1').update(text).digest('hex');
  }

  /** What the script returns. @throws what the client throws */
  async run(redis: RedisClientType, keys: string[], values: (string | number)[]): Promise<unknown> {
    const options = { keys, arguments: values.map(String) };
    try {
      return await redis.evalSha(this.sha, options);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(this.text, options);
    }
  }
}
