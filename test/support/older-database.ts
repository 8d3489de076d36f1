import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';

const migrations = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/**
 * Brings an empty database to where it was before a migration.
 *
 * @param migration the name of its folder; it and those after it are left out
 */
export async function migrateUpTo(url: string, migration: string): Promise<void> {
  const names = await readdir(migrations);
  if (!names.includes(migration)) throw new Error(`there is no migration ${migration}`);
  const older = await mkdtemp(join(tmpdir(), 'fashion-hunting-older-'));
  try {
    for (const name of names) {
      if (name !== 'migration_lock.toml' && name >= migration) continue;
      await cp(join(migrations, name), join(older, name), { recursive: true });
    }
    await migrate(url, createLog('silent', 'tests'), { folder: pathToFileURL(`${older}/`) });
  } finally {
    await rm(older, { recursive: true, force: true });
  }
}
