import { describe, expect, it } from 'vitest';
import { npmStartArguments, productionStartArguments } from '../support/start-commands.ts';

describe('the API', () => {
  it('is started without a guess that keeps rows alive which were sent long ago (docs/decisions/exports.md)', async () => {
    for (const given of [await npmStartArguments(), await productionStartArguments()]) {
      expect(given[0]).toBe('--no-allocation-site-pretenuring');
    }
  });
});
