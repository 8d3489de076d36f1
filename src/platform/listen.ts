import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodedError } from '../model/errors.ts';

/**
 * Has a server listen and gives its address for a browser.
 *
 * @throws {CodedError} CONFLICT when the port is taken, UNAVAILABLE when it cannot be had for another reason
 */
export async function listen(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') {
      throw new CodedError('CONFLICT', `Port ${port} on ${host} is taken. Set PORT to another one.`);
    }
    throw new CodedError('UNAVAILABLE', `Nothing can listen on ${host}:${port}: ${String(error)}`);
  }
  // A server that listens on a port has an AddressInfo; only pipes have a name instead.
  const { port: actual } = server.address() as AddressInfo;
  const shown = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${shown}:${actual}`;
}
