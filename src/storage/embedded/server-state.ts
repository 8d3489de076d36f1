import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { commandLineOf, identityOf } from './process-identity.ts';

/** What the server's own note says. */
export interface ServerState {
  pid: number;
  port: number;
  /** Whether that very server still runs; it may be starting or stopping. */
  alive: boolean;
}

/**
 * Reads `postmaster.pid` of a data folder: the process on the first line, its port on the fourth.
 * @returns undefined when there is no such file, so no server and none that crashed
 */
export async function readServerState(data: string): Promise<ServerState | undefined> {
  const text = await readFile(noteOf(data), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return { pid, port: Number(lines[3] ?? 0), alive: isServerOf(data, pid) };
}

/** A number no system gives to a process. */
const nobodysPid = 2_147_483_646;

/**
 * Where a server crashed and its process number went to another program, Postgres takes that program for a server
 * and does not start. This points the note at nobody, and leaves the rest of it: Postgres still looks there for
 * children of the crashed server that hold on to its memory.
 */
export async function disownNote(data: string): Promise<void> {
  const text = await readFile(noteOf(data), 'utf8');
  await writeFile(noteOf(data), text.replace(/^\d+/, `${nobodysPid}`));
}

/** A free port of 127.0.0.1: the preferred one if it is, else any. */
export async function freePort(preferred: number): Promise<number> {
  return (preferred > 0 ? await tryPort(preferred) : undefined) ?? (await tryPort(0)) ?? 0;
}

function isServerOf(data: string, pid: number): boolean {
  if (!(pid > 0) || identityOf(pid) === undefined) return false;
  const commandLine = commandLineOf(pid);
  return commandLine === undefined || `${commandLine} `.includes(`${data} `);
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

function noteOf(data: string): string {
  return join(data, 'postmaster.pid');
}
