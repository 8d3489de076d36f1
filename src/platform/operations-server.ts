import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

/** What the operations server tells of. */
export interface OperationsDependencies {
  metrics: Metrics;
  readiness: Readiness;
  log: Log;
}

interface Answer {
  status: number;
  contentType: string;
  body: string;
  allow?: string;
}

/**
 * Makes the server for those who run the service, on a port that the public does not reach: /livez (the process runs),
 * /readyz (it can answer; 503 when not) and /metrics (Prometheus). It needs no key, and shows nothing of any tenant.
 */
export function createOperationsServer({ metrics, readiness, log }: OperationsDependencies): Server {
  const pages = new Map<string, () => Promise<Answer>>([
    ['/livez', async () => json(200, { status: 'ok' })],
    [
      '/readyz',
      async () => {
        const report = await readiness.report();
        return json(report.status === 'ready' ? 200 : 503, report);
      },
    ],
    ['/metrics', async () => ({ status: 200, contentType: metrics.contentType, body: await metrics.text() })],
  ]);

  const answer = async ({ method = '', url = '' }: IncomingMessage): Promise<Answer> => {
    const [path = ''] = url.split('?', 1);
    const page = pages.get(path);
    if (!page) {
      const known = [...pages.keys()].join(', ');
      return json(404, { error: `There is nothing at ${path.slice(0, 200)}. There is: ${known}.` });
    }
    if (method !== 'GET' && method !== 'HEAD') {
      return {
        ...json(405, { error: `${path} cannot be asked by ${method}. Use GET or HEAD.` }),
        allow: 'GET, HEAD',
      };
    }
    try {
      return await page();
    } catch (error) {
      log.error({ err: error, path }, 'unexpected failure');
      return json(500, { error: 'Something went wrong on our side; the log says what.' });
    }
  };

  return createServer((request, response) => {
    void answer(request).then((answered) => send(response, answered));
  });
}

function json(status: number, content: object): Answer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(content) };
}

/** Node leaves the body out when it answers HEAD, and keeps its length. */
function send(response: ServerResponse, { status, contentType, body, allow }: Answer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(allow === undefined ? {} : { allow }),
  });
  response.end(body);
}
