import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf, isRunning } from './process-identity.ts';

const prefix = 'lease-';

/**
 * Notes in `folder` that this process uses the server. Only to be called in turn, as all of this file.
 * @returns the lease's file, for {@link dropLease}
 */
export async function takeLease(folder: string): Promise<string> {
  const lease = join(folder, `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeFile(lease, identityOf(process.pid) ?? `${process.pid}`);
  return lease;
}

/** Takes the note away; harmless when it is gone already. */
export async function dropLease(lease: string): Promise<void> {
  await rm(lease, { force: true });
}

/** Counts the leases of processes that still run, and clears away those of processes that died without a word. */
export async function countLiveLeases(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const alive = await Promise.all(
    names.map(async (name) => {
      const lease = join(folder, name);
      if (isRunning(await readFile(lease, 'utf8'))) return 1;
      await dropLease(lease);
      return 0;
    }),
  );
  return alive.reduce<number>((sum, one) => sum + one, 0);
}
