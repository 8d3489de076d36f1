import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../src/model/errors.ts';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { makeMissingLinks } from '../../src/storage/embedded/programs.ts';
import { readServerState } from '../../src/storage/embedded/server-state.ts';
import { inTurn } from '../../src/storage/embedded/turn.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { killPostgresUsers, startPostgresUser } from '../support/postgres-users.ts';

const log = createLog('silent', 'test');
const isRoot = process.getuid?.() === 0;
const hasNamespaces = spawnSync('unshare', ['--user', 'true']).status === 0;

let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fashion-hunting-embedded-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
});

afterEach(killPostgresUsers);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function one(url: string, sql: string): Promise<unknown> {
  return withConnection(url, async (connection) => {
    const { rows } = await connection.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  });
}

async function serverPid(place = dataDir): Promise<number> {
  const state = await readServerState(join(place, 'postgres'));
  if (!state?.alive) throw new Error('No server runs.');
  return state.pid;
}

function childrenOf(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return table
    .map((row) => row.trim().split(/ +/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child ? [child] : []));
}

function killAtOnce(...pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // A worker of the server may have ended by itself meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

describe('an embedded Postgres', () => {
  afterEach(async () => {
    await killPostgresUsers();
    const server = await startEmbeddedPostgres(dataDir, log);
    await server.release();
  });

  it('is shared by two processes that start it at the same moment', async () => {
    const users = await Promise.all([startPostgresUser(dataDir), startPostgresUser(dataDir)]);
    expect(users[0].url).toBe(users[1].url);
    const logs = users.map((user) => user.log()).join('');
    expect(logs.match(/setting up the embedded Postgres/g)).toHaveLength(1);
    expect(logs.match(/started the embedded Postgres/g)).toHaveLength(1);
    expect(logs.match(/attached to the embedded Postgres/g)).toHaveLength(1);
  });

  it('is a PostgreSQL 18 in UTF-8 and UTC that keeps what it confirmed and listens on the loopback only', async () => {
    const { url } = await startPostgresUser(dataDir);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(new URL(url).pathname).toBe('/fashion_hunting');
    expect(await one(url, 'SHOW server_version')).toMatch(/^18\./);
    expect(await one(url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await one(url, 'SHOW timezone')).toBe('UTC');
    expect(await one(url, 'SHOW fsync')).toBe('on');
    expect(await one(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await one(url, 'SHOW unix_socket_directories')).toBe('');
    expect(await one(url, "SELECT to_tsvector('simple', '“Gucci”…')::text")).toBe("'gucci':1");
  });

  it('asks for a password that only its owner can read and that no log shows', async () => {
    const user = await startPostgresUser(dataDir);
    const password = new URL(user.url).password;
    const file = join(dataDir, 'postgres-password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(password);
    expect(password).toMatch(/^[0-9a-f]{64}$/);
    expect(user.log()).not.toContain(password);
    await expect(one(user.url.replace(password, 'guess'), 'SELECT 1')).rejects.toThrow(
      /password authentication/,
    );
  });

  it('outlives the first process that releases it and stops with the last', async () => {
    const first = await startPostgresUser(dataDir);
    const second = await startPostgresUser(dataDir);
    await first.release();
    expect(first.log()).toContain('left the embedded Postgres running');
    expect(await one(second.url, 'SELECT 1')).toBe(1);
    await second.release();
    expect(second.log()).toContain('stopped the embedded Postgres');
    expect(await readServerState(join(dataDir, 'postgres'))).toBeUndefined();
    expect(
      (await readdir(join(dataDir, 'postgres-sharing'))).filter((name) => name.startsWith('lease')),
    ).toEqual([]);
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'outlives the process that started it when that gets %s, and is found again',
    async (signal) => {
      const first = await startPostgresUser(dataDir);
      const pid = await serverPid();
      await first.kill(signal);
      expect(await one(first.url, 'SELECT 1')).toBe(1);
      const second = await startPostgresUser(dataDir);
      expect(second.log()).toContain('attached to the embedded Postgres');
      expect(second.url).toBe(first.url);
      expect(await serverPid()).toBe(pid);
    },
  );

  it('is not kept alive by the lease of a process that was killed', async () => {
    const killed = await startPostgresUser(dataDir);
    const last = await startPostgresUser(dataDir);
    await killed.kill('SIGKILL');
    await last.release();
    expect(last.log()).toContain('stopped the embedded Postgres');
    await expect(one(last.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('comes back at the same address with every confirmed row after a kill -9 of all its processes', async () => {
    const user = await startPostgresUser(dataDir);
    await one(user.url, 'CREATE TABLE confirmed (n int)');
    const pid = await serverPid();
    let confirmed = 0;
    await withConnection(user.url, async (connection) => {
      while (confirmed < 10_000) {
        await connection.query('INSERT INTO confirmed VALUES ($1)', [confirmed]);
        confirmed += 1;
        if (confirmed === 50) setTimeout(() => killAtOnce(pid, ...childrenOf(pid)), 20);
      }
    }).catch(() => {});
    expect(confirmed).toBeGreaterThanOrEqual(50);
    expect(confirmed).toBeLessThan(10_000);

    const next = await startPostgresUser(dataDir);
    expect(next.log()).toContain('the embedded Postgres was killed');
    expect(next.url).toBe(user.url);
    const kept = Number(await one(next.url, 'SELECT count(*) FROM confirmed'));
    expect(kept).toBeGreaterThanOrEqual(confirmed);
    expect(kept).toBeLessThanOrEqual(confirmed + 1);
    await one(next.url, 'DROP TABLE confirmed');
  });

  it('comes back after a kill -9 of its first process only, once a child that is still busy has gone', async () => {
    const user = await startPostgresUser(dataDir);
    const busy = one(
      user.url,
      `DO $$ DECLARE finish timestamptz := clock_timestamp() + interval '3 seconds';
             BEGIN WHILE clock_timestamp() < finish LOOP END LOOP; END $$`,
    ).catch(() => {});
    await sleep(200);
    killAtOnce(await serverPid());
    const next = await startPostgresUser(dataDir);
    expect(next.log()).toContain('the embedded Postgres did not start; trying again');
    expect(await one(next.url, 'SELECT 1')).toBe(1);
    await busy;
    await user.release();
    expect(user.log()).toContain('left the embedded Postgres running');
  });

  it('lets go without a fuss when its server is gone', async () => {
    const server = await startEmbeddedPostgres(dataDir, log);
    const pid = await serverPid();
    killAtOnce(pid, ...childrenOf(pid));
    await expect(server.release()).resolves.toBeUndefined();
    await expect(server.release()).resolves.toBeUndefined();
  });
});

describe.skipIf(isRoot && !hasNamespaces)('in a folder that nobody else may enter', () => {
  let closed: string;

  beforeAll(async () => {
    closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
  });

  it('runs, as root too', async () => {
    const place = join(closed, 'data');
    const user = await startPostgresUser(place);
    if (isRoot) expect(user.log()).toContain('root in a user namespace');
    expect(await one(user.url, 'SELECT 1')).toBe(1);
    await user.release();
    expect(user.log()).toContain('stopped the embedded Postgres');
  });

  it('starts although the number of its killed process has gone to another program', async () => {
    const place = join(closed, 'data');
    const user = await startPostgresUser(place);
    const pid = await serverPid(place);
    killAtOnce(pid, ...childrenOf(pid));
    const note = join(place, 'postgres', 'postmaster.pid');
    const other = spawn('sleep', ['60']);
    try {
      await writeFile(note, (await readFile(note, 'utf8')).replace(/^\d+/, `${other.pid}`));
      const next = await startPostgresUser(place);
      expect(await one(next.url, 'SELECT 1')).toBe(1);
      await Promise.all([user.release(), next.release()]);
      expect(await readServerState(join(place, 'postgres'))).toBeUndefined();
    } finally {
      other.kill();
    }
  });

  it.runIf(isRoot)('keeps its data when the folder is opened, and closed again', async () => {
    const place = join(folder, 'moved', 'data');
    for (const mode of [0o755, 0o700, 0o755]) {
      await mkdir(join(folder, 'moved'), { recursive: true });
      await chmod(join(folder, 'moved'), mode);
      const user = await startPostgresUser(place);
      await one(user.url, 'CREATE TABLE IF NOT EXISTS visits (n int)');
      await one(user.url, 'INSERT INTO visits VALUES (1)');
      if (mode === 0o700) expect(await one(user.url, 'SELECT count(*)::int FROM visits')).toBe(2);
      await user.release();
    }
  });
});

describe('a turn', () => {
  let place: string;

  beforeEach(async () => {
    place = await mkdtemp(join(folder, 'turns-'));
  });

  it('is had by one at a time', async () => {
    let atWork = 0;
    const seen = await Promise.all(
      Array.from({ length: 20 }, () =>
        inTurn(place, log, async () => {
          atWork += 1;
          const now = atWork;
          await sleep(5);
          atWork -= 1;
          return now;
        }),
      ),
    );
    expect(seen).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('ends when its work fails', async () => {
    await expect(inTurn(place, log, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTurn(place, log, async () => 'next', 0)).toBe('next');
  });

  it('passes on when its holder died, even if a later process has its number', async () => {
    const dead = spawnSync('true').pid;
    for (const holder of [`${dead} 1 boot`, `${process.pid} 1 boot`]) {
      await writeFile(join(place, 'turn-7'), holder);
      expect(await inTurn(place, log, async () => 'mine', 0)).toBe('mine');
      await rm(join(place, 'turn-8'));
    }
  });

  it('is waited for no longer than it is worth, and the message names the holder', async () => {
    await inTurn(place, log, async () => {
      const failure = inTurn(place, log, async () => 'never', 100);
      await expect(failure).rejects.toThrow(`Process ${process.pid} has been starting or stopping`);
    });
  });
});

describe('what cannot work', () => {
  it('says which folder cannot be used when a file is in its way', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const failure = await startEmbeddedPostgres(join(file, 'data'), log).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CodedError);
    expect(failure).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining(join(file, 'data')),
    });
  });

  it.skipIf(isRoot)('says which folder cannot be used when it may not be written to', async () => {
    const place = join(folder, 'read-only');
    await mkdir(place, { mode: 0o500 });
    await expect(startEmbeddedPostgres(place, log)).rejects.toThrow(
      `The data folder ${place} cannot be used`,
    );
  });

  it.runIf(isRoot)('says which folder is on a full or a read-only disk', async (context) => {
    const place = join(folder, 'small');
    await mkdir(place);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place]).status !== 0) {
      context.skip('no file system can be mounted here');
    }
    try {
      await expect(startEmbeddedPostgres(place, log)).rejects.toThrow(
        `The embedded Postgres could not be set up in ${place}: there is next to no room left`,
      );
      spawnSync('mount', ['-o', 'remount,ro', place]);
      await expect(startEmbeddedPostgres(place, log)).rejects.toThrow(
        `The data folder ${place} cannot be used: it is read-only (EROFS)`,
      );
    } finally {
      spawnSync('umount', [place]);
    }
  });

  it('says what is missing when the password is lost', async () => {
    const server = await startEmbeddedPostgres(dataDir, log);
    await server.release();
    const file = join(dataDir, 'postgres-password');
    const password = await readFile(file, 'utf8');
    await rm(file);
    await expect(startEmbeddedPostgres(dataDir, log)).rejects.toThrow(file);
    await writeFile(file, password, { mode: 0o600 });
  });
});

describe('an installation without install scripts', () => {
  it('gets the links that the package lists', async () => {
    const native = join(folder, 'package', 'native');
    await mkdir(join(native, 'lib'), { recursive: true });
    await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
    await makeMissingLinks(native);
    await makeMissingLinks(native);
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(await readFile(join(native, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
  });
});
