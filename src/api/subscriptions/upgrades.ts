import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';

/** Headers that only offer another protocol. */
const ofUpgrades: ReadonlySet<string> = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Gives requests for a WebSocket to the server of them. Whatever else a client offers is ignored, as RFC 9110 (7.8)
 * allows: many send every first request with an offer of HTTP/2 (`Upgrade: h2c`), and mean the request.
 */
export function serveUpgrades(server: Server, sockets: WebSocketServer): void {
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.upgrade?.toLowerCase() === 'websocket') {
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
    } else {
      beginAnew(server, request, socket, head);
    }
  });
}

/** Node has given the connection up to whoever answers the offer: it is handed back, with what was read of it. */
function beginAnew(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!ofUpgrades.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[at + 1]}`);
  }
  // Node reads headers as Latin-1.
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
