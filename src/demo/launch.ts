import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What the demo's process says once its tenant has its reports. */
export interface DemoReady {
  /** A key of the tenant `demo`. */
  key: string;
}

/** The demo's process, under way. */
export interface Demo extends DemoReady {
  close(): Promise<void>;
}

/**
 * Starts the demo as a process of its own (entrypoint `demo`), and waits until its tenant has its reports. It goes on
 * serving the demo's press, and reading feeds when they are due or asked for, until it is closed.
 *
 * @param signal ends it, also before it is ready
 * @returns null when the demo was ended, or could not be made; its process has said why
 */
export async function launchDemo(signal: AbortSignal): Promise<Demo | null> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(new URL(`../demo.${extension}`, import.meta.url), { stdio: 'inherit' });
  const ended = once(child, 'exit');
  // No signal: a terminal's Ctrl-C reaches the child as well, and a second signal would cut it short.
  const end = () => {
    if (child.connected) child.disconnect();
  };
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message as DemoReady),
    ended.then(() => null),
  ]);
  return (
    ready && {
      ...ready,
      close: async () => {
        end();
        await ended;
      },
    }
  );
}
