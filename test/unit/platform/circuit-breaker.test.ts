import { describe, expect, it } from 'vitest';
import { withCircuitBreaker } from '../../../src/platform/circuit-breaker.ts';
import { type HttpAnswer, HttpFailure, type HttpFailureKind } from '../../../src/platform/http.ts';

const answer = (url: string): HttpAnswer => ({ status: 200, headers: {}, body: Buffer.alloc(0), url });
const request = { maxBytes: 1, timeoutMs: 1 };

/** A client that fails as a script says, one word an attempt, and answers when the script is at its end. */
function scripted(...script: (HttpFailureKind | 'ANSWER' | { kind: HttpFailureKind; host: string })[]) {
  const asked: string[] = [];
  let time = 0;
  const http = withCircuitBreaker(
    {
      get: async (url) => {
        asked.push(url);
        const next = script.shift() ?? 'ANSWER';
        if (next === 'ANSWER') return answer(url);
        if (typeof next === 'string') throw new HttpFailure(next, `${url} failed.`);
        throw new HttpFailure(next.kind, `${next.host} failed.`, next.host);
      },
    },
    { failures: 3, coolMs: 1_000 },
    () => time,
  );
  return {
    asked,
    /** 'ANSWER', or the kind and words of the failure. */
    get: async (url: string) => {
      try {
        await http.get(url, request);
        return 'ANSWER';
      } catch (error) {
        if (error instanceof HttpFailure) return `${error.kind}: ${error.message}`;
        throw error;
      }
    },
    wait: (ms: number) => {
      time += ms;
    },
  };
}

describe('the circuit breaker', () => {
  it.each(['REFUSED', 'TLS', 'TIMEOUT'] as const)(
    'asks a host no more after three times %s',
    async (kind) => {
      const { asked, get } = scripted(kind, kind, kind);
      for (const page of [1, 2, 3]) await get(`http://dead.example/${page}`);
      expect(await get('http://dead.example/4')).toBe(
        `${kind}: http://dead.example/4 was not asked for: http://dead.example/3 failed.`,
      );
      expect(asked).toHaveLength(3);
    },
  );

  it('blames the host that a redirect led to, not the one that redirected', async () => {
    const dead = { kind: 'NAME_NOT_FOUND', host: 'dead.example' } as const;
    const { get } = scripted(dead);
    expect(await get('http://forwarder.example/1')).toBe('NAME_NOT_FOUND: dead.example failed.');
    expect(await get('http://forwarder.example/2')).toBe('ANSWER');
    expect(await get('http://dead.example/3')).toMatch(/was not asked for/);
  });

  it('asks for a name that does not exist only once', async () => {
    const { asked, get } = scripted('NAME_NOT_FOUND');
    await get('http://no.example/1');
    expect(await get('http://no.example/2')).toMatch(
      /^NAME_NOT_FOUND: http:\/\/no.example\/2 was not asked for/,
    );
    expect(asked).toHaveLength(1);
  });

  it('goes on asking all other hosts, and other ports of the same one', async () => {
    const { get } = scripted('NAME_NOT_FOUND');
    await get('http://dead.example/');
    expect(await get('http://live.example/')).toBe('ANSWER');
    expect(await get('http://dead.example:8080/')).toBe('ANSWER');
  });

  it('asks again after a while, and at once not again when it fails again', async () => {
    const { asked, get, wait } = scripted('REFUSED', 'REFUSED', 'REFUSED', 'REFUSED');
    for (const page of [1, 2, 3]) await get(`http://dead.example/${page}`);
    wait(999);
    expect(await get('http://dead.example/')).toMatch(/was not asked for/);
    wait(1);
    expect(await get('http://dead.example/')).toBe('REFUSED: http://dead.example/ failed.');
    expect(await get('http://dead.example/')).toMatch(/was not asked for/);
    wait(1_000);
    expect(await get('http://dead.example/')).toBe('ANSWER');
    expect(await get('http://dead.example/')).toBe('ANSWER');
    expect(asked).toHaveLength(6);
  });

  it('counts failures in a row: an answer forgives them', async () => {
    const { asked, get } = scripted('REFUSED', 'REFUSED', 'ANSWER', 'REFUSED', 'REFUSED', 'ANSWER');
    for (const page of [1, 2, 3, 4, 5, 6]) await get(`http://shaky.example/${page}`);
    expect(asked).toHaveLength(6);
  });

  it.each(['TOO_LARGE', 'CUT_OFF', 'PRIVATE_ADDRESS', 'TOO_MANY_REDIRECTS', 'STOPPED'] as const)(
    'does not hold %s of some pages against the host',
    async (kind) => {
      const { asked, get } = scripted(kind, kind, kind, kind);
      for (const page of [1, 2, 3, 4, 5]) await get(`http://live.example/${page}`);
      expect(asked).toHaveLength(5);
    },
  );
});
