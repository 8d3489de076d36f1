import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Shutdown } from '../../../src/platform/shutdown.ts';
import { killPrograms, startCommand, until } from '../../support/programs.ts';

function create(limitMs?: number) {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line).msg) });
  return { shutdown: new Shutdown(log, limitMs), lines };
}

describe('closing', () => {
  it('closes what was opened last first, one after the other, and only once', async () => {
    const { shutdown } = create();
    const closed: string[] = [];
    for (const name of ['database', 'cache', 'server']) {
      shutdown.add(name, async () => {
        await sleep(name === 'server' ? 20 : 0);
        closed.push(name);
      });
    }
    await Promise.all([shutdown.close(), shutdown.close()]);
    await shutdown.close();
    expect(closed).toEqual(['server', 'cache', 'database']);
  });

  it('closes the rest when one cannot be closed, and says so', async () => {
    const { shutdown, lines } = create();
    let closed = false;
    shutdown.add('database', async () => {
      closed = true;
    });
    shutdown.add('cache', () => Promise.reject(new Error('it is stuck')));
    await shutdown.close();
    expect(closed).toBe(true);
    expect(lines).toContain('cache: could not be closed');
  });

  it('does not wait for ever', async () => {
    const { shutdown, lines } = create(50);
    shutdown.add('database', () => new Promise(() => {}));
    await shutdown.close();
    expect(lines).toEqual(['not everything was closed within 0.05 s']);
  });

  it('begins by aborting the signal', () => {
    const { shutdown } = create();
    expect(shutdown.signal.aborted).toBe(false);
    shutdown.begin();
    expect(shutdown.signal.aborted).toBe(true);
  });
});

describe('a signal to the process', () => {
  const source = `
    import { pino } from 'pino';
    import { Shutdown } from ${JSON.stringify(new URL('../../../src/platform/shutdown.ts', import.meta.url).href)};
    const shutdown = new Shutdown(pino({ level: 'silent' }));
    shutdown.listen();
    shutdown.signal.addEventListener('abort', () => console.log('ending'));
    setInterval(() => {}, 1000);
    console.log('up');`;
  const start = async () => {
    const program = startCommand(process.execPath, [
      ...['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', source],
    ]);
    await until('the process', () => program.stdout() === 'up\n');
    return program;
  };

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s lets it end its work, and one much later ends it at once',
    async (name) => {
      const program = await start();
      program.kill(name);
      await until('its end to begin', () => program.stdout() === 'up\nending\n');
      // The same signal, passed on by the one who started the process.
      program.kill(name);
      await sleep(1_100);
      program.kill(name);
      expect(await program.ended).toMatchObject({ code: 130, stdout: 'up\nending\n' });
      killPrograms();
    },
  );
});
