import type { ReadinessReport } from '../../src/platform/readiness.ts';
import type { AnsweredError } from './api.ts';
import { freePort, isAlive, type Program, type ProgramOptions, startCommand, until } from './programs.ts';
import { type MetricFamily, parseMetrics, sampleValue } from './prometheus.ts';
import { productionStartArguments } from './start-commands.ts';

/** What came back for one request. */
export interface ProcessAnswer {
  status: number;
  headers: Headers;
  text: string;
  data: Record<string, unknown> | null | undefined;
  errors: AnsweredError[];
}

/** The API as a process of its own, as README.md starts it in production. */
export interface ApiProcess {
  url: string;
  operationsUrl: string;
  program: Program;
  /** Asks over HTTP; @param key null: none is sent */
  ask(key: string | null, query: string, variables?: object, signal?: AbortSignal): Promise<ProcessAnswer>;
  /** Posts a body as it is. */
  post(key: string | null, body: string): Promise<ProcessAnswer>;
  /** What /readyz answers, with its status. */
  readyz(): Promise<ReadinessReport & { http: number }>;
  /** What /metrics says now, read strictly. */
  metrics(): Promise<Map<string, MetricFamily>>;
  /** The value of one series; 0 when there is none. */
  metric(name: string, labels?: Record<string, string>): Promise<number>;
  /** What it has logged so far, each line parsed. @throws with a line that is no JSON */
  logged(): Record<string, unknown>[];
}

/** Starts the API on free ports over a database, and waits until it listens; `killPrograms` ends what is left of it. */
export async function startApiProcess(
  databaseUrl: string,
  { args = [], env = {}, ...options }: Omit<ProgramOptions, 'cwd'> = {},
): Promise<ApiProcess> {
  const [port, operationsPort] = await Promise.all([freePort(), freePort()]);
  const program = startCommand(process.execPath, [...(await productionStartArguments()), ...args], {
    ...options,
    env: { DATABASE_URL: databaseUrl, PORT: String(port), OPERATIONS_PORT: String(operationsPort), ...env },
  });
  await until(
    'the API to listen',
    () => {
      if (!isAlive(program.pid)) throw new Error(`The API ended: ${program.stderr()}`);
      return program.stdout().includes('answers GraphQL at');
    },
    60_000,
  );
  const url = `http://127.0.0.1:${port}`;
  const operationsUrl = `http://127.0.0.1:${operationsPort}`;
  const post = async (key: string | null, body: string, signal?: AbortSignal): Promise<ProcessAnswer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body,
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text);
    return { status: response.status, headers: response.headers, text, data, errors };
  };
  const metrics = async () => parseMetrics(await (await fetch(`${operationsUrl}/metrics`)).text());
  return {
    url,
    operationsUrl,
    program,
    ask: (key, query, variables = {}, signal) => post(key, JSON.stringify({ query, variables }), signal),
    post,
    readyz: async () => {
      const response = await fetch(`${operationsUrl}/readyz`);
      const report: ReadinessReport = JSON.parse(await response.text());
      return { http: response.status, ...report };
    },
    metrics,
    metric: async (name, labels) => sampleValue(await metrics(), `fashion_hunting_${name}`, labels) ?? 0,
    logged: () => linesOf(program).map((line) => JSON.parse(line)),
  };
}

/** The lines of a program's log that have ended. */
function linesOf(program: Program): string[] {
  return program.stderr().split('\n').slice(0, -1);
}
