import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a receiver was sent. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that webhooks lead to. */
export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** What it answers from now on: a status, with headers. */
  answer(status: number, headers?: Record<string, string>): void;
  /** From now on it takes what is sent and never answers. */
  hang(): void;
  close(): Promise<void>;
}

/** Starts a receiver that takes everything. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let reply: { status: number; headers: Record<string, string> } | null = { status: 204, headers: {} };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      received.push({ path, headers, body: Buffer.concat(chunks).toString('utf8') });
      if (reply) response.writeHead(reply.status, reply.headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    received,
    answer: (status, headers = {}) => {
      reply = { status, headers };
    },
    hang: () => {
      reply = null;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Whether something received is signed with a secret, as docs/api.md says. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const timestamp = String(headers['fashion-hunting-timestamp']);
  const expected = `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
  const given = String(headers['fashion-hunting-signature']);
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
