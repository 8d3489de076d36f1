const meanings: Record<number, string> = {
  400: 'it does not understand the request',
  401: 'it asks for a user name and a password',
  402: 'it asks for payment',
  403: 'it does not let us read this address',
  404: 'there is no feed at this address',
  405: 'it does not let us read this address',
  406: 'it offers nothing that can be read as a feed',
  407: 'a proxy on the way asks for a password',
  408: 'it gave up waiting for the request',
  410: 'the feed is gone for good',
  418: 'it takes us for an unwanted robot',
  421: 'it does not serve this site',
  425: 'it wants to be asked again later',
  429: 'it was asked too often and wants to be left alone for a while',
  451: 'it may not publish this for legal reasons',
  500: 'its own software failed',
  502: 'a server behind it did not answer properly',
  503: 'it is overloaded or under maintenance',
  504: 'a server behind it did not answer in time',
  520: 'a server behind it did not answer properly',
  521: 'a server behind it is down',
  522: 'a server behind it did not answer in time',
  523: 'a server behind it cannot be reached',
  524: 'a server behind it did not answer in time',
  525: 'a server behind it has no valid certificate',
  526: 'a server behind it has no valid certificate',
};

/**
 * What an answer that is no feed means, as a sentence: 'http://… answered 404: there is no feed at this address.'
 *
 * @param headers of the answer, lower-case; a challenge to prove that one is human is recognised in them
 */
export function statusInWords(url: string, status: number, headers: Record<string, string>): string {
  if (headers['cf-mitigated'] === 'challenge') {
    return `${url} answered ${status}: it only lets in visitors who prove that they are human.`;
  }
  return `${url} answered ${status}: ${meanings[status] ?? meaningOfClass(status)}.`;
}

function meaningOfClass(status: number): string {
  if (status >= 500) return 'the server failed';
  if (status >= 400) return 'it does not answer this request';
  if (status >= 300) return 'it redirects without saying where to';
  return 'this is no answer to the request';
}
