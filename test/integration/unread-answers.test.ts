import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../support/api.ts';
import { addFeeds, makeReports, storeReports } from '../support/seed.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ settings: { limits: { unreadMs: 500 } } });
  const [feed = ''] = await addFeeds(api.tenant, 1);
  const reports = makeReports(1, 100).map((report) => ({ ...report, fullText: 'silk '.repeat(20_000) }));
  await storeReports(api.tenant, feed, reports);
});

afterAll(async () => {
  await api.close();
});

/** Asks for ten megabytes on a connection of its own, of which nothing is read yet. */
async function askForMuch() {
  const body = JSON.stringify({ query: '{ reports(first: 100) { nodes { fullText } } }' });
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: api\r\ncontent-type: application/json\r\nauthorization: Bearer ${api.tenant.key}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}

describe('an answer', () => {
  it('of which nothing is read has its connection cut', async () => {
    const socket = await askForMuch();
    // What the system holds of it can still be read; the end comes without the rest.
    await sleep(3_000);
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
    await once(socket, 'close');
    expect(bytes).toBeLessThan(10_000_000);
  });

  it('that is read slowly is sent to its end', async () => {
    const socket = await askForMuch();
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      // More than the patience goes by before the end, and less between any two pieces.
      socket.pause();
      setTimeout(() => socket.resume(), 10);
    });
    while (bytes < 10_000_000 && !socket.destroyed) await sleep(50);
    expect(bytes).toBeGreaterThan(10_000_000);
    socket.destroy();
  });
});
