import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/platform/log.ts';
import { type Account, chooseAccount, run } from '../../src/storage/embedded/account.ts';
import { type Place, startServer } from '../../src/storage/embedded/cluster.ts';
import { findPrograms } from '../../src/storage/embedded/programs.ts';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';

/** A PostgreSQL of a test's own, which can be stopped and started again under the same address. */
export interface OwnPostgres {
  url: string;
  /** Ends it as a crash does, without a word to anybody. */
  crash(): Promise<void>;
  /** Starts it again; when this is over, it answers. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Makes an empty one, in a folder that `close` removes. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'fashion-hunting-own-'));
  const hasty = { fsync: 'off' };
  const server = await startEmbeddedPostgres(folder, createLog('error', 'tests'), hasty);
  const programs = await findPrograms();
  const place: Place = {
    folder,
    data: join(folder, 'postgres'),
    sharing: join(folder, 'postgres-sharing'),
    passwordFile: join(folder, 'postgres-password'),
  };
  const account: Account = await chooseAccount(programs.postgres, place.data, folder);
  const demand = ({ code, output }: { code: number; output: string }) => {
    if (code !== 0) throw new Error(`the test's Postgres: ${output}`);
  };
  return {
    url: server.url,
    crash: async () => {
      const stop = ['stop', '--mode=immediate', '--wait', `--pgdata=${place.data}`];
      demand(await run(account, programs.pgCtl, stop));
    },
    start: async () => {
      demand(await startServer(place, programs, account, Number(new URL(server.url).port), hasty));
    },
    close: async () => {
      await server.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
