import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CodedError } from '../../model/errors.ts';
import { type PressDocument, pressDocuments } from './documents.ts';
import { pressFeeds } from './feeds.ts';

const HOST = '127.0.0.1';

/** The demo press while it is served. */
export interface DemoPress {
  /** Its front page, without a slash at the end. */
  url: string;
  /** The feeds to follow; the last one repeats articles of the others. */
  feeds: { url: string; title: string }[];
  /** Stops serving and drops open connections. */
  close(): Promise<void>;
}

/**
 * Serves the demo press on the loopback address: feeds with ETag and Last-Modified, article pages, an index at `/`.
 *
 * @param options.port 0 takes any free port
 * @param options.now the moment to which the articles' ages are counted back; guids, addresses and ETags do not
 *   depend on it, so that a feed that was read yesterday is 'not modified' today
 * @throws {CodedError} CONFLICT when the port is taken
 */
export async function startDemoPress(options: { port: number; now: Date }): Promise<DemoPress> {
  const server = createServer();
  const port = await listen(server, options.port);
  const url = `http://${HOST}:${port}`;
  const documents = pressDocuments({ origin: url, now: options.now });
  server.on('request', (request, response) => answer(documents, request, response));
  return {
    url,
    feeds: pressFeeds().map(({ path, title }) => ({ url: `${url}${path}`, title })),
    close: () => close(server),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new CodedError(
        'CONFLICT',
        `Port ${port} on ${HOST} is taken, the demo press cannot be served there. Stop what uses it, or choose another port.`,
      );
    }
    throw error;
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function answer(
  documents: Map<string, PressDocument>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = (request.url ?? '/').split(/[?#]/)[0] ?? '/';
  const document = documents.get(path);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    inWords(
      response,
      405,
      `The demo press can be read with GET and HEAD; ${request.method} is not understood.`,
    );
  } else if (document === undefined) {
    inWords(
      response,
      404,
      `There is no page ${path.slice(0, 200)} in the demo press. What there is stands at /.`,
    );
  } else {
    serve(document, request, response);
  }
}

function serve(document: PressDocument, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('ETag', document.etag);
  response.setHeader('Last-Modified', document.lastModified.toUTCString());
  response.setHeader('Cache-Control', 'no-cache');
  if (isKnown(document, request)) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': document.contentType, 'Content-Length': document.body.length });
  response.end(request.method === 'HEAD' ? undefined : document.body);
}

/** Whether the client has the document already: RFC 9110, 13.2.2, where If-None-Match outweighs If-Modified-Since. */
function isKnown(document: PressDocument, { headers }: IncomingMessage): boolean {
  const etags = headers['if-none-match'];
  if (etags !== undefined) {
    const opaque = (etag: string) => etag.trim().replace(/^W\//, '');
    return etags.split(',').some((etag) => etag.trim() === '*' || opaque(etag) === opaque(document.etag));
  }
  return (
    Date.parse(headers['if-modified-since'] ?? '') >=
    Math.floor(document.lastModified.getTime() / 1000) * 1000
  );
}

function inWords(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
  });
  response.end(`${words}\n`);
}
