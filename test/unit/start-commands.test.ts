import { describe, expect, it } from 'vitest';
import { npmStartArguments, productionStartArguments } from '../support/start-commands.ts';

describe('the API', () => {
  it('is started without a guess that keeps rows alive which were sent long ago (docs/decisions/exports.md)', async () => {
    expect(await npmStartArguments()).toContain('--no-allocation-site-pretenuring');
  });

  it('is started alike by npm and in production', async () => {
    const upToProgram = (given: string[]) => given.slice(0, given.indexOf('dist/server.js') + 1);
    const production = upToProgram(await productionStartArguments());
    expect(upToProgram(await npmStartArguments())).toEqual(production);
    expect(production).not.toEqual([]);
  });
});
