import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, ending in a slash. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The hash of all that something is built from.
 *
 * @param folder whose files are meant, with those of its folders
 * @param files further ones; the lock file, which stands for the packages, is always one of them
 */
export function sourcesHash(folder, files) {
  const within = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...within, ...[...files, 'package-lock.json'].map((file) => join(root, file))]) {
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** The hash that a build has left in a file; null when there is none. */
export function builtFrom(stamp) {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
}
