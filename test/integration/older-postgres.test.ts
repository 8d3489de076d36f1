import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { withConnection } from '../../src/storage/connection.ts';
import { type Account, chooseAccount, run } from '../../src/storage/embedded/account.ts';
import { freePort } from '../../src/storage/embedded/server-state.ts';
import { migrate } from '../../src/storage/migrate.ts';

const log = createLog('silent', 'test');
const packaged = '/usr/lib/postgresql';

/** The folders of the programs of servers from 15 on that lack uuidv7(), from Debian's packages and the PATH. */
const older = [
  ...new Set([
    ...(existsSync(packaged) ? readdirSync(packaged).map((version) => join(packaged, version, 'bin')) : []),
    ...(process.env.PATH ?? '').split(delimiter),
  ]),
].flatMap((bin) => {
  if (!existsSync(join(bin, 'initdb'))) return [];
  const version = Number(
    / (\d+)/.exec(execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }))?.[1],
  );
  return version >= 15 && version < 18 ? [{ version, bin }] : [];
});

it.skipIf(older.length > 0)('is skipped: no PostgreSQL 15, 16 or 17 is installed here', () => {});

describe.each(older)('on PostgreSQL $version', ({ version, bin }) => {
  let folder: string;
  let account: Account;
  let url: string;
  const program = (name: string, ...args: string[]) => run(account, join(bin, name), args);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fashion-hunting-older-'));
    await chmod(folder, 0o755);
    const data = join(folder, 'data');
    account = await chooseAccount(join(bin, 'postgres'), data, folder);
    if (account.owner) await chown(folder, account.owner.uid, account.owner.gid);
    const made = await program(
      'initdb',
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-sync',
    );
    expect(made).toMatchObject({ code: 0 });
    const port = await freePort(0);
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
    const started = await program(
      'pg_ctl',
      'start',
      '-w',
      '-D',
      data,
      '-l',
      join(data, 'log'),
      '-o',
      options,
    );
    expect(started).toMatchObject({ code: 0 });
    url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  });

  afterAll(async () => {
    await program('pg_ctl', 'stop', '-w', '-m', 'immediate', '-D', join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  });

  it('migrates, and a tenant gets its id', async () => {
    expect((await migrate(url, log)).length).toBeGreaterThan(0);
    expect(await migrate(url, log)).toEqual([]);
    const { rows } = await withConnection(url, (connection) =>
      connection.query(`INSERT INTO tenants (slug, name) VALUES ('maison-x', 'Maison X')
        RETURNING id, slug, current_setting('server_version_num')::int / 10000 AS version`),
    );
    expect(rows).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/), slug: 'maison-x', version },
    ]);
  });

  it('has a uuidv7() of version 7 and the right variant, in the order of time', async () => {
    const before = Date.now();
    const ids = await withConnection(url, async (connection) => {
      const seen: string[] = [];
      for (let count = 0; count < 50; count += 1) {
        const { rows } = await connection.query<{ id: string }>('SELECT uuidv7() AS id');
        seen.push(rows[0]?.id ?? '');
        await sleep(1);
      }
      return seen;
    });
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
      expect(ms).toBeGreaterThanOrEqual(before - 1);
      expect(ms).toBeLessThanOrEqual(Date.now() + 1);
    }
    expect([...ids].sort()).toEqual(ids);
    const { rows } = await withConnection(url, (connection) =>
      connection.query('SELECT count(DISTINCT uuidv7())::int AS ids FROM generate_series(1, 10000)'),
    );
    expect(rows).toEqual([{ ids: 10_000 }]);
  });
});
