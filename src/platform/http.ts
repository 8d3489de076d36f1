/** What a server answered, after redirects; any status is an answer. */
export interface HttpAnswer {
  status: number;
  /** Lower-case names; a repeated header is joined by ', '. */
  headers: Record<string, string>;
  /** Decoded (gzip, brotli, deflate). Empty for 304. */
  body: Buffer;
  /** The address that answered, after redirects. */
  url: string;
  /** The redirects on the way, in their order: the status of each, and the absolute address it led to. */
  redirects: { status: number; to: string }[];
}

/** Why there is no answer. */
export type HttpFailureKind =
  | 'BAD_URL'
  | 'PRIVATE_ADDRESS'
  | 'NAME_NOT_FOUND'
  | 'REFUSED'
  | 'TIMEOUT'
  | 'TOO_LARGE'
  | 'TOO_MANY_REDIRECTS'
  | 'TLS'
  | 'CUT_OFF'
  | 'NETWORK'
  /** Not asked: see circuit-breaker.ts. */
  | 'SITE_DOWN'
  /** Not asked: see robots.ts. */
  | 'ROBOTS'
  | 'STOPPED';

/** No answer could be had. The message is in words for the person who follows the feed, and names the address. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';

  constructor(
    readonly kind: HttpFailureKind,
    message: string,
    /** The host, with its port unless it is the usual one, of the hop that failed; null when none was asked. */
    readonly host: string | null = null,
  ) {
    super(message);
  }
}

/** The limits and headers of one request. */
export interface HttpRequest {
  headers?: Record<string, string>;
  /** Of decoded bytes; one more is TOO_LARGE. */
  maxBytes: number;
  /** For everything together: name, connection, redirects and body. */
  timeoutMs: number;
  /** Ends the request as STOPPED. */
  signal?: AbortSignal;
  /** Why an address may not be asked for, as a sentence, or null: asked on every hop, and ends the request as ROBOTS. */
  refusalOf?: (url: string) => Promise<string | null>;
}

/** Fetches from the open web, and refuses private addresses when the connection is made, on every hop. */
export interface HttpClient {
  /** @throws {HttpFailure} when no whole answer could be had within the limits */
  get(url: string, request: HttpRequest): Promise<HttpAnswer>;
}
