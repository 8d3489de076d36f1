import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('../../scripts/build-playground.mjs', import.meta.url));

/** Builds the playground unless it is up to date, as `npm start` does; gives what was printed. */
export async function buildPlayground(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 60_000 });
  return stdout;
}
