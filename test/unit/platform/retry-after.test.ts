import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../../src/platform/retry-after.ts';

const now = new Date('2026-11-02T08:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['30', '2026-11-02T08:00:30.000Z'],
    ['Mon, 02 Nov 2026 09:00:00 GMT', '2026-11-02T09:00:00.000Z'],
    ['99999999', '2026-11-03T08:00:00.000Z'],
    ['Fri, 31 Dec 9999 23:59:59 GMT', '2026-11-03T08:00:00.000Z'],
  ])('%s is %s, a day ahead at most', (header, at) => {
    expect(retryAfter(header, now)?.toISOString()).toBe(at);
  });

  it.each([undefined, '', '0', '-5', 'soon', '1.5', '2 Nov 2030', 'Mon, 02 Nov 2026 07:00:00 GMT'])(
    '%s says nothing',
    (header) => {
      expect(retryAfter(header, now)).toBeNull();
    },
  );
});
