import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/model/errors.ts';
import { openAnswers } from '../support/answers.ts';

/** Work that ends when a test says so. */
function gate<Value>() {
  let open: (value: Value) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const passed = new Promise<Value>((resolve, reject) => {
    [open, fail] = [resolve, reject];
  });
  return { passed, open, fail };
}

/** A computation that counts how often it is done. */
function counted(value: unknown) {
  const compute = async () => {
    compute.times += 1;
    await setImmediate();
    return value;
  };
  compute.times = 0;
  return compute;
}

describe('an answer', () => {
  it('is computed once for 200 who ask at the same time, and the version looked up once', async () => {
    const { ask, looked, outcomes, waits } = openAnswers();
    const compute = counted({ reports: 7 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask({}, compute)));
    expect(answers).toEqual(Array(200).fill({ reports: 7 }));
    expect([compute.times, looked.length, waits.length]).toEqual([1, 1, 199]);
    expect(outcomes).toEqual(Array(200).fill('miss'));
    expect(await ask({}, compute)).toEqual({ reports: 7 });
    expect([compute.times, outcomes.at(-1)]).toEqual([1, 'hit']);
  });

  it('is another one for other arguments, but not for the same in another order', async () => {
    const { ask } = openAnswers();
    const compute = counted(1);
    await ask({ a: 1, b: { c: [1, 2], d: 'x' } }, compute);
    await ask({ b: { d: 'x', c: [1, 2] }, a: 1, e: undefined }, compute);
    expect(compute.times).toBe(1);
    await ask({ a: 1, b: { c: [2, 1], d: 'x' } }, compute);
    expect(compute.times).toBe(2);
  });

  it('is another one for another tenant, and for another question', async () => {
    const { cache } = openAnswers();
    const compute = counted(1);
    for (const tenantId of ['one', 'other']) {
      for (const question of ['first', 'second']) {
        await cache.answer({ tenantId, question, args: {} }, compute);
      }
    }
    expect(compute.times).toBe(4);
  });

  it('is computed anew once the data have another version, stale or not', async () => {
    const { ask, versions, clock, looked } = openAnswers();
    expect(await ask({}, async () => 'old')).toBe('old');
    versions.hear('tenant', 2);
    expect(await ask({}, async () => 'new')).toBe('new');
    // What is heard late changes nothing.
    versions.hear('tenant', 1);
    clock.now += 630_000;
    expect(await ask({}, async () => 'newer')).toBe('new');
    expect(looked).toEqual(['tenant']);
  });

  it('is what JSON says of it, when it was computed as when it was kept, and nobody can change it', async () => {
    const { ask } = openAnswers();
    const compute = counted({
      at: new Date('2026-03-01T00:00:00.000Z'),
      absent: undefined,
      rows: [{ n: 1 }],
    });
    const first = await ask({}, compute);
    expect(first).toStrictEqual({ at: '2026-03-01T00:00:00.000Z', rows: [{ n: 1 }] });
    expect(await ask({}, compute)).toStrictEqual(first);
    expect(() => (first as { rows: unknown[] }).rows.push(2)).toThrow(TypeError);
  });

  it('that cannot be computed is not kept, and each who waits gets the reason', async () => {
    const { ask } = openAnswers();
    const failing = async () => {
      await setImmediate();
      throw new Error('no rollups');
    };
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => ask({}, failing)));
    expect(asked.map((one) => one.status === 'rejected' && String(one.reason))).toEqual(
      Array(5).fill('Error: no rollups'),
    );
    expect(await ask({}, async () => 'well again')).toBe('well again');
  });

  it('is not lost to the others when the one who asked first gives up', async () => {
    const { ask } = openAnswers();
    const { passed, open } = gate<string>();
    const first = new AbortController();
    const given = ask({}, () => passed, first.signal);
    const others = [ask({}, () => passed), ask({}, () => passed)];
    await setImmediate();
    first.abort(new Error('hung up'));
    await expect(given).rejects.toThrow('hung up');
    open('here it is');
    expect(await Promise.all(others)).toEqual(['here it is', 'here it is']);
  });

  it('is given up when nobody waits any more, and whoever asks then has it computed anew', async () => {
    const { cache } = openAnswers();
    const asked = { tenantId: 'tenant', question: 'test', args: {} };
    const callers = [new AbortController(), new AbortController()];
    let ending: AbortSignal | undefined;
    const compute = (signal: AbortSignal) => {
      ending = signal;
      return new Promise<string>(() => {});
    };
    const given = callers.map(({ signal }) => cache.answer(asked, compute, { signal }));
    await setImmediate();
    callers[0]?.abort(new Error('hung up'));
    await expect(given[0]).rejects.toThrow('hung up');
    expect(ending?.aborted).toBe(false);
    callers[1]?.abort(new Error('hung up as well'));
    await expect(given[1]).rejects.toThrow('hung up as well');
    expect(ending?.aborted).toBe(true);
    expect(await cache.answer(asked, async () => 'anew')).toBe('anew');
  });

  it('that takes too long is given up', async () => {
    const { cache } = openAnswers({ times: { limitMs: 20 } });
    const never = () => new Promise<string>(() => {});
    const given = cache.answer({ tenantId: 'tenant', question: 'test', args: {} }, never);
    await expect(given).rejects.toThrow(CodedError);
  });
});

describe('an answer that is past its time', () => {
  it('is given for a while, and computed anew by one', async () => {
    const { ask, clock, outcomes } = openAnswers();
    await ask({}, async () => 'first');
    clock.now += 600_000;
    const compute = counted('second');
    expect(await Promise.all([ask({}, compute), ask({}, compute), ask({}, compute)])).toEqual(
      Array(3).fill('first'),
    );
    await sleep(20);
    expect(compute.times).toBe(1);
    expect(await ask({}, compute)).toBe('second');
    expect(outcomes).toEqual(['miss', 'stale', 'stale', 'stale', 'hit']);
  });

  it('is not given after that', async () => {
    const { ask, clock, outcomes } = openAnswers();
    await ask({}, async () => 'first');
    clock.now += 660_000;
    expect(await ask({}, async () => 'second')).toBe('second');
    expect(outcomes).toEqual(['miss', 'miss']);
  });

  it('says in the log when it cannot be computed anew, and is tried again', async () => {
    const { ask, clock, logged } = openAnswers();
    await ask({}, async () => 'first');
    clock.now += 600_000;
    const failing = async () => {
      throw new Error('no rollups');
    };
    expect(await ask({}, failing)).toBe('first');
    await sleep(20);
    expect(logged).toEqual([
      expect.objectContaining({
        msg: 'a stale answer could not be computed anew',
        question: 'test',
        err: expect.objectContaining({ message: 'no rollups' }),
      }),
    ]);
    expect(await ask({}, async () => 'second')).toBe('first');
    await sleep(20);
    expect(await ask({}, async () => 'third')).toBe('second');
  });
});

describe('the memory', () => {
  it('lets go of what was not used for longest, and takes nothing that would fill it', async () => {
    const { ask, cache } = openAnswers({ characters: 10_000 });
    const text = 'x'.repeat(800);
    for (let at = 0; at < 50; at += 1) {
      await ask(at, async () => text);
      await ask(0, async () => text);
    }
    expect(cache.size.answers).toBeLessThanOrEqual(12);
    expect(cache.size.characters).toBeLessThanOrEqual(10_000);
    const compute = counted('computed anew');
    expect([await ask(0, compute), await ask(49, compute), compute.times]).toEqual([text, text, 0]);
    expect(await ask(1, compute)).toBe('computed anew');
    await ask('large', async () => text.repeat(5));
    expect(await ask('large', compute)).toBe('computed anew');
  });
});

describe('the versions that a process has heard', () => {
  it('are looked up once, and again after a gap', async () => {
    const stored = { version: 1 };
    const { versions, looked } = openAnswers({ stored });
    expect([await versions.of('a'), await versions.of('a'), await versions.of('b')]).toEqual([1, 1, 1]);
    expect(looked).toEqual(['a', 'b']);
    versions.noteGap(false);
    stored.version = 2;
    // Nobody tells of changes now.
    expect([await versions.of('a'), await versions.of('a')]).toEqual([2, 2]);
    expect(looked).toEqual(['a', 'b', 'a', 'a']);
    versions.noteGap(true);
    stored.version = 3;
    expect([await versions.of('a'), await versions.of('a')]).toEqual([3, 3]);
    expect(looked).toEqual(['a', 'b', 'a', 'a', 'a']);
  });

  it('never go back, also when a look-up ends after a later one was heard', async () => {
    const { versions, looked } = openAnswers();
    const reading = versions.of('tenant');
    versions.hear('tenant', 5);
    expect(await reading).toBe(5);
    expect([await versions.of('tenant'), looked.length]).toEqual([5, 1]);
  });
});
