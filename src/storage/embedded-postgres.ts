import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CodedError } from '../model/errors.ts';
import type { Log } from '../platform/log.ts';
import { withConnection } from './connection.ts';
import { chooseAccount } from './embedded/account.ts';
import {
  createCluster,
  failure,
  hasCluster,
  type Place,
  readPassword,
  type ServerSettings,
  startServer,
  stopServer,
  superuser,
} from './embedded/cluster.ts';
import { countLiveLeases, dropLease, takeLease } from './embedded/leases.ts';
import { findPrograms } from './embedded/programs.ts';
import { disownNote, freePort, readServerState } from './embedded/server-state.ts';
import { inTurn } from './embedded/turn.ts';

const database = 'fashion_hunting';
const answerPauseMs = 100;
const answerPatienceMs = 120_000;
const stopPauseMs = 20;
const stopPatienceMs = 60_000;
const startPauseMs = 500;
const startPatienceMs = 10_000;

/** A server that this process uses, with others or alone. */
export interface EmbeddedPostgres {
  /** Of the database `fashion_hunting`, with the password: not for a log. */
  url: string;
  /** Says that this process is done with it; the last one to say so stops the server. May be called again. */
  release(): Promise<void>;
}

/**
 * Gives the PostgreSQL 18 whose data lie in `${dataDir}/postgres`: attaches to it when it runs, whoever started it,
 * and starts it otherwise, on 127.0.0.1 at a port it remembers over a crash. The server does not die with this
 * process, and any number of processes may share it.
 * @param settings of postgresql.conf, over the usual ones, for the one who starts it
 * @throws {CodedError} UNAVAILABLE when it cannot run here: the message says why, and what can be done
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  log: Log,
  settings: ServerSettings = {},
): Promise<EmbeddedPostgres> {
  return explainingFileErrors(resolve(dataDir), async () => {
    const place = await preparePlace(dataDir);
    return inTurn(place.sharing, log, async () => {
      const lease = await takeLease(place.sharing);
      try {
        const url = await findOrStart(place, log, settings);
        let released: Promise<void> | undefined;
        return {
          url,
          release: () => {
            released ??= release(place, lease, log);
            return released;
          },
        };
      } catch (error) {
        await dropLease(lease);
        throw error;
      }
    });
  });
}

/** One name for one folder, by whatever links it was reached: the server is recognised by it. */
async function preparePlace(dataDir: string): Promise<Place> {
  await mkdir(resolve(dataDir), { recursive: true });
  const folder = await realpath(dataDir);
  const sharing = join(folder, 'postgres-sharing');
  await mkdir(sharing, { recursive: true });
  return { folder, data: join(folder, 'postgres'), sharing, passwordFile: join(folder, 'postgres-password') };
}

async function findOrStart(place: Place, log: Log, settings: ServerSettings): Promise<string> {
  const password = await readPassword(place);
  const port = (await findServer(place, password, log)) ?? (await start(place, log, settings));
  await ensureDatabase(urlOf(password, port, 'postgres'));
  return urlOf(password, port, database);
}

/** The port of the server once it answers; undefined when none runs, or the one that ran has stopped. */
async function findServer(place: Place, password: string, log: Log): Promise<number | undefined> {
  const deadline = Date.now() + answerPatienceMs;
  for (let said = false; ; said = true) {
    const state = await readServerState(place.data);
    if (state === undefined || !state.alive) return undefined;
    const { pid, port } = state;
    if (await answers(urlOf(password, port, 'postgres'), place)) {
      log.info({ server: pid, port }, 'attached to the embedded Postgres, which was running already');
      return port;
    }
    if (Date.now() > deadline) {
      throw new CodedError(
        'UNAVAILABLE',
        `The embedded Postgres of ${place.folder} (process ${pid}, port ${port}) runs but does not answer. ` +
          `Its log is ${join(place.data, 'server.log')}.`,
      );
    }
    if (!said)
      log.info({ server: pid, port }, 'waiting for the embedded Postgres, which is starting or stopping');
    await sleep(answerPauseMs);
  }
}

async function answers(url: string, place: Place): Promise<boolean> {
  try {
    await withConnection(url, (connection) => connection.query('SELECT 1'));
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new CodedError(
        'UNAVAILABLE',
        `The password in ${place.passwordFile} is not that of the embedded Postgres.`,
      );
    }
    return false;
  }
}

/**
 * Starts the server, on data made now if there are none. It is tried again for a while, because the children of a
 * server that was killed need a moment to let go of its memory and port.
 */
async function start(place: Place, log: Log, settings: ServerSettings): Promise<number> {
  const programs = await findPrograms();
  const account = await chooseAccount(programs.postgres, place.data, place.folder);
  if (!(await hasCluster(place))) {
    log.info({ folder: place.folder, account: account.name }, 'setting up the embedded Postgres');
    await createCluster(place, programs, account);
  }
  const crashed = await readServerState(place.data);
  if (crashed !== undefined) {
    log.warn(
      { server: crashed.pid },
      'the embedded Postgres was killed; starting it again, it recovers what it confirmed',
    );
    await disownNote(place.data);
  }
  const deadline = Date.now() + startPatienceMs;
  for (;;) {
    const port = await freePort(crashed?.port ?? 0);
    const ended = await startServer(place, programs, account, port, settings);
    if (ended.code === 0) {
      log.info({ port, folder: place.folder, account: account.name }, 'started the embedded Postgres');
      return port;
    }
    if (Date.now() > deadline) {
      throw await failure(place, `The embedded Postgres of ${place.folder} did not start`, ended.output);
    }
    log.debug({ port }, 'the embedded Postgres did not start; trying again');
    await sleep(startPauseMs);
  }
}

async function ensureDatabase(maintenanceUrl: string): Promise<void> {
  await withConnection(maintenanceUrl, async (connection) => {
    const found = await connection.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await connection.query(`CREATE DATABASE ${database}`);
  });
}

async function release(place: Place, lease: string, log: Log): Promise<void> {
  await inTurn(place.sharing, log, async () => {
    await dropLease(lease);
    const others = await countLiveLeases(place.sharing);
    if (others > 0) log.info({ others }, 'left the embedded Postgres running for the others who use it');
    else await stop(place, log);
  });
}

async function stop(place: Place, log: Log): Promise<void> {
  const state = await readServerState(place.data);
  if (state === undefined || !state.alive) {
    log.warn('the embedded Postgres had gone before it was stopped');
    return;
  }
  const programs = await findPrograms();
  const account = await chooseAccount(programs.postgres, place.data, place.folder);
  const asked = await stopServer(place, programs, account);
  if (!(await hasGone(place))) {
    throw await failure(place, 'The embedded Postgres could not be stopped', asked.output);
  }
  log.info({ server: state.pid }, 'stopped the embedded Postgres: nobody else uses it');
}

/** Waits for the end of a server. pg_ctl would take one that was killed, and that nobody has buried yet, for running. */
async function hasGone(place: Place): Promise<boolean> {
  for (const until = Date.now() + stopPatienceMs; Date.now() < until; await sleep(stopPauseMs)) {
    if (!(await readServerState(place.data))?.alive) return true;
  }
  return false;
}

function urlOf(password: string, port: number, name: string): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${name}`;
}

const reasons: Record<string, string> = {
  EACCES: 'this user may not write to it',
  EPERM: 'this user may not write to it',
  EROFS: 'it is read-only',
  ENOSPC: 'its disk is full',
  EDQUOT: "this user's share of its disk is full",
  ENOTDIR: 'there is a file in its way',
  EEXIST: 'there is a file in its way',
};

/** Turns a failure of the file system into one that names the folder and what is wrong with it. */
async function explainingFileErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = error instanceof CodedError ? undefined : reasons[code];
    if (reason === undefined) throw error;
    throw new CodedError(
      'UNAVAILABLE',
      `The data folder ${folder} cannot be used: ${reason} (${code}). Set DATA_DIR to another.`,
    );
  }
}
