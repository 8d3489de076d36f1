import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodedError } from '../model/errors.ts';

/**
 * Has a server listen and gives its address for a browser.
 *
 * @param variable the name of the environment's variable that holds the port, for the message
 * @throws {CodedError} CONFLICT when the port is taken, UNAVAILABLE when it cannot be had for another reason
 */
export async function listen(
  server: Server,
  { host, port }: { host: string; port: number },
  variable = 'PORT',
): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') {
      throw new CodedError('CONFLICT', `Port ${port} on ${host} is taken. Set ${variable} to another one.`);
    }
    throw new CodedError('UNAVAILABLE', `Nothing can listen on ${host}:${port}: ${String(error)}`);
  }
  // A server that listens on a port has an AddressInfo; only pipes have a name instead.
  const { port: actual } = server.address() as AddressInfo;
  const shown = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${shown}:${actual}`;
}

/** Closes a server, with the connections that nobody uses. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}
