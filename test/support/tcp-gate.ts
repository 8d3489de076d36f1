import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A door in front of a server: what goes through it can be cut off and let through again. */
export interface TcpGate {
  port: number;
  /** Cuts all connections and refuses new ones, as a server does that was stopped. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Lets nothing through any more, and cuts nothing either, as a server that hangs. */
  freeze(): void;
  /** Lets through what has waited since then. */
  thaw(): void;
}

/** Opens a gate to a server, on a port of its own on 127.0.0.1. */
export async function openGate(target: { host: string; port: number }): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  const ways = new Set<{ from: Socket; to: Socket }>();
  let isFrozen = false;
  let server: Server | null = null;
  let port = 0;

  const track = (socket: Socket, other: Socket) => {
    const way = { from: socket, to: other };
    sockets.add(socket);
    ways.add(way);
    socket
      .on('error', () => other.destroy())
      .on('close', () => {
        sockets.delete(socket);
        ways.delete(way);
        other.destroy();
      });
    if (!isFrozen) socket.pipe(other);
  };
  const open = async () => {
    server = createServer((client) => {
      const upstream = connect(target);
      track(client, upstream);
      track(upstream, client);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an AddressInfo; only pipes have a name instead.
    port = (server.address() as AddressInfo).port;
  };
  const shut = async () => {
    const closed = server && once(server, 'close');
    server?.close();
    for (const socket of sockets) socket.destroy();
    await closed;
    server = null;
  };

  const freeze = () => {
    isFrozen = true;
    for (const { from, to } of ways) from.unpipe(to).pause();
  };
  const thaw = () => {
    isFrozen = false;
    for (const { from, to } of ways) from.pipe(to);
  };

  await open();
  return { port, shut, open, freeze, thaw };
}
