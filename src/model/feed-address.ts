import { badInput } from './errors.ts';
import type { Provider } from './report.ts';

const longestUrl = 2_000;

/**
 * The address of a feed as it is stored. Whether it may be visited is decided when the connection is made.
 *
 * @throws {CodedError} BAD_USER_INPUT when it is no http(s) address, carries a password, or is too long
 */
export function readFeedUrl(text: string): string {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  if (!URL.canParse(text))
    throw badInput(`"${shown}" is no address. Write it like https://example.com/feed.xml`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw badInput(`"${shown}" cannot be read: feeds are read over http and https only.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw badInput(`The address of ${url.host} carries a user name or password; those are not kept.`);
  }
  url.hash = '';
  if (url.href.length > longestUrl) {
    throw badInput(`"${shown}" has ${url.href.length} characters. At most ${longestUrl} are kept.`);
  }
  return url.href;
}

/** Whose feed an address is: Google's alerts and news have their own ways. */
export function providerOf(url: string): Provider {
  const { hostname, pathname } = new URL(url);
  if (hostname === 'news.google.com') return 'GOOGLE_NEWS';
  return /(^|\.)google\.[a-z.]+$/.test(hostname) && pathname.startsWith('/alerts/feeds/')
    ? 'GOOGLE_ALERTS'
    : 'RSS';
}
