import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../../support/programs.ts';
import { type ApiUnderTest, startApiUnderTest } from './api-under-test.ts';
import { questions, type Subject } from './questions.ts';

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
  /** What the API processes take together before and after, in millions of bytes. */
  before: number | null;
  after: number | null;
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
        const before = await memoryOf(apis);
        runs.push({
          processes,
          clients,
          before,
          ...combined(await haveAsked(order)),
          after: await memoryOf(apis),
        });
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

async function memoryOf(apis: readonly ApiUnderTest[]): Promise<number | null> {
  const all = await Promise.all(apis.map((api) => api.megabytes()));
  return all.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
