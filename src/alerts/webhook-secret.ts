import { createHmac, hkdfSync } from 'node:crypto';

/**
 * The secret of a webhook: made of the service's own whenever it is needed, and shown once. So no table of a tenant
 * holds one, and a new version ends the one before.
 *
 * @param serviceSecret `storage.secret('webhooks')`
 * @returns `whsec_` and 43 characters
 */
export function webhookSecret(
  serviceSecret: Uint8Array,
  tenantId: string,
  { id, secretVersion }: { id: string; secretVersion: number },
): string {
  const bytes = hkdfSync('sha256', serviceSecret, tenantId, `webhook ${id} ${secretVersion}`, 32);
  return `whsec_${Buffer.from(bytes).toString('base64url')}`;
}

/**
 * How a delivery is signed: HMAC-SHA256 (RFC 2104) over the time, a dot and the body.
 *
 * @param timestamp seconds since 1970, as they are sent
 * @returns `sha256=` and the hexadecimal digest
 */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
