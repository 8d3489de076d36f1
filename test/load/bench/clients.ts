// The clients of a load run, in a process of their own, so that they do not take the API's time: asks the APIs named by the
// first argument, as JSON, and prints what came of it, as JSON.
import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';
import type { ClientOrder, ClientResult } from './load-run.ts';

const { urls, key, clients, seconds, queries } = JSON.parse(
  await readFile(process.argv[2] ?? '', 'utf8'),
) as ClientOrder;

const runs = await Promise.all(
  urls.map((url) =>
    autocannon({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      connections: Math.floor(clients / urls.length),
      duration: seconds,
      timeout: 30,
      requests: queries.map((query) => ({ body: JSON.stringify({ query }) })),
    }),
  ),
);
const result: ClientResult[] = runs.map((run) => ({
  answers: run['2xx'],
  perSecond: run.requests.average,
  p50: run.latency.p50,
  p99: run.latency.p99,
  refused: run.non2xx,
  errors: run.errors,
}));
console.log(JSON.stringify(result));
