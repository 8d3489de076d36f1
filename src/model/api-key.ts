import { createHash } from 'node:crypto';

/**
 * The form in which keys are kept and compared. One round of SHA-256 is enough: 256 random bits cannot be guessed,
 * however fast the hash, unlike a password.
 */
export function hashApiKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest());
}
