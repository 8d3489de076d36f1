// Builds the playground into dist/web when what it is made of has changed since. Says nothing when it is up to date.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'dist/web');
const stamp = '.made-of';

const wanted = sourcesHash();
if (builtFrom() !== wanted) await build();

/** The hash of every file the page is made of; the lock file stands for the packages. */
function sourcesHash() {
  const web = readdirSync(join(root, 'src/web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...web, join(root, 'vite.config.ts'), join(root, 'package-lock.json')]) {
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

/** The hash of the sources of what stands in dist/web; null when nothing whole does. */
function builtFrom() {
  const path = join(target, stamp);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

async function build() {
  // Whoever builds for a test gets React as it will be served.
  process.env.NODE_ENV = 'production';
  const vite = await import('vite').catch(() => null);
  if (vite === null) {
    console.log('The playground is not built: Vite is missing, as after npm ci --omit=dev.');
    return;
  }
  console.log('Building the playground …');
  // Built aside and moved when whole: a build that is cut off, or a second one at the same time, leaves no half page.
  const aside = join(root, `dist/.web-${process.pid}`);
  try {
    await vite.build({ configFile: join(root, 'vite.config.ts'), build: { outDir: aside } });
    writeFileSync(join(aside, stamp), wanted);
    if (builtFrom() !== wanted) {
      rmSync(target, { recursive: true, force: true });
      renameSync(aside, target);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
