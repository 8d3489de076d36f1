import { describe, expect, it } from 'vitest';
import { SiteDown, withCircuitBreaker } from '../../../src/platform/circuit-breaker.ts';
import { HttpFailure, type HttpFailureKind } from '../../../src/platform/http.ts';

const request = { maxBytes: 1, timeoutMs: 1 };

/** What becomes of one attempt: a status, a failure, a failure of another host behind a redirect, or an answer later. */
type Step = number | HttpFailureKind | { kind: HttpFailureKind; host: string } | Promise<number>;

/** A client that fares as a script says, one step an attempt, and answers 200 when the script is at its end. */
function scripted(...script: Step[]) {
  const asked: string[] = [];
  let time = 0;
  const http = withCircuitBreaker(
    {
      get: async (url) => {
        asked.push(url);
        const next = await (script.shift() ?? 200);
        if (typeof next === 'number')
          return { status: next, headers: {}, body: Buffer.alloc(0), url, redirects: [] };
        if (typeof next === 'string') throw new HttpFailure(next, `${url} failed.`);
        throw new HttpFailure(next.kind, `${next.host} failed.`, next.host);
      },
    },
    { addresses: 3, moreOfLive: 2, liveMs: 100, coolMs: 1_000, longestCoolMs: 3_000 },
    () => time,
  );
  return {
    asked,
    /** The status, or the kind and words of the failure. */
    get: async (url: string) => {
      try {
        return (await http.get(url, request)).status;
      } catch (error) {
        if (error instanceof SiteDown) return `until ${error.askAgainAt.getTime()}: ${error.message}`;
        if (error instanceof HttpFailure) return `${error.kind}: ${error.message}`;
        throw error;
      }
    },
    wait: (ms: number) => {
      time += ms;
    },
  };
}

const pages = (count: number, host = 'shop.example') =>
  Array.from({ length: count }, (_, at) => `https://${host}/${at + 1}`);

describe('the circuit breaker', () => {
  it.each(['NAME_NOT_FOUND', 'REFUSED', 'TLS', 'TIMEOUT', 'CUT_OFF', 'NETWORK', 500, 503] as const)(
    'asks a site no more after three addresses in a row ended in %s',
    async (step) => {
      const { asked, get } = scripted(step, step, step);
      for (const page of pages(3)) await get(page);
      const said = step === 500 || step === 503 ? `answered ${step}.` : 'failed.';
      expect(await get('https://shop.example/4')).toBe(
        `until 1000: https://shop.example/4 was not asked for, because shop.example failed again and again, the last time so: https://shop.example/3 ${said}`,
      );
      expect(asked).toHaveLength(3);
    },
  );

  it('takes all hosts of a registrable domain for one site, and other ports for others', async () => {
    const { get } = scripted('REFUSED', 500, 'TIMEOUT');
    for (const host of ['a', 'b', 'c']) await get(`https://${host}.shop.example/`);
    expect(await get('https://www.shop.example/')).toMatch(/was not asked for/);
    expect(await get('https://other.example/')).toBe(200);
    expect(await get('https://shop.example:8080/')).toBe(200);
  });

  it('is not opened by one address, however often it fails', async () => {
    const { asked, get } = scripted(...Array<Step>(10).fill(500));
    for (let time = 0; time < 10; time++) await get('https://shop.example/broken');
    expect(asked).toHaveLength(10);
    expect(await get('https://shop.example/whole')).toBe(200);
  });

  it.each([200, 304, 403, 404, 429, 'TOO_LARGE', 'TOO_MANY_REDIRECTS'] as const)(
    'counts failures in a row: %s forgives them',
    async (step) => {
      const { asked, get } = scripted('REFUSED', 500, step, 'TIMEOUT', 502, step);
      for (const page of pages(6)) await get(page);
      expect(asked).toHaveLength(6);
    },
  );

  it.each(['BAD_URL', 'PRIVATE_ADDRESS', 'STOPPED'] as const)(
    'takes %s for neither a failure nor an answer',
    async (step) => {
      const { asked, get } = scripted('REFUSED', step, 500, step, step, 'TIMEOUT');
      for (const page of pages(7)) await get(page);
      expect(asked).toHaveLength(6);
    },
  );

  it('asks more of a site that answered a moment ago, for perhaps only parts of it fail', async () => {
    const { asked, get } = scripted(200, ...Array<Step>(5).fill(500));
    for (const page of pages(6)) await get(page);
    expect(await get('https://shop.example/7')).toMatch(/was not asked for/);
    expect(asked).toHaveLength(6);
    const later = scripted(200, ...Array<Step>(5).fill(500));
    await later.get('https://shop.example/1');
    later.wait(100);
    for (const page of pages(3)) await later.get(page);
    expect(await later.get('https://shop.example/4')).toMatch(/was not asked for/);
  });

  it('blames the site that a redirect led to, not the one that redirected', async () => {
    const dead = { kind: 'REFUSED', host: 'www.dead.example' } as const;
    const { get } = scripted(dead, dead, dead);
    for (const page of pages(3, 'forwarder.example')) await get(page);
    expect(await get('https://forwarder.example/4')).toBe(200);
    expect(await get('https://dead.example/')).toMatch(/was not asked for/);
  });

  it('lets one request through after a while, and no other until that one has its answer', async () => {
    let answer: (status: number) => void = () => {};
    const late = new Promise<number>((resolve) => {
      answer = resolve;
    });
    const { asked, get, wait } = scripted(500, 500, 500, late);
    for (const page of pages(3)) await get(page);
    wait(999);
    expect(await get('https://shop.example/')).toMatch(/was not asked for/);
    wait(1);
    const probe = get('https://shop.example/probe');
    expect(await get('https://shop.example/')).toMatch(/^until 1000: .* was not asked for/);
    answer(200);
    expect(await probe).toBe(200);
    expect(await get('https://shop.example/')).toBe(200);
    expect(asked).toHaveLength(5);
  });

  it('waits twice as long each time that the one fails, up to a limit', async () => {
    const { get, wait } = scripted(500, 500, 500, 500, 'REFUSED', 'TIMEOUT', 503);
    for (const page of pages(3)) await get(page);
    for (const cool of [1_000, 2_000, 3_000, 3_000]) {
      wait(cool - 1);
      expect(await get('https://shop.example/')).toMatch(/was not asked for/);
      wait(1);
      expect(String(await get('https://shop.example/'))).not.toMatch(/was not asked for/);
    }
    wait(3_000);
    expect(await get('https://shop.example/')).toBe(200);
  });

  it('lets another request through when the one was stopped', async () => {
    const { get, wait } = scripted(500, 500, 500, 'STOPPED');
    for (const page of pages(3)) await get(page);
    wait(1_000);
    expect(await get('https://shop.example/')).toMatch(/^STOPPED/);
    expect(await get('https://shop.example/')).toBe(200);
  });
});
