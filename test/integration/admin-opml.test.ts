import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/pipeline.ts';
import { runProgram } from '../support/programs.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fashion-hunting-opml-'));
  const storage = new Storage({ url: database.url, replicaUrl: null, log: createLog('silent', 'tests') });
  await storage.tenants.create({ name: 'Maison X', slug: 'maison-x', adminEmail: null });
  await storage.close();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

/** Imports a file with this text, as text or as JSON. */
async function importFile(name: string, text: string, ...options: string[]) {
  await writeFile(join(folder, name), text);
  return importPath(join(folder, name), ...options);
}

const importPath = (path: string, ...options: string[]) =>
  runProgram('admin', {
    args: ['feed', 'import', 'maison-x', path, ...options],
    env: { DATABASE_URL: database.url, LOG_LEVEL: 'error' },
  });

const list = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>What we read</title></head><body>
  <outline text="Trade"><outline text="A &amp; B" type="rss" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>
    <outline text="Deeper"><outline title="Deep" text="deep" xmlUrl="https://b.example/feed"/></outline>
  </outline>
  <outline text="Again" xmlUrl="https://b.example/feed#again"/>
  <outline text="Files" xmlUrl="ftp://c.example/feed"/>
  <outline text="Words" xmlUrl="our feed"/>
  <outline text="A note, and no feed"/>
</body></opml>`;

describe('npm run admin -- feed import', { timeout: 120_000 }, () => {
  it('follows the feeds of all folders once, and says which addresses it left out and why', async () => {
    const { code, stdout, stderr } = await importFile('list.opml', list);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`2 feeds added, 0 followed already, 2 left out.
  left out: ftp://c.example/feed ("ftp://c.example/feed" cannot be read: feeds are read over http and https only.)
  left out: our feed ("our feed" is no address. Write it like https://example.com/feed.xml)
`);
    expect(await sql(database.url, 'SELECT url, title FROM feeds ORDER BY url')).toEqual([
      { url: 'https://a.example/feed?x=1&y=2', title: 'A & B' },
      { url: 'https://b.example/feed', title: 'Deep' },
    ]);
    const again = await importFile('list.opml', list.replace('https://a.', 'https://d.'), '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 1, known: 1, refused: [{}, {}] });
  });

  it('says of a file without any usable address what is wrong with each', async () => {
    const text = '<opml version="2.0"><body><outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>';
    const { code, stdout } = await importFile('refused.opml', text, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      added: 0,
      known: 0,
      refused: [{ url: 'file:///etc/passwd' }],
    });
  });

  it('refuses what is no OPML in words', async () => {
    const answers = await Promise.all([
      importFile('page.html', '<!doctype html><html><body>News</body></html>'),
      importFile('cut.opml', list.slice(0, 300)),
      importFile('none.opml', '<opml version="2.0"><body><outline text="A note"/></body></opml>'),
      importPath(join(folder, 'missing.opml')),
      importPath(folder),
    ]);
    expect(answers.map(({ code, stdout }) => [code, stdout])).toEqual(answers.map(() => [1, '']));
    expect(answers.map(({ stderr }) => stderr.replaceAll(folder, ''))).toEqual([
      '/page.html is no OPML file: Invalid OPML format\n',
      '/cut.opml is no OPML file: Invalid OPML format\n',
      '/none.opml names no feed.\n',
      expect.stringMatching(/^The file \/missing\.opml cannot be read: ENOENT/),
      expect.stringMatching(/^The file {2}cannot be read: EISDIR/),
    ]);
  });
});
