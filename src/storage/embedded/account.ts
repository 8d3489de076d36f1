import { type SpawnOptions, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { CodedError } from '../../model/errors.ts';

/** The owner of files, by number. */
export interface Owner {
  uid: number;
  gid: number;
}

/** In whose name the programs of Postgres run. */
export interface Account {
  /** In words, for the log. */
  name: string;
  /** Who must own the files of the server; undefined when it is whoever runs this process. */
  owner?: Owner;
  /** Words to put in front of a program's own. */
  prefix: string[];
}

/** How a program ended, and all that it printed. */
export interface Ended {
  code: number;
  output: string;
}

/** The caller's locale and PG* variables would change what the programs do and say. */
const environment: SpawnOptions =
  process.platform === 'win32'
    ? {}
    : { env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } };

/** Runs a program to its end, out of reach of a Ctrl-C that is meant for this process. Never throws. */
export async function run(account: Account, program: string, args: string[]): Promise<Ended> {
  const [first = program, ...rest] = [...account.prefix, program, ...args];
  try {
    return await runToEnd(first, rest, account.prefix.length === 0 ? account.owner : undefined);
  } catch (error) {
    return { code: -1, output: `${first}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function runToEnd(program: string, args: string[], owner: Owner | undefined): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...environment,
      ...owner,
      cwd: '/',
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

const self: Account = { name: 'this user', prefix: [] };

/**
 * Root as seen from outside, so that it owns its files and reaches them in whatever folder; somebody else as seen
 * from inside, because Postgres refuses to run as root. 65534 is `nobody`, and initdb wants a user with a name.
 */
const rootInDisguise: Account = {
  name: 'root in a user namespace',
  owner: { uid: 0, gid: 0 },
  prefix: ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'],
};

/**
 * Says in whose name the server runs. Anybody but root runs it themselves. For root it is the owner of the data if
 * there are any, then the user `postgres`, then root in a user namespace, which alone can work where programs or data
 * lie in a folder closed to others; at last, a user `postgres` is created.
 * @param programPath a program of Postgres that prints its version for --version
 * @param data the server's data folder, which need not exist
 * @param folder the existing folder above it
 * @throws {CodedError} UNAVAILABLE when nothing works, with what can be done
 */
export async function chooseAccount(programPath: string, data: string, folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return self;
  const candidates = [() => ownerOf(data), userPostgres, async () => rootInDisguise, createdUserPostgres];
  const tried: string[] = [];
  for (const candidate of candidates) {
    const account = await candidate();
    if (account === undefined) continue;
    const { code, output } = await run(account, 'sh', [
      '-c',
      '"$1" --version && cd "$2"',
      'sh',
      programPath,
      folder,
    ]);
    if (code === 0) return account;
    tried.push(`${account.name}: ${output.trim().split('\n').at(-1)}`);
  }
  throw new CodedError(
    'UNAVAILABLE',
    `PostgreSQL does not run as root, and no other way was found (${tried.join('; ')}). Run this as another user, ` +
      `move the project and ${folder} to where every user may enter, or set DATABASE_URL to a server of yours.`,
  );
}

async function ownerOf(data: string): Promise<Account | undefined> {
  const found = await stat(data).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.uid === 0) return rootInDisguise;
  return { name: `user ${found.uid}`, owner: { uid: found.uid, gid: found.gid }, prefix: [] };
}

async function userPostgres(): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([
    run(self, 'id', ['-u', 'postgres']),
    run(self, 'id', ['-g', 'postgres']),
  ]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { name: 'user postgres', owner: { uid: Number(uid.output), gid: Number(gid.output) }, prefix: [] };
}

async function createdUserPostgres(): Promise<Account | undefined> {
  if (await userPostgres()) return undefined;
  await run(self, 'useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  return userPostgres();
}
