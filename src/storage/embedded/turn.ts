import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../model/errors.ts';
import type { Log } from '../../platform/log.ts';
import { identityOf, isRunning } from './process-identity.ts';

const pauseMs = 25;
const worthSayingAfterMs = 1_000;

/**
 * Does `work` while no other process does its own in the same folder. Turns are numbered files, `turn-1`, `turn-2`, …,
 * and the newest one says who is at work. A turn is taken by creating the next number, which only one process can
 * do, so a turn whose holder died is simply followed by the next: nothing has to be broken open.
 * @throws {CodedError} UNAVAILABLE when the turn of another process does not end within `patienceMs`
 */
export async function inTurn<T>(
  folder: string,
  log: Log,
  work: () => Promise<T>,
  patienceMs = 180_000,
): Promise<T> {
  const turn = await takeTurn(folder, log, patienceMs);
  try {
    return await work();
  } finally {
    await writeFile(turn, '');
  }
}

async function takeTurn(folder: string, log: Log, patienceMs: number): Promise<string> {
  const started = Date.now();
  let said = false;
  for (;;) {
    const newest = Math.max(0, ...(await turnsIn(folder)));
    const holder = newest === 0 ? '' : await readFile(turnFile(folder, newest), 'utf8').catch(() => '');
    if (!isRunning(holder)) {
      const turn = await tryToTake(folder, newest + 1);
      if (turn !== undefined) return turn;
      continue;
    }
    const waited = Date.now() - started;
    const pid = Number.parseInt(holder, 10);
    if (waited > patienceMs) {
      throw new CodedError(
        'UNAVAILABLE',
        `Process ${pid} has been starting or stopping the embedded Postgres for more than ${patienceMs / 1000} s ` +
          `(${folder}). End it, then try again.`,
      );
    }
    if (!said && waited > worthSayingAfterMs) {
      said = true;
      log.info({ holder: pid }, 'waiting for another process that starts or stops the embedded Postgres');
    }
    await sleep(pauseMs);
  }
}

/**
 * Creates the turn with its content at once, so that nobody reads a holder half written. A number whose file was
 * already cleared away can be created a second time by a process that looked long ago: a newer turn tells it so.
 */
async function tryToTake(folder: string, number: number): Promise<string | undefined> {
  const turn = turnFile(folder, number);
  const draft = join(folder, `draft-${process.pid}-${randomBytes(6).toString('hex')}`);
  await writeFile(draft, identityOf(process.pid) ?? `${process.pid}`);
  try {
    await link(draft, turn);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const turns = await turnsIn(folder);
  if (Math.max(...turns) > number) {
    await rm(turn, { force: true });
    return undefined;
  }
  await Promise.all(
    turns.filter((one) => one < number).map((one) => rm(turnFile(folder, one), { force: true })),
  );
  return turn;
}

async function turnsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith('turn-')).map((name) => Number(name.slice('turn-'.length)));
}

function turnFile(folder: string, number: number): string {
  return join(folder, `turn-${number}`);
}
