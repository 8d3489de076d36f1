import { readdir, readFile } from 'node:fs/promises';

/** A file of the project's source. */
export interface SourceFile {
  /** Below src/: `storage/keyset.ts`. */
  path: string;
  text: string;
}

/** The TypeScript files below a folder of src/, generated ones left out, in the order of their paths. */
export async function sourceFiles(folder: string): Promise<SourceFile[]> {
  const source = new URL('../../src/', import.meta.url);
  const names = await readdir(new URL(folder, source), { recursive: true });
  const paths = names
    .map((name) => `${folder}${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !/^(storage\/prisma|api\/generated)\//.test(path));
  return Promise.all(
    paths.sort().map(async (path) => ({ path, text: await readFile(new URL(path, source), 'utf8') })),
  );
}
