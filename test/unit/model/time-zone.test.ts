import { describe, expect, it } from 'vitest';
import { timeZoneNamed } from '../../../src/model/time-zone.ts';

const dayMs = 86_400_000;
const [from, to] = [Date.UTC(2010, 0), Date.UTC(2030, 0)];

describe('the clocks of a time zone', () => {
  it('are off from UTC by what they show, on every day of twenty years, in every zone', {
    timeout: 120_000,
  }, () => {
    const wrong: string[] = [];
    for (const name of Intl.supportedValuesOf('timeZone')) {
      const zone = timeZoneNamed(name);
      if (zone === null) throw new Error(name);
      const spans = zone.spansBetween(from, to);
      expect(spans[0]?.from).toBe(from);
      expect(spans.at(-1)?.to).toBe(to);
      let index = 0;
      for (let instant = from; instant < to; instant += dayMs) {
        while (instant >= (spans[index]?.to ?? to)) index += 1;
        if (zone.clockAt(instant) - instant !== spans[index]?.offset) wrong.push(`${name} ${instant}`);
      }
      for (const [at, span] of spans.entries()) {
        const next = spans[at + 1];
        if (next !== undefined && (next.from !== span.to || next.offset === span.offset)) wrong.push(name);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('change at the second, and are read anew in another range', () => {
    const zone = timeZoneNamed('Europe/Paris');
    expect(zone?.spansBetween(Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1))).toEqual([
      { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 29, 1), offset: 3_600_000 },
      { from: Date.UTC(2026, 2, 29, 1), to: Date.UTC(2026, 3, 1), offset: 7_200_000 },
    ]);
  });

  it('show the repeated hour first at its first time, and none of the hour left out', () => {
    const zone = timeZoneNamed('Europe/Paris');
    expect(zone?.instantOf(Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(zone?.instantOf(Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1));
  });

  it('keep no zone twice, and forget them all before they are too many', () => {
    for (const name of Intl.supportedValuesOf('timeZone')) {
      expect(timeZoneNamed(name)?.clockAt(0), name).toBe(timeZoneNamed(name)?.clockAt(0));
    }
  });
});

describe('the name of a time zone', () => {
  it.each([
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['EUROPE/london', 'Europe/London'],
    ['utc', 'UTC'],
  ])('asked for as %s is %s, the second time as well', (asked, name) => {
    expect([timeZoneNamed(asked)?.name, timeZoneNamed(asked)?.name]).toEqual([name, name]);
  });
});
