// Builds the playground into dist/web when what it is made of has changed since. Says nothing when it is up to date.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFrom, root, sourcesHash } from './sources-hash.mjs';

const target = join(root, 'dist/web');
const stamp = join(target, '.made-of');

const wanted = sourcesHash('src/web', ['vite.config.ts']);
if (builtFrom(stamp) !== wanted) await build();

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
    writeFileSync(join(aside, '.made-of'), wanted);
    if (builtFrom(stamp) !== wanted) {
      rmSync(target, { recursive: true, force: true });
      renameSync(aside, target);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
