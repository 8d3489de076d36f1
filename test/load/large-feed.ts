// What memory a feed of 20,000 entries and nearly 15 MiB takes: `npm run evaluate:memory [-- --pages] [--items N] [--heap MB]`. An
// embedded Postgres of its own, a press of its own, and `npm run ingest` as a process of its own, whose peak of resident
// memory Linux tells. With --pages the entries are teasers, and each links to a page of some 6,000 characters.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createLog } from '../../src/platform/log.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { Storage } from '../../src/storage/storage.ts';
import { buildServer } from '../support/builds.ts';
import { startOwnPostgres } from '../support/own-postgres.ts';
import { follow, sql } from '../support/pipeline.ts';
import { type PressItem, startPress } from '../support/press.ts';
import { type Program, startCommand } from '../support/programs.ts';

const count = 20_000;
/** What a process may take, in MB of a million bytes. */
const target = 400;
const { values } = parseArgs({
  options: {
    pages: { type: 'boolean' },
    heap: { type: 'string' },
    items: { type: 'string' },
  },
});
const wanted = Number(values.items ?? count);

// Typographic apostrophes make the engine keep two bytes for each character, as most real pages do.
const sentence =
  'Gucci showed forty coats of felted wool in Milan, and the buyers of Prada didn’t leave early. ';
const entries = Array.from({ length: wanted }, (_, at): PressItem => {
  const item = { title: `Coat ${at}`, link: `/p/${at}` };
  return values.pages
    ? { ...item, description: sentence.repeat(6).slice(0, 590) }
    : { ...item, content: `<p>${sentence.repeat(7).slice(0, 604)}</p>` };
});

const log = createLog('warn', 'bench');
const postgres = await startOwnPostgres();
const press = await startPress();
try {
  await buildServer();
  await migrate(postgres.url, log);
  press.answer('/p/', (request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end(
        `<html><head><title>${request.url}</title></head><body><article>${Array.from(
          { length: 20 },
          (_, at) => `<p>Paragraph ${at} of ${request.url}: ${sentence.repeat(3)}</p>`,
        ).join('')}</article></body></html>`,
      );
  });
  const url = press.feed('/large.xml', entries);
  const bytes = (await (await fetch(url)).arrayBuffer()).byteLength;
  const storage = new Storage({ url: postgres.url, replicaUrl: null, log });
  await follow(storage, postgres.url, 'large', [url]);
  await storage.close();

  const started = performance.now();
  const flags = values.heap === undefined ? [] : [`--max-old-space-size=${values.heap}`];
  const ingest = startCommand(process.execPath, [...flags, 'dist/ingest.js'], {
    env: {
      DATABASE_URL: postgres.url,
      FEED_HOST_ALLOWLIST: press.host,
      LOG_LEVEL: 'error',
    },
  });
  const peakMb = await peakOf(ingest);
  const seconds = (performance.now() - started) / 1000;
  const { code, stdout, stderr } = await ingest.ended;
  console.log(`${stdout}${stderr}`);
  const [stored] = await sql<{ reports: number; texts: number }>(
    postgres.url,
    'SELECT count(*)::integer AS reports, count(full_text)::integer AS texts FROM reports',
  );
  console.table({
    'feed, MiB': (bytes / 1024 / 1024).toFixed(1),
    entries: wanted,
    reports: stored?.reports,
    'with text': stored?.texts,
    seconds: seconds.toFixed(1),
    'peak resident memory, MB': peakMb.toFixed(0),
    'target, MB': target,
  });
  process.exitCode = code === 0 && stored?.reports === wanted && peakMb < target ? 0 : 1;
} finally {
  await press.close();
  await postgres.close();
}

/** The most resident memory that the process has had when it ends, in MB. */
async function peakOf({ pid, ended }: Program): Promise<number> {
  let peak = 0;
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    peak = Math.max(peak, highWaterMark(pid));
    await sleep(100);
  }
  return peak;
}

function highWaterMark(pid: number): number {
  try {
    const kib = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (Number(kib ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}
