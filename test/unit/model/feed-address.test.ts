import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../src/model/errors.ts';
import { providerOf, readFeedUrl } from '../../../src/model/feed-address.ts';

describe('the address of a feed', () => {
  it.each([
    ['https://example.com/feed.xml', 'https://example.com/feed.xml'],
    [' https://Example.COM/Feed.xml#top', 'https://example.com/Feed.xml'],
    ['http://example.com:80/feed?a=1&b=2', 'http://example.com/feed?a=1&b=2'],
    ['https://münchen.example/feed', 'https://xn--mnchen-3ya.example/feed'],
    ['http://[::1]:8080/feed', 'http://[::1]:8080/feed'],
  ])('%s is kept as %s', (given, kept) => {
    expect(readFeedUrl(given)).toBe(kept);
  });

  it.each([
    ['', 'is no address'],
    ['feed.xml', 'is no address'],
    ['example.com/feed.xml', 'is no address'],
    ['http://', 'is no address'],
    ['ftp://example.com/feed.xml', 'http and https only'],
    ['file:///etc/passwd', 'http and https only'],
    ['javascript:alert(1)', 'http and https only'],
    ['data:text/xml,<rss/>', 'http and https only'],
    [`https://example.com/${'x'.repeat(2_000)}`, 'At most 2000'],
  ])('%s is refused in words', (given, words) => {
    expect(() => readFeedUrl(given)).toThrow(CodedError);
    expect(() => readFeedUrl(given)).toThrow(words);
  });

  it('with a password is refused without repeating it', () => {
    expect(() => readFeedUrl('https://ada:secret@example.com/feed')).toThrow(
      /^(?!.*secret).*example\.com.*$/,
    );
  });

  it.each([
    ['https://news.google.com/rss/search?q=gucci', 'GOOGLE_NEWS'],
    ['https://www.google.com/alerts/feeds/1/2', 'GOOGLE_ALERTS'],
    ['https://google.co.uk/alerts/feeds/1/2', 'GOOGLE_ALERTS'],
    ['https://www.google.com/other', 'RSS'],
    ['https://notgoogle.com/alerts/feeds/1/2', 'RSS'],
    ['https://google.com.evil.example/feed', 'RSS'],
    ['https://example.com/news.google.com', 'RSS'],
  ])('%s is of %s', (url, provider) => {
    expect(providerOf(url)).toBe(provider);
  });
});
