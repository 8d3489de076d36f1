// Writes the Prisma client from prisma/schema.prisma. Quiet when all is well.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const prisma = join(
  dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
  'build',
  'index.js',
);
const generated = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
  env: {
    ...process.env,
    // `generate` looks for a schema engine, and downloads it where it finds none, but never runs it: any program does.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
if (generated.status !== 0) {
  process.stderr.write(`The Prisma client could not be generated.\n${generated.stdout}${generated.stderr}`);
  if (generated.error) process.stderr.write(`${generated.error.message}\n`);
  process.exit(1);
}
