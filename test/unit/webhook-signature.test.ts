import { beforeAll, describe, expect, it } from 'vitest';
import { signatureOf, webhookSecret } from '../../src/alerts/webhook-secret.ts';
import { blocksOfLanguage } from '../support/documents.ts';

type IsGenuine = (headers: Record<string, string>, body: string, secret: string, now?: number) => boolean;

let isGenuine: IsGenuine;

beforeAll(async () => {
  const [example = ''] = blocksOfLanguage('docs/api.md', 'js');
  // A module from a text has no types of its own.
  const module = (await import(`data:text/javascript,${encodeURIComponent(example)}`)) as {
    isGenuine: IsGenuine;
  };
  isGenuine = module.isGenuine;
});

const service = new Uint8Array(48).fill(7);
const tenantId = '0190a3c5-0000-7000-8000-000000000001';
const webhook = { id: '0190a3c5-0000-7000-8000-000000000002', secretVersion: 1 };
const secret = webhookSecret(service, tenantId, webhook);
const now = Date.parse('2026-11-25T21:00:00.000Z');
const timestamp = String(now / 1000);
const body = '{"event":"alert.raised","alert":{"brand":"Hermès"}}';
const headers = {
  'fashion-hunting-timestamp': timestamp,
  'fashion-hunting-signature': signatureOf(secret, timestamp, body),
};

describe('the secret of a webhook', () => {
  it('is the same whenever it is made, and another for each tenant, webhook, version and service', () => {
    const others = [
      webhookSecret(service, '0190a3c5-0000-7000-8000-000000000009', webhook),
      webhookSecret(service, tenantId, { ...webhook, id: tenantId }),
      webhookSecret(service, tenantId, { ...webhook, secretVersion: 2 }),
      webhookSecret(new Uint8Array(48).fill(8), tenantId, webhook),
    ];
    expect(webhookSecret(service, tenantId, { ...webhook })).toBe(secret);
    expect(new Set([secret, ...others]).size).toBe(5);
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
  });
});

describe('the example of docs/api.md', () => {
  it('accepts what is sent', () => {
    expect(isGenuine(headers, body, secret, now)).toBe(true);
    expect(isGenuine(headers, body, secret, now + 299_000)).toBe(true);
  });

  it.each([
    ['another body', headers, `${body} `, secret, now],
    ['another secret', headers, body, `${secret}x`, now],
    ['another time', { ...headers, 'fashion-hunting-timestamp': String(now / 1000 - 1) }, body, secret, now],
    ['an old one', headers, body, secret, now + 301_000],
    ['one of the future', headers, body, secret, now - 301_000],
    ['no time', { 'fashion-hunting-signature': headers['fashion-hunting-signature'] }, body, secret, now],
    ['no signature', { 'fashion-hunting-timestamp': timestamp }, body, secret, now],
    ['half a signature', { ...headers, 'fashion-hunting-signature': 'sha256=ab' }, body, secret, now],
  ])('refuses %s', (_, ...call) => {
    expect(isGenuine(...(call as Parameters<IsGenuine>))).toBe(false);
  });
});
