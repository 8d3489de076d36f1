import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createCostCounter } from '../../../../src/api/limits/operation-cost.ts';
import { resolveRange } from '../../../../src/model/date-range.ts';
import { periodCount, periodLengths, periodsOf } from '../../../../src/model/periods.ts';
import { operationOf } from '../../../support/operation-text.ts';

const now = new Date('2026-06-20T10:20:00Z');
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const costOf = createCostCounter(schema, { pageSize: 100 }, () => now);

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const document = parse(source);
  return costOf(document, operationOf(document), variables);
}

const seriesOf = (args: string, by = '', inside = 'date') =>
  `{ analytics(${args}) { series${by} { ${inside} } } }`;
const june = 'range: { from: "2026-06-01T00:00:00Z", to: "2026-07-01T00:00:00Z" }';

describe('the cost of a series', () => {
  it.each([
    ['the days of its range', seriesOf(june), 30],
    ['its weeks, also those that are cut', seriesOf(june, '(by: WEEK)'), 5],
    ['its months', seriesOf('range: { lastDays: 60 }', '(by: MONTH)'), 3],
    ['the days of the zone', seriesOf(`${june}, timeZone: "Europe/Rome"`), 31],
    ['UTC where no zone is named', seriesOf(`${june}, timeZone: null`), 30],
    ['one day as one', seriesOf('range: { lastDays: 1 }'), 1],
    ['400 at most: more are refused', seriesOf('range: { lastDays: 401 }'), 400],
    ['a year of weeks', seriesOf('range: { lastDays: 366 }', '(by: WEEK)'), 53],
    ['400 where a range is none', seriesOf('range: { lastDays: 0 }'), 400],
    ['400 where a zone is none', seriesOf('range: { lastDays: 2 }, timeZone: "Mars"'), 400],
    [
      '400 where the ends are out of order',
      seriesOf('range: { from: "2026-07-01T00:00:00Z", to: "x" }'),
      400,
    ],
    ['one more for each copy in a point', seriesOf('range: { lastDays: 7 }', '', 'a: date b: date'), 7 * 3],
    [
      'as many for each brand',
      '{ analytics(range: { lastDays: 30 }) { compare(brands: ["a", "b"]) { series { date } series2: series(by: MONTH) { date } } } }',
      1 + 2 * (1 + 30 + 2),
    ],
  ])('counts %s', (_, query, expected) => {
    // The analytics themselves are one.
    expect(cost(query)).toBe(query.includes('compare') ? expected : expected + 1);
  });

  it('counts what variables say, or else their defaults', () => {
    const query =
      'query Q($days: Int = 5, $range: AnalyticsRange, $by: SeriesPeriod!) { a: analytics(range: { lastDays: $days }) { series(by: $by) { date } } b: analytics(range: $range) { series { date } } }';
    expect(cost(query, { by: 'DAY', range: { lastDays: 9 } })).toBe(2 + 5 + 9);
    expect(cost(query, { by: 'MONTH', days: 60, range: { lastDays: 9 } })).toBe(2 + 3 + 9);
    expect(cost(query, { by: 'no period', days: 60, range: null })).toBe(2 + 60 + 400);
  });

  it('is that of the range in which a fragment is spread', () => {
    const query = `{ a: analytics(range: { lastDays: 3 }) { ...S } b: analytics(range: { lastDays: 100 }) { ...S } }
      fragment S on Analytics { series { date } brand(name: "x") { series(by: DAY) { date } } }`;
    expect(cost(query)).toBe(2 + (3 + 1 + 3) + (100 + 1 + 100));
  });
});

describe('the number of periods', () => {
  it('is that of the periods that a range is cut into', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2012, 1), max: Date.UTC(2028, 1) }),
        fc.integer({ min: 1, max: 500 * 24 * 60 }),
        fc.constantFrom('UTC', 'Europe/Rome', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
        fc.constantFrom(...periodLengths),
        (from, minutes, zone, length) => {
          const ends = { from: new Date(from), to: new Date(from + minutes * 60_000) };
          const range = resolveRange(ends, zone, now);
          expect(periodCount(range, length)).toBe(periodsOf(range, length).length);
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });
});
