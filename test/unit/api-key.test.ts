import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashApiKey } from '../../src/model/api-key.ts';
import { newApiKey } from '../../src/storage/new-api-key.ts';

describe('an API key', () => {
  it('begins with fh_ and holds 256 random bits', () => {
    const { key } = newApiKey();
    expect(key).toMatch(/^fh_[\w-]{43}$/);
    expect(Buffer.from(key.slice(3), 'base64url')).toHaveLength(32);
    expect(new Set(Array.from({ length: 100 }, () => newApiKey().key)).size).toBe(100);
  });

  it('is known by its SHA-256, and shown by its first eleven characters', () => {
    const { key, prefix, hash } = newApiKey();
    expect(key.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(11);
    expect(Buffer.from(hash).toString('hex')).toBe(createHash('sha256').update(key).digest('hex'));
    expect(hashApiKey(key)).toEqual(hash);
  });
});
