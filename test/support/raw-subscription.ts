import { once } from 'node:events';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { SubscriptionRequest } from './streams.ts';

/** A subscriber that can stop reading, as a client does that hangs; it does nothing by itself. */
export interface RawSubscription {
  /** Reads no more; what is sent to it fills the system's buffers. */
  pause(): void;
  resume(): void;
  /** When the connection has gone: a socket's code, 1006 for one that was cut; 'end' or 'cut' for a stream. */
  gone: Promise<number | 'end' | 'cut'>;
}

/** Subscribes over a bare WebSocket that speaks graphql-transport-ws. */
export async function openRawSocket({
  url,
  key,
  query,
  variables,
}: SubscriptionRequest): Promise<RawSubscription> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const gone = once(socket, 'close').then(([code]) => Number(code));
  socket.on('error', () => {});
  await once(socket, 'open');
  const acknowledged = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } }));
  await acknowledged;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
  return { pause: () => socket.pause(), resume: () => socket.resume(), gone };
}

/** Subscribes by a bare HTTP request for an event stream. */
export async function openRawStream({
  url,
  key,
  query,
  variables,
}: SubscriptionRequest): Promise<RawSubscription> {
  const headers = {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    authorization: `Bearer ${key}`,
  };
  const asking = request(`${url}/graphql/stream`, { method: 'POST', headers, agent: false });
  asking.end(JSON.stringify({ query, variables }));
  const [response] = await once(asking, 'response');
  const gone = new Promise<'end' | 'cut'>((resolve) => {
    response.on('error', () => {}).on('close', () => resolve(response.complete ? 'end' : 'cut'));
  });
  response.resume();
  return { pause: () => response.pause(), resume: () => response.resume(), gone };
}
