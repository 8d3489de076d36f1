import { freePort, type Program, startCommand, until } from '../../support/programs.ts';
import { parseMetrics, sampleValue } from '../../support/prometheus.ts';
import { productionStartArguments } from '../../support/start-commands.ts';

/** How many statements, and how long they took until they were answered, in milliseconds. */
export interface Statements {
  count: number;
  milliseconds: number;
}

/** What a process takes of memory, in millions of bytes. */
export interface Memory {
  /** All of it that is in the machine's memory; 0 where the system does not tell. */
  resident: number;
  /** What JavaScript keeps, and what it has not thrown away yet. */
  heap: number;
}

/** An API process over the loaded database, started as README.md says for production. */
export interface ApiUnderTest {
  url: string;
  /** Asks once. @throws with the errors of the answer */
  ask(key: string, query: string): Promise<Record<string, unknown>>;
  /** The statements it has sent since it started. */
  statements(): Promise<Statements>;
  /** What it takes of memory now. */
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

const statementLine = /^fashion_hunting_statement_duration_seconds_(count|sum)(?:\{.*\})? (\S+)$/gm;

/** Starts the built server, with rate limits that no bench meets. */
export async function startApiUnderTest(databaseUrl: string): Promise<ApiUnderTest> {
  const [port, operationsPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const program = startCommand(process.execPath, await productionStartArguments(), {
    env: {
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      OPERATIONS_PORT: String(operationsPort),
      LOG_LEVEL: 'error',
      RATE_LIMIT_BURST: '1000000000',
      RATE_LIMIT_PER_MINUTE: '1000000000',
    },
  });
  await until('the API to answer', () => answers(url), 60_000).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${program.stderr()}`);
  });
  const metrics = async () => (await fetch(`http://127.0.0.1:${operationsPort}/metrics`)).text();
  return {
    url: `${url}/graphql`,
    ask: async (key, query) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await answer.json()) as { data?: Record<string, unknown>; errors?: unknown };
      if (errors !== undefined || !data) throw new Error(`${query}\n${JSON.stringify(errors)}`);
      return data;
    },
    statements: async () => {
      const read: Statements = { count: 0, milliseconds: 0 };
      // Before and after each question: to parse all metrics would leave more behind than is measured.
      const lines = [...(await metrics()).matchAll(statementLine)];
      if (lines.length === 0) throw new Error('the metrics tell of no statement');
      for (const [, measure, value] of lines) {
        if (measure === 'count') read.count += Number(value);
        else read.milliseconds += 1_000 * Number(value);
      }
      return read;
    },
    memory: async () => {
      const all = parseMetrics(await metrics());
      const millions = (name: string) => (sampleValue(all, `fashion_hunting_${name}`) ?? 0) / 1_000_000;
      return {
        resident: millions('process_resident_memory_bytes'),
        heap: millions('nodejs_heap_size_used_bytes'),
      };
    },
    stop: async () => end(program),
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/graphql`).then(
    () => true,
    () => false,
  );
}

async function end(program: Program): Promise<void> {
  program.kill('SIGTERM');
  await program.ended;
}
