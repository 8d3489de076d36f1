import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readServerState } from '../../src/storage/embedded/server-state.ts';
import {
  descendantsOf,
  freePort,
  isAlive,
  killPrograms,
  type Program,
  runProgram,
  startProgram,
  until,
} from '../support/programs.ts';

let folder: string;
let ports: { PORT: string; DEMO_PRESS_PORT: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fashion-hunting-demo-'));
  ports = { PORT: String(await freePort()), DEMO_PRESS_PORT: String(await freePort()) };
});
afterEach(killPrograms);
afterAll(async () => {
  for (const name of ['demo', 'bare']) {
    const state = await readServerState(join(folder, name, 'postgres')).catch(() => undefined);
    if (state?.alive) process.kill(state.pid, 'SIGQUIT');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const env = (name: string) => ({ ...ports, DATA_DIR: join(folder, name) });
/** As `npm start` does, with a data folder of its own. */
const start = (name: string, ...args: string[]) => startProgram('server', { args, env: env(name) });

interface Greeting {
  endpoint: string;
  /** Empty when none is told. */
  key: string;
  /** The first query, as it is to be pasted. */
  curl: string;
}

async function greetingOf(program: Program): Promise<Greeting> {
  const complete = /answers GraphQL at (\S+)[\s\S]*\n\n$/;
  await until(
    'the greeting',
    () => {
      if (!isAlive(program.pid)) throw new Error(`The server ended: ${program.stderr()}`);
      return complete.test(program.stdout());
    },
    120_000,
  );
  const text = program.stdout();
  return {
    endpoint: complete.exec(text)?.[1] ?? '',
    key: /Its key: {2}(fh_\S+)/.exec(text)?.[1] ?? '',
    curl: /^curl [\s\S]*\}'$/m.exec(text)?.[0] ?? '',
  };
}

/** Every process that a running server has brought up, and the embedded Postgres. */
async function processesOf(program: Program, name: string): Promise<number[]> {
  const state = await readServerState(join(folder, name, 'postgres'));
  return [program.pid, ...descendantsOf(program.pid), ...(state ? [state.pid] : [])];
}

/** Helpers of the loader and the last of Postgres end a moment after those who started them. */
async function expectAllGone(pids: number[]): Promise<void> {
  await until(`the end of ${pids}`, () => !pids.some(isAlive), 15_000);
}

async function ask<Answer>({ endpoint, key }: Greeting, query: string): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer;
}

/** The whole demo as its tenant sees it. */
async function askForAll(greeting: Greeting): Promise<unknown> {
  return ask(
    greeting,
    '{ reports(first: 100) { totalCount nodes { id title ingestedAt mentions { brand { name } } } } feeds { totalCount } }',
  );
}

/** Has a feed read, and gives the execution at its end. */
async function refreshAFeed(greeting: Greeting): Promise<unknown> {
  const { data } = await ask<{ data: { feeds: { nodes: { id: string }[] } } }>(
    greeting,
    '{ feeds(first: 1) { nodes { id } } }',
  );
  const asked = await ask<{ data: { refreshFeed: { jobExecution: { id: string } } } }>(
    greeting,
    `mutation { refreshFeed(input: { id: "${data.feeds.nodes[0]?.id}" }) { jobExecution { id } } }`,
  );
  const { id } = asked.data.refreshFeed.jobExecution;
  const look = () =>
    ask<{ data: { jobExecution: { status: string } } }>(
      greeting,
      `{ jobExecution(id: "${id}") { status feedsDone error } }`,
    );
  await until('the end of the execution', async () =>
    /SUCCESS|PARTIAL|FAILED/.test((await look()).data.jobExecution.status),
  );
  return (await look()).data.jobExecution;
}

let first: { greeting: Greeting; answer: unknown };

describe('npm start', { timeout: 180_000 }, () => {
  it('can be ended while it makes the demo, and the next start makes the rest', async () => {
    // When the demo's process has just been started, and when its feeds are being read.
    for (const moment of ['brand catalogue up to date', 'feeds are due']) {
      const program = start('demo');
      await until(moment, () => program.stderr().includes(moment), 120_000);
      const pids = await processesOf(program, 'demo');
      program.kill('SIGTERM');
      expect(await program.ended).toMatchObject({ code: 0, stdout: '' });
      await expectAllGone(pids);
    }
  });

  it('reads the demo press, prints a key and a query, and leaves no process when it ends', async () => {
    const program = start('demo');
    const greeting = await greetingOf(program);
    expect(greeting).toEqual({
      endpoint: `http://localhost:${ports.PORT}/graphql`,
      key: expect.stringMatching(/^fh_/),
      curl: expect.stringContaining('curl '),
    });
    const answer = await askForAll(greeting);
    expect(answer).toMatchObject({
      data: {
        reports: { totalCount: expect.toSatisfy((count) => count >= 20) },
        feeds: { totalCount: 4 },
      },
    });
    first = { greeting, answer };
    expectReportsWithBrands(await pasted(greeting));
    expect(await refreshAFeed(greeting)).toEqual({ status: 'SUCCESS', feedsDone: 1, error: null });

    const pids = await processesOf(program, 'demo');
    // The server, the demo and Postgres, at least.
    expect(pids.length).toBeGreaterThanOrEqual(3);
    program.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0 });
    await expectAllGone(pids);
  });

  it('a second time shows the same data under the same key, without reading anything, and leaves nothing when it is killed', async () => {
    const program = start('demo');
    const greeting = await greetingOf(program);
    expect(greeting).toEqual(first.greeting);
    expect(await askForAll(greeting)).toEqual(first.answer);

    const pids = await processesOf(program, 'demo');
    program.kill('SIGKILL');
    await program.ended;
    await expectAllGone(pids);
  });

  it('shows them also when the port of its press has been taken meanwhile', async () => {
    const other = createServer().listen(Number(ports.DEMO_PRESS_PORT), '127.0.0.1');
    const program = start('demo');
    const greeting = await greetingOf(program);
    expect(greeting).toEqual(first.greeting);
    expect(await askForAll(greeting)).toEqual(first.answer);
    expect(program.stderr()).toContain('the port of the demo press is taken');

    program.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    other.close();
  });

  it('--no-demo makes no tenant; a port that is taken is told in words', async () => {
    const program = start('bare', '--no-demo');
    expect(await greetingOf(program)).toMatchObject({ key: '', curl: '' });
    expect(program.stdout()).toContain('npm run admin -- tenant create');
    const listed = await runProgram('admin', {
      args: ['tenant', 'list', '--json'],
      env: { ...env('bare'), LOG_LEVEL: 'error' },
    });
    expect(listed).toEqual({ code: 0, stdout: '{"tenants":[]}\n', stderr: '' });

    const { code, stdout, stderr } = await start('bare', '--no-demo').ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^Port ${ports.PORT} on 127\\.0\\.0\\.1 is taken\\. Set PORT to another one\\.$`, 'm'),
    );
    const pids = await processesOf(program, 'bare');
    program.kill('SIGINT');
    expect((await program.ended).code).toBe(0);
    await expectAllGone(pids);
  });

  it('refuses options that it does not know, in words', async () => {
    const { code, stderr } = await start('none', '--no-demos').ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Unknown option '--no-demos'.*\nusage: npm start/);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

/** The answer to the printed query, by the printed command where there is a curl, and by its parts elsewhere. */
async function pasted({ curl, endpoint }: Greeting): Promise<unknown> {
  const hasCurl = ['/usr/bin/curl', '/bin/curl', '/usr/local/bin/curl'].some(existsSync);
  if (hasCurl) return JSON.parse(execFileSync('sh', ['-c', curl], { encoding: 'utf8' }));
  const headers = [...curl.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const body = /-d '(.*)'$/s.exec(curl)?.[1] ?? '';
  return (await fetch(endpoint, { method: 'POST', headers: Object.fromEntries(headers), body })).json();
}

function expectReportsWithBrands(answer: unknown): void {
  expect(answer).not.toHaveProperty('errors');
  const report = expect.objectContaining({
    title: expect.any(String),
    mentions: expect.arrayContaining([
      { brand: { name: expect.any(String) }, tone: expect.any(String), quote: expect.any(String) },
    ]),
  });
  expect(answer).toMatchObject({ data: { reports: { nodes: expect.arrayContaining([report]) } } });
}
