import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lift } from '../../../src/analytics/co-mentions.ts';
import { compare, figuresOf } from '../../../src/analytics/figures.ts';
import { pointOf } from '../../../src/analytics/series.ts';
import { sharesOf } from '../../../src/analytics/share-of-voice.ts';
import { noSums, type RollupSums, sumsOfSpans } from '../../../src/model/rollup-sums.ts';
import { cutSpans, type Piece, runsOf } from '../../../src/storage/rollups/span-pieces.ts';

const sums = (some: Partial<RollupSums>): RollupSums => ({ ...noSums, ...some });

describe('a number beside an earlier one', () => {
  it('has changed by the difference, and by its part of the earlier one', () => {
    expect(compare(15, 10)).toEqual({ value: 15, before: 10, change: 5, changeShare: 0.5 });
    expect(compare(-0.5, -0.25)).toEqual({ value: -0.5, before: -0.25, change: -0.25, changeShare: -1 });
  });

  it('has changed by no part of nothing', () => {
    expect(compare(15, 0)).toEqual({ value: 15, before: 0, change: 15, changeShare: null });
    expect(compare(15, null)).toEqual({ value: 15, before: null, change: null, changeShare: null });
    expect(compare<number | null>(null, 2)).toEqual({
      value: null,
      before: 2,
      change: null,
      changeShare: null,
    });
  });
});

describe('the figures of sums', () => {
  it('have the pick-up rate and the mean score, or none of nothing', () => {
    const { pickUpRate, tone } = figuresOf(
      sums({ count: 6, stories: 4, positive: 4, negative: 1, scoreSum: 1_500 }),
      noSums,
    );
    expect(pickUpRate).toMatchObject({ value: 1.5, before: null, change: null });
    expect(tone.unjudged).toMatchObject({ value: 1, before: 0 });
    expect(tone.score).toMatchObject({ value: 0.3, before: null, change: null });
  });
});

describe('a series', () => {
  it('has a point for each period, also for those of which nothing is told', () => {
    const points = sumsOfSpans(
      [{ ...sums({ count: 2, stories: 1, neutral: 1, negative: 1, scoreSum: -1_000 }), span: 1 }],
      3,
    ).map(pointOf);
    expect(points.map(({ reports, score }) => [reports, score])).toEqual([
      [0, null],
      [2, -0.5],
      [0, null],
    ]);
  });
});

describe('shares of voice', () => {
  const figures = (count: number, stories: number, before: number) =>
    figuresOf(sums({ count, stories }), sums({ count: before, stories: before }));

  it('add up to 1, of mentions and of stories, and put those with most mentions first', () => {
    const shares = sharesOf(
      new Map([
        ['Dior', figures(10, 10, 5)],
        ['Gucci', figures(30, 10, 15)],
      ]),
    );
    expect(shares).toMatchObject([
      { brand: 'Gucci', mentionShare: { value: 0.75, before: 0.75, change: 0 }, storyShare: { value: 0.5 } },
      { brand: 'Dior', mentionShare: { value: 0.25 }, storyShare: { value: 0.5, before: 0.25 } },
    ]);
  });

  it('are none where nobody is mentioned', () => {
    const [share] = sharesOf(new Map([['Dior', figures(0, 0, 4)]]));
    expect(share?.mentionShare).toEqual({ value: null, before: 1, change: null, changeShare: null });
  });
});

describe('lift', () => {
  it('is 1 for what comes together by chance, and symmetrical', () => {
    expect(lift(10, 100, 100, 1_000)).toBe(1);
    expect(lift(20, 100, 50, 1_000)).toBe(lift(20, 50, 100, 1_000));
  });
});

describe('cutting a span', () => {
  const cut = (from: string, to: string) => {
    const { pieces, edges } = cutSpans([{ from: new Date(from), to: new Date(to) }]);
    const shown = (one: { sign: number; from: Date; to: Date; grain?: string }) =>
      `${one.sign > 0 ? '+' : '-'} ${one.grain ?? 'EDGE'} ${one.from.toISOString().slice(0, 16)} ${one.to.toISOString().slice(0, 16)}`;
    return [...pieces.map(shown), ...edges.map(shown)];
  };

  it('gives whole months, and at both ends days, quarters of an hour and edges, added or taken off, whichever are fewer', () => {
    expect(cut('2025-12-30T22:20:00Z', '2026-03-02T01:00:00Z')).toEqual([
      '+ QUARTER_HOUR 2025-12-30T22:15 2025-12-31T00:00',
      '+ DAY 2025-12-31T00:00 2026-01-01T00:00',
      '+ MONTH 2026-01-01T00:00 2026-03-01T00:00',
      '+ DAY 2026-03-01T00:00 2026-03-02T00:00',
      '+ QUARTER_HOUR 2026-03-02T00:00 2026-03-02T01:00',
      '- EDGE 2025-12-30T22:15 2025-12-30T22:20',
    ]);
    expect(cut('2026-01-01T18:30:00Z', '2026-01-30T18:15:00Z')).toEqual([
      '- DAY 2026-01-01T00:00 2026-01-02T00:00',
      '+ QUARTER_HOUR 2026-01-01T18:30 2026-01-02T00:00',
      '+ MONTH 2026-01-01T00:00 2026-02-01T00:00',
      '- QUARTER_HOUR 2026-01-30T18:15 2026-01-31T00:00',
      '- DAY 2026-01-31T00:00 2026-02-01T00:00',
    ]);
  });

  it('leaves some minutes at most to be counted, and all of a span that is no longer', () => {
    expect(cut('2026-01-30T22:07:00Z', '2026-01-30T22:38:00Z')).toEqual([
      '+ QUARTER_HOUR 2026-01-30T22:00 2026-01-30T22:45',
      '- EDGE 2026-01-30T22:00 2026-01-30T22:07',
      '- EDGE 2026-01-30T22:38 2026-01-30T22:45',
    ]);
    expect(cut('2026-01-30T22:10:00Z', '2026-01-30T22:20:00Z')).toEqual([
      '+ EDGE 2026-01-30T22:10 2026-01-30T22:20',
    ]);
    expect(cut('2026-01-30T22:10:00Z', '2026-01-30T22:10:00Z')).toEqual([]);
  });

  it('gives pieces that add up to the span, whatever it is', () => {
    const minute = fc.integer({ min: 0, max: 3 * 366 * 24 * 60 });
    fc.assert(
      fc.property(minute, minute, (a, b) => {
        const [from, to] = [a, b].sort((x, y) => x - y).map((at) => Date.UTC(2024, 0) + at * 60_000);
        const span = { from: new Date(from ?? 0), to: new Date(to ?? 0) };
        const { pieces, edges } = cutSpans([span]);
        const all = [...pieces, ...edges];
        // Between two neighbouring ends nothing changes: how often each stretch counts is told by its beginning.
        const ends = [
          ...new Set([span, ...all].flatMap((its) => [its.from.getTime(), its.to.getTime()])),
        ].sort((x, y) => x - y);
        for (const [at, start] of ends.slice(0, -1).entries()) {
          const counted = all
            .filter((its) => its.from.getTime() <= start && start < its.to.getTime())
            .reduce((sum, { sign }) => sum + sign, 0);
          expect([at, counted]).toEqual([at, start >= (from ?? 0) && start < (to ?? 0) ? 1 : 0]);
        }
        // Only a span that is no longer than a quarter of an hour is counted as a whole.
        const mostMinutes = pieces.length === 0 ? 15 : 7.5;
        for (const { from: start, to: end } of edges) {
          expect(end.getTime() - start.getTime()).toBeGreaterThan(0);
          expect(end.getTime() - start.getTime()).toBeLessThanOrEqual(mostMinutes * 60_000);
        }
        for (const { grain, from: start, to: end } of pieces) {
          const most = { MONTH: 4 * 366, DAY: 31, QUARTER_HOUR: 1 }[grain] * 86_400_000;
          expect(end.getTime() - start.getTime()).toBeLessThanOrEqual(most);
        }
        expect(all.length).toBeLessThanOrEqual(7);
      }),
      { seed: 4, numRuns: 1_000 },
    );
  });
});

describe('runs of pieces', () => {
  const days = (span: number, from: number, to: number, sign: 1 | -1 = 1): Piece => ({
    span,
    sign,
    grain: 'DAY',
    from: new Date(Date.UTC(2026, 0, from)),
    to: new Date(Date.UTC(2026, 0, to)),
  });

  it('are those that lie end to end and count alike', () => {
    expect(runsOf([days(0, 1, 8), days(1, 8, 15), days(2, 15, 22)]).map((run) => run.length)).toEqual([3]);
    expect(runsOf([days(0, 1, 8), days(1, 8, 15, -1), days(2, 16, 22)]).map((run) => run.length)).toEqual([
      1, 1, 1,
    ]);
    // Spans that lie over each other each have their own; a span that ends in the middle of nothing joins neither.
    expect(
      runsOf([days(0, 1, 31), days(1, 1, 8), days(2, 8, 31), days(3, 8, 15)]).map((run) =>
        run.map(({ span }) => span),
      ),
    ).toEqual([[0], [1, 2], [3]]);
  });

  it('of a series in a zone of whole hours hold its days in one, and leave no piece out', () => {
    const hour = 3_600_000;
    const weeks = Array.from({ length: 13 }, (_, at) => ({
      from: new Date(Date.UTC(2026, 0, 5 + at * 7) - hour),
      to: new Date(Date.UTC(2026, 0, 12 + at * 7) - hour),
    }));
    const { pieces } = cutSpans(weeks);
    const runs = runsOf(pieces);
    expect(new Set(runs.flat())).toEqual(new Set(pieces));
    expect(runs.flat()).toHaveLength(pieces.length);
    expect(runs.filter(([first]) => first?.grain === 'DAY').map((run) => run.length)).toEqual([13]);
    for (const run of runs) {
      for (const [at, { from, sign, grain }] of run.slice(1).entries()) {
        expect({ from, sign, grain }).toEqual({
          from: run[at]?.to,
          sign: run[at]?.sign,
          grain: run[at]?.grain,
        });
      }
    }
  });
});
