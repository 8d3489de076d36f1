import { HttpFailure, type HttpFailureKind } from './http.ts';

const tlsCodes = /^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO$)/;
const unpackingCodes = /^(?:Z_|ERR__ERROR_FORMAT|ERR_PADDING|ERR_BROTLI|ERR_STREAM_PREMATURE)/;

/** The sentences and kinds for the codes of Node's network errors; each sentence follows the address. */
const wordsByCode: Record<string, [HttpFailureKind, string]> = {
  ENOTFOUND: ['NAME_NOT_FOUND', 'cannot be reached: there is no server of that name.'],
  EAI_AGAIN: ['NETWORK', 'cannot be reached: its name could not be looked up just now.'],
  ECONNREFUSED: ['REFUSED', 'refused the connection.'],
  ECONNRESET: ['CUT_OFF', 'closed the connection before its answer was complete.'],
  EPIPE: ['CUT_OFF', 'closed the connection before its answer was complete.'],
  ETIMEDOUT: ['TIMEOUT', 'did not accept the connection in time.'],
  EHOSTUNREACH: ['NETWORK', 'cannot be reached over the network.'],
  ENETUNREACH: ['NETWORK', 'cannot be reached over the network.'],
  ECONNABORTED: ['CUT_OFF', 'closed the connection before its answer was complete.'],
  HPE_HEADER_OVERFLOW: ['NETWORK', 'answered with more headers than are read.'],
};

/**
 * Puts an error of the network, of TLS or of unpacking into words.
 *
 * @param address what was asked, without credentials
 * @param answered whether the headers of an answer had arrived
 */
export function failureInWords(error: unknown, address: string, answered: boolean): HttpFailure {
  const { code, message } = codeAndMessage(error);
  if (/is not allowed\. Because,? It is/i.test(message)) {
    return new HttpFailure('PRIVATE_ADDRESS', `${address} leads to a private address, which is not asked.`);
  }
  const known = wordsByCode[code];
  if (known) return new HttpFailure(known[0], `${address} ${known[1]}`);
  if (tlsCodes.test(code)) {
    return new HttpFailure('TLS', `${address} has no valid certificate (${code}).`);
  }
  if (unpackingCodes.test(code)) {
    return new HttpFailure('CUT_OFF', `${address} sent an answer that cannot be unpacked (${code}).`);
  }
  if (code.startsWith('HPE_')) {
    return new HttpFailure('NETWORK', `${address} did not answer in valid HTTP (${code}).`);
  }
  const when = answered ? 'failed while it answered' : 'could not be asked';
  return new HttpFailure('NETWORK', `${address} ${when}: ${message || code || 'unknown error'}.`);
}

/** The code and message of the innermost error that has them: got wraps the one of the socket. */
function codeAndMessage(error: unknown): { code: string; message: string } {
  let code = '';
  let message = '';
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    if (
      'code' in current &&
      typeof current.code === 'string' &&
      !/^ERR_(?:GOT|REQUEST|READ)/.test(current.code)
    ) {
      code = current.code;
    }
    message = current.message || message;
    current = current.cause;
  }
  return { code, message };
}
