import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { badInput, CodedError, notFound } from '../../model/errors.ts';
import type { ReportOrder } from '../../model/report-order.ts';
import type * as Generated from '../generated/types.ts';

/** What an exported file is to hold, and for whom. */
export interface ExportRequest {
  tenantId: string;
  /** The key that asked for the link, which must still be live when it is used; null: it was a token. */
  keyId: string | null;
  /**
   * All of which must let a report through, as they were given: names and saved searches are looked up when the file is
   * made, so that a saved search takes no more room than its id.
   */
  filters: Generated.ReportFilter[];
  order: ReportOrder;
  format: ExportFormat;
}

/** The form of an exported file. */
export type ExportFormat = `${Generated.ExportFormat}`;

/** How links are made. */
export interface ExportLinkOptions {
  /** At least 256 random bits, the same in all processes. */
  secret: Uint8Array;
  /** The address of this API, with or without a slash at its end. */
  publicUrl: string;
  /** How long a link is good for, in milliseconds. */
  validForMs: number;
}

/** Longer addresses are refused by servers and proxies on the way, most of which take 8,000 bytes of headers. */
const mostCharacters = 4_000;
const macBytes = 32;

/**
 * Makes and reads links that need no key beside them: what is to be exported, and until when, stands in the link itself,
 * packed and signed (HMAC-SHA256, RFC 2104), so that nothing is stored and any process can answer.
 */
export class ExportLinks {
  constructor(private readonly options: ExportLinkOptions) {}

  /**
   * A link to a file.
   *
   * @throws {CodedError} BAD_USER_INPUT when it would be too long
   */
  urlOf(request: ExportRequest, now: Date): string {
    const validUntil = now.getTime() + this.options.validForMs;
    const packed = deflateRawSync(JSON.stringify({ validUntil, request } satisfies Content));
    const token = Buffer.concat([this.mac(packed), packed]).toString('base64url');
    const url = `${this.options.publicUrl.replace(/\/+$/, '')}/exports/${token}`;
    if (url.length <= mostCharacters) return url;
    throw badInput(
      `exportUrl: the filter is too long for a link, which would have ${url.length} characters; at most ${mostCharacters} are allowed. Save it with saveSearch, and filter by savedSearchId.`,
    );
  }

  /**
   * What a link is to.
   *
   * @param token the last part of its path
   * @throws {CodedError} NOT_FOUND when it is none of ours or was altered, FORBIDDEN when its time is over
   */
  read(token: string, now: Date): ExportRequest {
    const bytes = Buffer.from(token, 'base64url');
    const [mac, packed] = [bytes.subarray(0, macBytes), bytes.subarray(macBytes)];
    // Other texts stand for the same bytes: they were altered all the same.
    const isOurs = bytes.toString('base64url') === token && mac.length === macBytes;
    if (!isOurs || !timingSafeEqual(mac, this.mac(packed))) {
      throw notFound('export', 'at this address. Copy the whole link, or ask for exportUrl again');
    }
    // Nobody else could have signed it, so it is as it was written.
    const { validUntil, request } = JSON.parse(inflateRawSync(packed).toString(), withTimes) as Content;
    if (now.getTime() < validUntil) return request;
    throw new CodedError(
      'FORBIDDEN',
      `This link was good until ${new Date(validUntil).toISOString()}. Ask for exportUrl again.`,
    );
  }

  private mac(packed: Uint8Array): Buffer {
    return createHmac('sha256', this.options.secret).update(packed).digest();
  }
}

interface Content {
  /** In milliseconds since 1970. */
  validUntil: number;
  request: ExportRequest;
}

const times = new Set(['publishedAfter', 'publishedBefore'] satisfies (keyof Generated.ReportFilter)[]);

function withTimes(name: string, value: unknown): unknown {
  return (times as ReadonlySet<string>).has(name) && typeof value === 'string' ? new Date(value) : value;
}
