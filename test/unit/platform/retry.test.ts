import { describe, expect, it } from 'vitest';
import { retry } from '../../../src/platform/retry.ts';

const policy = { retries: 2, baseMs: 1, maxMs: 2, random: () => 1 };
const always = () => true;

describe('trying again', () => {
  it('stops at the first outcome that is not transient', async () => {
    let tries = 0;
    const attempt = async () => ++tries;
    expect(await retry(attempt, (outcome) => 'value' in outcome && outcome.value < 2, policy)).toBe(2);
  });

  it('gives or throws the last outcome when the retries are used up', async () => {
    let tries = 0;
    expect(await retry(async () => ++tries, always, policy)).toBe(3);
    const failing = async () => Promise.reject(new Error(`try ${++tries}`));
    await expect(retry(failing, always, policy)).rejects.toThrow('try 6');
  });

  it('waits up to a limit that doubles, with full jitter', async () => {
    const started = performance.now();
    await retry(async () => 0, always, { retries: 3, baseMs: 40, maxMs: 80, random: () => 1 });
    expect(performance.now() - started).toBeGreaterThan(190);
    // Ten minutes at most, of which chance takes nothing: the test would not live to see the end of more.
    await retry(async () => 0, always, { retries: 3, baseMs: 600_000, maxMs: 600_000, random: () => 0 });
  });

  it('ends at once when it is stopped while it waits', async () => {
    const stopped = new AbortController();
    const waiting = retry(
      async () => 0,
      always,
      { ...policy, baseMs: 60_000, maxMs: 60_000 },
      stopped.signal,
    );
    setTimeout(() => stopped.abort(new Error('stopped')), 10);
    await expect(waiting).rejects.toThrow('stopped');
  });
});
