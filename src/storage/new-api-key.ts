import { randomBytes } from 'node:crypto';
import { hashApiKey } from '../model/api-key.ts';

/** A new key, shown once; only its hash and its prefix are kept. */
export interface NewApiKey {
  /** `fh_` and 256 random bits in base64url. */
  key: string;
  /** The part that may be shown afterwards. */
  prefix: string;
  hash: Uint8Array<ArrayBuffer>;
}

const prefixLength = 'fh_'.length + 8;

/** Makes a key. */
export function newApiKey(): NewApiKey {
  const key = `fh_${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, prefixLength), hash: hashApiKey(key) };
}
