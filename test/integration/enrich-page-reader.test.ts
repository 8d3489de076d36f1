import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { createPageReader, PageReadingFailure } from '../../src/ingestion/enrich/page/page-reader.ts';

const reader = createPageReader({ threads: 2, timeoutMs: 3_000 });
afterAll(() => reader.close());

const sentence = 'The house showed forty coats in grey wool and the buyers stayed until the last one. ';
const page = (title: string) =>
  `<html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${`<p>${sentence.repeat(3)}</p>`.repeat(5)}</article></body></html>`;

describe('the reader of pages', () => {
  it('reads several pages at once in threads', async () => {
    const pages = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((title) => reader.read(page(title), 'https://press.example/a')),
    );
    expect(pages.map((read) => read?.title)).toEqual(['One', 'Two', 'Three', 'Four']);
    expect(pages[0]?.text).toContain('forty coats in grey wool');
  });

  it('lets more pages be brought only while those that wait are short, taken together', async () => {
    const single = createPageReader({ threads: 1 });
    const long = `<p>${'x'.repeat(5_000_000)}</p>`;
    try {
      await single.hasRoom();
      const readings = Array.from({ length: 5 }, () => single.read(long, 'https://press.example/a'));
      let hasRoom = false;
      const waiting = single.hasRoom().then(() => {
        hasRoom = true;
      });
      await new Promise(setImmediate);
      expect(hasRoom).toBe(false);
      await Promise.all(readings);
      await waiting;
    } finally {
      await single.close();
    }
  });

  it('gives null for what is no page', async () => {
    expect(await reader.read('', 'https://press.example/a')).toBeNull();
  });

  it('ends the thread of a page that takes too long, and reads the next', async () => {
    // Each page costs linkedom far more than the millisecond that this reader grants.
    const hasty = createPageReader({ threads: 1, timeoutMs: 1 });
    const large = `<html><body>${'<div><p>word <b>and</b> word</p></div>'.repeat(9_000)}</body></html>`;
    try {
      const failure = await hasty.read(large, 'https://press.example/a').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(PageReadingFailure);
      expect(String(failure)).toContain('could not be read within 0.001 seconds');
      await expect(hasty.read(large, 'https://press.example/a')).rejects.toThrow(PageReadingFailure);
    } finally {
      await hasty.close();
    }
    expect((await reader.read(page('After'), 'https://press.example/a'))?.title).toBe('After');
  });

  it('refuses to read after it was closed', async () => {
    const other = createPageReader({ threads: 1 });
    await other.close();
    await expect(other.read(page('Late'), 'https://press.example/a')).rejects.toThrow('closed');
  });

  it('works under tsx from any folder, and lets the process end by itself', async () => {
    const module = new URL('../../src/ingestion/enrich/page/page-reader.ts', import.meta.url).href;
    const script = `
      const { createPageReader } = await import(${JSON.stringify(module)});
      const reader = createPageReader({ threads: 1, idleMs: 100 });
      const page = await reader.read(${JSON.stringify(page('From a command'))}, 'https://press.example/a');
      process.stdout.write(page.title);`;
    const tsx = new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url).href;
    const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', script], {
      cwd: '/',
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const [code] = await once(child, 'exit');
    expect([code, output]).toEqual([0, 'From a command']);
  }, 20_000);
});
