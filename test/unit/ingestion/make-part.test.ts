import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makePart } from '../../../src/ingestion/make-part.ts';

const roomy = { items: 1_000, characters: 1_000_000, underWay: 10 };
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);
const length = (text: string) => text.length;

describe('a part of what waits', () => {
  it('is made in its order, whichever is done first, and waits no more', async () => {
    const waiting = numbers(8);
    const make = async (at: number) => {
      await sleep(at % 2 === 0 ? 5 : 0);
      return `report ${at}`;
    };
    expect(await makePart(waiting, make, length, { ...roomy, items: 5 })).toEqual(
      numbers(5).map((at) => `report ${at}`),
    );
    expect(waiting).toEqual([5, 6, 7]);
  });

  it('has no more under way than may be', async () => {
    let underWay = 0;
    let most = 0;
    const make = async (at: number) => {
      most = Math.max(most, ++underWay);
      await sleep(0);
      underWay -= 1;
      return String(at);
    };
    await makePart(numbers(300), make, length, roomy);
    expect(most).toBe(roomy.underWay);
  });

  it('ends with what is under way once it is long enough', async () => {
    const waiting = numbers(1_000);
    const long = 'x'.repeat(100);
    const made = await makePart(waiting, async () => long, length, { ...roomy, characters: 2_000 });
    expect(made.length).toBeGreaterThanOrEqual(20);
    expect(made.length).toBeLessThan(20 + roomy.underWay);
    expect(waiting.length).toBe(1_000 - made.length);
  });

  it('is one at least, however long that is, and none of nothing', async () => {
    const limits = { ...roomy, characters: 1, underWay: 1 };
    expect(await makePart(numbers(3), async (at) => `report ${at}`, length, limits)).toEqual(['report 0']);
    expect(await makePart([], async () => 'report', length, limits)).toEqual([]);
  });

  it('fails with what cannot be made', async () => {
    const broken = makePart(numbers(3), () => Promise.reject(new Error('no ink')), length, roomy);
    await expect(broken).rejects.toThrow('no ink');
  });
});
