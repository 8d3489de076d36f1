import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Builds the playground unless it is up to date, as `npm start` does; gives what was printed. */
export async function buildPlayground(): Promise<string> {
  return run('build-playground');
}

/** Compiles the server unless it is up to date, as `npm start` does; gives what was printed. */
export async function buildServer(): Promise<string> {
  return run('build-server');
}

async function run(script: string): Promise<string> {
  const path = fileURLToPath(new URL(`../../scripts/${script}.mjs`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path], { timeout: 120_000 });
  return stdout;
}
