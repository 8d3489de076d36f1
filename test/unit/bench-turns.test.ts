import { describe, expect, it } from 'vitest';
import { type Turn, turnsOfRound } from '../load/bench/measure.ts';

const named = ({ tenant, way }: Turn) => `${way} ${tenant}`;

describe('the turns of a round of the benchmark', () => {
  it.each([1, 2, 3, 4])('ask each of %i tenants in both ways, which alternate', (tenants) => {
    const both = Array.from({ length: tenants }, (_, tenant) => [`API ${tenant}`, `BY_HAND ${tenant}`]);
    for (let round = 0; round < 2 * tenants; round += 1) {
      const turns = turnsOfRound(round, tenants);
      expect(turns.map(named).sort()).toEqual(both.flat().sort());
      for (const [at, { way }] of turns.entries()) expect(way === turns[0]?.way).toBe(at % 2 === 0);
    }
  });

  it.each([2, 3, 4])('treat all of %i tenants alike', (tenants) => {
    const follow = new Map<string, number>();
    const first = new Map<string, number>();
    for (let round = 0; round < 2 * tenants; round += 1) {
      const turns = turnsOfRound(round, tenants).map(named);
      for (const [at, turn] of turns.entries()) {
        const before = turns[at - 1];
        if (before) follow.set(`${turn} after ${before}`, (follow.get(`${turn} after ${before}`) ?? 0) + 1);
        const its = turn.split(' ')[1] ?? '';
        if (turns.findIndex((one) => one.endsWith(` ${its}`)) === at)
          first.set(turn, (first.get(turn) ?? 0) + 1);
      }
    }
    // What opens a round follows what closed the last one, which is not counted here.
    const opening = new Set(['API 0', 'BY_HAND 0']);
    for (const [pair, times] of follow)
      if (!opening.has(pair.split(' after ')[0] ?? '')) expect(times).toBe(2);
    expect([...first.values()]).toEqual(Array(2 * tenants).fill(tenants));
  });
});
