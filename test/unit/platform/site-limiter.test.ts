import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSiteLimiter, siteOf } from '../../../src/platform/site-limiter.ts';

/** Runs a task for each URL and gives how many were under way at most, by site and in all. */
async function highestLoad(urls: string[], limits: { perSite: number; overall: number }) {
  const limiter = createSiteLimiter(limits);
  const underWay = new Map<string, number>();
  const highest = { perSite: 0, overall: 0 };
  await Promise.all(
    urls.map((url) =>
      limiter.run(url, async () => {
        const site = siteOf(url);
        underWay.set(site, (underWay.get(site) ?? 0) + 1);
        highest.perSite = Math.max(highest.perSite, ...underWay.values());
        highest.overall = Math.max(
          highest.overall,
          [...underWay.values()].reduce((sum, n) => sum + n, 0),
        );
        await sleep(5);
        underWay.set(site, (underWay.get(site) ?? 0) - 1);
      }),
    ),
  );
  return { ...highest, left: limiter.sites };
}

describe('the limiter of sites', () => {
  it.each([
    ['https://a.tumblr.com/x', 'tumblr.com'],
    ['http://www.courier.co.uk/x', 'courier.co.uk'],
    ['http://127.0.0.1/x', '127.0.0.1'],
    ['http://127.0.0.1:8080/x', '127.0.0.1:8080'],
    ['http://localhost:4010', 'localhost:4010'],
    ['no address', 'no address'],
  ])('counts %s toward %s', (url, site) => {
    expect(siteOf(url)).toBe(site);
  });

  it('keeps to both limits, reaches them, and forgets idle sites', async () => {
    const urls = Array.from({ length: 40 }, (_, n) => `https://host${n}.site${n % 4}.example/`);
    expect(await highestLoad(urls, { perSite: 2, overall: 5 })).toEqual({ perSite: 2, overall: 5, left: 0 });
    expect(await highestLoad(urls, { perSite: 3, overall: 100 })).toEqual({
      perSite: 3,
      overall: 12,
      left: 0,
    });
  });

  it('keeps to the limit of a site whose tasks come as others end', async () => {
    const limiter = createSiteLimiter({ perSite: 2, overall: 10 });
    let underWay = 0;
    let highest = 0;
    const worker = async () => {
      for (let task = 0; task < 20; task += 1) {
        await limiter.run('https://one.example/', async () => {
          underWay += 1;
          highest = Math.max(highest, underWay);
          await sleep(1);
          underWay -= 1;
        });
      }
    };
    await Promise.all([1, 2, 3, 4, 5].map(worker));
    expect(highest).toBe(2);
    expect(limiter.sites).toBe(0);
  });

  it('gives what the task gives, throws what it throws, and goes on', async () => {
    const limiter = createSiteLimiter({ perSite: 1, overall: 1 });
    const failing = limiter.run('https://a.example', () => Promise.reject(new Error('no')));
    const working = limiter.run('https://a.example', async () => 7);
    await expect(failing).rejects.toThrow('no');
    expect(await working).toBe(7);
    expect(limiter.sites).toBe(0);
  });

  it('does not let one slow site hold up another', async () => {
    const limiter = createSiteLimiter({ perSite: 1, overall: 2 });
    let release = () => {};
    const slow = limiter.run(
      'https://slow.example',
      () => new Promise<void>((resolve) => (release = resolve)),
    );
    const waiting = limiter.run('https://slow.example', async () => {});
    await limiter.run('https://fast.example', async () => {});
    release();
    await Promise.all([slow, waiting]);
  });
});
