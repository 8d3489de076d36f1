import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../../../src/ingestion/dedupe/canonical-url.ts';
import { withoutTracking } from '../../../../src/ingestion/dedupe/tracking.ts';

const noOwn = { siteUrl: null, feedUrl: null };

describe('the canonical address', () => {
  it.each([
    'http://courier.example/a/b',
    'https://www.courier.example/a/b/',
    'HTTPS://Courier.Example:443/a/b',
    'http://courier.example:80/a/b#comments',
    'https://courier.example/a/b?utm_source=rss&fbclid=1',
    'https://courier.example/a/b?partner=rss&emc=rss',
    'https://courier.example/a/b?',
    'https://courier.example./a/b',
    'https://courier.example/a/b;jsessionid=0A1B',
    ' https://courier.example/%61/b ',
  ])('is one for %s', (url) => {
    expect(canonicalUrl(url)).toBe('https://courier.example/a/b');
  });

  it.each([
    ['http://courier.example', 'https://courier.example'],
    ['https://courier.example/?p=12', 'https://courier.example?p=12'],
    ['https://courier.example/?b=2&a=1', 'https://courier.example?a=1&b=2'],
    ['https://courier.example/app#!/article/1', 'https://courier.example/app#!/article/1'],
    ['https://courier.example:8080/a', 'https://courier.example:8080/a'],
    ['https://courier.example/A%2fb', 'https://courier.example/A%2Fb'],
    ['https://courier.example/a?source=vogue', 'https://courier.example/a?source=vogue'],
    ['https://www.com/a', 'https://www.com/a'],
    ['mailto:desk@courier.example', 'mailto:desk@courier.example'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
  });

  it('of a canonical address is itself', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url));
      }),
    );
  });
});

describe('an address without tracking', () => {
  it('keeps everything else as it is written', () => {
    expect(withoutTracking('https://a.example/x?b=%20&a&UTM_Source=x&c=1+2#part', noOwn)).toBe(
      'https://a.example/x?b=%20&a&c=1+2#part',
    );
    expect(withoutTracking('https://a.example/i.jpg?crop/10x10/webp', noOwn)).toBe(
      'https://a.example/i.jpg?crop/10x10/webp',
    );
    expect(withoutTracking('https://a.example|b/', noOwn)).toBe('');
  });

  it('loses ref only where it names the feed or its site', () => {
    const own = { siteUrl: 'https://a.example/', feedUrl: 'https://feeds.example/x' };
    expect(withoutTracking('https://a.example/x?ref=a.example', own)).toBe('https://a.example/x');
    expect(withoutTracking('https://a.example/x?ref=feeds.example', own)).toBe('https://a.example/x');
    expect(withoutTracking('https://a.example/x?ref=b.example', own)).toBe(
      'https://a.example/x?ref=b.example',
    );
  });
});

const file = new URL('../../../../../shared/data/feeds/tracking-params.jsonl', import.meta.url);
interface Case {
  name: string;
  input: string;
  expected: string;
  siteUrl: string | null;
  feedUrl: string | null;
  strict: boolean;
}
const cases = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      // The shape is described beside the file.
      .map((line) => JSON.parse(line) as Case)
  : [];
const inAnyOrder = (url: string) => {
  if (!URL.canParse(url)) return url;
  const address = new URL(url);
  return [address.origin, address.pathname, address.hash, [...address.searchParams].map(String).sort()];
};

describe.skipIf(cases.length === 0)(
  'real tracking parameters (skipped where ../shared/data is absent)',
  () => {
    it.each(cases)('$name', ({ input, expected, strict, ...own }) => {
      const cleaned = withoutTracking(input, own);
      if (strict) expect(cleaned).toBe(expected);
      else expect(inAnyOrder(cleaned)).toEqual(inAnyOrder(expected));
    });
  },
);
