import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A program of the project's, under way. */
export interface Program {
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Sends a signal to the process alone. */
  kill(signal: NodeJS.Signals): void;
  /** When it has ended: its exit code, null when a signal ended it. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** How a program is started. */
export interface ProgramOptions {
  args?: string[];
  /** All that its environment holds besides PATH and HOME. */
  env?: Record<string, string>;
  cwd?: string;
}

const root = new URL('../../', import.meta.url);
const running = new Set<ChildProcess>();

/** Starts the compiled `src/<name>.ts` in a process of its own, as production runs it. */
export function startProgram(name: string, options: ProgramOptions = {}): Program {
  return startCommand(process.execPath, programArguments(name, options.args), options);
}

/** What node is given to run `src/<name>.ts`, which the tests' set-up has compiled. */
export function programArguments(name: string, args: string[] = []): string[] {
  return [fileURLToPath(new URL(`dist/${name}.js`, root)), ...args];
}

/** Starts any command; its process group is killed by {@link killPrograms} if it has not ended by then. */
export function startCommand(command: string, args: string[], options: ProgramOptions = {}): Program {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, {
    env: { PATH, HOME, ...options.env },
    cwd: options.cwd ?? fileURLToPath(root),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  return {
    pid: child.pid ?? 0,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    kill: (signal) => child.kill(signal),
    ended: once(child, 'close').then(([code]) => ({ code, ...text })),
  };
}

/** Runs the compiled `src/<name>.ts` to its end. */
export async function runProgram(name: string, options?: ProgramOptions): ReturnType<typeof endOf> {
  return endOf(startProgram(name, options));
}

const endOf = (program: Program) => program.ended;

/** Kills what a test has left running, with all its children: for `afterEach`. */
export function killPrograms(): void {
  for (const { pid } of running) {
    if (pid !== undefined) killGroup(pid);
  }
  running.clear();
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Waits until something holds, looking every 20 ms; fails with what was waited for. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain for: ${what}`);
    await sleep(20);
  }
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The children of a process, and theirs, nearest first. */
export function descendantsOf(pid: number): number[] {
  const pairs = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found) {
    found.push(...pairs.filter(([, ppid]) => ppid === parent).map(([child = 0]) => child));
  }
  return found.slice(1);
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a server without a port');
  return address.port;
}
