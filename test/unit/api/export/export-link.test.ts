import { createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExportLinks, type ExportRequest } from '../../../../src/api/export/export-link.ts';
import { CodedError, type ErrorCode } from '../../../../src/model/errors.ts';

const secret = randomBytes(48);
const now = new Date('2026-11-25T08:00:00.000Z');
const validForMs = 15 * 60_000;
const links = new ExportLinks({ secret, publicUrl: 'https://press.example', validForMs });

const request: ExportRequest = {
  tenantId: '0190a3c5-0000-7000-8000-000000000001',
  keyId: '0190a3c5-0000-7000-8000-000000000002',
  filters: [
    { brands: { any: ['Hermès', 'ysl'] } },
    { publishedAfter: new Date('2026-01-01T00:00:00.001Z'), publishedBefore: null, search: 'silk' },
  ],
  order: { field: 'INGESTED_AT', direction: 'ASC' },
  format: 'NDJSON',
};

const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);
const token = tokenOf(links.urlOf(request, now));

function refusal(read: () => unknown): ErrorCode | 'none' {
  try {
    read();
    return 'none';
  } catch (error) {
    return error instanceof CodedError ? error.code : 'INTERNAL';
  }
}

describe('a link to an export', () => {
  it('says again what it was made for, times and all', () => {
    expect(links.read(token, now)).toEqual(request);
  });

  it('stands under the public address, whatever follows its host', () => {
    const under = (publicUrl: string) =>
      new ExportLinks({ secret, publicUrl, validForMs }).urlOf(request, now).replace(token, '…');
    expect(under('https://press.example')).toBe('https://press.example/exports/…');
    expect(under('https://press.example/')).toBe('https://press.example/exports/…');
    expect(under('https://example.com/press/')).toBe('https://example.com/press/exports/…');
  });

  it('is good until its time is over', () => {
    const later = (ms: number) => () => links.read(token, new Date(now.getTime() + ms));
    expect(refusal(later(validForMs - 1))).toBe('none');
    expect(refusal(later(validForMs))).toBe('FORBIDDEN');
    expect(later(validForMs)).toThrow('was good until 2026-11-25T08:15:00.000Z');
  });

  it('is refused when one bit of it was changed', () => {
    const bytes = Buffer.from(token, 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const altered = Buffer.from(bytes);
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(refusal(() => links.read(altered.toString('base64url'), now))).toBe('NOT_FOUND');
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no link', 'graphql'],
    ['a cut one', token.slice(0, -1)],
    ['one with more behind it', `${token}A`],
    ['one in other letters for the same bytes', `${token}=`],
    ['one with something between', `${token.slice(0, 9)}.${token.slice(9)}`],
    ['its signature alone', token.slice(0, 42)],
  ])('is refused when it is %s', (_, altered) => {
    expect(refusal(() => links.read(altered, now))).toBe('NOT_FOUND');
  });

  it('is refused when another server made it, or one who does not know the secret', () => {
    const others = new ExportLinks({ secret: randomBytes(48), publicUrl: 'https://x.example', validForMs });
    expect(refusal(() => links.read(tokenOf(others.urlOf(request, now)), now))).toBe('NOT_FOUND');
    const packed = deflateRawSync(JSON.stringify({ validUntil: now.getTime() + 1e9, request }));
    const mac = createHmac('sha256', '').update(packed).digest();
    const forged = Buffer.concat([mac, packed]).toString('base64url');
    expect(refusal(() => links.read(forged, now))).toBe('NOT_FOUND');
  });

  it('is refused before it is unpacked: what is not ours may be a bomb', () => {
    const bomb = deflateRawSync(Buffer.alloc(100_000_000));
    const forged = Buffer.concat([randomBytes(32), bomb]).toString('base64url');
    expect(refusal(() => links.read(forged, now))).toBe('NOT_FOUND');
  });

  it('is not made when it would be longer than 4,000 characters, but with a saved search', () => {
    const names = Array.from({ length: 100 }, () => randomBytes(60).toString('hex'));
    const make = (filters: ExportRequest['filters']) => links.urlOf({ ...request, filters }, now);
    expect(refusal(() => make([{ sources: names }]))).toBe('BAD_USER_INPUT');
    expect(() => make([{ sources: names }])).toThrow('savedSearchId');
    expect(make([{ savedSearchId: request.tenantId }]).length).toBeLessThan(500);
  });
});
