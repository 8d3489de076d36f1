import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrustedDocuments } from '../../src/api/trusted-documents.ts';
import { startApi } from '../support/api.ts';
import { Correspondence } from '../support/correspondence.ts';
import { type DemoApi, startDemoApi } from '../support/demo-api.ts';
import { blocksOfLanguage } from '../support/documents.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

const [codegen = ''] = blocksOfLanguage('README.md', 'yaml');
const [client = '', byDocumentId = ''] = blocksOfLanguage('README.md', 'ts');
const [printed = ''] = blocksOfLanguage('README.md', 'text');

/** A front end's folder, as the README has it. */
let folder: string;
let demo: DemoApi;

beforeAll(async () => {
  demo = await startDemoApi();
  folder = await mkdtemp(join(tmpdir(), 'fh-typed-client-'));
  await mkdir(join(folder, 'src'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await cp(join(root, 'schema.graphql'), join(folder, 'schema.graphql'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  await writeFile(join(folder, 'codegen.yml'), codegen);
  await writeFile(join(folder, 'src/client.ts'), client);
  await runProgram('graphql-codegen', '--silent');
});
afterAll(async () => {
  await demo.close();
  await rm(folder, { recursive: true, force: true });
});

/** As bundlers of front ends want them. */
const compilerOptions = {
  strict: true,
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2022',
  types: ['node'],
  skipLibCheck: true,
  noEmit: true,
};

/** Runs a program of the packages in the folder. */
async function runProgram(name: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(join(root, 'node_modules/.bin', name), args, { cwd: folder });
  return stdout;
}

/** Runs the client against an API. @returns what it prints */
async function runClient(source: string, { url, key }: { url: string; key: string }): Promise<string> {
  await writeFile(join(folder, 'src/run.ts'), source.replace('http://localhost:4000', url));
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'src/run.ts'], {
    cwd: folder,
    env: { ...process.env, KEY: key },
  });
  return stdout;
}

describe('the typed client of the README', { timeout: 60_000 }, () => {
  it('has types that hold, and that refuse a field it did not ask for and a variable that is missing', async () => {
    await runProgram('tsc');
    const faulty = client
      .replace('{ title, publishedAt } of', '{ summary, publishedAt, title } of')
      .replace("{ brand: 'hermes' }", '{}');
    await writeFile(join(folder, 'src/faulty.ts'), faulty);
    const faults = await runProgram('tsc').catch(({ stdout }: { stdout: string }) => stdout);
    await rm(join(folder, 'src/faulty.ts'));
    expect(faults).toContain("'summary' does not exist");
    expect(faults).toContain("'brand' is missing");
  });

  it('prints what the README says', async () => {
    const { real, written } = new Correspondence().compare(printed, await runClient(client, demo));
    expect(real).toEqual(written);
  });

  it('is answered by the ids of its documents where only those are trusted', async () => {
    const trusted = await readTrustedDocuments(join(folder, 'src/gql/persisted-documents.json'));
    const api = await startApi({ trusted });
    try {
      await api.storage.writeCatalogue([
        {
          name: 'Hermès',
          aliases: [],
          ambiguousNames: [],
          ownerGroup: null,
          category: 'HOUSE',
          country: null,
          wikidataId: null,
        },
      ]);
      const withIds = client.replace(/^ *body: .*\n/m, byDocumentId);
      expect(withIds).not.toBe(client);
      const place = { url: api.url, key: api.tenant.key };
      expect(await runClient(withIds, place)).toBe('');
      await expect(runClient(client, place)).rejects.toThrow('Only documents that were registered');
    } finally {
      await api.close();
    }
  });
});
