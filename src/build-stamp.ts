import { existsSync, readFileSync } from 'node:fs';

/**
 * A text that tells builds of the service apart: what one of them keeps in Redis, another might misread. Where nothing
 * was built, as in development, each process is one of its own.
 */
export function buildStamp(): string {
  // scripts/build-server.mjs leaves here the hash of all sources.
  const stamp = new URL('./.made-of', import.meta.url);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').slice(0, 16);
  return `unbuilt-${process.pid}-${Date.now().toString(36)}`;
}
