import { randomBytes } from 'node:crypto';
import {
  access,
  chown,
  lchown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../model/errors.ts';
import { type Account, type Ended, type Owner, run } from './account.ts';
import type { Programs } from './programs.ts';

/** Where everything of one embedded server lies; absolute paths. */
export interface Place {
  /** The folder that the user named. */
  folder: string;
  /** Postgres's own data. */
  data: string;
  /** Leases and turns of the processes that share the server. */
  sharing: string;
  passwordFile: string;
}

/** The name of the server's one user, a superuser. */
export const superuser = 'postgres';

/** Reads the password of the server, and makes one up (256 bits) where there is none yet. */
export async function readPassword(place: Place): Promise<string> {
  const known = await readFile(place.passwordFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (known.trim() !== '') return known.trim();
  if (await hasCluster(place)) {
    throw new CodedError(
      'UNAVAILABLE',
      `The password of the database in ${place.data} is gone: bring back ${place.passwordFile}, or remove both and start afresh.`,
    );
  }
  const password = randomBytes(32).toString('hex');
  const draft = `${place.passwordFile}.new`;
  await writeFile(draft, password, { mode: 0o600 });
  await rename(draft, place.passwordFile);
  return password;
}

/** Whether there are data to start a server on. */
export async function hasCluster(place: Place): Promise<boolean> {
  return access(join(place.data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/**
 * Lays out the data of a new server: UTF-8, sorted by code point on every platform, days cut in UTC. It is made
 * aside and put in its place whole, so that a crash half way leaves nothing to trip over.
 * @throws {CodedError} UNAVAILABLE when initdb fails, with what it said
 */
export async function createCluster(place: Place, programs: Programs, account: Account): Promise<void> {
  await removeDrafts(place);
  const draft = `${place.data}.new-${randomBytes(4).toString('hex')}`;
  await mkdir(draft, { mode: 0o700 });
  await giveTo(account.owner, draft);
  await giveTo(account.owner, place.passwordFile);
  const initdb = (characters: string) =>
    run(account, programs.initdb, [
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      `--pwfile=${place.passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${characters}`,
    ]);
  // Text search tells letters from punctuation by the system's LC_CTYPE, whose UTF-8 form has no common name.
  let ended = await initdb(process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8');
  if (ended.output.includes('invalid locale name')) ended = await initdb('C');
  if (ended.code !== 0) {
    throw await failure(place, `The embedded Postgres could not be set up in ${place.folder}`, ended.output);
  }
  await rename(draft, place.data);
}

/** Settings that the server is started with, beside those that say where it listens. */
export type ServerSettings = Record<string, string>;

const settings: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Statements that fail are told to whoever asked; here they would only fill the disk.
  log_min_messages: 'log',
};

/** Starts the server on a port of 127.0.0.1, in a session of its own, and waits until it answers. */
export async function startServer(
  place: Place,
  programs: Programs,
  account: Account,
  port: number,
  extra: ServerSettings,
): Promise<Ended> {
  await giveTo(account.owner, place.data);
  await giveTo(account.owner, place.passwordFile);
  const log = join(place.data, 'server.log');
  await rename(log, `${log}.before`).catch(() => {});
  const flags = Object.entries({ ...settings, ...extra }).map(([name, value]) => `-c ${name}=${value}`);
  const ended = await run(account, programs.pgCtl, [
    'start',
    `--pgdata=${place.data}`,
    `--log=${log}`,
    `--options=-p ${port} ${flags.join(' ')}`,
    '--wait',
    '--timeout=120',
  ]);
  if (ended.code === 0) return ended;
  const said = await readFile(log, 'utf8').catch(() => '');
  return { code: ended.code, output: said || ended.output };
}

/** Asks the server to end once its transactions in hand are rolled back and everything is on disk; does not wait. */
export async function stopServer(place: Place, programs: Programs, account: Account): Promise<Ended> {
  return run(account, programs.pgCtl, ['stop', `--pgdata=${place.data}`, '--mode=fast', '--no-wait']);
}

const littleRoom = 32 * 1024 * 1024;

/** A failure of the programs, with the line of their output that says why, or the full disk that lies behind it. */
export async function failure(place: Place, what: string, output: string): Promise<CodedError> {
  const lines = output.trim().split('\n');
  const why = lines.find((line) => /\b(FATAL|PANIC|error):/i.test(line)) ?? lines.at(-1) ?? '';
  const disk = await statfs(place.folder);
  const full =
    disk.bavail * disk.bsize < littleRoom
      ? `there is next to no room left on the disk of ${place.folder}. `
      : '';
  return new CodedError('UNAVAILABLE', `${what}: ${full}${why.trim()}`);
}

async function removeDrafts(place: Place): Promise<void> {
  const names = await readdir(place.folder);
  const drafts = names.filter((name) => name.startsWith('postgres.new-'));
  await Promise.all(drafts.map((name) => rm(join(place.folder, name), { recursive: true, force: true })));
}

/** Makes the account the owner of a file, or of a folder with all that is in it, where it is not yet. */
async function giveTo(owner: Owner | undefined, path: string): Promise<void> {
  if (owner === undefined) return;
  const found = await stat(path);
  if (found.uid === owner.uid && found.gid === owner.gid) return;
  if (found.isDirectory()) {
    for (const entry of await readdir(path, { recursive: true }))
      await lchown(join(path, entry), owner.uid, owner.gid);
  }
  await chown(path, owner.uid, owner.gid);
}
