// Compiles src into dist when it has changed since. Says nothing when it is up to date. Types are not looked at, which
// takes most of a compiler's time: `npm run check` holds them.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
  writeFileSync(stamp, wanted);
}
