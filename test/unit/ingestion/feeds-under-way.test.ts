import { describe, expect, it } from 'vitest';
import { FeedsUnderWay } from '../../../src/ingestion/feeds-under-way.ts';

const [first, second] = [{ id: 'first' }, { id: 'second' }];
const idsOf = (taken: { feed: { id: string } }[]) => taken.map(({ feed }) => feed.id);

describe('the feeds that a process is reading', () => {
  it('are not taken by a second run, until the first has ended with them', () => {
    const underWay = new FeedsUnderWay();
    const [taken] = underWay.take([first]);
    expect(idsOf(underWay.take([first, second]))).toEqual(['second']);
    taken?.end();
    expect(idsOf(underWay.take([first, second]))).toEqual(['first']);
  });

  it('are given one by one to those who wait', async () => {
    const underWay = new FeedsUnderWay();
    const [taken] = underWay.take([first]);
    const given: number[] = [];
    const waiting = [1, 2, 3].map(async (who) => {
      const own = await underWay.takeWhenFree(first);
      given.push(who);
      return own;
    });
    expect(given).toEqual([]);
    taken?.end();
    const one = await Promise.race(waiting);
    expect(given).toHaveLength(1);
    one.end();
    (await Promise.race(waiting.filter((_, at) => at + 1 !== given[0]))).end();
    await Promise.all(waiting);
    expect(given.toSorted()).toEqual([1, 2, 3]);
  });

  it('stay with whom they were given to when somebody before ends twice', async () => {
    const underWay = new FeedsUnderWay();
    const [taken] = underWay.take([first]);
    taken?.end();
    await underWay.takeWhenFree(first);
    taken?.end();
    expect(underWay.take([first])).toEqual([]);
  });
});
