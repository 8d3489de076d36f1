import { readHttpAddress } from './http-address.ts';
import type { Provider } from './report.ts';

/**
 * The address of a feed as it is stored. Whether it may be visited is decided when the connection is made.
 *
 * @throws {CodedError} BAD_USER_INPUT as {@link readHttpAddress}
 */
export function readFeedUrl(text: string): string {
  return readHttpAddress(text, {
    example: 'https://example.com/feed.xml',
    onlyHttp: 'cannot be read: feeds are read over http and https only',
  });
}

/** Whose feed an address is: Google's alerts and news have their own ways. */
export function providerOf(url: string): Provider {
  const { hostname, pathname } = new URL(url);
  if (hostname === 'news.google.com') return 'GOOGLE_NEWS';
  return /(^|\.)google\.[a-z.]+$/.test(hostname) && pathname.startsWith('/alerts/feeds/')
    ? 'GOOGLE_ALERTS'
    : 'RSS';
}
