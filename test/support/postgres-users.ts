import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Another process that uses the embedded Postgres of a folder. */
export interface PostgresUser {
  url: string;
  process: ChildProcess;
  /** All that it has logged so far. */
  log(): string;
  /** Lets go of the server and ends. */
  release(): Promise<void>;
  /** Ends it by a signal, to its whole process group, as a terminal does on Ctrl-C. */
  kill(signal: 'SIGKILL' | 'SIGINT'): Promise<void>;
}

const script = fileURLToPath(new URL('./postgres-user.ts', import.meta.url));
const running = new Set<ChildProcess>();

/**
 * Starts such a process, and waits until it has the server.
 * @throws with what it logged, when it ends before
 */
export async function startPostgresUser(dataDir: string): Promise<PostgresUser> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { detached: true });
  running.add(child);
  const exited = once(child, 'exit').then(() => running.delete(child));
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const url = await Promise.race([
    once(child.stdout, 'data').then(([line]) => String(line).trim()),
    exited.then(() => Promise.reject(new Error(`The process ended without a server: ${log}`))),
  ]);
  return {
    url,
    process: child,
    log: () => log,
    release: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async (signal) => {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
      await exited;
    },
  };
}

/** Kills whatever a test has left running. */
export async function killPostgresUsers(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }),
  );
}
