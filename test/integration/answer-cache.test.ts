import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@keyv/redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimMs } from '../../src/cache/answer-cache.ts';
import { openAnswers, type TestAnswers, type TestAnswersOptions } from '../support/answers.ts';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.ts';
import { openGate, type TcpGate } from '../support/tcp-gate.ts';

/** For tests in which Redis works: that it is fast is not what they test. */
const patientMs = 20_000;

let redis: TestRedis;
let gate: TcpGate;
let onlooker: ReturnType<typeof createClient>;
const opened: TestAnswers[] = [];

if (!hasRedis())
  process.stderr.write('no redis-server is installed: the tests of shared answers are skipped\n');

describe.skipIf(!hasRedis())('answers in Redis', () => {
  beforeAll(async () => {
    redis = await startRedis();
    gate = await openGate({ host: '127.0.0.1', port: Number(new URL(redis.url).port) });
  });

  afterAll(async () => {
    await gate.shut();
    await redis.kill();
  });

  beforeEach(async () => {
    onlooker = createClient({ url: redis.url });
    // It is cut off when Redis is killed.
    onlooker.on('error', () => {});
    await onlooker.connect();
    await onlooker.flushAll();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((answers) => answers.close()));
    onlooker.destroy();
  });

  /** A process's cache, once it is connected. */
  async function connected(options: TestAnswersOptions = {}): Promise<TestAnswers> {
    const answers = openAnswers({ redisUrl: redis.url, patienceMs: patientMs, ...options });
    opened.push(answers);
    await eventually(async () => {
      await answers.store.ping();
      return true;
    });
    return answers;
  }

  it('are computed once for 200 who ask two processes at the same time', async () => {
    const processes = [await connected(), await connected()];
    let computed = 0;
    const compute = async () => {
      computed += 1;
      await sleep(120);
      return { reports: 7 };
    };
    const asked = processes.flatMap(({ ask }) => Array.from({ length: 100 }, () => ask({}, compute)));
    expect(await Promise.all(asked)).toEqual(Array(200).fill({ reports: 7 }));
    expect(computed).toBe(1);
  });

  it('are there for a process that comes later, and not for one of another build', async () => {
    const first = await connected();
    await first.ask({ brand: 'Gucci' }, async () => ({ reports: 7 }));
    await eventually(async () => (await onlooker.keys('fashion-hunting:answer:*')).length === 1);
    const second = await connected();
    const never = async () => {
      throw new Error('it is computed again');
    };
    expect(await second.ask({ brand: 'Gucci' }, never)).toEqual({ reports: 7 });
    expect(second.outcomes).toEqual(['hit']);
    const other = await connected({ build: 'newer' });
    expect(await other.ask({ brand: 'Gucci' }, async () => ({ mentions: 7 }))).toEqual({ mentions: 7 });
  });

  it('say nothing but by a hash of what was asked, and go when their time and the grace are over', async () => {
    const { ask } = await connected();
    await ask({ brand: 'Gucci' }, async () => 7);
    await eventually(async () => (await onlooker.keys('*')).length === 1);
    const [key = ''] = await onlooker.keys('*');
    expect(key).toMatch(/^fashion-hunting:answer:test:tenant:1:test:[\w-]{43}$/);
    const left = await onlooker.pTTL(key);
    expect(left).toBeLessThanOrEqual(660_000);
    expect(left).toBeGreaterThan(600_000);
  });

  it('that are stale are computed anew by one of all processes', async () => {
    const clock = { now: 1_000_000 };
    const processes = [await connected({ clock }), await connected({ clock })];
    for (const { ask } of processes) await ask({}, async () => 'first');
    await eventually(async () => (await onlooker.keys('fashion-hunting:answer-claim:*')).length === 0);
    clock.now += 630_000;
    let computed = 0;
    const compute = async () => {
      computed += 1;
      await sleep(100);
      return 'second';
    };
    const asked = processes.flatMap(({ ask }) => Array.from({ length: 50 }, () => ask({}, compute)));
    expect(await Promise.all(asked)).toEqual(Array(100).fill('first'));
    await eventually(async () => {
      const now = await Promise.all(processes.map(({ ask }) => ask({}, compute)));
      return now.every((answer) => answer === 'second');
    });
    expect(computed).toBe(1);
  });

  it('are computed by another process when the one that had claimed it has died', async () => {
    const dead = await connected();
    // A process that is stopped computes for ever and lets nobody know.
    void dead.ask({}, () => new Promise(() => {})).catch(() => {});
    await eventually(async () => (await onlooker.keys('fashion-hunting:answer-claim:*')).length === 1);
    const alive = await connected();
    const from = performance.now();
    expect(await alive.ask({}, async () => 'here it is')).toBe('here it is');
    // Until the claim has ended by itself, and one look later.
    expect(performance.now() - from).toBeGreaterThan(claimMs / 2);
    expect(alive.waits).toEqual([]);
  });

  it('leave the claim of another alone when their own has run out', async () => {
    const { ask } = await connected();
    const asked = ask({}, async () => {
      const [claim = ''] = await onlooker.keys('fashion-hunting:answer-claim:*');
      await onlooker.set(claim, 'another process');
      return 'late';
    });
    expect(await asked).toBe('late');
    await eventually(async () => (await onlooker.keys('fashion-hunting:answer:*')).length === 1);
    await sleep(50);
    expect(await onlooker.keys('fashion-hunting:answer-claim:*')).toHaveLength(1);
  });

  it('that fail are given up to the next process at once', async () => {
    const [first, second] = [await connected(), await connected()];
    const failing = async () => {
      await sleep(100);
      throw new Error('no rollups');
    };
    const failed = first.ask({}, failing);
    const other = sleep(20).then(() => second.ask({}, async () => 'well'));
    await expect(failed).rejects.toThrow('no rollups');
    expect(await other).toBe('well');
  });

  it('cost a bounded wait when Redis hangs, pile nothing up, and are shared again afterwards', async () => {
    const through = `redis://127.0.0.1:${gate.port}`;
    const answers = await connected({ redisUrl: through, patienceMs: 100 });
    await answers.ask('before', async () => 'before');
    gate.freeze();
    const before = await lookUpsOf();
    let computed = 0;
    const waves: number[] = [];
    for (let wave = 0; wave < 10; wave += 1) {
      const from = performance.now();
      const asked = Array.from({ length: 200 }, (_, at) =>
        answers.ask([wave, at], async () => {
          computed += 1;
          return at;
        }),
      );
      expect(await Promise.all(asked)).toEqual(Array.from({ length: 200 }, (_, at) => at));
      waves.push(performance.now() - from);
      // What is in memory is given all the while.
      expect(await answers.ask('before', async () => 'anew')).toBe('before');
    }
    expect(computed).toBe(2_000);
    // All who were under way waited together; after that Redis was left alone.
    process.stderr.write(
      `waves of 200 while Redis hangs: ${waves.map((ms) => Math.round(ms)).join(', ')} ms\n`,
    );
    gate.thaw();
    // Only those of the first wave were sent.
    await eventually(async () => (await lookUpsOf()) >= before + 200);
    await sleep(50);
    expect(await lookUpsOf()).toBe(before + 200);
    await eventually(async () => {
      const asked = { at: Math.random() };
      await answers.ask(asked, async () => 'shared again');
      await sleep(20);
      const other = await connected();
      let isAnew = false;
      await other.ask(asked, async () => {
        isAnew = true;
        return 'anew';
      });
      return !isAnew;
    });
    expect(answers.logged.map(({ msg }) => msg)).toEqual([
      'the cache does not answer; going on without it',
      'the cache answers again',
    ]);
  });

  it('stay right while Redis is killed and comes back under load, and are shared again', async () => {
    const answers = await connected({ patienceMs: 100 });
    let isOver = false;
    let [asked, wrong] = [0, 0];
    const load = async (worker: number) => {
      for (let at = 0; !isOver; at += 1) {
        const args = [worker, at % 50];
        const answer = await answers.ask(args, async () => args);
        asked += 1;
        if (JSON.stringify(answer) !== JSON.stringify(args)) wrong += 1;
        if (at % 10 === 0) await sleep(1);
        // A change of the data has all of it computed anew.
        if (worker === 0 && at % 50 === 0) answers.versions.hear('tenant', 2 + at);
      }
    };
    const loads = Array.from({ length: 20 }, (_, worker) => load(worker));
    await sleep(200);
    await redis.kill();
    await sleep(1_500);
    await redis.restart();
    await eventually(async () => {
      const watching = createClient({ url: redis.url });
      watching.on('error', () => {});
      await watching.connect();
      const keys = await watching.keys('fashion-hunting:answer:*');
      watching.destroy();
      return keys.length > 0;
    });
    isOver = true;
    await Promise.all(loads);
    expect(wrong).toBe(0);
    expect(asked).toBeGreaterThan(1_000);
  });
});

/** How many scripts Redis has carried out. */
async function lookUpsOf(): Promise<number> {
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(await onlooker.info('commandstats'))?.[1]);
}

async function eventually(works: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(20)) {
    if (await works().catch(() => false)) return;
  }
  throw new Error('it never worked');
}
