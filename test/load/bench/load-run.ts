import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../../support/programs.ts';
import { type ApiUnderTest, type Memory, startApiUnderTest } from './api-under-test.ts';
import type { Subject } from './question.ts';
import { questions } from './questions.ts';

/** What the clients' process is told. */
export interface ClientOrder {
  urls: string[];
  key: string;
  /** How many ask at the same time, of all APIs together. */
  clients: number;
  seconds: number;
  queries: string[];
}

/** What the clients of one API saw. */
export interface ClientResult {
  /** Answers with 2xx. */
  answers: number;
  perSecond: number;
  /** In milliseconds. */
  p50: number;
  p99: number;
  /** Answers with another status. */
  refused: number;
  /** Requests without an answer. */
  errors: number;
}

/** One run. */
export interface LoadRun {
  processes: number;
  clients: number;
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
  errors: number;
  /** What the API processes take together before, and the most that was seen of it in either half of the run. */
  memory: [before: Memory, firstHalf: Memory, secondHalf: Memory];
}

/** Questions of the mix: what people look at all day. */
const mix = [
  'overview of 30 days',
  'reports a day, 90 days',
  'one brand, a year',
  'share of voice, 16 brands, 30 days',
  'topics of 30 days',
  'a common brand, first page',
  'a rare brand, first page',
  'count: one brand',
];

const lookEveryMs = 1_000;

/** Has many clients ask a mix of questions of one and of two API processes. */
export async function runLoad(
  databaseUrl: string,
  key: string,
  subject: Subject,
  clientCounts: readonly number[],
  seconds: number,
): Promise<LoadRun[]> {
  const queries = questions.filter(({ name }) => mix.includes(name)).map((one) => one.query(subject, 0));
  const runs: LoadRun[] = [];
  for (const processes of [1, 2]) {
    const apis = await Promise.all(Array.from({ length: processes }, () => startApiUnderTest(databaseUrl)));
    try {
      for (const api of apis) for (const query of queries) await api.ask(key, query);
      for (const clients of clientCounts) {
        const order = { urls: apis.map(({ url }) => url), key, clients, seconds, queries };
        const watched = await watchMemory(apis, haveAsked(order));
        runs.push({ processes, clients, ...combined(watched.result), memory: watched.memory });
      }
    } finally {
      await Promise.all(apis.map((api) => api.stop()));
    }
  }
  return runs;
}

async function haveAsked(order: ClientOrder): Promise<ClientResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fh-clients-'));
  try {
    const path = join(folder, 'order.json');
    await writeFile(path, JSON.stringify(order));
    const script = fileURLToPath(new URL('clients.ts', import.meta.url));
    const { ended } = startCommand(process.execPath, ['--import', import.meta.resolve('tsx'), script, path]);
    const { code, stdout, stderr } = await ended;
    if (code !== 0) throw new Error(`the clients ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as ClientResult[];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function combined(results: readonly ClientResult[]) {
  const sum = (of: (result: ClientResult) => number) => results.reduce((all, result) => all + of(result), 0);
  const worst = (of: (result: ClientResult) => number) => Math.max(...results.map(of));
  return {
    perSecond: Math.round(sum(({ perSecond }) => perSecond)),
    p50: worst(({ p50 }) => p50),
    p99: worst(({ p99 }) => p99),
    refused: sum(({ refused }) => refused),
    errors: sum(({ errors }) => errors),
  };
}

/** Looks every second at what some processes take of memory, together, until something has ended. */
async function watchMemory<Result>(
  apis: readonly ApiUnderTest[],
  running: Promise<Result>,
): Promise<{ result: Result; memory: LoadRun['memory'] }> {
  const look = async () => sumOf(await Promise.all(apis.map((api) => api.memory())));
  const looks = [await look()];
  const over = new AbortController();
  const ended = running.finally(() => over.abort());
  while (!over.signal.aborted) {
    await sleep(lookEveryMs, undefined, { signal: over.signal }).catch(() => undefined);
    looks.push(await look());
  }
  const [before = { resident: 0, heap: 0 }, ...during] = looks;
  const half = Math.ceil(during.length / 2);
  return {
    result: await ended,
    memory: [before, mostOf(during.slice(0, half)), mostOf(during.slice(half))],
  };
}

const combinedBy =
  (combine: (numbers: readonly number[]) => number) =>
  (memories: readonly Memory[]): Memory => ({
    resident: combine(memories.map(({ resident }) => resident)),
    heap: combine(memories.map(({ heap }) => heap)),
  });
const sumOf = combinedBy((numbers) => numbers.reduce((sum, one) => sum + one, 0));
const mostOf = combinedBy((numbers) => Math.max(0, ...numbers));
