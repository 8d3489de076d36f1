import { describe, expect, it } from 'vitest';
import { fairRounds, type Turn, turnsOfRound } from '../load/bench/measure.ts';

const named = ({ tenant, way }: Turn) => `${way} ${tenant}`;

describe('the turns of a round of the benchmark', () => {
  it.each([1, 2, 3, 4])('ask each of %i tenants in both ways, which alternate', (tenants) => {
    const both = Array.from({ length: tenants }, (_, tenant) => [`API ${tenant}`, `BY_HAND ${tenant}`]);
    for (let round = 0; round < fairRounds(tenants); round += 1) {
      const turns = turnsOfRound(round, tenants);
      expect(turns.map(named).sort()).toEqual(both.flat().sort());
      for (const [at, { way }] of turns.entries()) expect(way === turns[0]?.way).toBe(at % 2 === 0);
    }
  });

  it.each([1, 2, 3, 4])(
    'treat all of %i tenants alike, and both ways, in as many rounds as are fair',
    (tenants) => {
      const counts = new Map<string, Record<string, number>>();
      for (let round = 0; round < fairRounds(tenants); round += 1) {
        const turns = turnsOfRound(round, tenants);
        for (const [at, turn] of turns.entries()) {
          const its = counts.get(named(turn)) ?? { opens: 0, isFirst: 0, followsItself: 0, followsOther: 0 };
          counts.set(named(turn), its);
          const before = turns[at - 1];
          if (!before) its.opens = (its.opens ?? 0) + 1;
          else if (before.tenant === turn.tenant) its.followsItself = (its.followsItself ?? 0) + 1;
          else its.followsOther = (its.followsOther ?? 0) + 1;
          if (turns.findIndex(({ tenant }) => tenant === turn.tenant) === at)
            its.isFirst = (its.isFirst ?? 0) + 1;
        }
      }
      const [first, ...others] = [...counts.values()];
      expect(counts.size).toBe(2 * tenants);
      for (const other of others) expect(other).toEqual(first);
      expect(first).toMatchObject({ opens: tenants, isFirst: tenants * tenants });
    },
  );

  it.each([2, 3, 4])(
    'have each of %i tenants follow each other one as often, in the other way',
    (tenants) => {
      const follow = new Map<string, number>();
      for (let round = 0; round < fairRounds(tenants); round += 1) {
        const turns = turnsOfRound(round, tenants);
        for (const [at, turn] of turns.entries()) {
          const before = turns[at - 1];
          if (!before || before.tenant === turn.tenant) continue;
          const pair = `${named(turn)} after ${before.tenant}`;
          follow.set(pair, (follow.get(pair) ?? 0) + 1);
        }
      }
      expect(follow.size).toBe(2 * tenants * (tenants - 1));
      expect(new Set(follow.values()).size).toBe(1);
    },
  );
});
