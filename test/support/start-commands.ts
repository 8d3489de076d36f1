import { readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);

/** What node is given by `npm start`, read from package.json: flags, then the program and its own arguments. */
export async function npmStartArguments(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
    scripts: { start: string };
  };
  return argumentsOf(scripts.start);
}

/** What node is given where the API runs compiled, read from the command in README.md that says so. */
export async function productionStartArguments(): Promise<string[]> {
  const readme = await readFile(new URL('README.md', root), 'utf8');
  return argumentsOf(/^node .*\bdist\/server\.js\b.*$/m.exec(readme)?.[0] ?? '');
}

/** @throws with a command that is not one of node's */
function argumentsOf(command: string): string[] {
  const [program, ...rest] = command.split(' ');
  if (program !== 'node') throw new Error(`not a command of node's: '${command}'`);
  return rest;
}
