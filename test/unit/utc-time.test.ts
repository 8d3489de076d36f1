import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { readUtcTime } from '../../src/storage/utc-time.ts';

const asTheDriver = (text: string) => pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text')(text);

describe('A time from PostgreSQL', () => {
  it.each([
    ['2026-11-25 09:30:00+00', '2026-11-25T09:30:00.000Z'],
    ['2026-11-25 09:30:07.5+00', '2026-11-25T09:30:07.500Z'],
    ['2026-11-25 09:30:07.05+00', '2026-11-25T09:30:07.050Z'],
    ['2026-11-25 09:30:07.123456+00', '2026-11-25T09:30:07.123Z'],
    ['2024-02-29 23:59:59.999999+00', '2024-02-29T23:59:59.999Z'],
    ['9999-12-31 23:59:59+00', '9999-12-31T23:59:59.000Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(new Date(readUtcTime(text)).toISOString()).toBe(iso);
  });

  it.each([
    '0044-03-15 12:00:00+00 BC',
    '10000-01-01 00:00:00+00',
    'infinity',
    '-infinity',
    '2026-11-25 09:30:00+05:30',
  ])('%s is what the driver makes of it', (text) => {
    expect(readUtcTime(text)).toEqual(asTheDriver(text));
  });
});
