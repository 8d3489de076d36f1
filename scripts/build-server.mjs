// Compiles src into dist when it has changed since. Says nothing when it is up to date. Types are not looked at, which
// takes most of a compiler's time: `npm run check` holds them. Compiled aside and moved file by file, so that a process
// that starts at the same time finds each file whole.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtFrom, root, sourcesHash } from './sources-hash.mjs';

const stamp = join(root, 'dist/.made-of');
const compiler = join(root, 'node_modules/typescript/bin/tsc');

const wanted = sourcesHash('src', ['tsconfig.json', 'tsconfig.build.json']);
if (builtFrom(stamp) !== wanted) build();

function build() {
  if (!existsSync(compiler)) {
    console.log('The server is not compiled: TypeScript is missing, as after npm ci --omit=dev.');
    return;
  }
  console.log('Compiling the server …');
  rmSync(stamp, { force: true });
  // As deep as dist is, so that source maps find their sources.
  const aside = join(root, `.dist-${process.pid}`);
  try {
    const { status } = spawnSync(
      process.execPath,
      [compiler, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', aside],
      { cwd: root, stdio: 'inherit' },
    );
    if (status !== 0) throw new Error('The server could not be compiled.');
    for (const entry of readdirSync(aside, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const target = join(root, 'dist', path.slice(aside.length));
      mkdirSync(dirname(target), { recursive: true });
      renameSync(path, target);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  writeFileSync(stamp, wanted);
}
